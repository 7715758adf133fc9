"""``diff`` as the page that a secretariat hands out: the changes since the last council."""

from __future__ import annotations

from visiontrack.formats import Output, lines_text
from visiontrack.formats.diff_text import change_lines, grade_sentence, title
from visiontrack.history.comparison import Comparison
from visiontrack.report.data_text import inline


def diff_markdown(output: Output[Comparison]) -> str:
    """Returns the changes as a list under a heading for each group, then the grades."""
    comparison, words = output.overview, output.words
    lines = [f"# {inline(output.folder.vision.name)}", "", inline(title(comparison, words)), ""]
    groups = list(change_lines(comparison, words))
    if comparison.grades:
        sentences = [grade_sentence(grade, comparison, words) for grade in comparison.grades]
        groups.append((words("diff.grades"), sentences))
    for heading, sentences in groups:
        lines += [f"## {heading}", "", *(f"- {inline(text)}" for text in sentences), ""]
    if not comparison.changes:
        lines += [words("diff.nothing"), ""]
    lines += [f"- {inline(words('diff.left_out', path=path))}" for path in comparison.left_out]
    return lines_text(lines).rstrip("\n") + "\n"
