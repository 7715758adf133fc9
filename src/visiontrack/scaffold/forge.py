"""The settings that stand around the data: for git, for the forges' CI, and for the check before a commit.

What a forge reads stands at the top of the git repository; ``folder`` is the way from there to the data's root,
or nothing where they are the same.
"""

from __future__ import annotations

import json
import re
import shlex

from visiontrack.messages import Catalogue
from visiontrack.scaffold import marks
from visiontrack.util.resources import shipped

REQUIREMENTS = "tools/requirements.txt"
TOOL = "tools/visiontrack.txt"
PYTHON = "3.12"
INSTALL = (
    f"python -m pip install --requirement {REQUIREMENTS}",
    # The build tools are among the locked requirements: a build from git fetches nothing else.
    f"python -m pip install --no-deps --no-build-isolation --requirement {TOOL}",
)
CHECKS = ("visiontrack validate", "visiontrack report --check")
# Without it pip reads a requirements file in the console's encoding on Windows.
_CODING = "# -*- coding: utf-8 -*-"
HOOK = ".githooks/pre-commit"
HOOK_SWITCH = "git config core.hooksPath .githooks"

_GITATTRIBUTES = """\
* text=auto eol=lf
data/reports/** linguist-generated
*.png binary
*.xlsx binary
*.docx binary
*.pdf binary
*.whl binary
"""


def gitattributes(words: Catalogue) -> str:
    """Returns ``.gitattributes``: the same line ends everywhere, reports as generated files."""
    return marks.with_comment(_GITATTRIBUTES, words)


def gitignore(words: Catalogue) -> str:
    """Returns ``.gitignore``: forms on their way, Excel's lock files, the virtual environment."""
    lines = [
        f"# {words('init.ignore.forms')}",
        "*.xlsx",
        "!/evidence/**/*.xlsx",
        "~$*",
        ".~lock.*#",
        ".venv/",
        ".visiontrack/",
    ]
    return marks.with_comment("\n".join(lines) + "\n", words)


def locked_requirements(words: Catalogue) -> str:
    """Returns ``tools/requirements.txt``: the locked libraries with their hashes, and what builds the program."""
    text = (shipped("requirements") / "run.txt").read_text(encoding="utf-8")
    return marks.with_comment(f"{_CODING}\n{text}", words)


def tool_requirement(requirement: str | None, words: Catalogue) -> str:
    """Returns ``tools/visiontrack.txt``: the one line that says where the program itself comes from."""
    lines = [_CODING, f"# {words('init.tool')}", *(f"#   {command}" for command in INSTALL)]
    lines.append(f"# {words('init.tool.unknown')}" if requirement is None else requirement)
    return marks.with_comment("\n".join(lines) + "\n", words)


def workflow(folder: str, known: bool, words: Catalogue) -> str:
    """Returns the GitHub workflow: wrong data, and reports that no longer fit them, stop a change."""
    paths = ["    paths:", *(f"      - {_quoted(glob)}" for glob in _globs(folder))] if folder else []
    place = ["    defaults:", "      run:", f"        working-directory: {_quoted(folder)}"] if folder else []
    missing = [] if known else ["      - run: |", *_indented(_missing_tool("::error::", words), 10)]
    lines = [
        "name: visiontrack",
        "on:",
        "  push:",
        "    branches: [main]",
        *paths,
        "  pull_request:",
        *paths,
        "permissions:",
        "  contents: read",
        "concurrency:",
        "  group: ${{ github.workflow }}-${{ github.ref }}",
        "  cancel-in-progress: true",
        "jobs:",
        "  data:",
        "    runs-on: ubuntu-24.04",
        "    timeout-minutes: 10",
        *place,
        "    steps:",
        "      - uses: actions/checkout@v4",
        "        with:",
        "          persist-credentials: false",
        "      - uses: actions/setup-python@v5",
        "        with:",
        f'          python-version: "{PYTHON}"',
        *missing,
        *(f"      - run: {command}" for command in INSTALL),
        f"      # {words('init.ci.why')}",
        *(f"      - run: {command}" for command in CHECKS),
    ]
    return marks.with_comment("\n".join(lines) + "\n", words)


def gitlab_job(folder: str, known: bool, words: Catalogue) -> str:
    """Returns the GitLab job that does the same."""
    changes = ["      changes:", f"        - {_quoted(_glob(folder) + '/**/*')}"] if folder else []
    missing = [] if known else ["    - |", *_indented(_missing_tool("", words), 6)]
    lines = [
        "visiontrack:",
        f"  image: python:{PYTHON}",
        "  timeout: 10 minutes",
        "  interruptible: true",
        "  rules:",
        '    - if: $CI_PIPELINE_SOURCE == "merge_request_event"',
        *changes,
        "    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
        *changes,
        "  script:",
        *([f"    - {_quoted(f'cd {shlex.quote(folder)}')}"] if folder else []),
        *missing,
        *(f"    - {command}" for command in INSTALL),
        f"    # {words('init.ci.why')}",
        *(f"    - {command}" for command in CHECKS),
    ]
    return marks.with_comment("\n".join(lines) + "\n", words)


def pre_commit_config(folder: str, words: Catalogue) -> str:
    """Returns the settings of pre-commit: the check runs on every commit, one that only deletes files too."""
    root = f"--root {shlex.quote(folder)} " if folder else ""
    pattern = f"^{re.escape(f'{folder}/') if folder else ''}data/"
    lines = [
        "repos:",
        "  - repo: local",
        "    hooks:",
        "      - id: visiontrack",
        "        name: visiontrack validate",
        f"        entry: {_plain_or_quoted(f'visiontrack {root}validate --format text')}",
        "        language: system",
        f"        files: {_plain_or_quoted(pattern)}",
        "        always_run: true",
        "        pass_filenames: false",
    ]
    return marks.with_comment("\n".join(lines) + "\n", words)


def git_hook(folder: str, words: Catalogue) -> str:
    """Returns the plain hook of git, which needs nothing but this program: it checks what is about to be committed."""
    root = f"/{folder}" if folder else ""
    lines = [
        "#!/bin/sh",
        f"# {words('init.hook.switch', command=HOOK_SWITCH)}",
        f"# {words('init.hook.what')}",
        f"folder={shlex.quote(folder or '.')}",
        'for program in "$folder/.venv/bin/visiontrack" "$folder/.venv/Scripts/visiontrack.exe" \\',
        "    .venv/bin/visiontrack .venv/Scripts/visiontrack.exe visiontrack; do",
        '    if command -v "$program" >/dev/null 2>&1; then break; fi',
        "    program=",
        "done",
        'if [ -z "$program" ]; then',
        f"    echo {shlex.quote(words('init.hook.missing'))} >&2",
        "    exit 1",
        "fi",
        "work=$(mktemp -d) || exit 1",
        "trap 'rm -rf \"$work\"' EXIT",
        'git ls-files -z -- "$folder" | git checkout-index -z --stdin --prefix="$work/" || exit 1',
        f'[ -e "$work{root}/data" ] || exit 0',
        f'"$program" --root "$work{root}" validate --format text',
    ]
    return marks.with_comment("\n".join(lines) + "\n", words)


def _missing_tool(prefix: str, words: Catalogue) -> list[str]:
    """The step that stops CI until ``tools/visiontrack.txt`` names something to install."""
    sentence = shlex.quote(prefix + words("init.tool.unknown"))
    return [f"grep -q '^[^#]' {TOOL} || {{", f"  echo {sentence}", "  exit 1", "}"]


def _globs(folder: str) -> list[str]:
    return [f"{_glob(folder)}/**", ".github/workflows/visiontrack.yml"]


def _glob(folder: str) -> str:
    return re.sub(r"[*?+!\[\]\\{}]", "*", folder)


def _indented(lines: list[str], blanks: int) -> list[str]:
    return [" " * blanks + line for line in lines]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _plain_or_quoted(text: str) -> str:
    return text if re.fullmatch(r"[\w^][\w ./^-]*", text) else _quoted(text)
