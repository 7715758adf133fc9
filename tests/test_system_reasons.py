"""What the system says of a refusal is English: Japanese output says it in Japanese, or gives the system's code."""

from __future__ import annotations

import errno
import os

import pytest

from visiontrack.messages import LANGUAGES, catalogue
from visiontrack.util.system_reasons import read_reason, write_reason

NUMBERS = [
    errno.EACCES,
    errno.ENOSPC,
    errno.ENOENT,
    errno.EISDIR,
    errno.EIO,
    errno.EBUSY,
    errno.EROFS,
    errno.ELOOP,
]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reason_is_a_sentence_of_ours(number: int, language: str) -> None:
    words = catalogue("en" if language == "en" else "ja")
    error = OSError(number, os.strerror(number))
    for reason in (read_reason(error), write_reason(error)):
        message = words("error.cannot_write", path="x", reason=reason)
        assert "reason." not in message and os.strerror(number) not in message


def test_a_refusal_without_a_word_has_its_code() -> None:
    assert write_reason(OSError(errno.EMFILE, "Too many open files")) == "EMFILE"
    assert read_reason(OSError("no number")) == "OSError"
