"""Events as a table with the columns of GDELT's event table that can be filled from one report.

In: a `Reading`. Out: CSV (RFC 4180) with CAMEO codes, one row per source and target; behind GDELT's
columns stand those it has no place for. Source: GDELT Event Database codebook V2.0.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

from depesche.formats.pairs import Pair, code, country, pairs

if TYPE_CHECKING:
    from depesche.model import Actor, Reading

_PARTY = ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code")
COLUMNS = (
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    *(f"Actor1{part}" for part in _PARTY),
    *(f"Actor2{part}" for part in _PARTY),
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "ActionGeo_FullName",
    "DATEADDED",
    "SOURCEURL",
    "Status",
    "StatusDetail",
    "PloverType",
    "PloverMode",
    "AttributedTo",
    "Trigger",
    "Start",
    "End",
)
"""The names of the columns, in order."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(reading: Reading) -> str:
    """Return the events of `reading` as CSV with a header line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in _row(pair, reading)] for pair in pairs(reading))
    return out.getvalue()


def _row(pair: Pair, reading: Reading) -> tuple[object, ...]:
    event, report = pair.event, reading.report
    coded = code(event.type, event.mode)
    return (
        pair.id,
        *_dates(event.time.from_ if event.time else None),
        *_party(pair.actor),
        *_party(pair.recipient),
        int(not any(s.start < event.sentence.start for s in reading.sentences)),
        coded.code,
        coded.code[:3],
        coded.code[:2],
        coded.quad,
        event.goldstein,
        1 + len(event.also),
        event.place,
        report.published.strftime("%Y%m%d") if report.published else None,
        report.url or report.id,
        event.status,
        event.status_detail,
        event.type,
        event.mode,
        pair.attributed,
        " ".join(event.trigger.split()),
        event.start,
        event.end,
    )


def _dates(day: dt.date | None) -> tuple[str | None, str | None, str | None]:
    if day is None:
        return None, None, None
    whole = f"{day.year:04}{day.month:02}{day.day:02}"
    return whole, whole[:6], whole[:4]


def _party(actor: Actor | None) -> tuple[str | None, ...]:
    """Return GDELT's code (country and role), name, country, known group and role of an actor."""
    if actor is None:
        return (None,) * len(_PARTY)
    state = country(actor) or None
    is_group = actor.kind in ("bloc", "organisation")
    role = actor.sector if actor.kind != "state" else None
    whole = actor.id if is_group else f"{state or ''}{role or ''}" or actor.id
    return whole, actor.name, state, actor.id if is_group else None, role


def _safe(cell: object) -> object:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
