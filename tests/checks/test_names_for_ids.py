"""A name where an id belongs: the other files tell which id was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import sound
from support.told import line, look
from visiontrack.messages import LANGUAGES, catalogue

VISION, MEASURE = "data/vision.yaml", "data/measures/startup-support.yaml"
RESULT, MEETING = "data/results/2024/startup-support.yaml", "data/meetings/2025/council-1.yaml"


@pytest.mark.parametrize(
    ("path", "old", "name", "id_"),
    [
        (MEASURE, "lead: industry-promotion", "lead: 産業振興課", "industry-promotion"),
        (MEASURE, "lead: industry-promotion", "lead: 所沢市産業振興課", "industry-promotion"),
        (MEASURE, "lead: industry-promotion", "lead: 商工会議所", "chamber-of-commerce"),
        (MEASURE, "policy: p1", "policy: 創業と成長", "p1"),
        (MEASURE, "[commerce, industry]", "[商業, industry]", "commerce"),
        (MEASURE, "roles: [city-progress]", "roles: [施策の進行管理]", "city-progress"),
        (VISION, "secretariat: industry-promotion", "secretariat: 産業振興課", "industry-promotion"),
        (MEETING, "attendees: [chamber-of-commerce]", "attendees: [商工会議所]", "chamber-of-commerce"),
        (MEETING, "measures: [startup-support]", "measures: [創業支援の充実]", "startup-support"),
        (RESULT, "  founders: 72", "  創業者数: 72", "founders"),
        (RESULT, "  startup-school:", "  創業スクール:", "startup-school"),
    ],
)
def test_of_a_name_it_is_said_which_id_it_has(path: str, old: str, name: str, id_: str, city: Path) -> None:
    """The section in charge is written as everybody calls it."""
    text = sound.FILES[path]
    assert text.count(old) == 1
    sound.write(city, path, text.replace(old, name))
    (finding,) = [one for one in look(city) if one.severity == "error"]
    assert (finding.code, finding.variant, finding.suggest) == ("VT208", "name", id_)
    for language in LANGUAGES:
        assert f"'{id_}'" in catalogue(language).finding(finding)[1]


def test_several_names_in_one_are_parted_and_put_into_ids(city: Path) -> None:
    sound.write(city, MEASURE, sound.MEASURE.replace("[commerce, industry]", "[商業、工業]"))
    (finding,) = look(city)
    assert line(finding) == f"{MEASURE}:4:10 error VT208.list"
    assert "'commerce, industry'" in catalogue("en").finding(finding)[1]


@pytest.mark.parametrize("name", ["観光課", "農政課"])
def test_a_name_that_nobody_or_two_bear_is_no_id(name: str, city: Path) -> None:
    """A section that was reorganised and the one that took over are both called 農政課."""
    again = "\n  - {id: farm-section, name: 農政課}\nroles:"
    sound.write(city, "data/actors/city.yaml", sound.CITY.replace("\nroles:", again))
    sound.write(city, MEASURE, sound.MEASURE.replace("lead: industry-promotion", f"lead: {name}"))
    assert [line(one) for one in look(city)] == [f"{MEASURE}:5:7 error VT208"]
