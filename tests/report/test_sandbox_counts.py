"""What a hostile template found that Jinja2's sandbox leaves uncounted: each ends in a finding, at the real limits."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from support.program import Ran, visiontrack
from visiontrack.report import filters, questions
from visiontrack.report.environment import Sandbox
from visiontrack.report.limits import LARGEST_TEMPLATE, Budget

TEMPLATE = "templates/public.md.j2"
REPORT = "data/reports/2024/public.md"
# Two lists that stand for 2 to the power of 40 items each, made of forty.
LISTS = (
    "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(40) %}"
    "{% set n.a = [none, none]|map('default', n.a, true)|list %}"
    "{% set n.b = [none, none]|map('default', n.b, true)|list %}{% endfor %}"
)
# Half a million characters.
LONG = (
    "{% set n = namespace(s='0123456789abcdef') %}{% for i in range(15) %}{% set n.s = n.s ~ n.s %}{% endfor %}"
    "{% set s = n.s %}"
)
OFTEN = "{% for j in range(10000) %}{% for i in range(90) %}{% set x = ", " %}{% endfor %}{% endfor %}"


def render(town: Path, template: str) -> Ran:
    """Write the public's report from the city's own template."""
    place = town / TEMPLATE
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(template.encode("utf-8"))
    return visiontrack("report", "2024", "--for", "public", root=town)


def refused(town: Path, template: str, code: str = "VT60") -> str:
    """Render what must end in a finding soon, with no file written; what was said."""
    started = time.process_time()
    ran = render(town, template)
    assert ran.code == 1, ran.err
    assert f"{TEMPLATE}:1:" in ran.err
    assert f"error {code}" in ran.err
    assert not (town / REPORT).exists()
    # No measure of speed: uncounted, these take from minutes to centuries.
    assert time.process_time() - started < Budget.SECONDS
    return ran.err


# ---- a few objects that stand for endlessly many ---------------------------------------------------------


@pytest.mark.parametrize(
    "operation",
    [
        "n.a == n.b",
        "n.a != n.b",
        "n.a < n.b",
        "n.a in [1]|map('default', n.b)|list or n.b|first in n.a",
        "n.a is eq n.b",
        "n.a|select('eq', n.b|first)|list",
        "n.a|sort",
        "n.a|unique|list",
        "n.a|max",
        "n.a|groupby(0)",
        "n.a ~ ''",
        "n.a|join",
        "n.a|word",
        "t(n.a)",
        "t('total', x=n.a)",
        "vision[n.a]",
        "measures|map(attribute=n.a)|list",
        "{1: 1}[n.a]",
        "{1: n.a}",
        "namespace(n.a)",
        "1|indent(n.a)",
        "n.a is lower",
    ],
)
def test_lists_within_lists_are_gone_over_item_by_item_or_not_at_all(town: Path, operation: str) -> None:
    refused(town, LISTS + "{{ " + operation + " }}")


def test_a_loop_asks_for_changes_of_single_values_only(town: Path) -> None:
    refused(town, LISTS + "{% for x in [1, 2] %}{{ loop.changed(n.a if x == 1 else n.b) }}{% endfor %}")


@pytest.mark.parametrize("what", ["n.a", "[n.a]", "n.a|list"])
@pytest.mark.parametrize("tag", ["include", "import", "extends"])
def test_a_list_of_lists_names_no_template(town: Path, tag: str, what: str) -> None:
    refused(town, LISTS + "{% " + tag + " " + what + (" as m" if tag == "import" else "") + " %}")


# ---- the counting is out of reach ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["_tick", "#tick", "#counted", "#concat", "#compare"])
@pytest.mark.parametrize(
    "template",
    [
        "{{{{ (0-900)|{0} }}}}",
        "{{% filter {0} %}}x{{% endfilter %}}",
        "{{% set x | {0} %}}x{{% endset %}}",
        "{{{{ [0-900]|map('{0}')|list|length }}}}",
        "{{{{ [0-900]|select('{0}')|list|length }}}}",
        "{{{{ [0-900]|reject('{0}')|list|length }}}}",
        "{{{{ 1 is {0} }}}}",
        "{{{{ t('total', _loop_vars={0}) }}}}",
    ],
)
def test_no_template_calls_what_counts(town: Path, template: str, name: str) -> None:
    refused(town, template.format(name))


def test_nothing_gives_back_what_was_counted() -> None:
    budget = Budget()
    for count in (budget.step, budget.write):
        with pytest.raises(ValueError, match="-1"):
            count(-1)


def test_memory_that_runs_out_is_a_finding(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> str:
        raise MemoryError

    monkeypatch.setattr(Sandbox, "put_out", exhausted)
    assert "VT605" in refused(town, "{{ 1 }}")


# ---- time and memory -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "operation",
    [
        "range(10000)|sort|reverse|sort|reverse|sort|list",
        "s|list",
        "s|sort",
        "s|unique",
        "s|reverse",
        "s[::-1]",
        "s[1:]",
        "'zz' in s",
        "s == s[1:]",
        "s < s[1:]",
        "'x' in range(10000)",
        "range(10000)|select('eq', 1)|list",
        "range(10000)|map('default')|list",
        "range(10000)|sum",
        "range(10000)|max",
        "[s, s]|sort",
        "[s, s]|unique",
        "t('in_brackets', text=s)",
        "t(*s)",
        "measures|map(attribute='indicators')|list == measures|map(attribute='indicators')|list",
        "'%1000000000d' is odd",
        "'%1000000000d' is divisibleby 7",
    ],
)
def test_whatever_goes_over_a_long_value_counts_its_length(town: Path, operation: str) -> None:
    refused(town, LONG + operation.join(OFTEN))


KEPT = {
    "a slice": "s[i:]",
    "a sentence": "t('in_brackets', text=s)",
    "a text turned round": "s|reverse",
    "a list written out": "[" + "1, " * 30_000 + "]",
}


@pytest.mark.parametrize("kept", KEPT.values(), ids=KEPT.keys())
def test_what_is_kept_counts(town: Path, kept: str) -> None:
    keep = "{% set m = namespace(a=[]) %}{% for i in range(2000) %}{% set m.a = m.a + [", "] %}{% endfor %}x"
    assert "VT605" in refused(town, LONG + kept.join(keep))


def test_a_template_that_is_not_there_counts_each_time_it_is_looked_for(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Budget, "STEPS", 5_000)
    refused(town, "{% for i in range(4000) %}{% include 'none' ignore missing %}{% endfor %}", "VT605")
    refused(town, "{% include [" + "'none', " * 1000 + "] ignore missing %}", "VT605")
    refused(town, "{% include [vision] ignore missing %}", "VT603")


def test_a_loop_into_itself_counts_what_it_skips(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Budget, "STEPS", 5_000)
    refused(town, "{% for x in [1] if x == 1 recursive %}{{ loop(range(2, 9999)) }}{% endfor %}", "VT605")


def test_numbers_stay_as_short_as_they_may_be_long(town: Path) -> None:
    refused(
        town,
        "{% set n = namespace(a=1) %}{% for i in range(99) %}{% set n.a = n.a / 10**40 %}{% endfor %}{{ n.a }}",
    )
    refused(town, "{{ 0x" + "f" * 50_000 + " }}")
    refused(
        town,
        "{% set n = namespace(a=1/10) %}{% for i in range(99) %}{% set n.a = n.a * n.a %}{% endfor %}x",
        "VT605",
    )


def test_a_template_file_has_a_size(town: Path) -> None:
    place = town / TEMPLATE
    place.parent.mkdir()
    place.write_text("{##}" * (LARGEST_TEMPLATE // 4) + "x", encoding="utf-8")
    ran = visiontrack("report", "2024", "--for", "public", root=town)
    assert ran.code == 1
    assert "VT605" in ran.err
    assert "128" in ran.err


@pytest.mark.parametrize("opened", ["(", "[", "-", "not ", "1 if 1 else ", "(1,", "t(", "1 == (", "x["])
def test_what_is_nested_too_deep_is_told(town: Path, opened: str) -> None:
    refused(town, "{{ " + opened * (100_000 // len(opened)))


# ---- characters that no report holds ---------------------------------------------------------------------


@pytest.mark.parametrize("character", ["\x1b", "\0", "\x85", "\u202e", "\u200f", "\x7f"])
@pytest.mark.parametrize("template", ["a{0}b", "{{{{ 'a{0}b' }}}}", '{{% include "a{0}b" %}}', "{{# {0} #}}"])
def test_no_control_character_stands_in_a_template(town: Path, template: str, character: str) -> None:
    # A short file with NUL in it may be taken for UTF-16, which is VT101.
    assert character not in refused(town, template.format(character), "VT1")


@pytest.mark.parametrize(
    "written", ["\\x1b", "\\0", "\\x85", "\\u202e", "\\ud800", "\\r", "\\N{RIGHT-TO-LEFT OVERRIDE}"]
)
@pytest.mark.parametrize(
    "template", ["{{{{ 'a{0}b' }}}}", '{{% include "a{0}b" %}}', "{{{{ {{'{0}': 1}} }}}}"]
)
def test_no_control_character_is_made_by_one(town: Path, template: str, written: str) -> None:
    assert "U+" in refused(town, template.format(written), "VT111")


def test_tabs_and_line_ends_may_be_written(town: Path) -> None:
    ran = render(town, "a\tb{{ '\\t\\n' }}c\r\n")
    assert ran.code == 0, ran.err
    assert (town / REPORT).read_text(encoding="utf-8") == "a\tb\t\nc\n"


# ---- one report knows nothing of the other ---------------------------------------------------------------


def test_what_one_report_keeps_is_not_there_for_the_next(town: Path) -> None:
    (town / "templates").mkdir()
    (town / "templates/kept.j2").write_text("{% set ns = namespace(seen='nothing') %}", encoding="utf-8")
    template = "{% import 'kept.j2' as kept %}{% set ns = kept.ns %}{{ ns.seen }}{% set ns.seen = audience %}"
    for audience in ("council", "team", "public"):
        (town / f"templates/{audience}.md.j2").write_text(template, encoding="utf-8")
    ran = visiontrack("report", "2024", root=town)
    assert ran.code == 0, ran.err
    for audience in ("council", "team", "public"):
        assert (town / f"data/reports/2024/{audience}.md").read_text(encoding="utf-8") == "nothing\n"


# ---- what is left gives what Jinja2's own gives ----------------------------------------------------------

GIVES = {
    "[3, 1, 2]|sort(reverse=true)|join(' ')": "3 2 1",
    "['b', 'A', 'a']|sort|join": "Aab",
    "['b', 'A', 'a']|sort(case_sensitive=true)|join": "Aab",
    "['b', 'A', 'a', 'B']|unique|join": "bA",
    "['b', 'A', 'a', 'B']|unique(true)|join": "bAaB",
    "['b', 'A', 'c']|min ~ ['b', 'A', 'c']|max": "Ac",
    "[1, 2, 3]|select('odd')|join(' ') ~ [1, 2, 3]|reject('ge', 2)|join": "1 31",
    "[1, none, 0]|select|join ~ [1, 0]|reject|join": "10",
    "'abc'|reverse ~ 'abc'|list|length ~ [1, 2]|reverse|first": "cba32",
    "measures|sort(attribute='standing.policy,standing.number')|length": "3",
    "measures|groupby('standing.policy')|map(attribute='list')|map('length')|sum": "3",
    "measures|map(attribute='standing')|map(attribute='number')|join": "123",
    "measures|map(attribute='standing.score', default='-')|list|length": "3",
    "measures|rejectattr('standing.grade')|list|length": "1",
    "measures|selectattr('standing.number', 'in', [1, 3])|list|length": "2",
    "'bc' in 'abcd' and 'x' not in 'abc' and 1 in [1] and 2 not in (1,) and 'a' in {'a': 1}": "有",
    "1 < 2 <= 2 > 1 >= 1 != 3": "有",
    "[1, 2][1:]|join ~ 'abcd'[1:3] ~ 'abc'[::-1] ~ range(9)[2:4]|join": "2bccba23",
    "[1, [2, {'a': 3}]] == [1, [2, {'a': 3}]] and [1] != [2] and [1] != (1,)": "有",
    "measures[0] == measures[0] and measures[0] != measures[1] and measures[0] in measures": "有",
    "[]|max is undefined": "有",
    "{'a': 1}.a ~ {'a': 1}['a'] ~ {'a': 1}|list|first": "11a",
    "4 is divisibleby 2 and 4 is even and 3 is odd and none is none and 'a' is string": "有",
}


@pytest.mark.parametrize("expression", GIVES)
def test_counted_filters_give_what_one_expects(town: Path, expression: str) -> None:
    ran = render(town, "{{ " + expression + " }}")
    assert ran.code == 0, ran.err
    assert (town / REPORT).read_text(encoding="utf-8") == GIVES[expression] + "\n"


def test_none_of_the_filters_and_tests_is_jinjas_own_but_the_quick_ones() -> None:
    assert set(filters.KEPT) == {"abs", "count", "d", "default", "first", "last", "length"}
    assert not {"lower", "upper", "callable", "filter", "test", "escaped"} & set(questions.table())
