"""``visiontrack validate``: every finding in the folder, all at once; ``--fix`` corrects what has one right answer."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from typer import Option

from visiontrack import formats
from visiontrack.cli import arguments
from visiontrack.errors import WrongUse

FORMATS = tuple(formats.FORMATS["validate"])


def run(
    format: Annotated[str | None, Option("--format", metavar="FORMAT")] = None,
    out: Annotated[list[str] | None, Option("--out", metavar="FORM=FILE")] = None,
    strict: Annotated[bool, Option("--strict")] = False,
    fix: Annotated[bool, Option("--fix")] = False,
    dry_run: Annotated[bool, Option("--dry-run")] = False,
    since: Annotated[str | None, Option("--since", metavar="REV")] = None,
    today: Annotated[str | None, Option("--today", metavar="DATE")] = None,
) -> int:
    from visiontrack.cli import folder_validation

    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    form = arguments.choice("--format", format or default, FORMATS)
    outputs = [_form_and_file(text) for text in out or ()]
    day = arguments.parse_today(today)
    if dry_run and not fix:
        raise WrongUse("validate.dry_run_alone")
    return folder_validation.validate_folder(form, outputs, day, strict, fix, dry_run, since)


def _form_and_file(text: str) -> tuple[str, Path]:
    """Returns the two parts of ``junit=findings.xml``. Raises ``WrongUse``."""
    form, equals, file = text.partition("=")
    if not equals or not file:
        raise WrongUse("validate.out_form", value=text, forms=" | ".join(FORMATS))
    return arguments.choice("--out", form, FORMATS), Path(file)
