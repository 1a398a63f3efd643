"""The lists beside and below the article: claims with evidence, statements, events, who and when.

In: a reading. Out: markup of one section each. Entries carry the numbers that the article shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from depesche.formats import words
from depesche.formats.html.markup import Attribute, Markup, element, joined
from depesche.formats.words import MARKS, Evidence, Names
from depesche.model import Claim, Event, Party, Reading, Statement

_QUOTE_LENGTH = 400


def claims(reading: Reading, prefix: str) -> Markup:
    """Return the claims with verdict, evidence and sources."""
    names = Names(reading)
    items = [_claim(c, n, names, prefix) for n, c in words.by_verdict(reading.claims)]
    if not items:
        return _nothing("No claim that the record could answer was found.")
    tally = element("p", {"class": "tally"}, words.tally(reading.claims))
    entries = element("ol", {"class": "entries"}, *items)
    return joined([tally, entries] if len(items) > 1 else [entries])


def statements(reading: Reading, prefix: str) -> Markup:
    """Return who said what."""
    names = Names(reading)
    items = [_statement(s, n, names, prefix) for n, s in enumerate(reading.statements, start=1)]
    if not items:
        return _nothing("No statement was found.")
    return element("ol", {"class": "entries"}, *items)


def events(reading: Reading, prefix: str) -> Markup:
    """Return who did what to whom and when, as a table."""
    names = Names(reading)
    if not reading.events:
        return _nothing("No event was found.")
    rows = [_event(e, n, names, prefix) for n, e in enumerate(reading.events, start=1)]
    head = ("No.", "Who", "What", "To whom", "When", "In the words of the report")
    return _table(head, rows, "Events")


def actors(reading: Reading) -> Markup:
    """Return the actors, the most mentioned first."""
    if not reading.actors:
        return _nothing("No actor was found.")
    counts = Counter(actor for mention in reading.mentions for actor in mention.actors)
    in_order = sorted(reading.actors, key=lambda actor: (-counts[actor.id], actor.id))
    rows = [
        [_isolated(a.name), element("code", None, a.id), a.kind, str(counts[a.id])]
        for a in in_order
    ]
    return _table(("Name", "Identifier", "Kind", "Mentions"), [_row(r) for r in rows], "Actors")


def times(reading: Reading) -> Markup:
    """Return the time expressions, the earliest first."""
    if not reading.times:
        return _nothing("No time expression was found.")
    found = {(words.calendar_of(t), t.text, t.type, t.value) for t in reading.times}
    rows = [
        _row(
            [
                _isolated(words.one_line(text), reading.report.language),
                when,
                joined([type_, " ", element("code", None, value)]),
            ]
        )
        for when, text, type_, value in sorted(found)
    ]
    return _table(("In the text", "On the calendar", "TIMEX3"), rows, "Times")


def _claim(claim: Claim, number: int, names: Names, prefix: str) -> Markup:
    verdict = claim.verdict
    status = verdict.status if verdict else "not_covered"
    language = names.reading.report.language
    when = words.claimed_time(claim)
    whose = names.word_of(claim.source)
    sense = [
        names.claim(claim),
        f", {when}" if when else "",
        f" (so says {whose})" if whose else "",
    ]
    parts = [
        _heading(_verdict_badge(status), f"C{number}", prefix),
        element("p", {"class": "why", "lang": language, "dir": "auto"}, verdict.why)
        if verdict
        else _nothing("Not compared with the record."),
        _quote(claim.text, language),
        element("p", {"class": "sense", "dir": "auto"}, *sense),
    ]
    if verdict is not None and len(verdict.by_subject) > 1:
        parts.append(_by_subject(verdict.by_subject, names))
    if verdict is not None and verdict.facts:
        parts.append(_evidence(names.evidence(verdict.facts)))
    return element("li", {"id": f"{prefix}C{number}", "class": f"claim v-{status}"}, *parts)


def _verdict_badge(status: str) -> Markup:
    sign = element("span", {"aria-hidden": "true"}, MARKS[status])
    return element("span", {"class": f"badge v-{status}"}, sign, " ", words.verdict(status))


def _heading(what: Markup, number: str, prefix: str) -> Markup:
    link: dict[str, Attribute] = {
        "class": "back",
        "href": f"#{prefix}{number}-in-text",
        "aria-label": f"{number}: show in the text",
    }
    return element("p", {"class": "heading"}, element("a", link, number), " ", what)


def _by_subject(each: Mapping[str, str], names: Names) -> Markup:
    items = (
        element(
            "li",
            {"class": f"v-{status}"},
            element("span", {"class": "sign", "aria-hidden": "true"}, MARKS[status]),
            " ",
            _isolated(names.of(subject)),
            element("span", {"class": "unseen"}, f": {words.verdict(status)}"),
        )
        for subject, status in each.items()
    )
    return element("ul", {"class": "subjects", "aria-label": "Verdict for each"}, *items)


def _evidence(found: Iterable[Evidence]) -> Markup:
    items = (
        element(
            "li",
            None,
            _isolated(evidence.said),
            ", ",
            element("span", {"class": "period"}, evidence.period),
            " ",
            element("cite", {"dir": "auto"}, _link(evidence.source, evidence.reference)),
            element("span", {"class": "note", "dir": "auto"}, evidence.note)
            if evidence.note
            else "",
        )
        for evidence in found
    )
    return element("ul", {"class": "evidence", "aria-label": "Evidence of the record"}, *items)


def _link(title: str, reference: str | None) -> Markup:
    if reference is None:
        return joined([title])
    if not reference.startswith(("https://", "http://")):
        return joined([title, f" ({reference})"])
    return element("a", {"href": reference, "rel": "noreferrer"}, title)


def _statement(statement: Statement, number: int, names: Names, prefix: str) -> Markup:
    language = names.reading.report.language
    who = [_party(statement.speaker, names)]
    if statement.addressee is not None:
        who += [joined([" to "]), _party(statement.addressee, names)]
    kind = element("span", {"class": "kind"}, f"{statement.kind} speech")
    return element(
        "li",
        {"id": f"{prefix}S{number}", "class": "statement"},
        _heading(joined([*who, " ", kind]), f"S{number}", prefix),
        _quote(statement.text, language),
    )


def _party(party: Party | None, names: Names) -> Markup:
    return element("strong", {"dir": "auto"}, names.party(party))


def _event(event: Event, number: int, names: Names, prefix: str) -> Markup:
    who, whom = names.who_to_whom(event)
    whose = names.word_of(event.source)
    text = names.reading.report.text[event.sentence.start : event.sentence.end]
    place = f", {names.of(event.place)}" if event.place else ""
    status = "" if event.status == "actual" else f", {words.status(event)}"
    said = [
        _isolated(words.shortened(text or event.trigger, 160), names.reading.report.language),
        f" (so says {whose})" if whose else "",
    ]
    cells = [
        f"E{number}",
        _isolated(who),
        joined([element("span", {"class": "code"}, words.coded(event)), status]),
        _isolated(whom),
        words.interval(event.time) + place,
        element("span", {"class": "said"}, *said),
    ]
    return _row(cells, {"id": f"{prefix}E{number}", "class": f"st-{event.status}"})


def _quote(text: str, language: str) -> Markup:
    return element(
        "blockquote", {"lang": language, "dir": "auto"}, words.shortened(text, _QUOTE_LENGTH)
    )


def _isolated(text: str, language: str | None = None) -> Markup:
    return element("bdi", {"lang": language}, text)


def _row(cells: Iterable[str], attributes: dict[str, Attribute] | None = None) -> Markup:
    return element("tr", attributes, *(element("td", None, cell) for cell in cells))


def _table(head: Iterable[str], rows: Iterable[Markup], name: str) -> Markup:
    titles = (element("th", {"scope": "col"}, title) for title in head)
    table = element(
        "table",
        {"aria-label": name},
        element("thead", None, element("tr", None, *titles)),
        element("tbody", None, *rows),
    )
    return scrollable(table, name)


def scrollable(wide: Markup, name: str) -> Markup:
    """Wrap what may be wider than the screen, so that it scrolls by itself and by keyboard."""
    attributes: dict[str, Attribute] = {
        "class": "wide",
        "role": "region",
        "tabindex": 0,
        "aria-label": f"{name}, scrollable",
    }
    return element("div", attributes, wide)


def _nothing(text: str) -> Markup:
    return element("p", {"class": "nothing"}, text)
