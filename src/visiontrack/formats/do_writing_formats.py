"""What ``do --start``, ``--add-missing``, ``--forms`` and ``--collect`` say, as text and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from visiontrack.cycle.do_start import Addition, LaidOutResults
from visiontrack.edit.writer import Change
from visiontrack.finding import Finding
from visiontrack.formats import lines_text
from visiontrack.formats.findings_text import Sources, findings_text, listed
from visiontrack.formats.json_csv import dumps, finding_dict
from visiontrack.messages import Catalogue


def laid_out_text(laid: LaidOutResults, words: Catalogue) -> str:
    """Returns which files were laid out, and what was added to which."""
    added, lines = laid.added, []
    if laid.start:
        key = "do.started" if laid.created else "do.start.nothing"
        lines += [words(key, count=len(laid.created)), *(f"  {change.path}" for change in laid.created)]
    if laid.add_missing:
        lines.append(words("do.added" if added else "do.add.nothing", count=len(added)))
        lines += ["  " + _ids("do.add.item", addition, words) for addition in added]
    return lines_text(lines)


def refused_text(laid: LaidOutResults, words: Catalogue) -> str:
    """Returns what could not be added; nothing where all could."""
    return "".join(_ids("do.add.refused", addition, words) + "\n" for addition in laid.refused)


def _ids(key: str, addition: Addition, words: Catalogue) -> str:
    return words(key, path=addition.path, ids=words("list.comma").join(addition.ids))


class FormFile(Protocol):
    """A workbook for a section, as ``do --forms`` makes it."""

    @property
    def name(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def ids(self) -> tuple[str, ...]: ...


class ResultUpdate(Protocol):
    """A results file that forms change."""

    @property
    def path(self) -> str: ...
    @property
    def values(self) -> int: ...
    @property
    def created(self) -> bool: ...
    @property
    def merged(self) -> bool: ...
    @property
    def sections(self) -> Sequence[str]: ...


class FolderOfForms(Protocol):
    """The result of reading a folder of forms."""

    @property
    def forms(self) -> Sequence[str]: ...
    @property
    def updated_files(self) -> Sequence[ResultUpdate]: ...
    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def errors(self) -> int: ...


class FormsBack(Protocol):
    """Whose form is still out, and the names of those that came back as they were sent."""

    @property
    def out(self) -> Sequence[str]: ...

    @property
    def out_names(self) -> Sequence[str]: ...

    @property
    def unchanged(self) -> Sequence[str]: ...


def forms_text(place: Path, year: int, forms: Sequence[FormFile], words: Catalogue) -> str:
    """Returns which workbooks were made, and what to do when they come back."""
    if not forms:
        return words("form.made.nothing") + "\n"
    lines = [words("form.made", path=str(place / form.name), count=len(form.ids)) for form in forms]
    return lines_text([*lines, words("form.made.summary", count=len(forms), year=year, place=place)])


def forms_json(place: Path, year: int, forms: Sequence[FormFile], dry_run: bool) -> str:
    """Returns ``visiontrack.forms/1``."""
    files = [
        {"path": (place / form.name).as_posix(), "section": form.section, "measures": list(form.ids)}
        for form in forms
    ]
    return dumps({"schema": "visiontrack.forms/1", "year": year, "dry_run": dry_run, "forms": files})


def form_findings_text(collected: FolderOfForms, root: Path, words: Catalogue) -> str:
    """Returns everything that is wrong with the forms. Where not all is listed, no warning hides an error."""
    errors_first = sorted(collected.findings, key=lambda finding: finding.severity != "error")
    first, not_listed = listed(errors_first)
    ids = {id(finding) for finding in first}
    in_order = (finding for finding in collected.findings if id(finding) in ids)
    more = words("summary.more", count=not_listed).strip() + "\n" if not_listed else ""
    return findings_text(in_order, Sources(root), words) + more


def collected_text(
    collected: FolderOfForms,
    forms: FormsBack,
    refused: bool,
    names: Callable[[str], str],
    words: Catalogue,
) -> str:
    """Returns which files the forms changed and whose answers they are, or why none; ``names`` gives a section's name."""
    if refused:
        refusal = words("form.collected.refused", errors=collected.errors)
        return lines_text([refusal, *_forms_back(forms, words)])
    lines = [_taken_in(file, names, words) for file in collected.updated_files]
    key = "form.collected.summary" if lines else "form.collected.nothing"
    lines.append(words(key, forms=len(collected.forms), files=len(lines)))
    if collected.errors:
        lines.append(words("form.collected.partial", errors=collected.errors))
    return lines_text([*lines, *_forms_back(forms, words)])


def _forms_back(forms: FormsBack, words: Catalogue) -> Iterator[str]:
    """Yields whose form is still out, and which came back as it was sent."""
    comma = words("list.comma")
    if forms.unchanged:
        yield words("form.collected.unchanged", names=comma.join(forms.unchanged))
    if forms.out:
        yield words("form.collected.out", names=comma.join(forms.out_names))


def _taken_in(file: ResultUpdate, names: Callable[[str], str], words: Catalogue) -> str:
    key = "form.collected." + ("new" if file.created else "merged" if file.merged else "file")
    sections = words("list.comma").join(names(section) for section in file.sections)
    return words(key, path=file.path, count=file.values, sections=sections)


def collected_json(
    collected: FolderOfForms,
    forms: FormsBack,
    year: int,
    changes: Sequence[Change],
    dry_run: bool,
    words: Catalogue,
) -> str:
    """Returns ``visiontrack.collect/1``: ``files`` are those written (or, with ``--dry-run``, to be written)."""
    written = {change.path for change in changes}
    return dumps(
        {
            "schema": "visiontrack.collect/1",
            "year": year,
            "dry_run": dry_run,
            "forms": list(collected.forms),
            "out": list(forms.out),
            "unchanged": list(forms.unchanged),
            "files": [
                {
                    "path": file.path,
                    "values": file.values,
                    "created": file.created,
                    "merged": file.merged,
                    "sections": list(file.sections),
                }
                for file in collected.updated_files
                if file.path in written
            ],
            "findings": [finding_dict(finding, words) for finding in collected.findings],
        }
    )
