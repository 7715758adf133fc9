"""Files as offices save them: what is UTF-8 is read, anything else is named and never guessed at."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import sound
from support.program import visiontrack
from visiontrack.yaml import files

PATH = "data/measures/startup-support.yaml"
TEXT = sound.MEASURE
LETTER = "text: |\n  全六回の講座を開き、延べ百二十人が参加した。一丁目の会場は満員だった。\n" * 3


def encoding_named(content: bytes) -> str:
    raw = files.decode(content, PATH)
    assert raw.text is None
    assert raw.finding is not None
    assert (raw.finding.code, raw.finding.span.line, raw.finding.span.column) == ("VT101", 1, 1)
    return str(raw.finding.params["encoding"])


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (TEXT.encode("cp932"), "cp932 (Shift_JIS)"),
        ("髙﨑①㈱".encode("cp932"), "cp932 (Shift_JIS)"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (b"id: a\n".decode().encode("utf-16-le"), "UTF-16"),
        # Few ASCII letters, so few zeros; and a file whose last byte was cut off.
        *[(LETTER.encode(f"utf-16-{end}")[:cut], "UTF-16") for end in ("le", "be") for cut in (None, -1)],
        ("産業振興\n".encode("utf-16-le"), "UTF-16"),
        ("髙﨑①㈱は、".encode("utf-16-be"), "UTF-16"),
        ("caf\u00e9 au lait".encode("latin-1"), "?"),
        (TEXT.encode("utf-32"), "UTF-32"),
        (TEXT.encode("euc_jp"), "EUC-JP"),
        ("産業振興".encode("euc_jp"), "EUC-JP"),
        (TEXT.encode("iso2022_jp"), "ISO-2022-JP"),
        (b"\xff\xff\xff", "?"),
        ("é".encode("latin-1"), "?"),
    ],
)
def test_encoding_is_named(content: bytes, named: str) -> None:
    assert encoding_named(content) == named


@pytest.mark.parametrize("at", [0, 7, 40, len(TEXT) - 1])
def test_zero_byte_alone_is_no_utf16(at: int) -> None:
    text = TEXT[:at] + "\0" + TEXT[at:]
    assert files.decode(text.encode(), PATH).text == text


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_byte_order_mark_and_crlf_shift_nothing(city: Path, bom: str, end: str) -> None:
    sound.write(city, PATH, (bom + TEXT).replace("\n", end))
    assert visiontrack("validate", "--strict", root=city).code == 0
    sound.write(city, PATH, (bom + TEXT.replace("policy: p1", "policy: p9")).replace("\n", end))
    assert f"{PATH}:3:9: error VT301" in visiontrack("validate", root=city).out
    sound.write(city, PATH, (bom + "idd: a\n").replace("\n", end))
    assert f"{PATH}:1:1: error VT201" in visiontrack("validate", root=city).out


def test_a_file_in_another_encoding_hides_nothing_in_others(city: Path) -> None:
    sound.write(city, PATH, TEXT.encode("cp932"))
    sound.write(city, "data/actors/city.yaml", sound.CITY.replace("category: city", "category: town"))
    out = visiontrack("validate", root=city).out
    assert f"{PATH}:1:1: error VT101 UTF-8 ではないファイルです（cp932 (Shift_JIS) のようです）" in out
    assert "data/actors/city.yaml:3:11: error VT207" in out
    # What follows from the unread file is no second mistake.
    assert "エラー 2 件" in out


def test_names_are_never_normalised(city: Path) -> None:
    name = "髙﨑\u304b\u3099 ﾊﾝｶｸ Ａ①"
    sound.write(city, PATH, TEXT.replace("創業支援の充実", name))
    assert visiontrack("validate", "--strict", root=city).code == 0
    from visiontrack.folder.loading import load

    folder = load(city).folder
    assert folder is not None
    assert folder.measures["startup-support"].title == name


@pytest.mark.parametrize(
    ("line", "variant", "words"),
    [
        ("outcomes: 講座を開いた。", "line", "講座を開いた。"),
        ("outcomes: ｺｳｻﾞを開いた", "line", "ｺｳｻﾞを開いた"),
    ],
)
def test_one_line_in_another_encoding_is_named_with_its_words(line: str, variant: str, words: str) -> None:
    head = "# 所沢市\n# 産業振興課\n"
    content = head.encode() + line.encode("cp932") + "\nissues: 次の課題\n".encode()
    finding = files.decode(content, PATH).finding
    assert finding is not None
    assert (finding.code, finding.variant, finding.span[:2]) == ("VT101", variant, (3, 11))
    assert (finding.params["encoding"], finding.params["words"]) == ("cp932 (Shift_JIS)", words)


def test_bytes_of_no_encoding_are_named_and_further_lines_pointed_at() -> None:
    content = "# 所沢市\n# 産業振興課\na: 市".encode() + b"\xff\xfe\n" + b"b: \xff\n"
    finding = files.decode(content, PATH).finding
    assert finding is not None
    assert (finding.variant, finding.span[:2], finding.params["bytes"]) == ("bytes", (3, 5), "FF FE")
    assert [related.span.line for related in finding.related] == [4]
