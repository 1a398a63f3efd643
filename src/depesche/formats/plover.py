"""Events as JSON lines in the columns of POLECAT, the data set coded in PLOVER.

In: a `Reading`. Out: one JSON object per source and target, with POLECAT's names of columns, empty
strings where nothing is known, and what POLECAT has no column for (status, whose word, evidence)
behind them. Source: Halterman et al. (2023), "PLOVER and POLECAT".
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from depesche.formats.pairs import Pair, country, pairs, placename

if TYPE_CHECKING:
    from collections.abc import Iterable

    from depesche.model import Actor, ActorKind, Reading

_QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}

_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}
"""Characters that some programs take for the end of a line, and JSON leaves as they are."""


def render(reading: Reading) -> str:
    """Return the events of `reading` as JSON lines; no events, no lines."""
    rows = (_row(pair, reading) for pair in pairs(reading))
    lines = (json.dumps(row, ensure_ascii=False).translate(_BREAKS) for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _row(pair: Pair, reading: Reading) -> dict[str, object]:
    event, report = pair.event, reading.report
    place, state = placename(event, reading)
    return {
        "Event ID": pair.id,
        "Event Date": str(event.time.from_) if event.time and event.time.from_ else "",
        "Event Type": event.type,
        "Event Mode": pair.mode or "",
        "Intensity": pair.code.goldstein,
        "Quad Code": _QUADS[pair.code.quad],
        "Contexts": ";".join(event.contexts),
        **_party("Actor", pair.actor, pair, reading),
        **_party("Recipient", pair.recipient, pair, reading),
        "Placename": place,
        **dict.fromkeys(("City", "District", "Province"), ""),
        "Country": state,
        **dict.fromkeys(("Latitude", "Longitude", "GeoNames ID"), ""),
        "Raw Placename": "" if state else place,
        "Feature Type": "PCLI" if state else "",
        "Source": report.outlet or report.id,
        "Publication Date": str(report.published) if report.published else "",
        "Story People": _names(reading, ("person",)),
        "Story Organizations": _names(reading, ("bloc", "organisation", "body")),
        "Story Locations": _names(reading, ("state",)),
        "Language": report.language,
        "Version": f"depesche-{reading.depesche}",
        **_evidence(pair, reading),
    }


def _evidence(pair: Pair, reading: Reading) -> dict[str, object]:
    """Return what POLECAT has no column for."""
    event = pair.event
    sentence = reading.report.text[event.sentence.start : event.sentence.end]
    return {
        "Actor ID": pair.actor.id if pair.actor else "",
        "Recipient ID": pair.recipient.id if pair.recipient else "",
        "Event End Date": str(event.time.to) if event.time and event.time.to else "",
        "Status": event.status,
        "Status Detail": event.status_detail or "",
        "Symmetric": pair.symmetric,
        "CAMEO": pair.code.code,
        "Attributed To": pair.attributed,
        "Trigger": event.trigger,
        "Sentence": " ".join(sentence.split()),
        "Start": event.start,
        "End": event.end,
        "Confidence": event.confidence,
        "Why": event.why,
    }


def _names(reading: Reading, kinds: Iterable[ActorKind]) -> str:
    return ";".join(actor.name for actor in reading.actors if actor.kind in kinds)


def _party(role: str, actor: Actor | None, pair: Pair, reading: Reading) -> dict[str, object]:
    name = "" if actor is None else actor.name
    sector = (actor.sector if actor else None) or ""
    return {
        f"{role} Name": name,
        f"{role} Country": country(actor),
        f"{role} COW": "" if actor is None else _cow(actor, reading),
        f"Primary {role} Sector": sector,
        f"{role} Sectors": sector,
        f"{role} Title": "",
        f"{role} Name Raw": "" if actor is None else _as_written(actor, pair, reading),
        f"Wikipedia {role} ID": (actor.wikidata if actor else None) or "",
    }


def _cow(actor: Actor, reading: Reading) -> object:
    if actor.cow is None and actor.state is not None:
        actor = next((a for a in reading.actors if a.id == actor.state), actor)
    return "" if actor.cow is None else actor.cow


def _as_written(actor: Actor, pair: Pair, reading: Reading) -> str:
    """Return the words for an actor, or for its group, in the event's sentence, if any."""
    sentence = pair.event.sentence
    ids = {actor.id, *(a.id for a in reading.actors if actor.id in a.members)}
    inside = (
        mention
        for mention in reading.mentions
        if sentence.start <= mention.start and mention.end <= sentence.end
    )
    named = [mention for mention in inside if ids & set(mention.actors)]
    own = [mention for mention in named if actor.id in mention.actors]
    return next((mention.text for mention in own or named), "")
