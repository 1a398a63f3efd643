"""A verdict in words, in the language of the report: who was what, from when to when.

In: a claim and what the record says of each subject. Out: one or more sentences. Names of states
are CLDR's (Unicode), others from `names.csv`; the sentences are templates in `sentences.toml`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel

from depesche import languages
from depesche.claims.lexicon import Lexicon, load
from depesche.claims.when import At, is_undated
from depesche.model import Claim, Fact
from depesche.record import Record, dates
from depesche.record.tables import read_named

if TYPE_CHECKING:
    from depesche.claims.judge import Finding

Span = tuple[str | None, str | None]

_MOST_PERIODS = 4
# Who else was in office, for languages in which a title has a gender.
_IN_OFFICE = "other_in_office"
_OWN_TEMPLATES = {
    "voted": ("voted", "voted"),
    "has_members": ("count", "count_other"),
    "imposed_sanctions_on": ("sanctions_yes", "sanctions_no"),
}


def why(
    claim: Claim, findings: Sequence[Finding], at: At | None, record: Record, language: str
) -> str:
    """Return the sentences that explain the verdict on `claim`."""
    lexicon = load(language) or load("en")
    assert lexicon is not None, "English always has claims data"
    writer = Writer(lexicon, record, claim, at)
    grouped: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        key = (writer.kind(finding), writer.periods(finding), finding.others)
        grouped.setdefault(key, []).append(finding)
    return " ".join(writer.sentence(group) for group in grouped.values())


class Writer:
    """Puts findings on one claim into words."""

    def __init__(self, lexicon: Lexicon, record: Record, claim: Claim, at: At | None) -> None:
        self.lexicon = lexicon
        self.record = record
        self.claim = claim
        self.at = at
        self.words = lexicon.sentences.words
        self.templates = lexicon.sentences.sentences

    def kind(self, finding: Finding) -> str:
        """Return the name of the template for a finding."""
        relation = self.claim.relation
        if finding.disputed:
            return "disputed"
        if finding.holds is None:
            return "undated" if self.at is None and self.periods(finding) else "unknown"
        if relation in ("member_since", "left", "founded"):
            return "event" if finding.holds or not finding.facts else "event_other"
        if relation in _OWN_TEMPLATES:
            return _OWN_TEMPLATES[relation][not finding.holds]
        if finding.holds:
            return "is_then"
        otherwise = "was_then_not" if self.periods(finding) else "not_then"
        in_office = relation == "holds_office" and _IN_OFFICE in self.templates
        other = _IN_OFFICE if in_office else "other_holder"
        return other if finding.others else otherwise

    def sentence(self, group: Sequence[Finding]) -> str:
        """Return one sentence for subjects of whom the same is to be said."""
        first = group[0]
        names = [self.name(f.subject) for f in group]
        many = len(names) > 1 or self.plural(first.subject)
        template = self.lexicon.sentences.sentences[self._template(first)]
        text = template.format(
            subject=self.joined(names),
            was=self.words["were" if many else "was"],
            has=self.words["have" if many else "has"],
            periods=self.periods(first) or "",
            day=self.day(),
            role=self.role(many=len(names) > 1),
            object=self.name(self.claim.object),
            accusative=self.cased("accusative"),
            dative=self.cased("dative"),
            joined=self.verb("joined", many=many),
            became=self.verb("became", many=many),
            of=self.of(self.claim.object),
            others=self.joined([self.name(o) for o in first.others]),
            was_other=self.words["were" if len(first.others) > 1 else "was"],
            dates=self.dates(first),
            vote=self.vote(first, many=many),
            number=self.claim.object,
            counted=first.others[0] if first.others else "",
            resolution=self.claim.object.rpartition(":")[0],
            sources=self.sources(first),
            relation=self.lexicon.sentences.relations[self.claim.relation],
        )
        text = " ".join(text.replace("()", "").split()).replace(" ;", ";").replace(" .", ".")
        return text[:1].upper() + text[1:]

    def _template(self, finding: Finding) -> str:
        kind = self.kind(finding)
        if kind in ("event", "event_other"):
            has_date = bool(self.dates(finding))
            same = "_itself" if finding.subject == self.claim.object else ""
            if not has_date:
                return f"{self.claim.relation}_never"
            return f"{self.claim.relation}{same}" + ("_other" if kind == "event_other" else "")
        if kind == "is_then" and not self.periods(finding):
            return "is_then_plain"
        if kind == "was_then_not" and self._begins_later(finding):
            return "not_yet"
        return kind

    def _begins_later(self, finding: Finding) -> bool:
        own = [f for f in finding.facts if f.subject == finding.subject and self._relevant(f)]
        day = self.at[1] if isinstance(self.at, tuple) else self.at
        return day is not None and all(f.valid_from and f.valid_from > str(day) for f in own)

    def role(self, *, many: bool) -> str:
        """Return what the subjects are said to be: *Mitglied der OVKS*, *Außenminister der USA*."""
        if self.claim.relation == "holds_office":
            office, _, whose = self.claim.object.partition("@")
            title = self._title(office)
            return f"{title} {self.of(whose)}"
        relations = self.lexicon.sentences.relations
        kind = "_".join(filter(None, (self.claim.relation, self.claim.qualifier)))
        template = relations.get(kind, relations[self.claim.relation])
        if many:
            template = relations.get(f"{kind}_many", template)
        return template.format(
            of=self.of(self.claim.object),
            object=self.name(self.claim.object),
            accusative=self.cased("accusative"),
            dative=self.cased("dative"),
        )

    def _title(self, office: str) -> str:
        """The title, in the feminine where the text has it so (*Bundeskanzlerin*)."""
        feminine = self.lexicon.words.get("offices.feminine")
        if feminine is not None and feminine.search(self.claim.text):
            office = f"{office}_f" if f"{office}_f" in self.words else office
        return self.words.get(office, office.replace("_", " "))

    def name(self, id_: str) -> str:
        """Return how an actor is called in this language."""
        row = self.lexicon.names.get(id_)
        if row is not None:
            return row.name
        if id_.startswith("place:"):
            return self._place(id_.removeprefix("place:"))
        person = self.record.person(id_)
        if person is not None:
            local = {"de": person.name_de, "ru": person.name_ru}.get(self.lexicon.language)
            return local or person.name
        territory = _territories(self.lexicon.language).get(id_)
        actor = self.record.actor(id_)
        own = None if territory else _organisations(self.lexicon.language).get(id_)
        if territory or own or actor is None:
            return territory or own or id_.partition(":")[2].replace("-", " ").title() or id_
        return actor.name

    def _place(self, name: str) -> str:
        local = [form for form, english in self.lexicon.places.items() if english == name]
        return local[0] if local else name

    def of(self, id_: str) -> str:
        """Return the name as it follows *Mitglied*, *Präsident* and the like."""
        row = self.lexicon.names.get(id_)
        if row is not None and row.of:
            return row.of
        return self.words["of"].format(name=self.name(id_))

    def cased(self, case: str) -> str:
        """Return the object's name with its article in another case: *den Iran*, *mit den USA*."""
        name, cases = self.name(self.claim.object), self.lexicon.sentences.cases
        several = f"plural_{case}" if self.plural(self.claim.object) else case
        article, _, rest = name.partition(" ")
        changed = cases.get(several, cases.get(case, {})).get(article)
        return f"{changed} {_declined(rest, cases)}" if changed and rest else name

    def verb(self, name: str, *, many: bool) -> str:
        """Return a verb of the templates, in the singular or the plural, if the language has it."""
        return self.words.get(f"{name}_many" if many else name, "")

    def plural(self, id_: str) -> bool:
        """Say whether a single actor's name takes a verb in the plural."""
        row = self.lexicon.names.get(id_)
        return row is not None and row.plural

    def joined(self, names: Sequence[str]) -> str:
        """Return *A, B und C*."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.words['and']} {names[-1]}"

    def periods(self, finding: Finding) -> str:
        """Return the periods of the subject's own facts: *vom 2006-08-16 bis 2012-12-19*."""
        own = [f for f in finding.facts if f.subject == finding.subject and self._relevant(f)]
        own.sort(key=lambda f: f.valid_from or "")
        spans = _unbroken(_outermost(list(dict.fromkeys((f.valid_from, f.valid_to) for f in own))))
        return self.joined([t for t in map(self._period, spans[:_MOST_PERIODS]) if t])

    def _relevant(self, fact: Fact) -> bool:
        if fact.relation != "member_of":
            return fact.object == self.claim.object or self.claim.relation == "allied_with"
        wanted = {
            "observer_in": "observer",
            "associate_member_of": "associate",
            "candidate_for": "candidate",
            "suspended_from": "suspended",
        }.get(self.claim.relation)
        wanted = wanted or self.claim.qualifier
        return fact.qualifier == wanted if wanted else fact.qualifier in (None, "full", "permanent")

    def _period(self, span: Span) -> str:
        first, last = span
        if first and first == last:
            return self._on(first)
        name = "from_to" if first and last else "since" if first else "until" if last else ""
        if name == "from_to" and not _is_day(first):
            name = "from_to_coarse"
        return self.words[name].format(first=first, last=last) if name else ""

    def dates(self, finding: Finding) -> str:
        """Return the dates of an event: when the subject joined, left, or founded."""
        end = self.claim.relation == "left"
        found = [f.valid_to if end else f.valid_from for f in finding.facts if self._relevant(f)]
        found.sort(key=lambda d: d or "")
        return self.joined([self._on(d) for d in dict.fromkeys(found) if d])

    def _on(self, date: str) -> str:
        return self.words["on" if _is_day(date) else "in"].format(day=date)

    def day(self) -> str:
        """Return the time that the claim speaks about: *am 2023-09-16*, *zwischen ... und ...*."""
        if self.at is None:
            return self.words["today"]
        if isinstance(self.at, dt.date):
            return self.words["on"].format(day=self.at)
        first, last = self.at
        if is_undated(self.at):
            return self.words["ever"].format(first=first, last=last)
        if first == dt.date(last.year, 1, 1) and last == dt.date(last.year, 12, 31):
            return self.words["in"].format(day=last.year)
        return self.words["between"].format(first=first, last=last)

    def vote(self, finding: Finding, *, many: bool) -> str:
        """Return how the subject voted (or those of the subjects who voted alike)."""
        cast = [f.object.rpartition(":")[2] for f in finding.facts]
        if not cast:
            return self.words["not_listed"]
        word = self.words.get(cast[0], cast[0])
        return self.words.get(f"{cast[0]}_many", word) if many else word

    def sources(self, finding: Finding) -> str:
        """Return the titles of the sources that differ."""
        titles = []
        for id_ in dict.fromkeys(f.source for f in (*finding.facts, *finding.disputed)):
            source = self.record.source(id_)
            titles.append(source.title if source is not None else id_)
        return "; ".join(titles)


def _declined(name: str, cases: dict[str, dict[str, str]]) -> str:
    """The name after an article in another case, an adjective before a noun declined."""
    first, _, noun = name.partition(" ")
    if not noun[:1].isupper():
        return name
    for ending, other in cases.get("adjective", {}).items():
        if first.endswith(ending):
            return f"{first.removesuffix(ending)}{other} {noun}"
    return name


def _outermost(spans: list[Span]) -> list[Span]:
    """Leave out what lies within another span: the packages of a regime that goes on."""
    kept: list[Span] = []
    for span in sorted(spans, key=_days):
        if not kept or _days(span)[1] > max(_days(k)[1] for k in kept):
            kept.append(span)
    return [span for span in spans if span in kept]


def _unbroken(spans: list[Span]) -> list[Span]:
    """Join terms that follow one another without a day between (first acting, then elected)."""
    joined: list[Span] = []
    for first, last in sorted(spans, key=_days):
        before = joined[-1] if joined else None
        if before is not None and _is_day(before[1]) and before[1] == first:
            joined[-1] = before[0], last
        else:
            joined.append((first, last))
    return joined


def _days(span: Span) -> tuple[dt.date, dt.date]:
    first, last = span
    return (
        dates.first_day(first) if first else dt.date.min,
        dates.last_day(last) if last else dt.date.max,
    )


def _is_day(date: str | None) -> bool:
    return date is not None and len(date) == len("2006-08-16")


class _Named(BaseModel):
    id: str
    names: str


@cache
def _organisations(language: str) -> dict[str, str]:
    """The names of organisations in a language: the first that is not declined, else the first."""
    found: dict[str, str] = {}
    for file in ("actors/organisations.csv", "actors/bodies.csv"):
        path = languages.path(language, file)
        for row in languages.read_table(path, _Named) if path.exists() else ():
            names = [name.strip() for name in row.names.split(";")]
            plain = [name for name in names if "~" not in name]
            found.setdefault(row.id, (plain or names)[0].replace("~", ""))
    return found


@cache
def _territories(language: str) -> dict[str, str]:
    """CLDR's names of states by ISO 3166-1 alpha-3."""
    from babel import Locale  # noqa: PLC0415

    names = Locale(language).territories
    rows = read_named("states")
    return {r["id"]: names[r["iso2"]] for r in rows if r.get("iso2") and r["iso2"] in names}
