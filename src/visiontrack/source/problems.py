"""Pydantic's errors as findings, told apart by error type: never by the text of a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yaml.nodes import Node, ScalarNode

from visiontrack.finding import At, Finding, Fix, Loc
from visiontrack.schema.kinds import Kind
from visiontrack.source import tree

if TYPE_CHECKING:
    from pydantic_core import ValidationError
    from pydantic_core import ErrorDetails

UNKNOWN_KEY = frozenset(["unexpected_keyword_argument", "extra_forbidden"])
MISSING_KEY = frozenset(["missing", "missing_argument", "missing_keyword_only_argument"])
_SHAPES = {
    "string_type": "text",
    "tuple_type": "list",
    "dict_type": "mapping",
    "dataclass_type": "mapping",
    "dataclass_exact_type": "mapping",
    "model_type": "mapping",
}
# error type → (code, variant, the parameters taken over from the error's context)
_CODES: dict[str, tuple[str, str]] = {
    "number": ("VT205", ""),
    "number_unit": ("VT205", "unit"),
    "number_form": ("VT206", ""),
    "year_form": ("VT206", ""),
    "date_form": ("VT206", ""),
    "literal_error": ("VT207", ""),
    "id": ("VT208", ""),
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
    "flag": ("VT215", ""),
}


def clean(loc: Loc) -> tuple[Loc, At]:
    """Pydantic's loc as a path through the file; a bad key of a map carries a mark of its own."""
    if loc and loc[-1] == "[key]":
        return loc[:-1], "key"
    return loc, "value"


def findings(errors: ValidationError, kind: Kind, path: str, root: Node) -> list[Finding]:
    """All of a file's schema errors; a key missed only because it was mistyped is told once."""
    details = errors.errors(include_url=False)
    unknown = [one for one in details if one["type"] in UNKNOWN_KEY]
    found = [finding(one, kind, path, root) for one in unknown]
    mistyped = {
        (*one["loc"][:-1], told.suggest) for one, told in zip(unknown, found, strict=True) if told.suggest
    }
    for one in details:
        if one["type"] in UNKNOWN_KEY or (one["type"] in MISSING_KEY and one["loc"] in mistyped):
            continue
        found.append(finding(one, kind, path, root))
    return found


def finding(error: ErrorDetails, kind: Kind, path: str, root: Node) -> Finding:
    """One of pydantic's errors as a finding at the place a person must change."""
    loc, at = clean(error["loc"])
    name = error["type"]
    if name in UNKNOWN_KEY:
        return _unknown_key(kind, loc, path, root)
    if name in MISSING_KEY:
        return Finding("VT202", path, tree.locate(root, loc), {"key": str(loc[-1])})
    if error["input"] is None and not isinstance(error["input"], str):
        return Finding("VT203", path, tree.locate(root, loc, "key"), {"key": _key_name(loc)})
    span = tree.locate(root, loc, at)
    if name in _SHAPES:
        return Finding("VT204", path, span, {"key": _key_name(loc)}, variant=_SHAPES[name])
    return _value(error, kind, loc, at, Finding("VT299", path, span), root)


def _value(error: ErrorDetails, kind: Kind, loc: Loc, at: At, draft: Finding, root: Node) -> Finding:
    name = error["type"]
    code, variant = _CODES.get(name, ("VT299", ""))
    context: dict[str, Any] = dict(error.get("ctx") or {})
    params: dict[str, object] = {"value": _shown(error["input"]), "key": _key_name(loc), **context}
    suggest: str | None = None
    fix: Fix | None = None
    if name == "literal_error":
        suggest, params["words"] = _words(kind, loc, str(error["input"]))
    elif name in ("id", "year_era", "code_check"):
        suggest = _plain_suggestion(name, str(error["input"]), context)
    if "fixed" in context:
        suggest = str(context["fixed"])
        fix = _fix(root, loc, at, suggest)
    if code == "VT299":
        params["problem"] = name
    return Finding(code, draft.path, draft.span, params, variant=variant, suggest=suggest, fix=fix)


def _plain_suggestion(name: str, value: str, context: dict[str, Any]) -> str | None:
    if name == "year_era":
        return str(context["year"])
    if name == "code_check":
        return str(context["expected"])
    from visiontrack.schema.scalars import id_problem, near_id

    folded = near_id(value)
    return folded if folded != value and id_problem(folded) is None else None


def _words(kind: Kind, loc: Loc, value: str) -> tuple[str | None, str]:
    from visiontrack.messages import meant_word
    from visiontrack.schema.paths import words_at
    from visiontrack.suggest import nearest

    words = words_at(kind, loc)
    return meant_word(value, words) or nearest(value, words), " | ".join(words)


def _unknown_key(kind: Kind, loc: Loc, path: str, root: Node) -> Finding:
    from visiontrack.messages import meant_key
    from visiontrack.schema.paths import keys_at
    from visiontrack.suggest import nearest

    key = str(loc[-1])
    known = keys_at(kind, loc[:-1])
    suggest = meant_key(key, known) or nearest(key, known)
    return Finding(
        "VT201",
        path,
        tree.locate(root, loc, "key"),
        {"key": key, "known": ", ".join(known)},
        variant="flow" if _in_flow(root, loc) else "",
        suggest=suggest,
    )


def _in_flow(root: Node, loc: Loc) -> bool:
    """Whether the key may be the rest of a text that a comma cut: ``{text: 全6回, 参加120人}``."""
    _, parent, _ = tree.find(root, loc[:-1])
    _, value, _ = tree.find(root, loc)
    return bool(getattr(parent, "flow_style", False)) and isinstance(value, ScalarNode) and not value.value


def _key_name(loc: Loc) -> str:
    names = [part for part in loc if isinstance(part, str)]
    return names[-1] if names else ""


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return text if len(text) <= 60 else text[:57] + "…"


def _fix(root: Node, loc: Loc, at: At, text: str) -> Fix | None:
    key, node, depth = tree.find(root, loc)
    target = key if at == "key" else node
    if not isinstance(target, ScalarNode) or (depth < len(loc) and not isinstance(node, ScalarNode)):
        return None
    if target.style in ("|", ">"):
        return None
    start, end = target.start_mark.index, target.end_mark.index
    if target.style in ("'", '"'):
        text = f"{target.style}{text}{target.style}"
    return Fix(start, end, text)
