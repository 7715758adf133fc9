"""A city writes its own template; whatever stands in it, it reads the report's facts and does nothing else."""

from __future__ import annotations

import time
from pathlib import Path
from typing import get_args

import pytest

from support.program import Ran, visiontrack
from support.reports import page
from visiontrack.report import renderer
from visiontrack.report.renderer import Renderer
from visiontrack.report.template_loader import LARGEST_TEMPLATE
from visiontrack.schema.vision import ReportPaper
from visiontrack.util.confined import Limits

TEMPLATE = "templates/public.md.j2"
REPORT = "data/reports/2024/public.md"


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that are reached within moments."""
    monkeypatch.setattr(
        renderer,
        "LIMITS",
        Limits(memory=300 * 1024**2, processor_seconds=1, wall_seconds=20, output=1_000_000),
    )


def write(town: Path, template: str, name: str = TEMPLATE) -> None:
    (town / name).parent.mkdir(parents=True, exist_ok=True)
    (town / name).write_text(template, encoding="utf-8")


def render(town: Path, template: str) -> Ran:
    """Write the public's report from the city's own template."""
    write(town, template)
    return visiontrack("report", "2024", "--for", "public", root=town)


def written(town: Path) -> str:
    return page(town / "data/reports/2024/public.md")


def refused(town: Path, template: str, code: str = "VT60") -> str:
    """Render what must end in a finding, with no file written; what was said."""
    write(town, template)
    (town / TEMPLATE).write_bytes(template.encode("utf-8"))
    ran = visiontrack("report", "2024", "--for", "public", root=town)
    assert ran.code == 1, ran.err
    assert f"{TEMPLATE}:1:" in ran.err
    assert f"error {code}" in ran.err
    assert not (town / REPORT).exists()
    return ran.err


# ---- escapes tried from the public lists -----------------------------------------------------------------

ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ vision.__class__ }}",
    "{{ vision['__init__'] }}",
    "{{ vision.name.raw }}",
    "{{ vision.name.block() }}",
    "{{ vision.name._raw }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ range.__globals__ }}",
    "{{ range(3).__class__ }}",
    "{{ t.__self__ }}",
    "{{ t.__func__.__globals__ }}",
    "{{ '{0.__class__}'.format(vision) }}",
    "{{ '{0.raw}'.format(vision.name) }}",
    "{{ '{0.__class__}'.format_map([vision]) }}",
    "{{ '{x.__class__}'.format_map({'x': vision}) }}",
    "{{ vision|attr('__class__') }}",
    "{{ (1).__class__ }}",
    "{{ [].append }}",
    "{{ {}.update }}",
    "{{ measures.__len__ }}",
    "{{ (measures|map(attribute='__class__')|list)[0] }}",
    "{{ (measures|selectattr('__class__')|list) }}",
    "{{ measures|groupby('__class__') }}",
    "{{ measures|sum(attribute='__class__') }}",
    "{% for x in measures %}{{ loop.__class__ }}{% endfor %}",
    "{% for x in measures %}{{ loop._iterable }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "{% macro m() %}{{ varargs }}{% endmacro %}{{ m(1) }}",
    "{% macro m() %}{{ caller.__class__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% set ns = namespace() %}{{ ns.__class__ }}",
    "{% set ns = namespace(**{'_namespace__attrs': 1}) %}{{ ns._Namespace__attrs }}",
    "{{ undefined_name.__class__ }}",
    "{{ config }}{{ request }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{% import 'parts/summary.md.j2' as m %}{{ m.__class__ }}",
    "{% import 'parts/summary.md.j2' as m %}{{ m._body_stream }}",
    "{{ vision }}",
    "{{ t }}",
    "{{ 'abc'|pprint }}",
    "{{ vision.name|e }}",
    "{{ vision.name|striptags }}",
    "{{ t('no such sentence') }}",
    "{{ t(vision) }}",
]


@pytest.mark.parametrize("template", ESCAPES)
def test_escapes_are_refused(town: Path, template: str) -> None:
    ran = render(town, template)
    assert ran.code == 1
    assert f"{TEMPLATE}:1:1: error VT60" in ran.err
    assert not (town / "data/reports/2024/public.md").exists()


# ---- what would run on for ever --------------------------------------------------------------------------

NUMBERS = "{% set a = range(9999) %}"
ENDLESS = {
    "loops within loops": NUMBERS + "{% for i in a %}{% for j in a %}{% endfor %}{% endfor %}",
    "loops that skip": NUMBERS + "{% for i in a %}{% for j in a if false %}{% endfor %}{% endfor %}",
    "loops that put out": NUMBERS
    + "{% for i in a %}{% for j in a %}"
    + "x" * 400
    + "{% endfor %}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(99) }}",
    "a template that includes itself": "{% include 'public.md.j2' %}",
    "a template that includes itself twice": "{% include 'public.md.j2' %}{% include 'public.md.j2' %}",
    "a loop into itself": "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "a range": "{% for i in range(10**9) %}{% endfor %}",
    "a large range": "{% for i in range(1000000000) %}{% endfor %}",
    "a text times a number": "{{ 'x' * 1000000000 }}",
    "a power": "{{ 9 ** (9 ** 9) }}",
    "numbers that grow": "{% set ns = namespace(n=10) %}{% for i in range(60) %}{% set ns.n = ns.n * ns.n %}{% endfor %}{{ ns.n }}",
    "a wide format": "{{ '%1000000000d' % 1 }}",
    "a wide format method": "{{ '{:1000000000}'.format(1) }}",
    "a wide format filter": "{{ '%1000000000d'|format(1) }}",
    "a filter that pads": "{{ 'x'|center(1000000000) }}",
    "a filter that indents": "{{ ('x\n' * 9)|indent(1000000000) }}",
    "a batch that fills": "{{ [1]|batch(1000000000, 'x')|list }}",
    "text doubled by joining": "{% set ns = namespace(s='x') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
    "text doubled by a filter": "{% set ns = namespace(s='x') %}{% for i in range(60) %}{% set ns.s = [ns.s, ns.s]|join %}{% endfor %}",
    "text doubled by a block": "{% set ns = namespace(s='x') %}{% for i in range(60) %}{% set s %}{{ ns.s }}{{ ns.s }}{% endset %}{% set ns.s = s %}{% endfor %}",
    "text doubled by a macro": "{% macro d(s) %}{{ s }}{{ s }}{% endmacro %}{% set ns = namespace(s='x') %}{% for i in range(60) %}{% set ns.s = d(ns.s) %}{% endfor %}",
    "a list doubled by adding": "{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
    "lists that stand for endlessly many items": "{% set ns = namespace(a=[1], b=[1]) %}{% for i in range(40) %}{% set ns.a = [ns.a, ns.a] %}{% set ns.b = [ns.b, ns.b] %}{% endfor %}{{ ns.a == ns.b }}",
    "lists printed that stand for endlessly many": "{% set ns = namespace(a=[1]) %}{% for i in range(40) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}{{ ns.a ~ '' }}",
    "long texts made many times": "{% set ns = namespace(l=['x'], s='x') %}{% for i in range(13) %}{% set ns.l = ns.l + ns.l %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.l|map('join', ns.s)|list|length }}{% for i in range(9999) %}{% set x = ns.l|join(ns.s) %}{% endfor %}",
    "brackets": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "blocks": "".join(f"{{% for i{n} in [1] %}}" for n in range(60)) + "{% endfor %}" * 60,
}


@pytest.mark.parametrize("template", ENDLESS.values(), ids=ENDLESS.keys())
@pytest.mark.usefixtures("tight")
def test_endless_templates_are_stopped(town: Path, template: str) -> None:
    started = time.monotonic()
    ran = render(town, template)
    assert ran.code == 1
    assert "error VT60" in ran.err
    assert TEMPLATE in ran.err
    # Not a measure of speed: without a limit each of these would take hours.
    assert time.monotonic() - started < 60


@pytest.mark.usefixtures("tight")
def test_a_timeout_names_the_line(town: Path) -> None:
    ran = render(town, "x\n" + ENDLESS["loops within loops"])
    assert f"{TEMPLATE}:2:1: error VT605" in ran.err
    assert "時間" in ran.err


@pytest.mark.usefixtures("tight")
def test_a_stopped_template_is_tried_once_and_hides_nothing(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for audience in get_args(ReportPaper):
        write(town, "# {{ vision.name }}\n", f"templates/{audience}.md.j2")
    for year in ("2023", "2024"):
        assert visiontrack("report", year, root=town).code == 0
    write(town, ENDLESS["loops within loops"])
    write(town, "{{ visoin.name }}", "templates/team.md.j2")
    tried: list[str] = []
    render_one = Renderer.render
    monkeypatch.setattr(
        Renderer, "render", lambda self, view: tried.append(view.paper) or render_one(self, view)
    )
    ran = visiontrack("report", "--check", root=town)
    assert ran.code == 1
    assert (ran.err.count("error VT605"), ran.err.count("error VT602")) == (1, 1)
    # Each in both years, whatever became of another; what was stopped is not tried again.
    twice = ["overview", "council", "annex", "team"]
    assert sorted(tried) == sorted([*twice, *twice, "public"])


# ---- what a template may do ------------------------------------------------------------------------------


def test_a_template_with_all_features(town: Path) -> None:
    ran = render(
        town,
        "{% macro row(s) %}- {{ s.standing.title }}: {{ s.standing.score|percent }}{% endmacro %}\n"
        "{% set ns = namespace(budget=0) %}\n"
        "# {{ vision.name ~ ' ' ~ year|year }}\n\n"
        "{% for s in measures|selectattr('standing.grade') %}\n"
        "{{ row(s) }}{{ '' if loop.last else ';' }}\n"
        "{% if s.money %}{% set ns.budget = ns.budget + s.money.budget %}{% endif %}\n"
        "{% endfor %}\n\n"
        "予算の計 {{ ns.budget }} 千円、{{ measures|map(attribute='standing')|map(attribute='title')|join(' / ') }}\n"
        "{{ measures|sum(attribute='number') if false else 7 // 2 }} {{ [3, 1, 2]|sort|first }}\n",
    )
    assert ran.code == 0, ran.err
    assert written(town) == (
        "# 見本市産業ビジョン 令和6年度\n\n- 創業支援の充実: 100.0%;\n- 地場産品のブランド化: 83.2%\n\n"
        "予算の計 14,000 千円、創業支援の充実 / 地場産品のブランド化 / 夜の市\n3 1\n"
    )


def test_none_prints_as_a_dash(town: Path) -> None:
    ran = render(town, "{{ measures[2].standing.score }} {{ measures[2].standing.score|percent }} {{ none }}")
    assert ran.code == 0, ran.err
    assert written(town) == "― ― ―\n"


def test_a_template_can_go_section_by_section(town: Path) -> None:
    ran = render(
        town,
        "{% for group in measures|groupby('standing.lead') %}\n"
        "{{ group.grouper }}{{ '（事務局）' if group.grouper == '産業振興課' else '' }}: {{ group.list|length }}\n"
        "{% endfor %}\n",
    )
    assert ran.code == 0, ran.err
    assert sorted(written(town).splitlines()) == ["商工会議所: 1", "産業振興課（事務局）: 1", "農政課: 1"]


# ---- sizes, depths and characters -----------------------------------------------------------------------------


def test_a_template_file_has_a_size(town: Path) -> None:
    place = town / TEMPLATE
    place.parent.mkdir()
    place.write_text("{##}" * (LARGEST_TEMPLATE // 4) + "x", encoding="utf-8")
    ran = visiontrack("report", "2024", "--for", "public", root=town)
    assert ran.code == 1
    assert "VT605" in ran.err
    assert "128" in ran.err


@pytest.mark.parametrize("opened", ["(", "[", "-", "not ", "1 if 1 else ", "(1,", "t(", "1 == (", "x["])
def test_deep_nesting_is_refused(town: Path, opened: str) -> None:
    refused(town, "{{ " + opened * (100_000 // len(opened)))


# ---- characters that no report holds ---------------------------------------------------------------------


@pytest.mark.parametrize("character", ["\x1b", "\0", "\x85", "\u202e", "\u200f", "\x7f"])
@pytest.mark.parametrize("template", ["a{0}b", "{{{{ 'a{0}b' }}}}", '{{% include "a{0}b" %}}', "{{# {0} #}}"])
def test_no_control_character_stands_in_a_template(town: Path, template: str, character: str) -> None:
    # A short file with NUL in it may be taken for UTF-16, which is VT101.
    assert character not in refused(town, template.format(character), "VT1")


@pytest.mark.parametrize(
    "written", ["\\x1b", "\\0", "\\x85", "\\u202e", "\\ud900", "\\r", "\\N{RIGHT-TO-LEFT OVERRIDE}"]
)
def test_no_control_character_is_made_by_one(town: Path, written: str) -> None:
    assert "U+" in refused(town, "{{ 'a" + written + "b' }}", "VT111")
    refused(town, '{% include "a' + written + 'b" %}', "VT604")


@pytest.mark.parametrize(
    "template", ["{{ '%c' % 27 }}", "{{ '{:c}'.format(8238) }}", "{{ ['%c' % 0]|join }}"]
)
def test_no_control_character_is_made_of_a_number(town: Path, template: str) -> None:
    assert "U+" in refused(town, template, "VT111")


def test_tabs_and_line_ends_may_be_written(town: Path) -> None:
    ran = render(town, "a\tb{{ '\\t\\n' }}c\r\n")
    assert ran.code == 0, ran.err
    assert page(town / REPORT) == "a\tb\t\nc\n"


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
        assert page(town / f"data/reports/2024/{audience}.md") == "nothing\n"


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


def test_filters_and_tests_give_what_jinja_gives(town: Path) -> None:
    ran = render(town, "\n\n".join("{{ " + expression + " }}" for expression in GIVES))
    assert ran.code == 0, ran.err
    assert dict(zip(GIVES, page(town / REPORT).strip().split("\n\n"), strict=True)) == GIVES
