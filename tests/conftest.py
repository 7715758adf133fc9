"""Every test starts from the same surroundings, wherever it runs."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from support import sound

# `VISIONTRACK_FUZZ=long` by hand looks a hundred times longer than the run for every commit.
_CALM = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
# CI looks at the same examples each time, so that no change fails for another one's luck; at a desk each run looks elsewhere.
settings.register_profile(
    "quick", max_examples=60, deadline=None, suppress_health_check=_CALM, derandomize="CI" in os.environ
)
settings.register_profile("long", max_examples=6000, deadline=None, suppress_health_check=_CALM)
# The same few examples in every run, and none made smaller: for mutation testing (docs/mutation.md).
settings.register_profile(
    "mutation",
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=_CALM,
)
settings.load_profile(os.environ.get("VISIONTRACK_FUZZ", "quick"))

# Told with a pseudo-terminal and with the limits of a process, which Windows has not.
collect_ignore = ["test_consoles.py", "edit/test_writer_stopped.py"] if os.name != "posix" else []

_SURROUNDINGS = (
    "VISIONTRACK_ROOT",
    "VISIONTRACK_LANG",
    "GITHUB_ACTIONS",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
    "NO_COLOR",
    "_VISIONTRACK_COMPLETE",
)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test marked ``needs`` where a library or a program that it names is missing."""
    names = [name for marker in item.iter_markers("needs") for name in marker.args]
    missing = sorted({name for name in names if not _is_there(name)})
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")


def _is_there(name: str) -> bool:
    """Whether a Python library, a program or a package from npm (in ``node_modules``) is on this machine."""
    package = Path(__file__).parents[1] / "node_modules" / name
    return find_spec(name) is not None or shutil.which(name) is not None or package.is_dir()


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _SURROUNDINGS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The root of a small sound data folder."""
    return sound.build(tmp_path / "city")
