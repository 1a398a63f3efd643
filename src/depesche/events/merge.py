"""The same event told twice in one report is one event with two places in the text.

In: the events of a report in text order. Out: as many or fewer, `also` naming the further places.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from depesche.events.dates import EARLIER, UNDATED
from depesche.events.draft import SPEECH
from depesche.model import Event, Interval, Span


class Told(NamedTuple):
    """An event, whether it is told in the plain present tense, and by which word of the lexicon.

    An echo is a noun that names too few parties to tell an event of its own (*der Angriff*). What
    is told as done once more (*erneut*, *neue Sanktionen*) does not repeat what was told before.
    """

    event: Event
    is_present: bool
    lemma: str
    is_echo: bool = False
    is_again: bool = False
    is_noun: bool = False


_MONTH = 31
# How many characters back an event may lie that a noun recalls: some sentences.
NEAR = 600
States = Callable[[str], tuple[str, ...]]
"""From an actor's id to the states it acts for: a person's state, a group's members."""


def merge(events: Iterable[Told], states: States) -> tuple[Event, ...]:
    """Return the events with repetitions folded into the telling that says most.

    Actors are compared as the states they act for: what Biden did the USA did.
    """
    kept: list[Told] = []
    echoes: list[Told] = []
    for told in events:
        if told.is_echo:
            echoes.append(told)
            continue
        for place, held in enumerate(kept):
            if _same(held, told, states):
                kept[place] = _folded(held, told)
                break
        else:
            kept.append(told)
    for echo in echoes:
        _recall(echo, kept, states)
    return tuple(sorted((t.event for t in kept), key=lambda e: (e.start, e.end, e.type)))


def _recall(echo: Told, kept: list[Told], states: States) -> None:
    """Give the last event told before an echo, and as it says, one more place in the text."""
    heard, best = echo.event, (-1, -1)
    for place, told in enumerate(kept):
        spans = (told.event, *told.event.also)
        before = [s.start for s in spans if 0 < heard.start - s.start < NEAR]
        if before and _recalls(heard, told.event, states):
            best = max(best, (max(before), place))
    if best[1] >= 0:
        told = kept[best[1]]
        also = {*told.event.also, Span(start=heard.start, end=heard.end)}
        update = {"also": tuple(sorted(also, key=lambda s: (s.start, s.end)))}
        kept[best[1]] = told._replace(event=told.event.model_copy(update=update))


def _recalls(heard: Event, event: Event, states: States) -> bool:
    """Whether a noun may mean an event: of its type, its time, and no other parties."""
    # What is said of an accusation (*wies sie zurück*) is not said of its having been made.
    statuses = (heard.status,) if event.type in SPEECH else ("actual", event.status)
    if event.type != heard.type or heard.status not in statuses:
        return False
    if _is_given(event) and _days_of(event) > _MONTH:
        return False  # what has gone on since 2015 is no single act
    actors, recipients = (_states_of(ids, states) for ids in (event.actors, event.recipients))
    if not recipients:
        recipients = actors
    by = _states_of(heard.actors, states) <= actors
    return by and _states_of(heard.recipients, states) <= recipients and _times_agree(event, heard)


def _states_of(ids: Iterable[str], states: States) -> set[str]:
    return {state for id_ in ids for state in states(id_)}


def _same(one: Told, other: Told, states: States) -> bool:
    """Whether two events are told as the same and were done by the same to the same."""
    a, b = one.event, other.event
    if not _may_be_same(one, other):
        return False
    actors = [_states_of(e.actors, states) for e in (a, b)]
    recipients = [_states_of(e.recipients, states) for e in (a, b)]
    if actors[0] & recipients[1] or actors[1] & recipients[0]:
        return False
    if a.recipients and b.recipients:
        return _cover(*actors) and _cover(*recipients)
    if a.recipients or b.recipients:
        # One leaves out whom it was done to: only the same word by the same is then the same act,
        # or a noun that comes back to a verb (*pledged ...*; *the promise to Syria*).
        recalls = other.is_noun and not one.is_noun
        return actors[0] == actors[1] and (one.lemma == other.lemma or recalls)
    return bool(actors[0] & actors[1]) and _cover(*actors)


def _may_be_same(one: Told, other: Told) -> bool:
    """Whether type, status, time, mode and words allow two events to be one."""
    a, b = one.event, other.event
    # A headline tells a planned meeting in other words: "reist nach", then "wird treffen".
    mediates = ("third-party" in (a.mode, b.mode)) and a.mode != b.mode
    return (
        a.type == b.type
        and _statuses_agree(one, other)
        and _times_agree(a, b)
        and not (other.is_again and not one.is_again)
        and not mediates
        and (a.status != b.status or _modes_agree(a, b))
        and not _are_distinct_acts(a, b)
    )


def _are_distinct_acts(a: Event, b: Event) -> bool:
    """Whether one sentence tells both in different words: *lobte X und dankte X* are two acts.

    Who travels somewhere to talk meets once.
    """
    directed = bool(a.recipients and b.recipients)
    return directed and a.sentence == b.sentence and a.trigger != b.trigger


def _statuses_agree(one: Told, other: Told) -> bool:
    """Whether both tell the same status; a plan may be told in the present (*trifft sich*)."""
    a, b = one.event, other.event
    if (a.status, a.status_detail) == (b.status, b.status_detail):
        return True
    return (_may_be_plan(one) and b.status == "planned") or (
        _may_be_plan(other) and (a.status == "planned")
    )


def _modes_agree(a: Event, b: Event) -> bool:
    """Whether both are of one mode; what a request or threat is about may be told once only."""
    if a.mode == b.mode:
        return True
    if a.type == "CONSULT" and None in (a.mode, b.mode):
        # *Flog nach Peking, um Xi zu treffen* is one; with a time each they are two.
        apart = _is_given(a) and _is_given(b) and a.time != b.time
        return a.sentence == b.sentence and not apart
    return a.type in ("REQUEST", "REJECT", "THREATEN") and None in (a.mode, b.mode)


def _may_be_plan(told: Told) -> bool:
    return told.is_present and told.event.status == "actual" and not _is_given(told.event)


def _cover(a: set[str], b: set[str]) -> bool:
    """Whether one side names no more parties than the other does."""
    return a <= b or b <= a


def _is_given(event: Event) -> bool:
    return event.time is not None and UNDATED not in event.why


def _times_agree(a: Event, b: Event) -> bool:
    if not _is_given(a) or not _is_given(b):
        return True
    assert a.time is not None and b.time is not None
    return _overlap(a.time, b.time)


def _overlap(a: Interval, b: Interval) -> bool:
    """Whether one time lies within the other, and that is no longer than a month.

    *Seit 2015* and *im April* do not date the same meeting.
    """
    first, second = sorted((a, b), key=_days)
    if _days(second) > _MONTH or None in (first.from_, first.to, second.from_, second.to):
        return (a.from_, a.to) == (b.from_, b.to)
    return _within(first, second)


def _within(inner: Interval, outer: Interval) -> bool:
    return (outer.from_ or dt.date.min) <= (inner.from_ or dt.date.min) and (
        inner.to or dt.date.max
    ) <= (outer.to or dt.date.max)


def _days_of(event: Event) -> int:
    assert event.time is not None
    return _days(event.time)


def _days(interval: Interval) -> int:
    return ((interval.to or dt.date.max) - (interval.from_ or dt.date.min)).days


def _folded(one: Told, other: Told) -> Told:
    """Return the richer telling, with the time, place and parties the other has and it lacks."""
    first, second = one, other
    if one.event.status != other.event.status:
        first, second = (other, one) if other.event.status == "planned" else (one, other)
    elif _weight(other.event) > _weight(one.event):
        first, second = other, one
    rich, poor = first.event, second.event
    also = (*rich.also, *poor.also, Span(start=poor.start, end=poor.end))
    update: dict[str, object] = {"also": tuple(sorted(set(also), key=lambda s: (s.start, s.end)))}
    if not _is_given(rich) and poor.time is not None:
        update["time"] = poor.time
        update["why"] = _dated_elsewhere(rich.why, poor)
    elif _is_given(poor) and _days_of(poor) < _days_of(rich):
        update["time"] = poor.time
    if rich.place is None:
        update["place"] = poor.place
    if rich.source is not None and poor.source is None:
        update["source"] = None
    is_present = one.is_present and other.is_present
    return first._replace(event=rich.model_copy(update=update), is_present=is_present)


def _dated_elsewhere(why: str, other: Event) -> str:
    """Return why an event was found, once another place has given it its time."""
    parts = [part for part in why.split("; ") if not part.startswith((UNDATED, EARLIER))]
    return "; ".join([*parts, "dated by another place" if _is_given(other) else UNDATED])


def _weight(event: Event) -> tuple[int, bool]:
    return (len(event.actors) + len(event.recipients), _is_given(event))
