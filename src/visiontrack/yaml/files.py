"""Bytes → text: read a regular file without following links or hanging on a pipe, and insist on UTF-8."""

from __future__ import annotations

import codecs
import os
import re
import stat
from typing import NamedTuple

from visiontrack.finding import Finding, Related, Span
from visiontrack.util import windows
from visiontrack.util.system_reasons import read_reason

MAX_BYTES = 1024 * 1024
BOM = "\ufeff"
# Windows has neither of the first two; there O_BINARY keeps line ends as they are.
_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
# Compiled only for a file that is no UTF-8.
_TEXT = "[\t\n\r -~\u2010-\u27bf\u3000-\u33ff\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f]"
_KANA = "[\n\u3001\u3002\u3041-\u30fc]"
_MAX_QUOTED = 60  # characters of a line in another encoding in a message
_MAX_RELATED = 8  # lines in another encoding that are pointed at


class RawFile(NamedTuple):
    """A file as read: its bytes, and its text when it is UTF-8 (without a byte order mark)."""

    content: bytes
    text: str | None
    finding: Finding | None = None


def read(absolute: str, path: str) -> RawFile:
    """Reads one data file; whatever is wrong comes back as a finding, never as an exception."""
    try:
        descriptor = os.open(absolute, _FLAGS)
    except OSError as error:
        return RawFile(b"", None, unreadable(path, error))
    try:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            return RawFile(b"", None, Finding("VT119", path))
        if state.st_size > MAX_BYTES:
            return RawFile(b"", None, too_large(path))
        content = os.read(descriptor, state.st_size + 1)
        # Fewer or more bytes than announced: a network share's short read, or a file that is being written.
        while len(content) != state.st_size and len(content) <= MAX_BYTES:
            more = os.read(descriptor, MAX_BYTES + 1 - len(content))
            if not more:
                break
            content += more
    except OSError as error:
        return RawFile(b"", None, unreadable(path, error))
    finally:
        os.close(descriptor)
    if len(content) > MAX_BYTES:
        return RawFile(b"", None, too_large(path))
    return decode(content, path)


def too_large(path: str) -> Finding:
    """Returns the finding on a file of more than ``MAX_BYTES``."""
    return Finding("VT112", path, params={"most": MAX_BYTES // 1024})


def unreadable(path: str, error: OSError) -> Finding:
    """Returns the finding on a file or folder that cannot be read, with the system's word for why."""
    variant = {FileNotFoundError: "gone", PermissionError: "permission"}.get(type(error), "")
    if windows.WINDOWS:
        variant = "long" if windows.is_too_long(error) else {"permission": "held"}.get(variant, variant)
    return Finding("VT117", path, params={"reason": read_reason(error)}, variant=variant)


def decode(content: bytes, path: str) -> RawFile:
    """Decodes UTF-8; for anything else there is a finding that names the encoding it looks like."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        finding = _in_some_lines(content, path)
        return RawFile(content, None, finding or Finding("VT101", path, params={"encoding": guess(content)}))
    # Two encodings can pass for UTF-8 when their bytes are all below 128.
    if ("\0" in text and _utf16(content)) or ("\x1b$" in text and _decodes(content, "iso2022_jp")):
        return RawFile(content, None, Finding("VT101", path, params={"encoding": guess(content)}))
    return RawFile(content, text[1:] if text.startswith(BOM) else text)


def _in_some_lines(content: bytes, path: str) -> Finding | None:
    """Returns the finding on a UTF-8 file with lines of another encoding, or None where the file as a whole has one.

    Saving such a file anew in either encoding would lose what is written in the other.
    """
    if (
        content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE))
        or b"\0" in content
    ):
        return None
    lines = re.split(rb"\r\n|\r|\n", content)
    wrong = [number for number, line in enumerate(lines, start=1) if _decodes(line, "utf-8") is None]
    japanese = sum(not line.isascii() and _is_japanese(_decodes(line, "utf-8") or "") for line in lines)
    if not wrong or japanese < len(wrong):
        return None
    places = [(number, _wrong_at(lines[number - 1])) for number in wrong[: _MAX_RELATED + 1]]
    spans = [Span(number, column, number, column) for number, (column, _) in places]
    related = tuple(Related(path, span, "related.encoding") for span in spans[1:])
    rest = places[0][1][1]
    encoding, words = guess(rest), ""
    for name in ("cp932", "EUC-JP"):
        text = _decodes(rest, name) if encoding.startswith(name) else None
        if text is not None and _is_japanese(text):
            words = text.strip()
    if not words:
        wrong_bytes = rest[:_MAX_RELATED].hex(" ").upper()
        return Finding("VT101", path, spans[0], {"bytes": wrong_bytes}, variant="bytes", related=related)
    params = {
        "encoding": encoding,
        "words": words if len(words) <= _MAX_QUOTED else words[: _MAX_QUOTED - 1] + "…",
    }
    return Finding("VT101", path, spans[0], params, variant="line", related=related)


def _wrong_at(line: bytes) -> tuple[int, bytes]:
    """Returns the column of the first byte that is no UTF-8, and the line from there on."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        begun = line[: error.start].decode("utf-8").removeprefix(BOM)
        return len(begun) + 1, line[error.start :]
    return 1, line


def _is_japanese(text: str) -> bool:
    return len(re.findall(_TEXT, text)) > len(text) * 0.95


def _utf16(content: bytes) -> str | None:
    """Returns "UTF-16" for such text without a byte order mark: every second byte of ASCII text is zero, and Japanese
    reads as Japanese."""
    sample = content[:4096]
    half = len(sample) // 2
    for zeros, others in ((sample[1::2], sample[0::2]), (sample[0::2], sample[1::2])):
        if half and zeros.count(0) > half * 0.3 and not others.count(0):
            return "UTF-16"
    return "UTF-16" if b"\0" in sample and _japanese_utf16(sample) else None


def _japanese_utf16(sample: bytes) -> bool:
    return _japanese(sample, "utf-16-le") or _japanese(sample, "utf-16-be")


def _japanese(sample: bytes, encoding: str) -> bool:
    """Returns whether bytes decoded so are Japanese text: nearly all of it, and some of it kana, a mark or a line end.

    Bytes of other encodings read as kanji too, but hardly ever as these.
    """
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    return _is_japanese(text) and re.search(_KANA, text) is not None


def guess(content: bytes) -> str:
    """Returns the encoding that bytes look like which are not UTF-8: a name to show, never one to read with."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _utf16(content):
        return "UTF-16"
    if _decodes(content, "iso2022_jp"):
        return "ISO-2022-JP"
    as_cp932 = _decodes(content, "cp932")
    # Python reads bytes that no Japanese text has (FF among them) as cp932 too, into private characters.
    if as_cp932 and not re.search("[\uf8f0-\uf8f3]", as_cp932) and not _looks_like_euc(content, as_cp932):
        return "cp932 (Shift_JIS)"
    if _decodes(content, "euc_jp"):
        return "EUC-JP"
    return "UTF-16" if _japanese_utf16(content[:4096]) else "?"


def _decodes(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_like_euc(content: bytes, as_cp932: str) -> bool:
    """Returns whether the bytes are rather EUC-JP, which often decodes as cp932 too, mostly into half-width katakana."""
    half_width = sum("\uff61" <= character <= "\uff9f" for character in as_cp932)
    wide = sum(character > "\x7f" for character in as_cp932)
    return half_width * 2 > wide and _decodes(content, "euc_jp") is not None
