"""A search and what it found, or that it found nothing, as a dated line to be kept.

In: a `Reading`, the record's last day, the moment of the search. Out: a line of JSON; a file of
such lines is a log in which each line carries the SHA-256 of the line before it, so that a line
that was changed, left out or put in later shows. The same record (its content hash is in the line)
and the same version give the same answer again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from depesche.errors import DataFileError

if TYPE_CHECKING:
    from depesche.model import Claim, Reading


def line(reading: Reading, as_of: str, checked: dt.datetime, previous: str | None) -> str:
    """Return the line for one search. `previous` is the line before it, if there is one."""
    told = {
        "checked": checked.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "text": reading.report.text,
        "spoken": reading.report.published.isoformat() if reading.report.published else None,
        "language": reading.report.language,
        "found": sum(_answered(claim) for claim in reading.claims),
        "claims": [_claim(claim) for claim in reading.claims],
        "recognised": sorted({mention.text for mention in reading.mentions}),
        "depesche": reading.depesche,
        "record": reading.record,
        "record_as_of": as_of,
        "previous": digest(previous) if previous else None,
    }
    return json.dumps(told, ensure_ascii=False)


def append(file: Path, reading: Reading, as_of: str, checked: dt.datetime) -> None:
    """Add a search to the log in `file`.

    Raises `DataFileError` where the file is no such log, has been tampered with, or cannot be
    written.
    """
    lines = read(file)
    told = line(reading, as_of, checked, lines[-1] if lines else None)
    try:
        with file.open("a", encoding="utf-8", newline="\n") as log:
            log.write(told + "\n")
    except OSError as e:
        raise DataFileError(file, None, f"cannot be written ({e.strerror})") from None


def read(file: Path) -> list[str]:
    """Return the lines of a log, each checked against the one before it.

    Raises `DataFileError` for the first line that does not follow.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    except (OSError, UnicodeDecodeError) as e:
        raise DataFileError(file, None, f"cannot be read ({e})") from None
    before = None
    for number, told in enumerate(lines, 1):
        try:
            previous = json.loads(told)["previous"]
        except (json.JSONDecodeError, KeyError, TypeError):
            raise DataFileError(file, number, "is no line of such a log") from None
        if previous != (digest(before) if before else None):
            raise DataFileError(file, number, "does not follow the line before it: changed since")
        before = told
    return lines


def digest(told: str) -> str:
    """Return the SHA-256 of a line, without its end, in hexadecimal digits."""
    return hashlib.sha256(told.encode()).hexdigest()


def _answered(claim: Claim) -> bool:
    return claim.verdict is not None and claim.verdict.status != "not_covered"


def _claim(claim: Claim) -> dict[str, Any]:
    kept = {"subjects", "relation", "object", "negated", "at", "text", "verdict"}
    told: dict[str, Any] = claim.model_dump(mode="json", include=kept, exclude_none=True)
    return told
