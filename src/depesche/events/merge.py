"""The same event told twice in one report is one event with two places in the text.

In: the events of a report in text order. Out: as many or fewer, `also` naming the further places.
"""

from __future__ import annotations

from collections.abc import Iterable

from depesche.events.dates import UNDATED as _UNDATED
from depesche.model import Event, Interval, Span


def merge(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events with repetitions folded into the telling that says most."""
    kept: list[Event] = []
    for event in events:
        for place, held in enumerate(kept):
            if _same(held, event):
                kept[place] = _folded(held, event)
                break
        else:
            kept.append(event)
    return tuple(sorted(kept, key=lambda e: (e.start, e.end, e.type)))


def _same(a: Event, b: Event) -> bool:
    if a.type != b.type or a.status != b.status or a.status_detail != b.status_detail:
        return False
    if not _times_agree(a, b):
        return False
    if a.recipients or b.recipients:
        return _covers(a.actors, b.actors) and _covers(a.recipients, b.recipients)
    shared = set(a.actors) & set(b.actors)
    return bool(shared) and _covers(a.actors, b.actors)


def _covers(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one side names no more parties than the other does."""
    return set(a) <= set(b) or set(b) <= set(a)


def _is_given(event: Event) -> bool:
    return event.time is not None and _UNDATED not in event.why


def _times_agree(a: Event, b: Event) -> bool:
    if not _is_given(a) or not _is_given(b):
        return True
    assert a.time is not None and b.time is not None
    return _overlap(a.time, b.time)


def _overlap(a: Interval, b: Interval) -> bool:
    starts_late = a.from_ is not None and b.to is not None and a.from_ > b.to
    ends_early = a.to is not None and b.from_ is not None and a.to < b.from_
    return not (starts_late or ends_early)


def _folded(a: Event, b: Event) -> Event:
    """Return the richer telling, with the time, place and parties the other has and it lacks."""
    rich, poor = (b, a) if _weight(b) > _weight(a) else (a, b)
    also = (*rich.also, *poor.also, Span(start=poor.start, end=poor.end))
    update: dict[str, object] = {"also": tuple(sorted(set(also), key=lambda s: (s.start, s.end)))}
    if not _is_given(rich) and _is_given(poor):
        update["time"] = poor.time
        update["why"] = rich.why.replace(
            "no time given: the report's day", "dated by another place"
        )
    if rich.place is None:
        update["place"] = poor.place
    if rich.source is not None and poor.source is None:
        update["source"] = None
    return rich.model_copy(update=update)


def _weight(event: Event) -> tuple[int, bool]:
    return (len(event.actors) + len(event.recipients), _is_given(event))
