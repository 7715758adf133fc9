"""Bytes → text: read a regular file without following links or hanging on a pipe, and insist on UTF-8."""

from __future__ import annotations

import codecs
import os
import re
import stat
from typing import NamedTuple

from visiontrack.finding import Finding
from visiontrack.util import windows

MAX_BYTES = 1024 * 1024
BOM = "\ufeff"
# Windows has neither of the first two; there O_BINARY keeps line ends as they are.
_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
# Compiled only for a file that is no UTF-8.
_TEXT = "[\t\n\r -~\u2010-\u27bf\u3000-\u33ff\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f]"
_KANA = "[\n\u3001\u3002\u3041-\u30fc]"


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
    return Finding("VT117", path, params={"reason": error.strerror or type(error).__name__}, variant=variant)


def decode(content: bytes, path: str) -> RawFile:
    """Decodes UTF-8; for anything else there is a finding that names the encoding it looks like."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return RawFile(content, None, Finding("VT101", path, params={"encoding": guess(content)}))
    # Two encodings can pass for UTF-8 when their bytes are all below 128.
    if ("\0" in text and _utf16(content)) or ("\x1b$" in text and _decodes(content, "iso2022_jp")):
        return RawFile(content, None, Finding("VT101", path, params={"encoding": guess(content)}))
    return RawFile(content, text[1:] if text.startswith(BOM) else text)


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
    return len(re.findall(_TEXT, text)) > len(text) * 0.95 and re.search(_KANA, text) is not None


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
