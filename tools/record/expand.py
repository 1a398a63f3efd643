"""Turn compact tables, easy to write and proofread, into rows of the record.

In: text of two kinds. Memberships: a line `@ID | source id | title | publisher | reference | as_of
| coverage`, then lines `qualifier from..to: AAA BBB ; note`. Terms of office: lines `STATE seat:
from name; from name (acting); from..to name`, each term ending where the next begins; the name `-`
marks a vacancy. Out: rows for `memberships`, `sources`, `coverage` and for `terms`, `persons`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

SEATS = {
    "hos": ("head_of_state",),
    "hog": ("head_of_government",),
    "hos+hog": ("head_of_state", "head_of_government"),
    "fm": ("foreign_minister",),
}
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "ı": "i"}
)
_LETTERS |= str.maketrans({"'": "", "’": "", "ə": "a", "œ": "oe"})


@dataclass
class Rows:
    """Rows by table, ready to be written."""

    memberships: list[list[str]] = field(default_factory=list)
    sources: list[list[str]] = field(default_factory=list)
    coverage: list[list[str]] = field(default_factory=list)
    terms: list[list[str]] = field(default_factory=list)
    persons: dict[str, list[str]] = field(default_factory=dict)


def slug(name: str) -> str:
    """Return the id of a person: ASCII, lower case, hyphens (`Jānis Čakste` -> `janis-cakste`)."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    ascii_only = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def memberships(text: str, rows: Rows) -> None:
    """Expand compact memberships into `rows`."""
    organisation = source = as_of = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            continue
        if line.startswith("@"):
            cells = [cell.strip() for cell in line[1:].split("|")]
            organisation, source, title, publisher, reference, as_of, complete = cells
            rows.sources.append([source, title, publisher, reference, "facts", as_of])
            if complete:
                qualifiers, start = complete.split()
                kinds = qualifiers.replace(",", "|")
                rows.coverage.append(["member_of", organisation, "", kinds, start, "", source, ""])
            continue
        head, _, note = line.partition(";")
        what, _, states = head.partition(":")
        qualifier, period = what.split()
        start, _, end = period.partition("..")
        for state in states.split():
            rows.memberships.append(
                [state, organisation, qualifier, start, end, source, as_of, note.strip()]
            )


def terms(text: str, rows: Rows, source: str, as_of: str) -> None:
    """Expand compact terms of office into `rows`."""
    for line in filter(None, map(str.strip, text.splitlines())):
        head, _, told = line.partition(": ")
        place, seat = head.rstrip(":").split()
        spells = [spell.strip() for spell in told.split(";") if spell.strip()]
        for office in SEATS.get(seat, (seat,)):
            for this, following in zip(spells, [*spells[1:], ""], strict=True):
                _term(this, following, f"{office}@{place}", rows)
    for row in rows.terms:
        row[5:7] = [source, as_of]


def _term(this: str, following: str, office: str, rows: Rows) -> None:
    period, name = this.split(" ", 1)
    start, dots, end = period.partition("..")
    if not dots and following:
        end = following.split(maxsplit=1)[0].partition("..")[0]
    if name == "-":
        return
    acting = name.endswith("(acting)")
    name = name.removesuffix("(acting)").strip()
    person = f"person:{slug(name)}"
    place = office.partition("@")[2]
    state = place if len(place) == 3 and place.isalpha() and place not in _BLOCS else ""
    shown = re.sub(r" \(.*\)$", "", name)
    known = rows.persons.setdefault(person, [person, shown, "", "", "", "", state])
    known[6] = known[6] or state
    rows.terms.append([person, office, "acting" if acting else "", start, end, "", "", ""])


_BLOCS = {"SCO", "CIS", "COE", "OTS", "LAS", "OAS", "WTO", "IMF", "ECB", "WHO", "GCC", "ICC"}
