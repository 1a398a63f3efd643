"""Events as JSON lines in the columns of POLECAT, the data set coded in PLOVER.

In: a `Reading`. Out: one JSON object per source and target, with POLECAT's names of columns, empty
strings where nothing is known, and what POLECAT has no column for (status, whose word, evidence)
behind them. Source: Halterman et al. (2023), "PLOVER and POLECAT".
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from depesche.formats.pairs import Pair, code, country, pairs

if TYPE_CHECKING:
    from depesche.model import Actor, Reading

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
    sentence = report.text[event.sentence.start : event.sentence.end]
    time = event.time
    return {
        "Event ID": pair.id,
        "Event Date": str(time.from_) if time and time.from_ else "",
        "Event Type": event.type,
        "Event Mode": event.mode or "",
        "Intensity": event.goldstein,
        "Quad Code": _QUADS[code(event.type, event.mode).quad],
        "Contexts": ";".join(event.contexts),
        **_party("Actor", pair.actor, pair, reading),
        **_party("Recipient", pair.recipient, pair, reading),
        "Placename": event.place or "",
        "Source": report.outlet or report.id,
        "Publication Date": str(report.published) if report.published else "",
        "Language": report.language,
        "Version": f"depesche-{reading.depesche}",
        "Actor ID": pair.actor.id if pair.actor else "",
        "Recipient ID": pair.recipient.id if pair.recipient else "",
        "Event End Date": str(time.to) if time and time.to else "",
        "Status": event.status,
        "Status Detail": event.status_detail or "",
        "Symmetric": pair.symmetric,
        "CAMEO": code(event.type, event.mode).code,
        "Attributed To": pair.attributed,
        "Trigger": event.trigger,
        "Sentence": " ".join(sentence.split()),
        "Start": event.start,
        "End": event.end,
        "Confidence": event.confidence,
        "Why": event.why,
    }


def _party(role: str, actor: Actor | None, pair: Pair, reading: Reading) -> dict[str, object]:
    name = "" if actor is None else actor.name
    sector = (actor.sector if actor else None) or ""
    return {
        f"{role} Name": name,
        f"{role} Country": country(actor),
        f"{role} COW": "" if actor is None else _cow(actor, reading),
        f"Primary {role} Sector": sector,
        f"{role} Sectors": sector,
        f"{role} Name Raw": "" if actor is None else _as_written(actor, pair, reading),
        f"Wikipedia {role} ID": (actor.wikidata if actor else None) or "",
    }


def _cow(actor: Actor, reading: Reading) -> object:
    if actor.cow is None and actor.state is not None:
        actor = next((a for a in reading.actors if a.id == actor.state), actor)
    return "" if actor.cow is None else actor.cow


def _as_written(actor: Actor, pair: Pair, reading: Reading) -> str:
    """Return the words for an actor in the event's sentence, if it is named there."""
    sentence = pair.event.sentence
    for mention in reading.mentions:
        inside = sentence.start <= mention.start and mention.end <= sentence.end
        if inside and actor.id in mention.actors:
            return mention.text
    return ""
