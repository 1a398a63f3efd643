"""Events as a table with all columns of GDELT's event table, in its order, with CAMEO codes.

In: a `Reading`. Out: CSV (RFC 4180) with a header line, one row per source and target; what one
report does not tell (tone, coordinates, FIPS codes) is empty; behind GDELT's columns stand those it
has no place for. Source: GDELT Event Database codebook V2.0.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from depesche import languages
from depesche.formats.pairs import Pair, country, pairs, placename

if TYPE_CHECKING:
    from depesche.model import Actor, Event, Reading

_CODES = Path(__file__).parent / "actor_codes.csv"
_PARTY = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code"),
    *("Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)
_PLACE = (
    *("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long"),
    "FeatureID",
)
_COUNTRY = 1
"""GDELT's type of a place that is a whole state."""
COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor1{part}" for part in _PARTY),
    *(f"Actor2{part}" for part in _PARTY),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"Actor1Geo_{part}" for part in _PLACE),
    *(f"Actor2Geo_{part}" for part in _PLACE),
    *(f"ActionGeo_{part}" for part in _PLACE),
    *("DATEADDED", "SOURCEURL"),
    *("SQLDATEEnd", "Status", "StatusDetail", "PloverType", "PloverMode", "AttributedTo"),
    *("Trigger", "Start", "End"),
)
"""The names of the columns, in order: GDELT's 61, then our own."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


class ActorCode(BaseModel):
    """One row of `actor_codes.csv`."""

    id: str
    code: str = Field(pattern=r"^[A-Z0-9_+]+$")
    country: str | None = None
    group: str | None = None
    role: str | None = None


def render(reading: Reading) -> str:
    """Return the events of `reading` as CSV with a header line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in _row(pair, reading)] for pair in pairs(reading))
    return out.getvalue()


def _row(pair: Pair, reading: Reading) -> tuple[object, ...]:
    event, report, coded = pair.event, reading.report, pair.code
    nowhere = (None,) * len(_PLACE)
    return (
        pair.id,
        *_dates(event.time.from_ if event.time else None),
        *_party(pair.actor),
        *_party(pair.recipient),
        int(event.start < _lead_end(report.text)),
        coded.code,
        coded.code[:3],
        coded.code[:2],
        _quad(coded.code),
        coded.goldstein,
        1 + len(event.also),
        *(1, 1, None),
        *nowhere,
        *nowhere,
        *_place(event, reading),
        report.published.strftime("%Y%m%d") if report.published else None,
        report.url or report.id,
        _dates(event.time.to if event.time else None)[0],
        event.status,
        event.status_detail,
        event.type,
        pair.mode,
        pair.attributed,
        " ".join(event.trigger.split()),
        event.start,
        event.end,
    )


def _quad(cameo: str) -> int:
    """Return the quad class of a CAMEO root; PLOVER's differs for CONCEDE (08), a verbal act."""
    return 1 + bisect_right((6, 9, 14), int(cameo[:2]))


def _lead_end(text: str) -> int:
    """Return where the lead ends: headings and the first paragraph that ends like a sentence."""
    for found in _PARAGRAPH.finditer(text):
        if found.group().rstrip("\"'»«”“’)] ").endswith((".", "!", "?", "…")):
            return found.end()
    return len(text)


def _dates(day: dt.date | None) -> tuple[str | None, str | None, str | None, str | None]:
    """Return a day in GDELT's four ways; the last counts 30 days a month, as its codebook does."""
    if day is None:
        return None, None, None, None
    whole = f"{day.year:04}{day.month:02}{day.day:02}"
    passed = min((day.month * 30 + day.day) / 365, 0.9999)
    return whole, whole[:6], whole[:4], f"{day.year + passed:.4f}"


def _party(actor: Actor | None) -> tuple[str | None, ...]:
    """Return GDELT's code (country and role), name, country, known group and role of an actor."""
    if actor is None:
        return (None,) * len(_PARTY)
    role = actor.sector if actor.kind != "state" else None
    if actor.kind in ("bloc", "organisation"):
        row = _codes().get(actor.id) or ActorCode(id=actor.id, code=actor.id, group=actor.id)
        return _cells(actor, row.code, row.country, row.group, row.role or role)
    state = country(actor)
    known = _codes().get(state)
    state = known.code if known else state
    named = "" if actor.kind == "person" else actor.id
    return _cells(actor, f"{state}{role or ''}" or named, state or None, None, role)


def _cells(actor: Actor, code: str, *rest: str | None) -> tuple[str | None, ...]:
    place, group, role = rest
    return (code, actor.name, place, group, None, None, None, role, None, None)


def _place(event: Event, reading: Reading) -> tuple[object, ...]:
    name, state = placename(event, reading)
    return (_COUNTRY if state else None, name, *(None,) * (len(_PLACE) - 2))


@lru_cache(maxsize=1)
def _codes() -> dict[str, ActorCode]:
    return {row.id: row for row in languages.read_table(_CODES, ActorCode)}


def _safe(cell: object) -> object:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
