"""Where a city's CI installs this program from: a wheel kept beside the data, or a git URL at a commit.

Taken from what the installer recorded (PEP 610, ``direct_url.json``) or named with ``--install-from``. The name on
the public index belongs to somebody else, so an installation by name is never written down.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

from visiontrack.errors import WrongUse

DISTRIBUTION = "visiontrack-pdca"
WHEELS = "tools/wheels"
_WHEEL_NAME = re.compile(r"visiontrack_pdca-[\w.+!]+(-\d\w*)?-[\w.]+-[\w.]+-[\w.]+\.whl")
_GIT_URL = re.compile(
    r"git\+(?:https?|ssh|file)://[^\s\"'`;#@]*(?:@[^\s\"'`;#@]+)?@[0-9a-f]{40}(?:#subdirectory=[\w./-]+)?"
)
_WHEEL_URL = re.compile(r"(https://[^\s\"'`;#]+\.whl)#sha256=([0-9a-f]{64})")
_SCP_ADDRESS = re.compile(r"(?:([\w.-]+)@)?([\w.-]{2,}):(?!//)([^\s\\]+)")
_GIT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class InstallSource:
    """A line for pip, and the wheel that it names where there is one, with its path below the data's root."""

    requirement: str
    wheel_path: str = ""
    wheel: bytes | None = None


def from_option(value: str | None) -> InstallSource | None:
    """Returns what ``--install-from`` names, a wheel file or a URL that pins what it leads to.

    Without the option it is what the running program was installed from, None where nobody else can install that.

    Raises ``WrongUse`` where the wheel is none of ours, or where the URL names no commit or holds a password.
    """
    if value is None:
        return from_installation()
    if "://" in value and not value.startswith("file:"):
        return _from_url(value)
    path = _local_path(value) if value.startswith("file:") else Path(value)
    if path is None or not path.is_file() or not _WHEEL_NAME.fullmatch(path.name):
        raise WrongUse("init.no_wheel", path=value)
    return _from_wheel(path.name, path.read_bytes())


def from_installation() -> InstallSource | None:
    """Returns how the running program was installed, or None where nobody else could install the same."""
    try:
        record: Any = json.loads(metadata.distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        return None
    url, subdirectory = str(record.get("url", "")), str(record.get("subdirectory", ""))
    path = _local_path(url)
    if "archive_info" in record:
        return _from_archive(url, path, record["archive_info"])
    commit = str(record.get("vcs_info", {}).get("commit_id", ""))
    if path is not None:
        return _from_clone(path, commit, subdirectory)
    return _from_git(url, commit, subdirectory) if "vcs_info" in record else None


def _from_url(value: str) -> InstallSource:
    url = value if value.startswith("git+") or value.partition("#")[0].endswith(".whl") else f"git+{value}"
    password = urlsplit(url.removeprefix("git+")).password
    if password and not re.fullmatch(r"\$\{\w+\}", password):
        raise WrongUse("init.password_in_url")
    if _GIT_URL.fullmatch(url):
        return InstallSource(url)
    wheel = _WHEEL_URL.fullmatch(url)
    if wheel is None:
        raise WrongUse("init.url_without_commit", url=value)
    return InstallSource(f"{wheel[1]} --hash=sha256:{wheel[2]}")


def _from_wheel(name: str, content: bytes) -> InstallSource:
    digest = hashlib.sha256(content).hexdigest()
    return InstallSource(f"./{WHEELS}/{name} --hash=sha256:{digest}", f"{WHEELS}/{name}", content)


def _from_archive(url: str, path: Path | None, info: Any) -> InstallSource | None:
    """Returns the wheel that was installed, if it is still there and still the same."""
    recorded = (info.get("hashes") or {}).get("sha256") or str(info.get("hash", "")).removeprefix("sha256=")
    if path is None:
        match = _WHEEL_URL.fullmatch(f"{url}#sha256={recorded}")
        secret = urlsplit(url).password
        return _from_url(match[0]) if match and not secret else None
    if not path.is_file() or not _WHEEL_NAME.fullmatch(path.name):
        return None
    content = path.read_bytes()
    if recorded and hashlib.sha256(content).hexdigest() != recorded:
        return None
    return _from_wheel(path.name, content)


def _from_clone(path: Path, commit: str, subdirectory: str) -> InstallSource | None:
    """Returns the remote of a clone at the installed commit; None for a folder that is none."""
    name = (_git(path, "remote").split() or ["origin"])[0]
    remote = _git(path, "remote", "get-url", "origin") or _git(path, "remote", "get-url", name)
    commit = commit or _git(path, "rev-parse", "HEAD")
    return _from_git(remote, commit, subdirectory or _git(path, "rev-parse", "--show-prefix").rstrip("/"))


def _from_git(url: str, commit: str, subdirectory: str) -> InstallSource | None:
    address = _without_secret(url)
    if address is None or not re.fullmatch(r"[0-9a-f]{40}", commit):
        return None
    place = f"git+{address}@{commit}" + (f"#subdirectory={subdirectory}" if subdirectory else "")
    return InstallSource(place) if _GIT_URL.fullmatch(place) else None


def _without_secret(url: str) -> str | None:
    """Returns the address of a repository as others reach it: no password, no token, no path of this machine."""
    scp = _SCP_ADDRESS.fullmatch(url)
    if scp is not None:
        return f"ssh://{scp[1] or 'git'}@{scp[2]}/{scp[3].lstrip('/')}"
    parts = urlsplit(url.removeprefix("git+"))
    if parts.scheme not in ("https", "http", "ssh") or not parts.hostname:
        return None
    host = parts.netloc.rpartition("@")[2]
    if parts.scheme == "ssh" and parts.username:
        host = f"{parts.username}@{host}"
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


def _local_path(url: str) -> Path | None:
    """Returns the place that a ``file:`` URL names on this machine."""
    parts = urlsplit(url.removeprefix("git+"))
    return Path(url2pathname(parts.path)) if parts.scheme == "file" else None


def _git(folder: Path, *arguments: str) -> str:
    """Returns what git prints, or nothing where it fails or is not there."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", timeout=_GIT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
