"""A city writes its own template; whatever stands in it, it reads the report's facts and does nothing else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from support.program import Ran, visiontrack
from visiontrack.report.limits import Budget
from visiontrack.report.render import Renderer

TEMPLATE = "templates/public.md.j2"


def write(town: Path, template: str, name: str = TEMPLATE) -> None:
    (town / name).parent.mkdir(parents=True, exist_ok=True)
    (town / name).write_text(template, encoding="utf-8")


def render(town: Path, template: str) -> Ran:
    """Write the public's report from the city's own template."""
    write(town, template)
    return visiontrack("report", "2024", "--for", "public", root=town)


def written(town: Path) -> str:
    return (town / "data/reports/2024/public.md").read_text(encoding="utf-8")


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
    "{{ '%s' % vision.name }}",
    "{{ 'a'.upper() }}",
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
def test_no_way_leads_out_of_the_sandbox(town: Path, template: str) -> None:
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
    "a power": "{{ 9 ** 9 ** 9 }}",
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
    "a list doubled by nesting": "{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l == ns.l }}",
    "a pair doubled by nesting": "{% set ns = namespace(l=(1, 1)) %}{% for i in range(60) %}{% set ns.l = (ns.l, ns.l) %}{% endfor %}",
    "long texts made many times": "{% set ns = namespace(l=['x'], s='x') %}{% for i in range(13) %}{% set ns.l = ns.l + ns.l %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.l|map('join', ns.s)|list|length }}{% for i in range(9999) %}{% set x = ns.l|join(ns.s) %}{% endfor %}",
    "brackets": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "blocks": "".join(f"{{% for i{n} in [1] %}}" for n in range(60)) + "{% endfor %}" * 60,
}


@pytest.mark.parametrize("template", ENDLESS.values(), ids=ENDLESS.keys())
def test_what_would_never_end_is_stopped_with_a_finding(
    town: Path, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Budget, "STEPS", 50_000)
    monkeypatch.setattr(Budget, "CHARACTERS", 5_000_000)
    started = time.monotonic()
    ran = render(town, template)
    assert ran.code == 1
    assert "error VT60" in ran.err
    assert TEMPLATE in ran.err
    # Not a measure of speed: without a limit each of these would take hours.
    assert time.monotonic() - started < 20


def test_the_time_limit_holds_where_steps_do_not(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Budget, "STEPS", 10**12)
    monkeypatch.setattr(Budget, "SECONDS", 0.1)
    ran = render(town, ENDLESS["loops within loops"])
    assert "VT605" in ran.err
    assert "時間" in ran.err


def test_a_template_that_runs_on_is_not_tried_for_every_year_and_hides_no_other_mistake(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for audience in ("council", "team", "public"):
        write(town, "# {{ vision.name }}\n", f"templates/{audience}.md.j2")
    for year in ("2023", "2024"):
        assert visiontrack("report", year, root=town).code == 0
    write(town, ENDLESS["loops within loops"])
    write(town, "{{ visoin.name }}", "templates/team.md.j2")
    monkeypatch.setattr(Budget, "STEPS", 50_000)
    tried: list[str] = []
    render_one = Renderer.render
    monkeypatch.setattr(
        Renderer, "render", lambda self, view: tried.append(view.audience) or render_one(self, view)
    )
    ran = visiontrack("report", "--check", root=town)
    assert ran.code == 1
    assert (ran.err.count("error VT605"), ran.err.count("error VT602")) == (1, 1)
    assert sorted(tried) == ["council", "council", "public", "team", "team"]


# ---- what a template may do ------------------------------------------------------------------------------


def test_a_template_of_ones_own_with_everything_it_may_use(town: Path) -> None:
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


def test_what_is_not_there_reads_as_a_dash_and_never_as_zero(town: Path) -> None:
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
