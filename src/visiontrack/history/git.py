"""All that is asked of git, by its own command; the work tree, the index and the network are never touched, and of the
settings only the merge driver's.

Output is bounded, nothing of a repository's settings runs a program, and a revision can never be read as an option.
"""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from visiontrack.edit.writer import Change
from visiontrack.errors import WrongUse
from visiontrack.folder.loading import FileLine

_MOST_BYTES = 512 * 1024 * 1024
_SECONDS = 120.0
_SETTINGS = ("core.fsmonitor=false", "core.quotePath=false", "protocol.allow=never")
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
}
_BLAMED = re.compile("([0-9a-f]{40,64}) [0-9]+ ([0-9]+)(?: |$)")
_FILE_MODES = ("100644", "100755")


class CommittedFile(NamedTuple):
    """A plain file of a commit: its path from the data's root, its object, and its size in bytes."""

    path: str
    object: str
    size: int


class LastChange(NamedTuple):
    """The commit that last changed a line, and its day as its committer's clock showed it; no person."""

    commit: str
    day: str


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that holds a data folder; ``prefix`` is the way from its top to the root, ending in ``/``."""

    root: Path
    prefix: str
    shallow: bool

    def commit(self, revision: str) -> str:
        """Returns the commit that a revision names. Raises ``WrongUse``."""
        if "\0" not in revision:
            name = f"{revision}^{{commit}}"
            ran = _run(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
            if ran.returncode == 0:
                return ran.stdout.decode().strip()
        key = "history.error.shallow" if self.shallow else "history.error.revision"
        raise WrongUse(key, revision=revision)

    def merge_base(self, first: str, second: str) -> str | None:
        """Returns the best common ancestor of two commits, or None. Raises ``WrongUse`` where a shallow clone hides it."""
        ran = _run(self.root, "merge-base", first, second)
        if ran.returncode == 0:
            return ran.stdout.decode().split()[0]
        if self.shallow:
            raise WrongUse("history.error.shallow", revision=first)
        return None

    def day(self, commit: str) -> str:
        """Returns the day of a commit as its committer's clock showed it, ``YYYY-MM-DD``."""
        ran = _run(self.root, "show", "--no-patch", "--no-show-signature", "--format=%cs", commit)
        return self._output(ran).decode().strip()

    def files(self, commit: str, folder: str) -> list[CommittedFile]:
        """Returns the plain files of a commit below a folder of the root, without links and submodules."""
        top = f"{self.prefix}{folder}"
        ran = _run(self.root, "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", f"{top}/")
        committed = []
        for row in self._output(ran).split(b"\0")[:-1]:
            facts, _, raw_path = row.partition(b"\t")
            mode, kind, name, size = facts.decode().split()
            path = raw_path.decode("utf-8", "surrogateescape")
            if kind == "blob" and mode in _FILE_MODES and path.startswith(self.prefix):
                committed.append(CommittedFile(path[len(self.prefix) :], name, int(size)))
        return committed

    def contents(self, files: Iterable[CommittedFile]) -> Iterator[bytes]:
        """Yields the bytes of files of a commit, in their order."""
        names = "".join(f"{file.object}\n" for file in files).encode()
        if not names:
            return
        output = self._output(_run(self.root, "cat-file", "--batch", stdin=names))
        at = 0
        while at < len(output):
            end = output.index(b"\n", at)
            parts = output[at:end].split()
            if len(parts) != 3:
                raise WrongUse("history.error.git", reason=output[at:end].decode("utf-8", "replace"))
            size = int(parts[2])
            yield output[end + 1 : end + 1 + size]
            at = end + 2 + size

    def last_changes(self, path: str) -> dict[int, LastChange]:
        """Returns the last change of each line of a file of the work tree, by its number; none of what is not committed.

        Raises ``WrongUse`` where a shallow clone hides a commit.
        """
        ran = _run(self.root, "blame", "--porcelain", "--", path)
        if ran.returncode:
            return {}  # the file is in no commit
        numbers: list[tuple[int, str]] = []
        facts: dict[str, dict[str, str]] = {}
        current: dict[str, str] = {}
        for row in ran.stdout.decode("utf-8", "replace").split("\n"):
            match = _BLAMED.match(row)
            if match is not None:
                numbers.append((int(match[2]), match[1]))
                current = facts.setdefault(match[1], {})
            elif not row.startswith("\t"):
                name, _, value = row.partition(" ")
                current[name] = value
        if self.shallow and any("boundary" in fields for fields in facts.values()):
            raise WrongUse("history.error.shallow", revision="HEAD")
        return {
            number: LastChange(commit, _day(facts[commit])) for number, commit in numbers if commit.strip("0")
        }

    def setting(self, name: str) -> str | None:
        """Returns a setting as git has it here, or None."""
        ran = _run(self.root, "config", "--get", name)
        return ran.stdout.decode("utf-8", "replace").rstrip("\n") if ran.returncode == 0 else None

    def set(self, name: str, value: str) -> None:
        """Enters a setting into the clone's own file. Raises ``WrongUse``."""
        self._output(_run(self.root, "config", "--local", name, value))

    def _output(self, ran: subprocess.CompletedProcess[bytes]) -> bytes:
        if ran.returncode or len(ran.stdout) > _MOST_BYTES:
            raise WrongUse("history.error.git", reason=_first_line(ran.stderr))
        return ran.stdout


def repository_of(root: Path) -> Repository:
    """Returns the repository that a data folder lies in. Raises ``WrongUse`` without git or a repository."""
    ran = _run(root, "rev-parse", "--is-shallow-repository", "--show-prefix")
    if ran.returncode:
        reason = _first_line(ran.stderr)
        if "dubious ownership" in reason:
            raise WrongUse("history.error.owner", root=root)
        raise WrongUse("history.error.no_repository", root=root)
    shallow, _, prefix = ran.stdout.decode("utf-8", "surrogateescape").partition("\n")
    return Repository(root, prefix.rstrip("\n"), shallow == "true")


def traced(root: Path, lines: Iterable[FileLine]) -> dict[FileLine, LastChange]:
    """Returns the commit and the day that last changed each line; none of what is not committed.

    Raises ``WrongUse`` without git or a repository, and where a shallow clone hides a commit.
    """
    repository, lines = repository_of(root), list(lines)
    changes = {path: repository.last_changes(path) for path in dict.fromkeys(line.path for line in lines)}
    return {line: changes[line.path][line.line] for line in lines if line.line in changes[line.path]}


def _day(fields: Mapping[str, str]) -> str:
    zone = fields["committer-tz"]
    minutes = int(zone[:3]) * 60 + int(zone[0] + zone[3:])
    there = datetime.timezone(datetime.timedelta(minutes=minutes))
    return datetime.datetime.fromtimestamp(int(fields["committer-time"]), there).date().isoformat()


def merge_lines(base: Path, ours: Path, theirs: Path) -> tuple[bytes, bool]:
    """Returns the merge of three files line by line, as git does without a driver, and whether there are markers in it."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    files = [os.fspath(file.absolute()) for file in (ours, base, theirs)]
    ran = _run(Path(), "merge-file", "--stdout", *labels, *files)
    if not 0 <= ran.returncode < 128:
        raise WrongUse("history.error.git", reason=_first_line(ran.stderr))
    return ran.stdout, ran.returncode > 0


def _run(root: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Runs git in a folder. Raises ``WrongUse`` where there is none, or where it does not end."""
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    command = ["git", "--no-pager", *settings, "-C", os.fspath(root), *arguments]
    try:
        return subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=os.environ | _ENVIRONMENT,
        )
    except OSError:
        raise WrongUse("history.error.no_git") from None
    except subprocess.TimeoutExpired:
        raise WrongUse("history.error.git", reason="timeout") from None


def _first_line(stderr: bytes) -> str:
    return (stderr.decode("utf-8", "replace").strip().splitlines() or [""])[0]


_FOLDER = ".visiontrack/undo-{:%Y%m%d-%H%M%S}"


def copies_of_uncommitted(root: Path, changes: Sequence[Change]) -> tuple[str | None, list[Change]]:
    """Returns the folder that copies go to, and the copies: of every file to be changed that the last commit lacks.

    The folder is None where there is nothing to keep. Without git or a commit everything is kept.
    """
    replaced = {change.path: change.old for change in changes if change.old not in (None, change.new)}
    committed = _committed(root, set(replaced)) if replaced else {}
    folder = _FOLDER.format(datetime.datetime.now())
    copies = [
        Change(f"{folder}/{path}", None, old)
        for path, old in replaced.items()
        if old is not None and committed.get(path) != old
    ]
    return (folder if copies else None), copies


def _committed(root: Path, paths: set[str]) -> dict[str, bytes]:
    """Returns the bytes of files in the last commit."""
    try:
        repository = repository_of(root)
        files = [file for file in repository.files(repository.commit("HEAD"), "data") if file.path in paths]
        return dict(zip((file.path for file in files), repository.contents(files), strict=True))
    except WrongUse:
        return {}
