"""The sheet of one measure (or of the vision as a whole): what was, what is aimed at, and what to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from openpyxl.worksheet.hyperlink import Hyperlink

from visiontrack.cycle.do import projects_in
from visiontrack.evaluation.measure_score import evaluate_measure, evaluate_own
from visiontrack.formats.cells import put_text
from visiontrack.forms import grid, hints, look, shown
from visiontrack.forms.names import quoted
from visiontrack.forms.pen import Pen
from visiontrack.forms.questions import Key, description, title

if TYPE_CHECKING:
    from visiontrack.evaluation.indicator_score import IndicatorScore
    from visiontrack.folder.model import Folder
    from visiontrack.forms.subjects import Subject
    from visiontrack.schema.measure import Measure
    from visiontrack.schema.result import Result

_WIDTHS = {"A": 3, "B": 32, "C": 9, "D": 12, "E": 14, "F": 15, "G": 14, "H": 13, "I": 22, "J": 44}
_TITLE_CELLS = sum(_WIDTHS[column] for column in "BCDEFGHI") * 10 / 16  # its font is larger
_TEXT_CELLS = sum(_WIDTHS[column] for column in "CDEFGHIJ")
_PARTNER_CELLS = sum(_WIDTHS[column] for column in "FGHIJ")


class SheetWriter:
    """Writes one subject's sheet with a pen."""

    def __init__(self, folder: Folder, year: int, subject: Subject, pen: Pen) -> None:
        self.folder, self.year, self.subject, self.pen = folder, year, subject, pen
        self.words = pen.words
        self._second_page: int | None = None

    def write(self, overview: str, section: str) -> None:
        """The whole sheet; ``overview`` is the name of the sheet it links back to."""
        self._marks()
        self._top(overview, section)
        measure = self.subject.measure
        if measure is None:
            scores = evaluate_own(self.folder.vision, self.folder.vision_results, self.year)
            self._indicators(scores)
        else:
            self._measure(measure)
        self.pen.band(title(("internal",), self.words), self.words("form.internal"))
        self._text(("internal",), least=2)
        self._page(section)

    def _measure(self, measure: Measure) -> None:
        before = self.folder.results.get((self.year - 1, self.subject.id))
        beside = self._status(before)
        scores = evaluate_measure(
            self.folder.vision, self.subject.id, measure, self.folder.results, self.year
        ).indicators
        self._indicators(scores)
        self._projects(measure, before)
        self.pen.band(self.words("form.band.texts"))
        self._text(("outcomes",), least=5)
        self._text(("issues",), least=5)
        self._second_page = self.pen.row + 1
        self._contributions()
        self._own_view(before)
        hints.left_statuses(self.pen, beside)

    def _marks(self) -> None:
        sheet = self.pen.sheet
        for column, cells in _WIDTHS.items():
            sheet.column_dimensions[column].width = cells
            sheet[f"{column}1"] = column
        sheet["A1"] = grid.SHEET_MARK + self.subject.id
        sheet.row_dimensions[1].hidden = True
        sheet.column_dimensions["A"].hidden = True

    def _top(self, overview: str, section: str) -> None:
        pen = self.pen
        pen.down()
        cell = pen.cell("B", "I")
        put_text(cell, self.subject.title)
        pen.look.title(cell)
        pen.sheet.row_dimensions[pen.row].height = 26 * look.lines_of(self.subject.title, _TITLE_CELLS)
        back = pen.cell("J")
        put_text(back, self.words("form.back"))
        back.hyperlink = Hyperlink(ref=back.coordinate, location=f"{quoted(overview)}!B2")
        pen.look.link(back)
        pen.down()
        cell = pen.cell("B", "J")
        put_text(cell, self._line(section))
        pen.look.plain(cell, faint=True)
        pen.sheet.row_dimensions[pen.row].height = 18
        pen.sheet.freeze_panes = "C4"

    def _line(self, section: str) -> str:
        measure = self.subject.measure
        titles = {one.id: one.title for one in self.folder.vision.policies}
        policy = titles.get(measure.policy, measure.policy) if measure is not None else ""
        key = "form.line" if policy else "form.line.own"
        return self.words(key, section=section, policy=policy, year=shown.year(self.year, self.words))

    def _status(self, before: Result | None) -> Any:
        """The row of the status; the cell behind it is handed back for a hint."""
        pen = self.pen
        pen.down()
        pen.sheet.row_dimensions[pen.row].height = 6
        pen.down(grid.row_mark(("status",)))
        pen.head("B", title(("status",), self.words), description(("status",), self.words))
        pen.entry(("status",), "D")
        last = self.words(f"word.{before.status}") if before is not None else self.words("form.none")
        pen.fact("E", self.words("form.last_year", value=last), "F")
        pen.sheet.row_dimensions[pen.row].height = 22
        beside = pen.cell("G", "J")
        pen.look.hint(beside)
        return beside

    def _indicators(self, scores: Sequence[IndicatorScore]) -> None:
        if not scores:
            return
        pen, words = self.pen, self.words
        pen.band(words("form.band.indicators"), words("form.indicators"))
        pen.heads(
            {
                "B": (words("form.col.indicator"), None),
                "C": (words("form.col.unit"), None),
                "D": (words("form.col.baseline"), words("form.note.baseline")),
                "E": (
                    words("form.col.last", year=shown.short_year(self.year - 1, words)),
                    words("form.note.last"),
                ),
                "F": (
                    words("form.col.target", year=shown.short_year(self.year, words)),
                    words("form.note.target"),
                ),
                "G": (title(("actuals", "", "value"), words), words("form.note.value")),
                "H": self._titled("actuals", "state"),
                "I": self._titled("actuals", "source"),
                "J": self._titled("actuals", "comment"),
            }
        )
        for score in scores:
            pen.down(f"actuals/{score.id}")
            facts = list(shown.indicator(score, words))
            for column, value, right in facts:
                pen.fact(column, value, right=right)
            for field in ("value", "state", "source", "comment"):
                pen.entry(("actuals", score.id, field))
            texts: list[tuple[str | None, float]] = [
                (str(value), _WIDTHS[column] - 2) for column, value, _ in facts if value is not None
            ]
            for field, column in (("source", "I"), ("comment", "J")):
                texts.append((pen.values.get(("actuals", score.id, field)), _WIDTHS[column] - 2))
            pen.tall(*texts)

    def _titled(self, record: str, field: str) -> tuple[str, str | None]:
        return title((record, "", field), self.words), description((record, "", field), self.words)

    def _projects(self, measure: Measure, before: Result | None) -> None:
        projects = projects_in(self.folder, measure, self.year)
        if not projects:
            return
        pen, words = self.pen, self.words
        pen.band(words("form.band.projects"), words("form.projects"))
        last = shown.short_year(self.year - 1, words)
        pen.heads(
            {
                "B": (words("form.col.project"), None),
                "C": (words("form.col.before"), words("form.note.before", year=last)),
                "D": (words("form.col.last_budget", year=last), None),
                "E": (words("form.col.last_spent", year=last), None),
                "F": self._titled("projects", "status"),
                "G": (title(("projects", "", "budget"), words), words("form.note.money")),
                "H": (title(("projects", "", "spent"), words), words("form.note.money")),
                "I": (words("form.col.lead"), None),
                "J": self._titled("projects", "text"),
            }
        )
        for one in projects:
            pen.down(f"projects/{one.id}")
            done = before.projects.get(one.id) if before is not None else None
            pen.fact("B", one.title)
            pen.fact("C", words(f"word.{done.status}") if done is not None else words("form.none"))
            pen.fact("D", done.budget if done is not None else None, right=True)
            pen.fact("E", done.spent if done is not None else None, right=True)
            pen.fact("I", self.folder.party_name(one.lead or measure.lead))
            for field in ("status", "budget", "spent", "text"):
                pen.entry(("projects", one.id, field))
            pen.tall(
                (one.title, _WIDTHS["B"] - 2),
                (pen.values.get(("projects", one.id, "text")), _WIDTHS["J"] - 2),
            )

    def _text(self, key: Key, least: int) -> None:
        pen = self.pen
        pen.down(grid.row_mark(key))
        pen.head("B", title(key, self.words), description(key, self.words))
        pen.entry(key, "J")
        pen.tall((pen.values.get(key), _TEXT_CELLS), least=least)

    def _contributions(self) -> None:
        pen, words = self.pen, self.words
        rows = [key[1] for key in pen.questions if key[0] == "contributions" and key[2] == "who"]
        if not rows:
            return
        pen.band(words("form.band.contributions"), words("form.contributions"))
        pen.heads(
            {"B:E": (words("form.who"), words("form.note.who")), "F:J": self._titled("contributions", "text")}
        )
        for row in rows:
            key = ("contributions", row)
            pen.down(grid.row_mark((*key, "who")))
            pen.entry((*key, "who"), "E")
            pen.entry((*key, "text"), "J")
            pen.tall((pen.values.get((*key, "text")), _PARTNER_CELLS))

    def _own_view(self, before: Result | None) -> None:
        pen, words = self.pen, self.words
        pen.band(words("form.band.own_view"), words("form.own_view"))
        pen.down(grid.row_mark(("self_evaluation", "grade")))
        pen.head("B", title(("self_evaluation", "grade"), words), words("form.note.grade"))
        pen.entry(("self_evaluation", "grade"), "D")
        pen.entry(("self_evaluation", "text"), "J")
        pen.tall((pen.values.get(("self_evaluation", "text")), _TEXT_CELLS - 21), least=2)
        pen.down(grid.row_mark(("next",)))
        pen.head("B", title(("next",), words), description(("next",), words))
        pen.entry(("next",), "D")
        last = words(f"word.{before.next}") if before is not None and before.next else words("form.none")
        pen.fact("E", words("form.last_year", value=last), "F")
        pen.sheet.row_dimensions[pen.row].height = 22

    def _page(self, section: str) -> None:
        sheet: Any = self.pen.sheet
        year = shown.year(self.year, self.words)
        footer = (f"{section}　{year}", self.subject.title)
        look.page(sheet, "2:3", footer, self.pen.row, self._second_page)
        sheet.print_area = f"B2:J{self.pen.row}"
        look.protect(sheet)
