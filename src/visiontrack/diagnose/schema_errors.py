"""Pydantic's errors as findings, told apart by error type: never by the text of a message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, get_args

from yaml.nodes import MappingNode, Node, ScalarNode

from visiontrack.diagnose.cut_numbers import is_cut
from visiontrack.diagnose.flow_keys import is_valueless, without_colon
from visiontrack.diagnose.suggestions import Meant, labelled, meant_id, several_ids
from visiontrack.finding import At, Finding, Fix, Loc, Words
from visiontrack.schema import Kind
from visiontrack.schema.scalars import half_width
from visiontrack.yaml import tree
from visiontrack.yaml.bounds import MAX_FINDINGS
from visiontrack.yaml.tree import NodeAt

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

UNKNOWN_KEY = frozenset(["unexpected_keyword_argument"])
MISSING_KEY = frozenset(["missing"])
_BETWEEN_WORDS = re.compile(r"[\s、，,・/／|｜]+")
# What is known of a wrong word → the sentence that says so.
_WORD_VARIANTS = (("label", "label"), ("fixed", "form"), ("several", "several"))
_SHAPES = {
    "string_type": "text",
    "tuple_type": "list",
    "dict_type": "mapping",
    "dataclass_type": "mapping",
}
# error type → (code, variant)
_CODES: dict[str, tuple[str, str]] = {
    "number": ("VT205", ""),
    "number_unit": ("VT205", "unit"),
    "amount_unit": ("VT205", "amount"),
    "number_multiple": ("VT205", "multiple"),
    "number_yen": ("VT205", "yen"),
    "number_rough": ("VT205", "rough"),
    "number_letter": ("VT205", "letter"),
    "number_none": ("VT205", "none"),
    "number_note": ("VT205", "note"),
    "number_form": ("VT206", ""),
    "year_form": ("VT206", ""),
    "date_form": ("VT206", ""),
    "literal_error": ("VT207", ""),
    "id": ("VT208", ""),
    "id_form": ("VT208", "form"),
    "id_length": ("VT208", "length"),
    "id_windows": ("VT208", "windows"),
    "date": ("VT209", ""),
    "date_none": ("VT209", "none"),
    "month": ("VT209", "month"),
    "year": ("VT210", ""),
    "year_era": ("VT210", "era"),
    "line_empty": ("VT203", ""),
    "line_break": ("VT211", "break"),
    "line_length": ("VT211", "length"),
    "number_digits": ("VT212", "digits"),
    "number_exponent": ("VT212", "exponent"),
    "code": ("VT213", ""),
    "code_check": ("VT213", "check"),
    "above_zero": ("VT214", "above"),
    "negative": ("VT214", "negative"),
    "decimals": ("VT214", "decimals"),
    "period_length": ("VT214", "period"),
    "flag": ("VT215", ""),
    "flag_form": ("VT215", "form"),
    "flag_or_number": ("VT215", "value"),
}


def clean(loc: Loc) -> tuple[Loc, At]:
    """Pydantic's loc as a path through the file; a bad key of a map carries a mark of its own."""
    if loc and loc[-1] == "[key]":
        return loc[:-1], "key"
    return loc, "value"


def findings(errors: Sequence[ErrorDetails], kind: Kind, path: str, root: Node) -> list[Finding]:
    """All of a file's schema errors; a key missed only because it was mistyped is told once."""
    details = errors[: MAX_FINDINGS + 1]
    teller = _Teller(kind, path, root)
    joined = teller.without_colons(details)
    if joined:
        details = [one for one in details if clean(one["loc"])[0] not in joined]
    unknown = [one for one in details if one["type"] in UNKNOWN_KEY]
    found = [teller.unknown_key(one) for one in unknown]
    mistyped: set[tuple[Any, ...]] = {
        (*one["loc"][:-1], told.suggest) for one, told in zip(unknown, found, strict=True) if told.suggest
    }
    mistyped.update((*loc[:-1], told.params["key"]) for loc, told in joined.items())
    found += joined.values()
    for one in details:
        if one["type"] in UNKNOWN_KEY or (one["type"] in MISSING_KEY and one["loc"] in mistyped):
            continue
        found.append(teller.finding(one))
    return found


class _Teller:
    """Makes findings of one file's errors, each at the place a person must change."""

    def __init__(self, kind: Kind, path: str, root: Node) -> None:
        self.kind: Kind = kind
        self.path = path
        self.root = root
        self.meant = Meant(kind)

    def without_colons(self, errors: Sequence[ErrorDetails]) -> dict[Loc, Finding]:
        """Keys inside braces that are a key and its value, by their paths: no other error of theirs is told."""
        found: dict[Loc, Finding] = {}
        for one in errors:
            loc, _ = clean(one["loc"])
            if loc and loc not in found and " " in str(loc[-1]):
                told = without_colon(self.root, loc, self.kind, self.path)
                if told is not None:
                    found[loc] = told
        return found

    def unknown_key(self, error: ErrorDetails) -> Finding:
        """A key the schema does not know here."""
        from visiontrack.schema.paths import keys_at

        loc, _ = clean(error["loc"])
        known = keys_at(self.kind, loc[:-1])
        there = tree.find(self.root, loc)
        return Finding(
            "VT201",
            self.path,
            tree.span_at(there, loc, "key"),
            {"key": tree.shorten(str(loc[-1])), "known": ", ".join(known)},
            variant="flow" if is_valueless(self.root, loc, there[1]) else "",
            suggest=self.meant.key(loc, known),
        )

    def finding(self, error: ErrorDetails) -> Finding:
        """Any other error."""
        loc, at = clean(error["loc"])
        name = error["type"]
        key = {"key": _key_name(loc)}
        if name in MISSING_KEY:
            return Finding("VT202", self.path, tree.locate(self.root, loc), {"key": str(loc[-1])})
        if error["input"] is None:
            return Finding("VT203", self.path, tree.locate(self.root, loc, "key"), key)
        there = tree.find(self.root, loc)
        span = tree.span_at(there, loc, at)
        written = loc[: there[2]]  # a short form has no inside
        if self._is_inner(written):
            span = tree.locate(self.root, written, "key")
            return Finding("VT201", self.path, span, {"key": str(written[-1])}, variant="level")
        if name in _SHAPES:
            variant, params = self._shape(_SHAPES[name], loc, there[1])
            return Finding("VT204", self.path, span, {**key, **params}, variant=variant)
        code, variant = _CODES.get(name, ("VT299", ""))
        if variant == "unit" and not _has_unit(loc):
            variant = "unit_alone"
        if code == "VT206" and at == "value" and is_cut(there[1]):
            variant = "flow"
        params, suggest = self._details(error, loc)
        variant = _told_as(code, params) or variant
        fix = _fix(there, at, params["fixed"]) if "fixed" in params else None
        return Finding(code, self.path, span, {**key, **params}, variant=variant, suggest=suggest, fix=fix)

    def _details(self, error: ErrorDetails, loc: Loc) -> tuple[dict[str, Any], str | None]:
        """What fills the sentence, and what was probably meant."""
        from visiontrack.schema.paths import words_at

        name, value = error["type"], str(error["input"])
        params: dict[str, Any] = {"value": tree.shorten(value), **(error.get("ctx") or {})}
        if name == "literal_error":
            return self._word(value, params, words_at(self.kind, loc))
        if name == "id":
            ids = several_ids(value) if isinstance(loc[-1], int) else ()
            return (params | {"ids": ", ".join(ids)}, None) if ids else (params, meant_id(value))
        if name not in _CODES:
            params["problem"] = name
        told = next((params[one] for one in ("fixed", "year", "expected") if one in params), None)
        return params, None if told is None else str(told)

    def _word(
        self, value: str, params: dict[str, Any], words: tuple[str, ...]
    ) -> tuple[dict[str, Any], str | None]:
        """One of a few words was wanted."""
        params["words"] = Words(words)
        fixed = half_width(value)
        if fixed in words:
            return params | {"fixed": fixed}, fixed
        label = labelled(value, words)
        if label is not None:
            return params | {"fixed": label, "label": value}, label
        several = [one for one in _BETWEEN_WORDS.split(value) if one]
        if len(several) > 1 and all(one in words for one in several):
            return params | {"several": ", ".join(several)}, None
        return params, self.meant.word(value, words)

    def _is_inner(self, loc: Loc) -> bool:
        """Whether a key of what stands below an id stands in the column of the ids: ``comment:`` beside ``founders:``."""
        if len(loc) < 2 or not isinstance(loc[-1], str):
            return False
        from visiontrack.schema.paths import keys_at

        return loc[-1] in keys_at(self.kind, loc) and not keys_at(self.kind, loc[:-1])

    def _shape(self, wanted: str, loc: Loc, value: Node) -> tuple[str, dict[str, str]]:
        """The shape that is wanted as a variant, and the keys that belong there."""
        from visiontrack.schema.paths import annotation_at, bare, keys_at

        variant = _shape(wanted, value)
        if variant != "mapping":
            return variant, {}
        keys = keys_at(self.kind, loc)
        if keys:
            return "mapping_keys", {"keys": ", ".join(keys)}
        years = get_args(bare(annotation_at(self.kind, loc)))[:1]
        return ("mapping_years" if years and bare(years[0]) is int else variant), {}


def _has_unit(loc: Loc) -> bool:
    """Whether the number at a path is one of an indicator's, which has a unit."""
    return loc[-1] in ("value", "was") or loc[-2:-1] in (("actuals",), ("targets",))


def _shape(wanted: str, value: Node) -> str:
    """The shape that is wanted; where it was written with the wrong signs, the variant that says so."""
    first = value
    while isinstance(first, MappingNode) and first.value:  # "-actor: x" reads as a key
        first = first.value[0][0]
    if wanted == "text" or not isinstance(first, ScalarNode) or first.style:
        return wanted
    if first is value and first.value.startswith(("［", "｛")):
        return f"{wanted}_wide"
    from visiontrack.diagnose.typos import BULLET  # only a file with something wrong needs it

    return "list_bullet" if wanted == "list" and BULLET.match(first.value) else wanted


def _told_as(code: str, params: dict[str, Any]) -> str:
    """The sentence that what was meant makes better than the one of the error's own."""
    if code == "VT208" and "ids" in params:
        return "list"
    if code != "VT207":
        return ""
    return next((variant for key, variant in _WORD_VARIANTS if key in params), "")


def _key_name(loc: Loc) -> str:
    names = [part for part in loc if isinstance(part, str)]
    return names[-1] if names else ""


def _fix(there: NodeAt, at: At, text: str) -> Fix | None:
    """The splice that writes ``text`` in the place of a value on one line that stands there as it reads."""
    key, node, _ = there
    target = key if at == "key" else node
    if not isinstance(target, ScalarNode) or target.style in ("|", ">"):
        return None
    quote = target.style or ""
    start, end = target.start_mark.index, target.end_mark.index
    if end - start != len(target.value) + 2 * len(quote) or target.start_mark.line != target.end_mark.line:
        return None  # a tag, an escape, or a text over several lines
    return Fix(start, end, f"{quote}{text}{quote}")
