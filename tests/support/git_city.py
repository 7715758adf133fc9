"""A small repository with a sound city, made anew for a test."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from support import cases

_WHO = {
    "GIT_AUTHOR_NAME": "Somebody",
    "GIT_AUTHOR_EMAIL": "somebody@example.com",
    "GIT_COMMITTER_NAME": "Somebody",
    "GIT_COMMITTER_EMAIL": "somebody@example.com",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(root: Path, *arguments: str, day: str = "2026-11-01") -> str:
    """Run git in a folder; returns what it printed."""
    moment = {"GIT_AUTHOR_DATE": f"{day}T12:00:00+09:00", "GIT_COMMITTER_DATE": f"{day}T12:00:00+09:00"}
    ran = subprocess.run(
        ["git", *arguments], cwd=root, env=os.environ | _WHO | moment, check=True, capture_output=True
    )
    return ran.stdout.decode()


def commit(root: Path, message: str = "change", day: str = "2026-11-01") -> str:
    """Commit everything; returns the commit."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message, day=day)
    return git(root, "rev-parse", "HEAD").strip()


def build(root: Path) -> Path:
    """The sound folder of the cases in a new repository, committed."""
    shutil.copytree(cases.BASE, root)
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root, "begin")
    return root


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    place = root / path
    text = place.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old, text.count(old))
    place.write_text(text.replace(old, new), encoding="utf-8", newline="")
