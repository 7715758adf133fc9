"""What stands around the data in a new folder: settings for git, for CI and for the check before a commit."""

from __future__ import annotations

from visiontrack import __version__
from visiontrack.messages import Catalogue

GITATTRIBUTES = """\
* text=auto eol=lf
data/reports/** linguist-generated
*.png binary
*.xlsx binary
*.docx binary
*.pdf binary
"""


def workflow(words: Catalogue) -> str:
    """A CI workflow: every mistake in the data, and reports that no longer fit it, stop a change."""
    return f"""\
name: visiontrack
on: [push, pull_request]
permissions:
  contents: read
jobs:
  data:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      # {words("init.ci.version")}
      - run: python -m pip install "visiontrack=={__version__}"
      # {words("init.ci.why")}
      - run: visiontrack validate
      - run: visiontrack report --check
"""


def pre_commit() -> str:
    """The check before a commit, in an environment of its own."""
    return f"""\
repos:
  - repo: local
    hooks:
      - id: visiontrack
        name: visiontrack validate
        entry: visiontrack validate --format text
        language: python
        additional_dependencies: ["visiontrack=={__version__}"]
        files: ^data/
        pass_filenames: false
"""
