"""Values cannot be changed once they are made."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from visiontrack.finding import Finding


def test_a_finding_cannot_be_changed() -> None:
    finding = Finding("VT101", "data/vision.yaml")
    with pytest.raises(FrozenInstanceError):
        finding.code = "VT102"  # type: ignore[misc]
