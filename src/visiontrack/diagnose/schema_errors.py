"""Pydantic's errors as findings, told apart by error type: never by the text of a message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, get_args, get_origin

from yaml.nodes import MappingNode, Node, ScalarNode

from visiontrack.diagnose.error_line import BULLET
from visiontrack.diagnose.suggestions import Suggestions, several_ids, suggest_id, word_of_label
from visiontrack.finding import At, Finding, Fix, Loc, Span, Words
from visiontrack.schema import Kind
from visiontrack.schema.paths import annotation_at, bare, keys_at, words_at
from visiontrack.schema.scalars import half_width
from visiontrack.schema.wrong_scalars import INVISIBLE
from visiontrack.yaml import tree
from visiontrack.yaml.parser import MAX_FINDINGS
from visiontrack.yaml.tree import NodeAt

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

UNKNOWN_KEY = "extra_forbidden"
MISSING_KEY = "missing"
_BETWEEN_WORDS = re.compile(r"[\s、，,・/／|｜]+")
_KEY_AND_VALUE = re.compile(r"(?P<key>[A-Za-z0-9_-]++)(?P<gap> ++)(?P<value>\S.*)")
_NUMBER = re.compile(r"[-+]?\d")
_WIDE_BEFORE_COMMENT = re.compile(r"[ \u3000]*\u3000[ \u3000]*(?=#)|(?<=\S)(?=#[ \u3000])")
# What is found out of a wrong word → the variant of the sentence that says so.
_WORD_VARIANTS = (("label", "label"), ("fixed", "form"), ("several", "several"))
_SHAPES = {
    "string_type": "text",
    "tuple_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
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
    "number_dash": ("VT205", "dash"),
    "number_comma": ("VT205", "comma"),
    "number_point": ("VT205", "point"),
    "number_form": ("VT206", ""),
    "year_form": ("VT206", ""),
    "date_form": ("VT206", ""),
    "literal_error": ("VT207", ""),
    "grade_form": ("VT207", "grade"),
    "id": ("VT208", ""),
    "id_form": ("VT208", "form"),
    "id_length": ("VT208", "length"),
    "id_windows": ("VT208", "windows"),
    "date": ("VT209", ""),
    "date_none": ("VT209", "none"),
    "month": ("VT209", "month"),
    "date_proposed": ("VT209", "proposed"),
    "month_proposed": ("VT209", "month_proposed"),
    "year_proposed": ("VT210", "proposed"),
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
    "count": ("VT214", "count"),
    "measure_number": ("VT211", "spaces"),
    "web_address": ("VT218", ""),
    "digest": ("VT218", "digest"),
    "flag": ("VT215", ""),
    "flag_form": ("VT215", "form"),
    "flag_or_number": ("VT215", "value"),
}


def path_of(loc: Loc) -> tuple[Loc, At]:
    """Returns Pydantic's loc as a path through the file; it marks a bad key of a map by ``[key]``."""
    if loc and loc[-1] == "[key]":
        return loc[:-1], "key"
    return loc, "value"


def findings(errors: Sequence[ErrorDetails], kind: Kind, path: str, root: Node) -> list[Finding]:
    """Returns findings on all of a file's schema errors; a key missed only because it was mistyped has one."""
    errors = errors[: MAX_FINDINGS + 1]
    explained = _SchemaErrors(kind, path, root)
    no_colons = explained.without_colons(errors)
    if no_colons:
        errors = [error for error in errors if path_of(error["loc"])[0] not in no_colons]
    unknown = [error for error in errors if error["type"] == UNKNOWN_KEY]
    unknown_keys = [explained.unknown_key(error) for error in unknown]
    mistyped: set[tuple[Any, ...]] = {
        (*error["loc"][:-1], finding.suggest)
        for error, finding in zip(unknown, unknown_keys, strict=True)
        if finding.suggest
    }
    mistyped.update((*loc[:-1], finding.params["key"]) for loc, finding in no_colons.items())
    others = [
        explained.finding(error)
        for error in errors
        if error["type"] != UNKNOWN_KEY and not (error["type"] == MISSING_KEY and error["loc"] in mistyped)
    ]
    return [*unknown_keys, *no_colons.values(), *others]


class _SchemaErrors:
    """The errors of one file, each explained at the place a person must change."""

    def __init__(self, kind: Kind, path: str, root: Node) -> None:
        self.kind: Kind = kind
        self.path = path
        self.root = root
        self.suggestions = Suggestions(kind)

    def without_colons(self, errors: Sequence[ErrorDetails]) -> dict[Loc, Finding]:
        """Returns findings on keys inside braces that are a key and its value, by their paths: nothing else is said of
        these."""
        by_path: dict[Loc, Finding] = {}
        for error in errors:
            loc, _ = path_of(error["loc"])
            if loc and loc not in by_path and " " in str(loc[-1]):
                finding = self._without_colon(loc)
                if finding is not None:
                    by_path[loc] = finding
        return by_path

    def _without_colon(self, loc: Loc) -> Finding | None:
        """Returns the finding on ``{year 2019}`` or ``{2024 85.0}``, or None where the key is not key and value in one."""
        match = _KEY_AND_VALUE.fullmatch(str(loc[-1]))
        key, value, _ = tree.find(self.root, loc)
        if (
            match is None
            or not isinstance(key, ScalarNode)
            or key.style
            or not self._is_valueless(loc, value)
        ):
            return None
        # Where the keys are ids or years, the values are numbers as a rule.
        is_map = get_origin(bare(annotation_at(self.kind, loc[:-1]))) is dict
        if match["key"] not in keys_at(self.kind, loc[:-1]) and not (
            is_map and _NUMBER.match(match["value"])
        ):
            return None
        at = key.start_mark.index + match.end("key")
        fix = Fix(at, at, ":") if key.end_mark.index - key.start_mark.index == len(key.value) else None
        params = {"key": match["key"], "value": tree.shorten(match["value"])}
        return Finding("VT201", self.path, tree.span_of(key), params, variant="no_colon", fix=fix)

    def _is_valueless(self, loc: Loc, value: Node) -> bool:
        """Returns whether the key at ``loc`` stands inside braces with nothing behind it: a comma cut a text there."""
        if not isinstance(value, ScalarNode) or value.value or value.style:
            return False
        _, parent, _ = tree.find(self.root, loc[:-1])
        return isinstance(parent, MappingNode) and bool(parent.flow_style)

    def unknown_key(self, error: ErrorDetails) -> Finding:
        """Returns the finding on a key the schema does not know at its place."""
        loc, _ = path_of(error["loc"])
        keys = keys_at(self.kind, loc[:-1])
        there = tree.find(self.root, loc)
        fixed = half_width(str(loc[-1]))
        if fixed != loc[-1] and fixed in keys:
            params = {"key": tree.shorten(str(loc[-1])), "fixed": fixed}
            span = tree.span_at(there, loc, "key")
            is_free = tree.find(self.root, (*loc[:-1], fixed))[2] < len(loc)
            fix = _fix(there, "key", fixed) if is_free else None
            return Finding("VT201", self.path, span, params, variant="form", suggest=fixed, fix=fix)
        return Finding(
            "VT201",
            self.path,
            tree.span_at(there, loc, "key"),
            {"key": tree.shorten(str(loc[-1])), "known": ", ".join(keys)},
            variant="flow" if self._is_valueless(loc, there[1]) else "",
            suggest=self.suggestions.key(loc, keys),
        )

    def finding(self, error: ErrorDetails) -> Finding:
        """Returns the finding on any other error."""
        loc, at = path_of(error["loc"])
        name = error["type"]
        key = {"key": _key_name(loc)}
        if name == MISSING_KEY:
            return Finding("VT202", self.path, tree.locate(self.root, loc), {"key": str(loc[-1])})
        if error["input"] is None:
            return Finding("VT203", self.path, tree.locate(self.root, loc, "key"), key)
        there = tree.find(self.root, loc)
        span = tree.span_at(there, loc, at)
        written = loc[: there[2]]  # a short form has no inside
        if self._is_inner_key(written):
            span = tree.locate(self.root, written, "key")
            return Finding("VT201", self.path, span, {"key": str(written[-1])}, variant="level")
        if name == "literal_error" and not isinstance(error["input"], str):
            name = "string_type"
        if name in _SHAPES:
            variant, params = self._shape(_SHAPES[name], loc, there[1])
            return Finding("VT204", self.path, span, {**key, **params}, variant=variant)
        if at == "value" and (comment := self._wide_before_comment(there[1])) is not None:
            return comment
        code, variant = _CODES.get(name, ("VT299", ""))
        if variant == "unit" and not _has_unit(loc):
            variant = "unit_alone"
        if code == "VT206" and at == "value" and there[1].__dict__.get("cut"):
            variant = "flow"  # a number that was put together
        params, suggest = self._details(error, loc)
        variant = _better_variant(code, params) or variant
        fix = _fix(there, at, params["fixed"]) if "fixed" in params else None
        return Finding(code, self.path, span, {**key, **params}, variant=variant, suggest=suggest, fix=fix)

    def _wide_before_comment(self, value: Node) -> Finding | None:
        """Returns the finding on ``72　# 速報`` and ``72# 速報``: without a space before it a ``#`` begins no comment."""
        if not isinstance(value, ScalarNode) or value.style:
            return None
        match = _WIDE_BEFORE_COMMENT.search(value.value)
        start = value.start_mark.index
        if match is None or value.end_mark.index - start != len(value.value):
            return None
        line, column = value.start_mark.line + 1, value.start_mark.column + 1
        span = Span(line, column + match.start(), line, column + match.end())
        fix = Fix(start + match.start(), start + match.end(), " ")
        return Finding("VT110", self.path, span, {"key": ""}, variant="comment", fix=fix)

    def _details(self, error: ErrorDetails, loc: Loc) -> tuple[dict[str, Any], str | None]:
        """Returns what fills the sentence, and what was probably meant."""
        name, value = error["type"], str(error["input"])
        params: dict[str, Any] = {"value": tree.shorten(value), **(error.get("ctx") or {})}
        if name == "literal_error":
            return self._word(value, params, words_at(self.kind, loc))
        if name == "id":
            ids = several_ids(value) if isinstance(loc[-1], int) else ()
            return (params | {"ids": ", ".join(ids)}, None) if ids else (params, suggest_id(value))
        if name not in _CODES:
            params["problem"] = name
        if invisible := INVISIBLE.search(value):
            params["code"] = f"U+{ord(invisible[0]):04X}"
        suggestion = next(
            (params[key] for key in ("fixed", "year", "expected", "proposal") if key in params), None
        )
        return params, None if suggestion is None else str(suggestion)

    def _word(
        self, value: str, params: dict[str, Any], words: tuple[str, ...]
    ) -> tuple[dict[str, Any], str | None]:
        """Returns the same where the schema has one of a few words."""
        params["words"] = Words(words)
        fixed = half_width(value)
        if fixed in words:
            return params | {"fixed": fixed}, fixed
        word = word_of_label(value, words)
        if word is not None:
            return params | {"fixed": word, "label": value}, word
        parts = [part for part in _BETWEEN_WORDS.split(value) if part]
        if len(parts) > 1 and all(part in words for part in parts):
            return params | {"several": ", ".join(parts)}, None
        return params, self.suggestions.word(value, words)

    def _is_inner_key(self, loc: Loc) -> bool:
        """Returns whether a key of what stands below an id stands among the ids: ``comment:`` beside ``founders:``."""
        if len(loc) < 2 or not isinstance(loc[-1], str):
            return False
        return loc[-1] in keys_at(self.kind, loc) and not keys_at(self.kind, loc[:-1])

    def _shape(self, shape: str, loc: Loc, value: Node) -> tuple[str, dict[str, str]]:
        """Returns the shape that belongs here as a variant, and the keys that belong there."""
        variant = _shape_variant(shape, value)
        if variant != "mapping":
            return variant, {}
        keys = keys_at(self.kind, loc)
        if keys:
            return "mapping_keys", {"keys": ", ".join(keys)}
        years = get_args(bare(annotation_at(self.kind, loc)))[:1]
        return ("mapping_years" if years and bare(years[0]) is int else variant), {}


def _has_unit(loc: Loc) -> bool:
    """Returns whether the number at a path is one of an indicator's, which has a unit."""
    return loc[-1] in ("value", "was") or loc[-2:-1] in (("actuals",), ("targets",))


def _shape_variant(shape: str, value: Node) -> str:
    """Returns the shape that belongs here, or where it was written with the wrong signs, the variant that says so."""
    first = value
    while isinstance(first, MappingNode) and first.value:  # "-actor: x" reads as a key
        first = first.value[0][0]
    if shape == "text" or not isinstance(first, ScalarNode) or first.style:
        return shape
    if first is value and first.value.startswith(("［", "｛")):
        return f"{shape}_wide"
    return "list_bullet" if shape == "list" and BULLET.match(first.value) else shape


def _better_variant(code: str, params: dict[str, Any]) -> str:
    """Returns the variant that says more than the error's own, for what was found out of the value."""
    if code == "VT208" and "ids" in params:
        return "list"
    if code == "VT206" and "code" in params:
        return "invisible"
    if code != "VT207" or "words" not in params:
        return ""
    return next((variant for key, variant in _WORD_VARIANTS if key in params), "")


def _key_name(loc: Loc) -> str:
    names = [part for part in loc if isinstance(part, str)]
    return names[-1] if names else ""


def _fix(there: NodeAt, at: At, text: str) -> Fix | None:
    """Returns the fix that writes ``text`` in the place of a value on one line that stands there as it reads."""
    key, node, _ = there
    target = key if at == "key" else node
    if not isinstance(target, ScalarNode) or target.style in ("|", ">"):
        return None
    quote = target.style or ""
    start, end = target.start_mark.index, target.end_mark.index
    if end - start != len(target.value) + 2 * len(quote) or target.start_mark.line != target.end_mark.line:
        return None  # a tag, an escape, or a text over several lines
    return Fix(start, end, f"{quote}{text}{quote}")
