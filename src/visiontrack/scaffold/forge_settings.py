"""The settings that stand around the data: for git, the forges' CI, the check before a commit, and editors.

Each is a template under ``settings/``. What a forge reads stands at the top of the git repository; ``folder`` is the
way from there to the data's root, or nothing where they are the same.
"""

from __future__ import annotations

import json
import re
import shlex
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from visiontrack.messages import Catalogue
from visiontrack.util.resources import shipped

REQUIREMENTS = "tools/requirements.txt"
TOOL = "tools/visiontrack.txt"
HOOK = ".githooks/pre-commit"
# What ``init --git`` appends to .gitattributes, so that git merges data files by key and id.
MERGE_RULE = "data/**/*.yaml merge=visiontrack"
MERGE_BLOCK = f"# visiontrack init --git\n{MERGE_RULE}\n"
# Path below the data's root, or below the top of the repository → template.
_BESIDE_DATA = {
    ".gitattributes": "gitattributes.j2",
    ".gitignore": "gitignore.j2",
    ".vscode/extensions.json": "vscode-extensions.json.j2",
    ".vscode/settings.json": "vscode-settings.json.j2",  # which schema holds for which files
    ".vscode/tasks.json": "vscode-tasks.json.j2",  # validate, with every finding shown in the editor
    TOOL: "visiontrack.txt.j2",
}
_AT_TOP = {
    ".github/workflows/visiontrack.yml": "workflow.yml.j2",
    ".gitlab-ci.yml": "gitlab-ci.yml.j2",
    ".pre-commit-config.yaml": "pre-commit-config.yaml.j2",
    HOOK: "pre-commit.sh.j2",
}
_FACTS = {
    "python": "3.12",
    "tool": TOOL,
    "hook_switch": "git config core.hooksPath .githooks",
    "install": (
        f"python -m pip install --requirement {REQUIREMENTS}",
        # The build tools are among the locked requirements: a build from git fetches nothing else.
        f"python -m pip install --no-deps --no-build-isolation --requirement {TOOL}",
    ),
    # Against the target of a pull request, or the commit before a push where there is one.
    "validate": (
        'if git cat-file -e "$BASE^{commit}" 2>/dev/null',
        'then visiontrack validate --since "$BASE"',
        "else visiontrack validate",
        "fi",
    ),
    "report": "visiontrack report --check",
}


def settings_beside_data(requirement: str | None, words: Catalogue) -> dict[str, str]:
    """Returns path below the data's root → text; ``requirement`` is the line that installs the program, if known."""
    settings = _rendered(_BESIDE_DATA, words, requirement=requirement)
    # Without its coding pip reads a requirements file in the console's encoding on Windows.
    locked = (shipped("requirements") / "run.txt").read_text(encoding="utf-8")
    return settings | {REQUIREMENTS: f"# -*- coding: utf-8 -*-\n{locked}"}


def settings_at_top(folder: str, installable: bool, words: Catalogue) -> dict[str, str]:
    """Returns path below the top of the repository → text.

    Where the program is not ``installable``, CI stops until ``tools/visiontrack.txt`` says where it comes from.
    """
    return _rendered(_AT_TOP, words, folder=folder, installable=installable)


def _rendered(templates: dict[str, str], words: Catalogue, **facts: object) -> dict[str, str]:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "settings"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # YAML and shell: each value is quoted where it stands
    )
    quoted = partial(json.dumps, ensure_ascii=False)
    environment.filters |= {"quoted": quoted, "shell": shlex.quote, "glob": _glob, "pattern": re.escape}
    return {
        path: environment.get_template(template).render(words=words, **_FACTS, **facts)
        for path, template in templates.items()
    }


def _glob(folder: str) -> str:
    """Returns a folder's name with each sign that a path filter would read otherwise as any text."""
    return re.sub(r"[*?+!\[\]\\{}]", "*", folder)
