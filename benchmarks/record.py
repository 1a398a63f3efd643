"""Hold the record's memberships against the CIA World Factbook, per state, organisation and year.

In: `memberships/factbook_memberships_1990_2025.csv.gz` and `names/country-codes.csv` under
`--reference`. Out: a table per organisation, the runs of years in which the two differ, and as last
line JSON. `agreement` counts the state-years that at least one of the two calls a membership;
`agreement_all` counts every pair of a state and an organisation that exist in the year.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
from collections import defaultdict
from pathlib import Path

from benchmarks.frame import finish, table
from depesche.record import Record, builtin

HERE = Path(__file__).parent
DEFAULT = HERE.parents[1] / "shared" / "reference"
Key = tuple[str, int]
# Codes that the list of countries lacks, and states whose code is blank in the table.
OTHERS = {"CS": "SRB", "YU": "SRB", "KV": "XKX", "XK": "XKX", "AN": "ANT"}
BLANK = {"Namibia": "NAM", "Turkey": "TUR", "Turkey (Turkiye)": "TUR"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.record", description=__doc__)
    parser.add_argument("--reference", type=Path, default=DEFAULT)
    parser.add_argument("--organisation", help="show this one only")
    args = parser.parse_args()
    record = builtin()
    listed = factbook(args.reference)
    total: dict[str, int] = defaultdict(int)
    rows, runs = [], []
    for organisation in sorted(listed):
        if args.organisation not in (None, organisation) or not known(record, organisation):
            continue
        counts = compare(record, organisation, listed[organisation], runs)
        share = 100 * counts["agree"] / max(1, counts["agree"] + counts["theirs"] + counts["ours"])
        rows.append((organisation, counts["agree"], counts["theirs"], counts["ours"], share))
        for name, value in counts.items():
            total[name] += value
    print(table(("organisation", "agree", "only Factbook", "only record", "agreement %"), rows))
    print()
    print(table(("organisation", "state", "years", "says member"), runs))
    members = total["agree"] + total["theirs"] + total["ours"]
    finish(
        {
            "task": "record",
            "organisations": len(rows),
            "state_years": members,
            "agreement": 100 * total["agree"] / max(1, members),
            "agreement_all": 100
            * (total["agree"] + total["neither"])
            / max(1, members + total["neither"]),
        }
    )


def factbook(reference: Path) -> dict[str, dict[Key, bool]]:
    """Return per organisation id the (state, year) pairs, true for full members."""
    names: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    with (HERE / "data" / "factbook_organisations.csv").open(encoding="utf-8") as f:
        for row in csv.DictReader(f):
            names[row["factbook"]].append((row["organisation"], int(row["from"]), int(row["to"])))
    iso = {}
    with (reference / "names" / "country-codes.csv").open(encoding="utf-8") as f:
        iso |= {r["ISO3166-1-Alpha-2"]: r["ISO3166-1-Alpha-3"] for r in csv.DictReader(f)}
    iso |= OTHERS
    found: dict[str, dict[Key, bool]] = defaultdict(dict)
    years: dict[str, set[int]] = defaultdict(set)
    path = reference / "memberships" / "factbook_memberships_1990_2025.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            year, state = int(row["year"]), iso.get(row["iso2"]) or BLANK.get(row["country"])
            for organisation, first, last in names.get(row["org"], ()):
                if state and first <= year <= last:
                    years[organisation].add(year)
                    if row["qualifier"] in ("", "suspended"):
                        found[organisation][state, year] = True
    for organisation, spoken in years.items():
        found[organisation] |= {("", year): False for year in spoken}
    return found


def known(record: Record, organisation: str) -> bool:
    """Whether the record knows all members, not only some."""
    return record.covers("member_of", organisation).complete


def compare(
    record: Record,
    organisation: str,
    listed: dict[Key, bool],
    runs: list[tuple[str, str, str, str]],
) -> dict[str, int]:
    """Count agreements on the first or last day of the edition's year; note the differences."""
    counts = {"agree": 0, "theirs": 0, "ours": 0, "neither": 0}
    differ: dict[tuple[str, str], list[int]] = defaultdict(list)
    states = {s for s, _ in listed if s} | set(record.members("UN", dt.date(2024, 1, 1)))
    promised = record.covers("member_of", organisation).complete_from or "0001"
    for year in sorted({year for _, year in listed if year >= int(promised[:4])}):
        first = set(record.members(organisation, dt.date(year, 1, 1)))
        last = set(record.members(organisation, dt.date(year, 12, 31)))
        for state in sorted(states | first | last):
            theirs = listed.get((state, year), False)
            ours = first | last if theirs else first & last
            kind = {(1, 1): "agree", (1, 0): "theirs", (0, 1): "ours", (0, 0): "neither"}[
                int(theirs), int(state in ours)
            ]
            counts[kind] += 1
            if kind in ("theirs", "ours"):
                differ[state, "Factbook" if theirs else "record"].append(year)
    runs += [(organisation, s, spans(years), who) for (s, who), years in sorted(differ.items())]
    return counts


def spans(years: list[int]) -> str:
    """Return `2013-2016, 2018` for [2013, 2014, 2015, 2016, 2018]."""
    parts: list[list[int]] = []
    for year in years:
        if parts and year == parts[-1][-1] + 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(str(p[0]) if len(p) == 1 else f"{p[0]}-{p[-1]}" for p in parts)


if __name__ == "__main__":
    main()
