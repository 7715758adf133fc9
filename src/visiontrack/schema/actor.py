"""``data/actors/<id>.yaml``: one of those who carry the vision, with its sections and roles."""

from typing import Annotated, Literal

from visiontrack.schema.base import NO_ITEMS, Model, doc
from visiontrack.schema.measure import Period
from visiontrack.schema.scalars import FilledText, Id, Line, Text, WebAddress, Year

Category = Literal["city", "business", "industry_association", "citizen", "support_institution", "government"]


class Section(Model):
    """A section (課) of an actor; it has its actor's roles. ``until`` is its last year."""

    id: Annotated[Id, doc("課ID", "Section id")]
    name: Annotated[Line, doc("課名", "Name")]
    until: Annotated[Year | None, doc("廃止年度", "Last year", "最後の年度", "the last year it existed")] = (
        None
    )
    successor: Annotated[Id | None, doc("引継先の課", "Successor")] = None


class Role(Model):
    """A role that chapter 4-1 of the vision gives an actor."""

    id: Annotated[Id, doc("役割ID", "Role id")]
    title: Annotated[Line, doc("役割", "Title")]
    text: Annotated[FilledText, doc("内容", "Text")]


class Program(Model):
    """A program (制度): a scheme of nation, prefecture or bank that the city passes on, or is paid from."""

    id: Annotated[Id, doc("制度ID", "Program id")]
    title: Annotated[Line, doc("制度", "Title")]
    period: Annotated[Period | None, doc("実施期間", "Period")] = None
    url: Annotated[WebAddress | None, doc("案内ページ", "Address", "http または https", "http or https")] = (
        None
    )
    text: Annotated[
        Text | None, doc("内容", "Text", "だれが使えるか、何が受けられるか", "for whom, and what it gives")
    ] = None


class Actor(Model):
    """An actor (主体) of the vision. ``until`` is its last year, if it was dissolved."""

    id: Annotated[Id, doc("主体ID", "Actor id", "ファイル名と同じ", "same as the file's name")]
    name: Annotated[Line, doc("名称", "Name")]
    category: Annotated[Category, doc("区分", "Category")]
    sections: Annotated[tuple[Section, ...], NO_ITEMS, doc("課", "Sections")] = ()
    roles: Annotated[tuple[Role, ...], NO_ITEMS, doc("役割", "Roles")] = ()
    until: Annotated[Year | None, doc("解散年度", "Last year", "最後の年度", "the last year it existed")] = (
        None
    )
    successor: Annotated[Id | None, doc("引継先の主体", "Successor")] = None
    programs: Annotated[tuple[Program, ...], NO_ITEMS, doc("制度", "Programs")] = ()
