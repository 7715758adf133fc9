"""``--out FILE`` of the commands that print: what stdout would show goes into a file, whole or not at all."""

from __future__ import annotations

import functools
import io
import os
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated, Any

from typer import Option

from visiontrack.cli import arguments, opened_folder
from visiontrack.errors import WrongUse
from visiontrack.util.extras import require

Form = Annotated[str, Option("--format", metavar="FORMAT")]
File = Annotated[str | None, Option("--out", metavar="FILE")]
Overwrite = Annotated[bool, Option("--overwrite")]


def with_file(forms: Sequence[str]) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Returns the decorator of a command with the options ``format``, ``out`` and ``overwrite``.

    The command is called with the form that is meant. Raises ``WrongUse`` before it runs for an ending that is none
    of its forms, a form that differs from the ending, a file that is there already, and a workbook without a file.
    """

    def decorated(command: Callable[..., int]) -> Callable[..., int]:
        @functools.wraps(command)
        def run(**options: Any) -> int:
            out, overwrite = options["out"], options["overwrite"]
            form = arguments.output_form(options["format"], out, forms)
            if form == "xlsx":
                if out is None:
                    raise WrongUse("error.workbook_without_file")
                require("openpyxl")
            if out is None:
                if overwrite and not options.get("forms"):
                    raise WrongUse(
                        "form.error.needs",
                        option="--overwrite",
                        other="--forms" if "forms" in options else "--out",
                    )
                return command(**{**options, "format": form})
            if os.path.lexists(out) and not overwrite:
                raise WrongUse("error.out_exists", path=out)
            content = io.BytesIO()
            stream = io.TextIOWrapper(content, encoding="utf-8", newline="", write_through=True)
            with redirect_stdout(stream):
                code = command(**{**options, "format": form})
            opened_folder.save_file(Path(out), content.getvalue(), overwrite)
            return code

        return run

    return decorated
