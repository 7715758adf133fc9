"""Whose form has not come back, and whose came back as it was sent."""

from __future__ import annotations

from typing import NamedTuple

from visiontrack.cycle.do import do
from visiontrack.folder.model import Folder
from visiontrack.forms.collect_forms import CollectedForms
from visiontrack.forms.form_subjects import parts_by_party


class ReturnedForms(NamedTuple):
    """``out`` are the parties that still have something to report and sent no form; ``unchanged`` names of forms."""

    out: tuple[str, ...]
    out_names: tuple[str, ...]
    unchanged: tuple[str, ...]


def returned_forms(folder: Folder, year: int, answers_in: int, collected: CollectedForms) -> ReturnedForms:
    """Returns which forms of a year are missing among those read; whoever led before is answered for by its successor."""
    reporting = do(folder, year, unasked=True, answers_in=answers_in).sections
    unfinished = {section.party for section in reporting if any(report.empty for report in section.reports)}
    returned = {folder.answering(party, answers_in) for party in collected.sections.values()}
    parties = parts_by_party(folder, year, (), answers_in)
    out = tuple(party for party in parties if party in unfinished and party not in returned)
    return ReturnedForms(
        out,
        tuple(map(folder.party_name, out)),
        tuple(name for name in collected.forms if name not in collected.filled),
    )
