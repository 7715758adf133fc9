"""The libraries that only some commands need, and how a person installs one of them."""

from __future__ import annotations

import re
import shlex
import sys
from importlib.util import find_spec

from visiontrack.errors import WrongUse

# Import name → requirement, as pyproject.toml has it; a test compares the two.
REQUIREMENTS = {
    "openpyxl": "openpyxl>=3.1.5,<4",
    "docx": "python-docx>=1.1,<2",
    "pyarrow": "pyarrow>=18,<27",
    "vl_convert": "vl-convert-python>=1.7,<2",
    "yaml": "pyyaml>=6.0.1,<7",
}
_PLAIN_PATH = re.compile(r"[\w.:\\~-]+")


def is_installed(module: str) -> bool:
    """Whether a library can be imported."""
    return find_spec(module) is not None


def require(module: str) -> None:
    """Raises ``WrongUse`` with the command that installs the library where it is missing."""
    if not is_installed(module):
        raise WrongUse("error.library", library=distribution(module), command=install_command(module))


def distribution(module: str) -> str:
    """The name under which a library is installed."""
    return re.split(r"[<>=]", REQUIREMENTS[module])[0]


def install_command(module: str, *options: str) -> str:
    """The line that installs a library beside this program, to paste into a shell."""
    return " ".join(
        [quote(sys.executable or "python"), "-m pip install", *options, f'"{REQUIREMENTS[module]}"']
    )


def quote(path: str) -> str:
    """A program's path as the first word of a command line.

    On Windows it is quoted only where it must be: PowerShell takes a quoted first word for a text, cmd does not.
    """
    if sys.platform == "win32":
        return path if _PLAIN_PATH.fullmatch(path) else f'"{path}"'
    return shlex.quote(path) if re.search(r'["$`\\!]', path) else f'"{path}"'
