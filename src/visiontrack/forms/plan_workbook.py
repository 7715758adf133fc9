"""Writes the workbook that ``import`` reads: a plan as ``plan`` shows it, or an empty one to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from visiontrack import fiscal_year
from visiontrack.cycle.plan import PlanOverview
from visiontrack.folder import names
from visiontrack.folder.model import Folder
from visiontrack.formats import Output
from visiontrack.formats.spreadsheet import fill_table, fit_to_page, put_text, saved, styled
from visiontrack.forms.form_questions import Choice
from visiontrack.forms.form_record import LISTS_SHEET
from visiontrack.forms.imported_plan import (
    LIST_SIGNS,
    ImportedPlan,
    PlanSubject,
    known_part,
    matching_subject,
)
from visiontrack.forms.plan_columns import HELP, SHEETS, WORDS, PlanSheet, YearColumn
from visiontrack.forms.plan_rows import as_id, is_passed_over
from visiontrack.forms.sheet_writer import MOST_TEXT, ChoiceLists
from visiontrack.forms.styles import add_note, lines_of, start_height
from visiontrack.messages import Catalogue
from visiontrack.schema.measure import Indicator, Measure, Period

_ROWS_TO_FILL = 500  # rows with drop-downs
_FIRST_YEARS = 4  # columns of actuals that an empty workbook begins with
_LONG = ("description", "source", "definition", "rationale")
_LONG_WIDTH, _MOST_WIDTH, _YEAR_WIDTH = 40, 24, 11
_HELP_WIDTHS = (14, 22, 90)

# By key of the column, or by ``YearColumn``.
Row = Mapping[Any, object]


class PlanTable(NamedTuple):
    """The rows of one sheet, and the years that it has columns for."""

    sheet: PlanSheet
    rows: Sequence[Row]
    years: Sequence[YearColumn]


def plan_xlsx(output: Output[PlanOverview]) -> bytes:
    """Returns the measures of the overview, with the values of all years, as ``import`` reads them."""
    filled = _Tables(output.folder, output.overview, output.words)
    return _workbook([filled.table(sheet) for sheet in SHEETS], output.folder, output.words)


def template_xlsx(folder: Folder | None, this_year: int, words: Catalogue) -> bytes:
    """Returns an empty workbook with an example in each sheet; ``folder`` says years, policies and sections."""
    start, end = this_year, this_year + 9
    if folder is not None:
        start, end = folder.vision.period.start, folder.vision.period.end
    tables = []
    for sheet in SHEETS:
        first, last = start, end
        if sheet.years == "actuals":
            first, last = start - 1, start + _FIRST_YEARS - 2
        years = [YearColumn(sheet.years, year) for year in range(first, last + 1)] if sheet.years else []
        example = words(f"import.example.{sheet.key}").split("|")
        keys = [*(column.key for column in sheet.columns), *years]
        tables.append(PlanTable(sheet, [dict(zip(keys, example, strict=False))], years))
    return _workbook(tables, folder, words)


class _Tables:
    """Fills the sheets with what the import knows again: ids, and names where only one thing bears them."""

    def __init__(self, folder: Folder, overview: PlanOverview, words: Catalogue) -> None:
        plan = ImportedPlan(folder, [])
        self.folder, self.overview, self.words = folder, overview, words
        self.subjects = {subject.id: subject for subject in plan.subjects}
        self.own, self.is_own = plan.own, plan.is_own

    def table(self, sheet: PlanSheet) -> PlanTable:
        """Returns a sheet with its rows."""
        rows: list[Row] = list(getattr(self, f"_{sheet.key}")())
        years = sorted({key for row in rows for key in row if isinstance(key, YearColumn)})
        return PlanTable(sheet, rows, years)

    def _policies(self) -> Iterator[Row]:
        yield from ({"id": policy.id, "title": policy.title} for policy in self.folder.vision.policies)

    def _measures(self) -> Iterator[Row]:
        vision, programs = self.folder.vision, self.folder.programs
        policies = {policy.id: policy.title for policy in vision.policies}
        fields = {field.id: field.title for field in vision.fields}
        own = {indicator.id: indicator.name for indicator in vision.indicators}
        schemes = {id_: program.title for id_, (program, _) in programs.items()}
        for measure in (planned.measure for planned in self.overview.measures):
            yield {
                "id": measure.id,
                "number": measure.number,
                "title": measure.title,
                "policy": _name(measure.policy, policies),
                "fields": self._list([_name(id_, fields) for id_ in measure.fields]),
                "lead": self._party(measure.lead),
                "partners": self._list([self._party(partner.actor) for partner in measure.partners]),
                "programs": self._list([_name(id_, schemes) for id_ in measure.programs]),
                "aims": self._list([_name(id_, own) for id_ in measure.aims]),
                **_years(measure.period),
                "description": measure.description,
            }

    def _projects(self) -> Iterator[Row]:
        for planned in self.overview.measures:
            for project in (entry.project for entry in planned.projects if entry.standing != "ended"):
                yield {
                    "measure": self._measure(planned.id),
                    "id": project.id,
                    "title": project.title,
                    "lead": self._party(project.lead) if project.lead else None,
                    **_years(project.period),
                }

    def _subjects_with_indicators(self) -> Iterator[tuple[PlanSubject, str, Sequence[Indicator]]]:
        own = [score.inputs.indicator for score in self.overview.own]
        yield self.own, self.words("import.own"), own
        for planned in self.overview.measures:
            scores = planned.score.indicators
            indicators = [score.inputs.indicator for score in scores]
            yield self.subjects[planned.id], self._measure(planned.id), indicators

    def _indicators(self) -> Iterator[Row]:
        targets = {
            (planned.id, score.id): score.inputs.targets
            for planned in self.overview.measures
            for score in planned.score.indicators
        } | {("vision", score.id): score.inputs.targets for score in self.overview.own}
        for subject, title, indicators in self._subjects_with_indicators():
            for indicator in indicators:
                row: dict[Any, object] = {"measure": title, "id": indicator.id}
                for key in ("name", "unit", "tolerance", "source", "definition", "rationale"):
                    row[key] = getattr(indicator, key)
                for key in WORDS:
                    row[key] = self._word(key, getattr(indicator, key))
                if indicator.baseline is not None:
                    row["baseline_year"] = self._year(indicator.baseline.year)
                    row["baseline"] = self._value(indicator.baseline.value)
                row |= _years(indicator.period)
                for year, value in targets[subject.id, indicator.id].items():
                    row[YearColumn("targets", year)] = self._value(value)
                yield row

    def _actuals(self) -> Iterator[Row]:
        """Yields a row for each indicator: the values before the first result, and those of the results."""
        folder = self.folder
        for subject, title, indicators in self._subjects_with_indicators():
            for indicator in indicators:
                namesake = known_part(subject, "indicators", "", indicator.name)
                alone = namesake is not None and namesake.id == indicator.id
                name = indicator.name if alone and not is_passed_over(indicator.name) else indicator.id
                row: dict[Any, object] = {"measure": title, "indicator": name}
                values = dict(indicator.history)
                for year in sorted(folder.listing.years("result") | folder.listing.years("vision_result")):
                    own = subject is self.own
                    result = (
                        folder.vision_results.get(year) if own else folder.results.get((year, subject.id))
                    )
                    actual = result.actuals.get(indicator.id) if result is not None else None
                    if actual is not None and actual.value is not None:
                        values[year] = actual.value
                yield row | {
                    YearColumn("actuals", year): self._value(value) for year, value in values.items()
                }

    def _measure(self, id_: str) -> str:
        """Returns number and title of a measure where they name no other, else its id."""
        measure: Measure = self.folder.measures[id_]
        title = measure.numbered_title
        matching = matching_subject(self.subjects.values(), title, as_id(title), title)
        return (
            title
            if matching is self.subjects[id_] and not (is_passed_over(title) or self.is_own(title))
            else id_
        )

    def _party(self, id_: str) -> str:
        name = self.folder.party_name(id_)
        alone = names.id_of(name, names.parties(self.folder)) == id_
        return name if alone and not LIST_SIGNS.search(name) else id_

    def _list(self, texts: Sequence[str]) -> str | None:
        return self.words("list.comma").join(texts) or None

    def _word(self, key: str, word: str) -> str:
        return self.words(self.words.word_key(word, WORDS[key]))

    def _value(self, value: Any) -> object:
        return self.words(f"word.{str(value).lower()}") if isinstance(value, bool) else value

    def _year(self, year: int) -> str:
        return _year_text(year, self.words)


def _name(id_: str, titles: Mapping[str, str]) -> str:
    """Returns what an id is called, or the id where something else is called so too, or the name would be split."""
    title = titles.get(id_, id_)
    alike = [other for other in titles.values() if names.folded(other) == names.folded(title)]
    return title if len(alike) == 1 and not LIST_SIGNS.search(title) else id_


def _years(period: Period | None) -> Row:
    return {} if period is None else {"start": period.start, "end": period.end}


# ---- the workbook ----------------------------------------------------------------------------------------------


def _workbook(tables: Sequence[PlanTable], folder: Folder | None, words: Catalogue) -> bytes:
    book = Workbook()
    _fill_help(book.active, words)
    lists = ChoiceLists(book.create_sheet(LISTS_SHEET))
    language = 0 if words.language == "ja" else 1
    for number, table in enumerate(tables, start=1):
        sheet = book.create_sheet(table.sheet.titles[language], number)
        columns = {column.key: column.titles[language] for column in table.sheet.columns}
        heads = {year: _head(year, words) for year in table.years}
        rows = [[_cell(row.get(key)) for key in [*columns, *heads]] for row in table.rows]
        fill_table(sheet, [*columns.values(), *heads.values()], rows)
        sheet.freeze_panes = "C2"
        _style(sheet, [*columns, *heads], words)
        _offer(sheet, list(columns), _choices(table.sheet, folder, words), lists)
    book[LISTS_SHEET].sheet_state = "hidden"
    return saved(book)


def _cell(value: object) -> object:
    """Returns what a cell holds: a text that is too long for one stays in the data alone."""
    return None if isinstance(value, str) and len(value) > MOST_TEXT else value


def _head(column: YearColumn, words: Catalogue) -> str:
    return words(f"import.head.{column.kind}", year=_year_text(column.year, words))


def _year_text(year: int, words: Catalogue) -> str:
    return fiscal_year.wareki(year) if words.language == "ja" else str(year)


def _style(sheet: Any, keys: Sequence[str | YearColumn], words: Catalogue) -> None:
    """Wraps texts in columns of a readable width, and explains each column in a note at its head."""
    lines = dict.fromkeys(range(1, sheet.max_row + 1), 1)
    for column, key in enumerate(keys, start=1):
        year = isinstance(key, YearColumn)
        add_note(
            sheet.cell(1, column), words(f"import.note.{key.kind if isinstance(key, YearColumn) else key}")
        )
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = (
            _LONG_WIDTH if key in _LONG else _YEAR_WIDTH if year else min(dimension.width, _MOST_WIDTH)
        )
        for row in lines:
            cell = sheet.cell(row, column)
            number = cell.data_type == "n" and row > 1
            cell.alignment = Alignment(wrap_text=not number, vertical="top" if row > 1 else "center")
            if not number:
                lines[row] = max(lines[row], lines_of(str(cell.value or ""), dimension.width))
    for row, count in lines.items():
        start_height(sheet, row, count)


def _choices(sheet: PlanSheet, folder: Folder | None, words: Catalogue) -> dict[str, list[str]]:
    """Returns what the drop-downs of columns offer."""
    choices = {
        key: [words(words.word_key(word, words_of)) for word in words_of] for key, words_of in WORDS.items()
    }
    if folder is not None:
        choices["policy"] = [policy.title for policy in folder.vision.policies]
        choices["lead"] = [section.name for section, _ in folder.sections.values() if section.until is None]
    return {
        key: labels for key, labels in choices.items() if any(key == column.key for column in sheet.columns)
    }


def _offer(sheet: Any, keys: Sequence[str], choices: Mapping[str, list[str]], lists: ChoiceLists) -> None:
    """Adds drop-downs that only offer: what else is typed is taken in or named by the import."""
    for key, labels in choices.items():
        if not labels:
            continue
        place = lists.reference(tuple(Choice(label, label) for label in labels))
        rule = DataValidation("list", formula1=place, allow_blank=True, showErrorMessage=False)
        letter = get_column_letter(keys.index(key) + 1)
        rule.add(f"{letter}2:{letter}{_ROWS_TO_FILL}")
        sheet.add_data_validation(rule)


def _fill_help(sheet: Any, words: Catalogue) -> None:
    """Says on the first sheet how the workbook is filled in, and what each column is for."""
    language = 0 if words.language == "ja" else 1
    sheet.title = HELP[language]
    for letter, width in zip("ABC", _HELP_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    lines: list[tuple[str, ...]] = [(line,) for line in words("import.help_sheet").split("\n")]
    lines.append(tuple(words("import.help_columns").split("|")))
    head = len(lines)
    for plan_sheet in SHEETS:
        for column in plan_sheet.columns:
            titles = plan_sheet.titles[language], column.titles[language]
            lines.append((*titles, words(f"import.note.{column.key}")))
        if plan_sheet.years:
            title = words(f"import.head.{plan_sheet.years}", year=words("import.any_year")).replace("\n", " ")
            lines.append((plan_sheet.titles[language], title, words(f"import.note.{plan_sheet.years}")))
    for row, texts in enumerate(lines, start=1):
        for column_number, text in enumerate(texts, start=1):
            cell = sheet.cell(row, column_number)
            put_text(cell, text)
            styled(cell, head=row == head, title=row == 1, box=False)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        if row < head:
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_HELP_WIDTHS))
        room = _HELP_WIDTHS[-1] if row >= head else sum(_HELP_WIDTHS)
        start_height(sheet, row, 2 if row == 1 else lines_of(texts[-1], room))
    fit_to_page(sheet, landscape=True, pages=0)
    sheet.sheet_view.showGridLines = False
