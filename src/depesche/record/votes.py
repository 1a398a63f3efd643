"""Votes of the General Assembly as public data sets have them, read as facts.

In: rows of the United Nations Digital Library (`ms_code`, `ms_vote`), of Voeten's data (`ccode`,
`vote`, `unres`; Bailey, Strezhnev and Voeten 2017), or of the R package unvotes: `un_votes` with
`un_roll_calls` beside it, as CSV or as it comes (`.rda`, which needs the extra `rda`). Out: facts
`STATE voted RESOLUTION:VOTE` with the day of the vote.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from depesche.errors import DataFileError

Given = tuple[int, dict[str, str]]
State = Callable[[Path, int, str], str]

_LIBRARY = {"y": "yes", "n": "no", "a": "abstain", "x": "absent", "": "absent"}
# Voeten: 8 absent, 9 not a member.
_VOETEN = {"1": "yes", "2": "abstain", "3": "no", "8": "absent", "9": None}
# States that unvotes names without a code.
_UNCODED = {"Federal Republic of Germany": "DE", "Yemen Arab Republic": "YE"}
_WORDS = {"yes": "yes", "no": "no", "abstain": "abstain", "absent": "absent"}


def from_library(file: Path, rows: Iterable[Given], state: State) -> Iterator[Given]:
    """Yield the votes of a download of the United Nations Digital Library."""
    for line, row in rows:
        vote = _one_of(_LIBRARY, file, line, row["ms_vote"].strip().lower())
        who = state(file, line, row["ms_code"].strip())
        yield line, _fact(who, row["resolution"], vote, row["date"])


def from_voeten(file: Path, rows: Iterable[Given], state: State) -> Iterator[Given]:
    """Yield the votes of Voeten's table; draft paragraphs without a number are left out."""
    for line, row in rows:
        vote = _one_of(_VOETEN, file, line, row["vote"].strip())
        if vote and _number(row["unres"]):
            who = state(file, line, row["ccode"].strip())
            yield line, _fact(who, row["unres"], vote, row["date"])


def from_unvotes(file: Path, rows: Iterable[Given], state: State) -> Iterator[Given]:
    """Yield the votes of unvotes, dated by `un_roll_calls` in the same folder."""
    calls = _roll_calls(file)
    for line, row in rows:
        if row["rcid"] not in calls:
            raise DataFileError(file, line, f"rcid {row['rcid']} is not in un_roll_calls")
        resolution, date = calls[row["rcid"]]
        vote = _one_of(_WORDS, file, line, row["vote"].strip())
        code = row["country_code"].strip() or _UNCODED.get(row.get("country", ""), "")
        if _number(resolution) and code:
            who = state(file, line, code)
            yield line, _fact(who, resolution, vote, date)


def table_of_r(file: Path) -> tuple[list[str], Iterator[dict[str, str]]]:
    """Return the columns and the rows, as text, of the one table in an `.rda` or `.rds` file.

    Raises `DataFileError` where the file is no such table, or pyreadr is not installed.
    """
    try:
        import pyreadr  # noqa: PLC0415
    except ImportError:
        raise DataFileError(
            file, None, "is R's own format: pip install 'depesche[rda]', or save it as CSV"
        ) from None
    try:
        tables = list(pyreadr.read_r(str(file)).values())
    except (pyreadr.LibrdataError, pyreadr.PyreadrError, OSError) as e:
        raise DataFileError(file, None, f"cannot be read as a table of R ({e})") from None
    if len(tables) != 1:
        raise DataFileError(file, None, f"has {len(tables)} tables, not one")
    frame = tables[0]
    for name in frame.columns:
        if frame[name].dtype == "float64":
            frame[name] = frame[name].astype("Int64")
    text = frame.astype("string").fillna("")
    columns = [str(name) for name in text.columns]
    cells = zip(*(text[name] for name in text.columns), strict=True)
    return columns, (dict(zip(columns, row, strict=True)) for row in cells)


def _roll_calls(file: Path) -> dict[str, tuple[str, str]]:
    """Return number of the roll call -> resolution and day."""
    for ending in (".csv", ".rda"):
        beside = file.with_name(file.name.replace("un_votes", "un_roll_calls")).with_suffix(ending)
        if beside == file or not beside.exists():
            continue
        if ending == ".rda":
            rows = list(table_of_r(beside)[1])
        else:
            with beside.open(encoding="utf-8-sig", newline="") as lines:
                rows = list(csv.DictReader(lines))
        if rows and not {"rcid", "date", "unres"} <= set(rows[0]):
            raise DataFileError(beside, 1, "no columns rcid, date, unres")
        return {row["rcid"]: (row["unres"], row["date"]) for row in rows}
    raise DataFileError(file, None, "needs un_roll_calls.csv or .rda beside it, for the days")


def _one_of(known: dict[str, str] | dict[str, str | None], file: Path, line: int, vote: str) -> str:
    if vote not in known:
        raise DataFileError(
            file, line, f"vote {vote!r} is none of {', '.join(filter(None, known))}"
        )
    return known[vote] or ""


def _number(resolution: str) -> str:
    """Return `68/262` for `R/68/262`, `A/RES/68/262`; `ES-11/1` stays; nothing for a draft."""
    found = re.fullmatch(r"(?:A/)?(?:RES/|R/)?((?:ES-?)?\d+/\d+[A-Z]*)", resolution.strip())
    return re.sub(r"^ES-?", "ES-", found[1]) if found else ""


def _fact(state: str, resolution: str, vote: str, date: str) -> dict[str, str]:
    return {
        "subject": state,
        "relation": "voted",
        "object": f"{_number(resolution) or resolution.strip()}:{vote}",
        "qualifier": vote,
        "valid_from": date[:10],
        "valid_to": date[:10],
    }
