"""The sheet of one measure (or of the vision as a whole): results so far, targets, and the cells to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from visiontrack.cycle.act import UNFINISHED, raised_opinions
from visiontrack.evaluation.measure_score import measure_score, own_scores
from visiontrack.folder.model import Folder
from visiontrack.formats.spreadsheet import put_text
from visiontrack.forms.form_layout import LAST, SHEET_MARK, column_of, row_mark
from visiontrack.forms.form_questions import Key, field_description, field_title
from visiontrack.forms.form_subjects import FormPart, FormSubject
from visiontrack.forms.indicator_table import full_year, short_year, titled, write_indicators
from visiontrack.forms.sheet_writer import SheetWriter, quoted
from visiontrack.forms.styles import lines_of, protect, rows_for, set_page
from visiontrack.schema.measure import Measure, Project
from visiontrack.schema.result import Result

_WIDTHS = {"A": 3, "B": 32, "C": 9, "D": 12, "E": 14, "F": 15, "G": 14, "H": 13, "I": 22, "J": 38, "K": 12}
_TITLE_CELLS = sum(_WIDTHS[column] for column in "BCDEFGHI") * 10 / 16  # its font is larger
_TEXT_CELLS = sum(_WIDTHS[column] for column in "CDEFGHIJK")
_TOLD_CELLS = sum(_WIDTHS[column] for column in "CDEFGHI")
_PARTNER_CELLS = sum(_WIDTHS[column] for column in "FGHIJK")
_REMINDER_COLOUR = "F6B26B"
_STATUS: Key = ("status",)


class SubjectSheet:
    """Writes the sheet of one subject."""

    def __init__(
        self,
        folder: Folder,
        year: int,
        subject: FormSubject,
        writer: SheetWriter,
        part: FormPart,
    ) -> None:
        self.mark, self.projects = part.mark, part.projects
        self.folder, self.year, self.subject, self.writer = folder, year, subject, writer
        self.words = writer.words
        self._second_page: int | None = None

    def write(self, overview: str, section: str) -> None:
        """Writes the whole sheet; ``overview`` is the name of the sheet it links back to."""
        self._marks()
        self._top(overview, section)
        measure = self.subject.measure
        if measure is None:
            self._vision()
        elif self.projects is not None:
            self._projects(measure, self.folder.results.get((self.year - 1, self.subject.id)))
        else:
            self._measure(measure)
        if self.projects is None:
            self.writer.band(field_title(("internal",), self.words), self.words("form.internal"))
            self._text(("internal",), least=2)
        footer = (f"{section}　{full_year(self.year, self.words)}", self.subject.title)
        set_page(self.writer.sheet, "2:3", footer, self.writer.row, self._second_page)
        self.writer.sheet.print_area = f"B2:{LAST}{self.writer.row}"
        protect(self.writer.sheet)

    def _vision(self) -> None:
        last_result = self.folder.vision_results.get(self.year - 1)
        scores = own_scores(self.folder, self.year)
        write_indicators(self.writer, scores, self.year, _WIDTHS)
        self.writer.band(self.words("form.band.vision_texts"), self.words("form.vision_texts"))
        for name in ("context", "outcomes", "issues"):
            self._last_text(name, getattr(last_result, name, None))
            self._text((name,), least=5)
        self._contributions()

    def _measure(self, measure: Measure) -> None:
        last_result = self.folder.results.get((self.year - 1, self.subject.id))
        reminder = self._status(last_result)
        scores = measure_score(self.folder, self.subject.id, self.year).indicators
        write_indicators(self.writer, scores, self.year, _WIDTHS)
        self._projects(measure, last_result)
        self._programs(measure)
        self._already_decided()
        self.writer.band(self.words("form.band.texts"))
        for name in ("outcomes", "issues"):
            self._last_text(name, getattr(last_result, name, None))
            self._text((name,), least=5)
        self._second_page = self.writer.row + 1
        self._contributions()
        self._self_evaluation(last_result)
        _mark_untouched_statuses(self.writer, reminder)

    def _marks(self) -> None:
        sheet = self.writer.sheet
        for column, cells in _WIDTHS.items():
            sheet.column_dimensions[column].width = cells
            sheet[f"{column}1"] = column
        sheet["A1"] = SHEET_MARK + self.mark
        sheet.row_dimensions[1].hidden = True
        sheet.column_dimensions["A"].hidden = True

    def _top(self, overview: str, section: str) -> None:
        writer = self.writer
        writer.next_row()
        cell = writer.cell("B", "I")
        put_text(cell, self.subject.title)
        writer.styles.title(cell)
        writer.sheet.row_dimensions[writer.row].height = 26 * lines_of(self.subject.title, _TITLE_CELLS)
        back = writer.cell("J", LAST)
        put_text(back, self.words("form.back"))
        back.hyperlink = Hyperlink(ref=back.coordinate, location=f"{quoted(overview)}!B2")
        writer.styles.link(back)
        writer.next_row()
        cell = writer.cell("B", LAST)
        put_text(cell, self._subtitle(section))
        writer.styles.plain(cell, faint=True)
        writer.sheet.row_dimensions[writer.row].height = 18
        writer.sheet.freeze_panes = "C4"

    def _subtitle(self, section: str) -> str:
        measure = self.subject.measure
        titles = {policy.id: policy.title for policy in self.folder.vision.policies}
        policy = titles.get(measure.policy, measure.policy) if measure is not None else ""
        key = "form.line" if policy else "form.line.own"
        return self.words(key, section=section, policy=policy, year=full_year(self.year, self.words))

    def _status(self, last_result: Result | None) -> Any:
        """Writes the row of the status; returns the cell behind it, for a reminder."""
        writer = self.writer
        writer.next_row()
        writer.sheet.row_dimensions[writer.row].height = 6
        writer.next_row(row_mark(_STATUS))
        writer.row_title("B", field_title(_STATUS, self.words), field_description(_STATUS, self.words))
        writer.entry(_STATUS, "D")
        self._last_year(last_result.status if last_result is not None else None)
        reminder = writer.cell("G", LAST)
        writer.styles.hint(reminder)
        return reminder

    def _last_year(self, word: str | None) -> None:
        """Writes what was answered last year behind a choice."""
        value = self.words(f"word.{word}") if word else self.words("form.none")
        self.writer.fact("E", self.words("form.last_year", value=value), "F")
        self.writer.sheet.row_dimensions[self.writer.row].height = 22

    def _projects(self, measure: Measure, last_result: Result | None) -> None:
        projects = [
            project
            for project in self.folder.projects_in(measure, self.year)
            if self.projects is None or project.id in self.projects
        ]
        if not projects:
            return
        writer, words = self.writer, self.words
        writer.band(words("form.band.projects"), words("form.projects"))
        last_year = short_year(self.year - 1, words)
        writer.column_titles(
            {
                "B": (words("form.col.project"), None),
                "C": (words("form.col.before"), words("form.note.before", year=last_year)),
                "D": (words("form.col.last_budget", year=last_year), None),
                "E": (words("form.col.last_spent", year=last_year), None),
                "F": titled("projects", "status", words),
                "G": (field_title(("projects", "", "budget"), words), words("form.note.money")),
                "H": (field_title(("projects", "", "spent"), words), words("form.note.money")),
                "I": (words("form.col.lead"), None),
                f"J:{LAST}": titled("projects", "text", words),
            }
        )
        for project in projects:
            writer.next_row(f"projects/{project.id}")
            last = last_result.projects.get(project.id) if last_result is not None else None
            writer.fact("B", project.title)
            writer.fact("C", words(f"word.{last.status}") if last is not None else words("form.none"))
            writer.fact("D", last.budget if last is not None else None, right=True)
            writer.fact("E", last.spent if last is not None else None, right=True)
            writer.fact("I", self.folder.party_name(self.folder.project_lead_in(measure, project, self.year)))
            for field in ("status", "budget", "spent"):
                writer.entry(("projects", project.id, field))
            writer.entry(("projects", project.id, "text"), LAST)
            text = writer.values.get(("projects", project.id, "text"))
            writer.fit_height((project.title, _WIDTHS["B"] - 2), (text, _WIDTHS["J"] + _WIDTHS["K"] - 2))

        self._funding(measure, projects)

    def _funding(self, measure: Measure, projects: Sequence[Project]) -> None:
        """Writes a row for what each program pays of each project."""
        writer, words = self.writer, self.words
        programs = self.folder.programs_in(measure, self.year)
        if not programs:
            return
        writer.band(words("form.band.funding"), words("form.funding"))
        title = field_title(("projects", "", "funding"), words)
        writer.column_titles(
            {
                "B": (words("form.col.project"), None),
                "C:G": (words("form.col.program"), None),
                "H": (title, None),
            }
        )
        for project in projects:
            for program in programs:
                key = ("projects", project.id, "funding", program)
                writer.next_row(row_mark(key))
                writer.fact("B", project.title)
                writer.fact("C", self.folder.programs[program][0].title, "G")
                writer.entry(key)
                writer.fit_height((project.title, _WIDTHS["B"] - 2))

    def _programs(self, measure: Measure) -> None:
        """Writes how each program was made known and how often it was used."""
        writer, words = self.writer, self.words
        programs = self.folder.programs_in(measure, self.year)
        if not programs:
            return
        writer.band(words("form.band.programs"), words("form.programs"))
        writer.column_titles(
            {
                "B": (words("form.col.program"), None),
                "C:I": titled("programs", "told", words),
                "J": titled("programs", "used", words),
            }
        )
        for program in programs:
            writer.next_row(f"programs/{program}")
            writer.fact("B", self.folder.programs[program][0].title)
            writer.entry(("programs", program, "told"), "I")
            writer.entry(("programs", program, "used"))
            text = writer.values.get(("programs", program, "told"))
            writer.fit_height((self.folder.programs[program][0].title, _WIDTHS["B"] - 2), (text, _TOLD_CELLS))

    def _already_decided(self) -> None:
        """Writes the last decision on the measure and the opinions on it that are not finished, to be read only."""
        folder, words, id_ = self.folder, self.words, self.subject.id
        facts: list[tuple[str, str]] = []
        judged = max((year for year in folder.decisions if year < self.year), default=0)
        for decision in folder.decisions_on(judged, id_):
            label = words("form.decided", year=short_year(judged, words))
            facts.append((label, f"{words(f'word.{decision.decision}')}　{(decision.reason or '').strip()}"))
        for raised in raised_opinions(folder):
            if id_ in raised.opinion.measures and raised.reviewed < self.year and raised.state in UNFINISHED:
                state = words(f"act.state.{raised.state}")
                label = words("form.opinion", actor=folder.party_name(raised.opinion.actor), state=state)
                facts.append((label, raised.opinion.text.strip()))
        if facts:
            self.writer.band(words("form.band.decided"), words("form.read_only"))
        for label, text in facts:
            self._fact_row(label, text)

    def _last_text(self, name: str, text: str | None) -> None:
        """Writes what was reported last year, to be read beside this year's answer."""
        if text is not None and text.strip():
            year = short_year(self.year - 1, self.words)
            title = self.words("form.last_text", title=field_title((name,), self.words), year=year)
            self._fact_row(title, text.strip())

    def _fact_row(self, label: str, text: str) -> None:
        self.writer.next_row()
        self.writer.row_title("B", label)
        rows = rows_for(lines_of(text, _TEXT_CELLS))
        self.writer.fact("C", text, LAST, rows=rows)
        self.writer.fit_height((text, _TEXT_CELLS), (label, _WIDTHS["B"] - 2), rows=rows)

    def _text(self, key: Key, least: int) -> None:
        writer = self.writer
        writer.next_row(row_mark(key))
        writer.row_title("B", field_title(key, self.words), field_description(key, self.words))
        value = writer.values.get(key)
        rows = rows_for(lines_of(value, _TEXT_CELLS)) if value is not None else 1
        writer.entry(key, LAST, rows)
        writer.fit_height((value, _TEXT_CELLS), least=least, rows=rows)

    def _contributions(self) -> None:
        writer, words = self.writer, self.words
        rows = [key[1] for key in writer.questions if key[0] == "contributions" and key[2] == "who"]
        if not rows:
            return
        writer.band(words("form.band.contributions"), words("form.contributions"))
        partner = (words("form.who"), words("form.note.who"))
        writer.column_titles({"B:E": partner, f"F:{LAST}": titled("contributions", "text", words)})
        for row in rows:
            key = ("contributions", row)
            writer.next_row(row_mark((*key, "who")))
            writer.entry((*key, "who"), "E")
            writer.entry((*key, "text"), LAST)
            writer.fit_height((writer.values.get((*key, "text")), _PARTNER_CELLS))

    def _self_evaluation(self, last_result: Result | None) -> None:
        writer, words = self.writer, self.words
        grade, text = ("self_evaluation", "grade"), ("self_evaluation", "text")
        writer.band(words("form.band.own_view"), words("form.own_view"))
        writer.next_row(row_mark(grade))
        writer.row_title("B", field_title(grade, words), words("form.note.grade"))
        writer.entry(grade, "D")
        writer.entry(text, LAST)
        writer.fit_height((writer.values.get(text), _TEXT_CELLS - 21), least=2)
        writer.next_row(row_mark(("next",)))
        writer.row_title("B", field_title(("next",), words), field_description(("next",), words))
        writer.entry(("next",), "D")
        self._last_year(last_result.next if last_result is not None else None)


def _mark_untouched_statuses(writer: SheetWriter, reminder: Any) -> None:
    """Colours each status left as the form began though results stand below it, and says so in the reminder's cell.

    The formulas work while the form is filled in; the sentence is there for print.
    """
    words, place = writer.words, writer.entries[_STATUS]
    reported = ",".join(_reported_ranges(writer)) or 0
    own_untouched = f'AND({place}="{words("word.not_started")}",COUNTA({reported})>0)'
    _colour(writer, place, own_untouched)
    projects = [at for key, at in writer.entries.items() if key[0] == "projects" and key[-1] == "status"]
    project_untouched = "FALSE"
    if projects:
        first, last = (writer.sheet[at].row for at in (projects[0], projects[-1]))
        project_untouched = f"SUMPRODUCT({_planned_with_report(writer, first, last)})>0"
        _colour(writer, f"{projects[0]}:{projects[-1]}", _planned_with_report(writer, first, first))
    own = words("form.left", status=words("word.not_started"))
    projects_text = words("form.left.project", status=words("word.planned"))
    reminder.value = f'=IF({own_untouched},"{own}",IF({project_untouched},"{projects_text}",""))'


def _reported_ranges(writer: SheetWriter) -> Iterator[str]:
    """Yields the cells that show that work has begun, column by column: a function takes 255 arguments."""
    for part, field in (("actuals", "value"), ("projects", "text"), ("projects", "spent")):
        cells = [at for key, at in writer.entries.items() if key[0] == part and key[-1] == field]
        if cells:
            yield f"{cells[0]}:{cells[-1]}"
    yield from (writer.entries[key] for key in (("outcomes",), ("issues",)) if key in writer.entries)


def _planned_with_report(writer: SheetWriter, first: int, last: int) -> str:
    """Returns a formula: 1 for each project of these rows that is planned though its text or spending is there."""
    status, text, spent = (
        f"${column}{first}:${column}{last}" if first != last else f"${column}{first}"
        for column in (column_of(("projects", "", field)) for field in ("status", "text", "spent"))
    )
    return f'({status}="{writer.words("word.planned")}")*(LEN({text})+LEN({spent})>0)'


def _colour(writer: SheetWriter, place: str, condition: str) -> None:
    fill = PatternFill("solid", start_color=_REMINDER_COLOUR, end_color=_REMINDER_COLOUR)
    rule = FormulaRule(formula=[condition], fill=fill)  # type: ignore[no-untyped-call]
    writer.sheet.conditional_formatting.add(place, rule)
