"""``data/meetings/<year>/<id>.yaml``: a meeting of council or team, or a hearing (意見聴取), with its opinions."""

from typing import Annotated, Literal

from visiontrack.schema.base import NO_ITEMS, Model, doc
from visiontrack.schema.scalars import Count, Date, DecisionWord, FilledText, Id, Line, Text, Year

Body = Literal["council", "team", "hearing"]
# Whose opinions the public reads.
PUBLIC_BODIES: tuple[Body, ...] = ("council", "hearing")
OpinionKind = Literal["opinion", "proposal"]
ResponseStatus = Literal["open", "in_progress", "done", "deferred", "declined"]


class Request(Model):
    """A request (働きかけ): whom the city asked to act, so that an opinion comes true."""

    to: Annotated[Id, doc("働きかけの相手", "To", "主体または課のID", "actor or section")]
    date: Annotated[Date, doc("働きかけた日", "Date")]
    text: Annotated[FilledText, doc("働きかけの内容", "Text")]
    due: Annotated[Date | None, doc("返答の期限", "Due")] = None
    reply: Annotated[
        Text | None, doc("返答", "Reply", "空のあいだは返答待ち", "empty while it is awaited")
    ] = None


class Response(Model):
    """The answer to an opinion."""

    status: Annotated[
        ResponseStatus,
        doc(
            "対応状況",
            "Status",
            "open 未対応、in_progress 対応中、done 対応済、deferred 次年度以降に検討、declined 対応しない",
            "open, in_progress, done, deferred or declined (which wants a text)",
        ),
    ]
    lead: Annotated[Id | None, doc("担当", "Lead")] = None
    text: Annotated[Text | None, doc("対応内容", "Text")] = None
    due: Annotated[Date | None, doc("期限", "Due")] = None
    internal: Annotated[Text | None, doc("内部メモ", "Internal note")] = None
    requests: Annotated[tuple[Request, ...], NO_ITEMS, doc("働きかけ", "Requests")] = ()


class Opinion(Model):
    """An opinion (意見) or proposal (提案); without measures it speaks of the vision as a whole."""

    id: Annotated[Id, doc("意見ID", "Opinion id")]
    actor: Annotated[Id, doc("発言主体", "Actor", "個人名は書かない", "persons are not named")]
    kind: Annotated[OpinionKind, doc("種別", "Kind", "opinion 意見、proposal 提案", "opinion or proposal")]
    measures: Annotated[tuple[Id, ...], NO_ITEMS, doc("関係する施策", "Measures")] = ()
    text: Annotated[FilledText, doc("内容", "Text")]
    recommends: Annotated[
        DecisionWord | None,
        doc(
            "求める方向性",
            "Direction recommended",
            "施策を一つだけ挙げた意見に書く",
            "needs exactly one measure",
        ),
    ] = None
    response: Annotated[Response | None, doc("対応", "Response")] = None


class Meeting(Model):
    """A meeting; it stands in the folder of the fiscal year of its date."""

    id: Annotated[Id, doc("会議ID", "Meeting id", "ファイル名と同じ", "same as the file's name")]
    body: Annotated[
        Body,
        doc(
            "会議体",
            "Body",
            "council 推進会議、team 推進チーム、hearing 意見聴取（アンケート、パブリックコメントなど）",
            "council, team, or hearing (a survey, a public comment, visits)",
        ),
    ]
    date: Annotated[Date, doc("開催日", "Date")]
    reviews: Annotated[
        Year | None,
        doc("評価対象年度", "Year reviewed", "省くと前年度", "the year before its own when left out"),
    ] = None
    title: Annotated[Line, doc("会議名", "Title")]
    place: Annotated[Line | None, doc("場所", "Place")] = None
    attendees: Annotated[tuple[Id, ...], NO_ITEMS, doc("出席", "Attendees")] = ()
    agenda: Annotated[tuple[FilledText, ...], NO_ITEMS, doc("議題", "Agenda")] = ()
    materials: Annotated[tuple[Line, ...], NO_ITEMS, doc("配布資料", "Materials")] = ()
    asked: Annotated[
        Count | None,
        doc("依頼数", "Asked", "意見聴取で回答を依頼した人数・事業所数", "a hearing's people or firms asked"),
    ] = None
    answered: Annotated[
        Count | None, doc("回答数", "Answered", "意見聴取に回答した数", "how many answered a hearing")
    ] = None
    opinions: Annotated[tuple[Opinion, ...], NO_ITEMS, doc("意見・提案", "Opinions and proposals")] = ()
