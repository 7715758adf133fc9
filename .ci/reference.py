"""Writes docs/reference.ja.md and docs/reference.en.md: every key, command and option, as the code has them.

Run by hand after a change of keys, help or sample city, with visiontrack installed:
.venv/bin/python .ci/reference.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args, get_origin

import yaml

from visiontrack.cli import app, help_page
from visiontrack.messages import LANGUAGES, Catalogue, catalogue
from visiontrack.scaffold.commented_yaml import word_with_meaning
from visiontrack.scaffold.schema_files import PLACES
from visiontrack.schema import MODELS, Kind, model
from visiontrack.schema.paths import FieldDoc, bare, fields_of, is_model, scalar_schema
from visiontrack.schema.scalars import Date, Digest, Flag, Id, Month, Text, Value, Year

TOP = Path(__file__).parent.parent
FILES: dict[Kind, str] = {
    "vision": "vision.yaml",
    "actor": "actors/*.yaml",
    "measure": "measures/*.yaml",
    "result": "results/*/*.yaml",
    "vision_result": "results/*/vision.yaml",
    "meeting": "meetings/*/*.yaml",
    "decisions": "decisions/*.yaml",
}
KINDS = {
    "ja": ("ビジョン", "主体", "施策", "施策の実績", "ビジョンの1年", "会議・意見聴取", "決定"),
    "en": ("Vision", "Actor", "Measure", "Result of a measure", "Year of the vision", "Meeting", "Decisions"),
}
WORDS = {
    "ja": {
        "title": "早見表：すべてのキーとコマンド",
        "head": "このページはプログラムから作ります（`.ci/reference.py`）。手で直さず、作り直してください。"
        "値の書き方の細かな決まりは [data.md](data.md)、検査コードは [findings/](findings/README.md)、"
        "JSON の出力は [json.ja.md](json.ja.md) にあります。",
        "keys": "データファイルのキー",
        "columns": "| キー | 意味 | 値 | 必須 | 例 |",
        "required": "必須",
        "commands": "コマンド",
        "options": "| 引数・オプション | 意味 |",
        "shared": "すべてのコマンドに共通",
        "exits": "終了コード",
        "exit_columns": "| コード | 意味 |",
        "environment": "環境変数",
        "variable_columns": "| 変数 | 意味 |",
        "list": "{}の並び",
        "map_id": "ID ごとの{}",
        "map_year": "年度ごとの{}",
        "group": "下の表",
        "short": "{}、または下の表",
        "word": "左のどれか",
        "text": "文",
        "line": "1行の文",
        "id": "ID",
        "year": "年度（西暦）",
        "number": "数",
        "value": "数、または true / false",
        "flag": "true / false",
        "date": "日付",
        "month": "年または年月",
        "digest": "SHA-256",
    },
    "en": {
        "title": "Reference: every key and command",
        "head": "This page is made from the program (`.ci/reference.py`): make it again rather than edit it. "
        "The finer rules for values stand in [data.en.md](data.en.md), the codes of findings in "
        "[findings/](findings/README.md), the JSON output in [json.md](json.md).",
        "keys": "Keys of data files",
        "columns": "| key | meaning | value | required | example |",
        "required": "yes",
        "commands": "Commands",
        "options": "| argument or option | meaning |",
        "shared": "Shared by all commands",
        "exits": "Exit codes",
        "exit_columns": "| code | meaning |",
        "environment": "Environment variables",
        "variable_columns": "| variable | meaning |",
        "list": "list: {}",
        "map_id": "by id: {}",
        "map_year": "by year: {}",
        "group": "the table below",
        "short": "{}, or the table below",
        "word": "one of these",
        "text": "text",
        "line": "one line of text",
        "id": "id",
        "year": "fiscal year (Gregorian)",
        "number": "number",
        "value": "number, or true / false",
        "flag": "true / false",
        "date": "date",
        "month": "year or month",
        "digest": "SHA-256",
    },
}
EXITS = {
    "ja": {
        "0": "問題なし（評価が低いことは誤りではない）",
        "1": "データの誤りがある（`--strict` では警告も）。テンプレートの誤り、`report --check` で古いか無い報告書",
        "2": "使い方の誤り：知らないコマンドやオプション、データフォルダーがない、計画期間の外の年度、すでにあるもの、書き込めない場所",
        "3": "visiontrack の不具合。1行で伝え、`--debug` で詳しい記録を出す",
        "130": "Ctrl-C で止めた",
    },
    "en": {
        "0": "clean (a low grade is no error)",
        "1": "errors in the data (with `--strict` warnings too), a template's mistake, a report that is stale or absent",
        "2": "wrong use: an unknown command or option, no data folder, a year outside the plan, what exists already, "
        "a place that cannot be written",
        "3": "a bug in visiontrack, said in one line; `--debug` gives the traceback",
        "130": "stopped with Ctrl-C",
    },
}
VARIABLES = {
    "ja": {
        "VISIONTRACK_ROOT": "データのフォルダー。`--root` が優先する",
        "VISIONTRACK_LANG": "表示の言語（ja / en）。`--lang` が優先する",
        "NO_COLOR": "空でなければ色を付けない",
        "GITHUB_ACTIONS": "GitHub Actions の中では、`validate` が注釈の形で出す",
        "GITHUB_STEP_SUMMARY": "まとめを書き足すファイル（GitHub Actions が決める）",
    },
    "en": {
        "VISIONTRACK_ROOT": "the data folder; `--root` wins",
        "VISIONTRACK_LANG": "the language (ja / en); `--lang` wins",
        "NO_COLOR": "no colours where it is not empty",
        "GITHUB_ACTIONS": "in GitHub Actions `validate` prints annotations",
        "GITHUB_STEP_SUMMARY": "the file that a summary is added to (set by GitHub Actions)",
    },
}
# Types of scalars by the names that the pages give them; those not listed have words, or are numbers.
_SCALARS = ((Value, "value"), (Year, "year"), (Date, "date"), (Month, "month"), (Digest, "digest"), (Id, "id"), (Flag, "flag"), (Text, "text"))  # fmt: skip
_LONGEST_EXAMPLE = 40


def page(language: str) -> str:
    """Returns the page in a language."""
    words, labels = catalogue(language), WORDS[language]
    lines = [f"# {labels['title']}", "", labels["head"], "", f"## {labels['keys']}", ""]
    for kind, title in zip(MODELS, KINDS[language], strict=True):
        lines += [
            f"### {title}（`{PLACES[kind]}`）" if language == "ja" else f"### {title} (`{PLACES[kind]}`)",
            "",
        ]
        lines += _kind_tables(kind, words)
    lines += [f"## {labels['commands']}", ""]
    for path, command in _commands():
        lines += _command(path, command, words)
    lines += [f"### {labels['shared']}", "", labels["options"], "| --- | --- |"]
    lines += [f"| `{_cell(option)}` | {_cell(words.help(key))} |" for option, key in help_page.SHARED_ROWS]
    for title, columns, table in (
        ("exits", "exit_columns", EXITS),
        ("environment", "variable_columns", VARIABLES),
    ):
        lines += ["", f"## {labels[title]}", "", labels[columns], "| --- | --- |"]
        lines += [f"| `{key}` | {_cell(text)} |" for key, text in table[language].items()]
    return "\n".join(lines) + "\n"


# ---- keys ----------------------------------------------------------------------------------------------------


def _kind_tables(kind: Kind, words: Catalogue) -> Iterator[str]:
    """Yields a table for the file and one for each mapping in it, each named by its path."""
    documents = [
        yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # every scalar as written
        for path in sorted((TOP / "data").glob(FILES[kind]))
        if (path.name == "vision.yaml") == (kind in ("vision", "vision_result"))
    ]
    waiting: list[tuple[str, Any, list[Any]]] = [("", model(kind), documents)]
    while waiting:
        path, cls, samples = waiting.pop(0)
        if path:
            yield from (f"`{path}`", "")
        yield from (WORDS[words.language]["columns"], "| --- | --- | --- | --- | --- |")
        for field in fields_of(cls):
            inside = [
                sample[field.key] for sample in samples if isinstance(sample, dict) and sample.get(field.key)
            ]
            yield _key_row(field, inside, words)
            if (inner := _inner_model(field.annotation)) is not None:
                mark, inner_cls = inner
                waiting.append((f"{path}{'.' if path else ''}{field.key}{mark}", inner_cls, _parts(inside)))
        yield ""


def _inner_model(annotation: Any) -> tuple[str, Any] | None:
    """Returns the mapping that stands under a key, and how it is reached."""
    cls = bare(annotation)
    if is_model(cls):
        return "", cls
    if get_origin(cls) is tuple and is_model(bare(get_args(cls)[0])):
        return "[]", bare(get_args(cls)[0])
    if get_origin(cls) is dict and is_model(bare(get_args(cls)[1])):
        return ".<id>", bare(get_args(cls)[1])
    return None


def _parts(values: list[Any]) -> list[Any]:
    """Returns the mappings in values that are lists, or mappings by id, or mappings themselves."""
    parts: list[Any] = []
    for value in values:
        if isinstance(value, list):
            parts += value
        elif isinstance(value, dict):
            parts += [value, *value.values()]
    return [part for part in parts if isinstance(part, dict)]


def _key_row(field: FieldDoc, values: list[Any], words: Catalogue) -> str:
    labels = WORDS[words.language]
    required = labels["required"] if field.required else ""
    example = next((f"`{text}`" for value in values if (text := _example(value))), "")
    kind = _value_kind(field.annotation, words)
    meaning = field.comment(words.language)
    choices = [word for word in get_args(bare(field.annotation)) if isinstance(word, str)]
    if choices and all(word in meaning for word in choices):
        kind = WORDS[words.language]["word"]  # the words stand in the meaning already
    return f"| `{field.key}` | {_cell(meaning)} | {_cell(kind)} | {required} | {_cell(example)} |"


def _value_kind(annotation: Any, words: Catalogue) -> str:
    """Returns what stands behind a key, in words."""
    labels, cls = WORDS[words.language], bare(annotation)
    if get_origin(cls) is tuple:
        return labels["list"].format(_value_kind(get_args(cls)[0], words))
    if get_origin(cls) is dict:
        key, value = get_args(cls)
        return labels["map_year" if key == Year else "map_id"].format(_value_kind(value, words))
    if is_model(cls):
        return labels["group"]
    choices = [word for word in get_args(cls) if isinstance(word, str)]
    if choices:
        return words("new.comma").join(word_with_meaning(word, words, choices) for word in choices)
    schema = scalar_schema(annotation) or {}
    name = next((name for scalar, name in _SCALARS if scalar_schema(scalar) == schema), None)
    return labels[
        name or ("line" if "maxLength" in schema else "text" if "pattern" not in schema else "number")
    ]


def _example(value: Any) -> str:
    """Returns a short value of the sample city in one line; nothing where it is long or has parts of its own."""
    if isinstance(value, dict):
        if any(isinstance(inner, dict | list) for inner in value.values()):
            return ""
        text = "{" + ", ".join(f"{key}: {inner}" for key, inner in list(value.items())[:2]) + "}"
    elif isinstance(value, list):
        if any(isinstance(inner, dict | list) for inner in value):
            return ""
        text = "[" + ", ".join(value[:2]) + "]"
    else:
        text = value.strip().split("\n")[0]
    return text if len(text) <= _LONGEST_EXAMPLE and "`" not in text else ""


# ---- commands ------------------------------------------------------------------------------------------------


def _commands() -> Iterator[tuple[str, Any]]:
    """Yields every command by its words: ``check``, ``new measure``."""
    root = app.build()
    for name in app.COMMANDS:
        command = root.get_command(None, name)
        inner: Mapping[str, Any] = getattr(command, "commands", {})
        if inner:
            yield from ((f"{name} {own}", each) for own, each in inner.items())
        else:
            yield name, command


def _command(path: str, command: Any, words: Catalogue) -> Iterator[str]:
    name = path.replace(" ", ".")
    yield from (f"### `visiontrack {path}`", "", _cell(words.help(f"{name}.short")), "")
    rows = []
    for param in command.params:
        if param.name == "help":
            continue
        if param.param_type_name == "argument":
            metavar = str(param.metavar or param.name.upper())
            rows.append((metavar if param.required else f"[{metavar}]", words.help(f"{name}.{param.name}")))
        else:
            option = ", ".join(param.opts) + (
                "" if param.is_flag else f" {param.metavar or param.name.upper()}"
            )
            rows.append((option, help_page.option_help(command, name, param, words)))
    if rows:
        yield from (WORDS[words.language]["options"], "| --- | --- |")
        yield from (f"| `{_cell(option)}` | {_cell(text)} |" for option, text in rows)
        yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Writes both pages."""
    for language in LANGUAGES:
        (TOP / f"docs/reference.{language}.md").write_text(page(language), encoding="utf-8", newline="\n")
        sys.stdout.write(f"docs/reference.{language}.md\n")


if __name__ == "__main__":
    main()
