"""The nouns of Depesche: what goes in (`Report`), what comes out (`Reading`) and all it is made of.

All are frozen Pydantic models; `Reading.model_dump_json()` is the interchange format. Offsets are
Unicode code points into `Report.text`, end exclusive. Times follow TIMEX3 (ISO-TimeML), events
PLOVER, states ISO 3166-1 alpha-3.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from depesche.errors import DepescheError

PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
"""An ISO 8601 calendar date of day, month or year precision: `2006-08-16`, `2006-08`, `2006`."""

ActorKind = Literal["state", "bloc", "organisation", "body", "person", "group"]
Via = Literal[
    "name",
    "adjective",
    "demonym",
    "capital_as_government",
    "capital_as_place",
    "building",
    "office",
    "person",
    "group",
    "former_name",
    "pronoun",
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
StatementKind = Literal[
    "direct", "indirect", "free indirect", "indirect/free indirect", "reported", "mixed"
]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
EventStatus = Literal["actual", "planned", "possible", "negated"]
StatusDetail = Literal["requested", "threatened", "denied", "ended"]
Relation = Literal[
    "member_of",
    "member_since",
    "left",
    "founded",
    "observer_in",
    "associate_member_of",
    "candidate_for",
    "suspended_from",
    "holds_office",
    "imposed_sanctions_on",
    "voted",
    "condemned",
    "capital_of",
    "located_in",
    "has_met",
    "allied_with",
    "led_by",
    "funded_by",
    "has_members",
]
SubjectStatus = Literal["supported", "contradicted", "disputed", "not_covered"]
VerdictStatus = Literal["supported", "contradicted", "mixed", "disputed", "not_covered"]


class Noun(BaseModel):
    """Base of all nouns: frozen, no unknown fields, JSON by alias."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True
    )


class Report(Noun):
    """One text with its metadata. `text` is what every offset points into."""

    id: str
    title: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    language: str
    url: str | None = None
    text: str


class Span(Noun):
    """A stretch of `Report.text`."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Interval(Noun):
    """Calendar days, both ends included; `None` is an open end."""

    from_: dt.date | None = Field(alias="from")
    to: dt.date | None


class Actor(Noun):
    """Somebody who can act.

    `id`: ISO 3166-1 alpha-3 for states, upper-case id for blocs and organisations (`CSTO`),
    `KAZ:presidency` for bodies, `person:sadyr-japarov`, `group:central-asia`.
    `state`: the state a body or person acts for. `members`: for groups, at the report's date.
    """

    id: str
    kind: ActorKind
    name: str
    state: str | None = None
    wikidata: str | None = None
    cow: int | None = None
    gw: int | None = None
    sector: str | None = None
    members: tuple[str, ...] = ()


class Mention(Span):
    """A span that stands for one or more actors; `actors` is empty where nobody is meant."""

    text: str
    actors: tuple[str, ...]
    via: Via
    confidence: float = Field(default=1.0, ge=0, le=1)
    why: str


class TimeExpression(Span):
    """A TIMEX3 expression; `earliest`..`latest` is the calendar interval, both ends included.

    Both are `None` where the value cannot be placed on the calendar (durations, sets, vague
    references, relative expressions of a report without a publication date).
    """

    text: str
    type: TimexType
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    earliest: dt.datetime | dt.date | None = None
    latest: dt.datetime | dt.date | None = None
    why: str


class Party(Noun):
    """A speaker or addressee: the actor if it was linked, and where the text names it, if it does.

    `unnamed` is true for a source the text leaves unnamed (*ein Regierungssprecher*).
    """

    actor: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None
    unnamed: bool = False


class Statement(Noun):
    """Reported speech: what was said (`quote`), by whom, and the words that introduce it."""

    kind: StatementKind
    quote: tuple[Span, ...]
    text: str
    speaker: Party | None = None
    cue: Span | None = None
    frame: Span | None = None
    addressee: Party | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)
    why: str


class Attribution(Noun):
    """Whose word an event or claim is; no attribution means the report's own.

    `statement` indexes `Reading.statements`; `actor` is its speaker, if linked.
    """

    actor: str | None = None
    text: str | None = None
    statement: int | None = None

    @classmethod
    def to(cls, statements: Sequence[Statement], number: int) -> Attribution:
        """Return the attribution to the speaker of a statement, given by its index."""
        speaker = statements[number].speaker
        return cls(
            actor=speaker.actor if speaker else None,
            text=speaker.text if speaker else None,
            statement=number,
        )

    @classmethod
    def around(
        cls,
        statements: Sequence[Statement],
        start: int,
        end: int,
        *,
        but: Callable[[Statement], bool],
        beyond: int = 0,
    ) -> Attribution | None:
        """Return the attribution to the smallest statement whose quotation holds a span.

        `but`: statements that do not count; `beyond`: characters the span may reach past the end.
        """
        sizes = [
            (quote.end - quote.start, number)
            for number, statement in enumerate(statements)
            if not but(statement)
            for quote in statement.quote
            if quote.start <= start and end <= quote.end + beyond
        ]
        return cls.to(statements, min(sizes)[1]) if sizes else None


class Event(Span):
    """A PLOVER event. The span is its trigger; `also` are further places that tell the same event.

    `status_detail` narrows `status`: asked for or threatened (possible), denied (negated), ended.
    `cameo` is the CAMEO root code (two digits), `goldstein` its Goldstein (1992) value. `opinion`
    names the language model's server that added or corrected the event, if one was asked.
    """

    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    status: EventStatus
    status_detail: StatusDetail | None = None
    time: Interval | None = None
    place: str | None = None
    source: Attribution | None = None
    sentence: Span
    trigger: str
    also: tuple[Span, ...] = ()
    cameo: str | None = None
    goldstein: float | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)
    opinion: str | None = None
    why: str


class Fact(Noun):
    """One row of the record. An empty `valid_to` means: still so on `as_of`.

    `source` is an id of the record's table of sources. `relation` as for claims; `qualifier`
    narrows it (associate, observer, suspended, signed ...).
    """

    subject: str
    relation: str
    object: str
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    qualifier: str | None = None
    source: str
    as_of: PartialDate | None = None
    note: str | None = None


class Verdict(Noun):
    """What the record says of a claim, per subject and in one word, with the facts used."""

    status: VerdictStatus
    by_subject: dict[str, SubjectStatus]
    facts: tuple[Fact, ...] = ()
    why: str


class Claim(Span):
    """A standing claim: that a relation holds (or not) at a time. The span is its evidence.

    `at`: the day the claim speaks about, or a pair of days (first, last); see docs for the
    convention per relation. `qualifier` narrows a membership (`permanent`)
    or a meeting (`first`, `summit`, `ministers`).
    """

    subjects: tuple[str, ...]
    relation: Relation
    object: str
    qualifier: str | None = None
    negated: bool = False
    at: dt.date | tuple[dt.date, dt.date] | None = None
    source: Attribution | None = None
    text: str
    confidence: float = Field(default=1.0, ge=0, le=1)
    verdict: Verdict | None = None
    why: str


class Reading(Noun):
    """All that Depesche found in one report; `notes` say what was left out and why."""

    depesche: str
    record: str
    report: Report
    sentences: tuple[Span, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()

    html: ClassVar[Callable[[Reading], str] | None] = None
    """How a notebook shows a reading; the package's public face sets it."""

    def to_frame(self, part: str) -> Any:
        """Return one part (`actors`, `mentions`, `times` ...) as a pandas `DataFrame`.

        One row per noun, one column per field; nested nouns become dotted columns
        (`time.from`). Raises `DepescheError` for an unknown part or where pandas is missing.
        """
        if part not in _PARTS:
            raise DepescheError(f"a reading has no part {part!r}; it has {', '.join(_PARTS)}")
        try:
            import pandas as pd  # noqa: PLC0415
        except ImportError as e:
            raise DepescheError("data frames need pandas: pip install 'depesche[frames]'") from e
        columns = list(_PARTS[part].model_fields)
        rows = [noun.model_dump() for noun in getattr(self, part)]
        return pd.json_normalize(rows) if rows else pd.DataFrame(columns=columns)

    def _repr_html_(self) -> str | None:
        return None if Reading.html is None else Reading.html(self)


_PARTS: dict[str, type[Noun]] = {
    "sentences": Span,
    "actors": Actor,
    "mentions": Mention,
    "times": TimeExpression,
    "statements": Statement,
    "events": Event,
    "claims": Claim,
}
