"""Hold the record's terms of office against other lists of leaders and report every difference.

In: `terms.csv`, `persons.csv` and a folder with `reign_leaders_to_2021-03.csv`,
`factbook_leader_terms.csv.gz`, `cabinet_terms_43_sets.csv.gz`. Out: a table of agreements and
differences in the day on which a person took office. Differences are to be judged by hand.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import gzip
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from depesche.record import Record, tables

MONTHS = {
    m: i
    for i, m in enumerate(
        calendar.month_name[1:],
        1,
    )
}
COUNTRIES = {
    "armenia": "ARM", "austria": "AUT", "azerbaijan": "AZE", "belarus": "BLR", "brazil": "BRA",
    "canada": "CAN", "china": "CHN", "estonia": "EST", "finland": "FIN", "france": "FRA",
    "georgia": "GEO", "hungary": "HUN", "india": "IND", "iran": "IRN", "israel": "ISR",
    "italy": "ITA", "japan": "JPN", "kazakhstan": "KAZ", "kyrgyzstan": "KGZ", "latvia": "LVA",
    "lithuania": "LTU", "moldova": "MDA", "mongolia": "MNG", "north-korea": "PRK",
    "pakistan": "PAK", "poland": "POL", "russia": "RUS", "saudi": "SAU", "serbia": "SRB",
    "south-africa": "ZAF", "south-korea": "KOR", "sweden": "SWE", "swiss": "CHE", "syria": "SYR",
    "tajikistan": "TJK", "turkey": "TUR", "turkmenistan": "TKM", "uae": "ARE", "ukraine": "UKR",
    "united-kingdom": "GBR", "us": "USA", "uzbekistan": "UZB",
}  # fmt: skip


def words(name: str) -> set[str]:
    """Return the words of a name, without marks and case."""
    plain = unicodedata.normalize("NFKD", re.sub(r"&(\w)\w+;", r"\1", name))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return {w for w in re.split(r"[^a-z]+", plain) if len(w) > 2}


def factbook_date(since: str) -> str | None:
    """Return `30 April 2013` as an ISO date; `None` for what is no day."""
    told = re.fullmatch(r"(\d+) (\w+) (\d{4})", since.strip())
    if not told or told[2] not in MONTHS:
        return None
    return f"{told[3]}-{MONTHS[told[2]]:02}-{int(told[1]):02}"


def elsewhere(
    folder: Path, iso3: dict[str, str], cow: dict[str, str]
) -> dict[str, list[tuple[str, str, str]]]:
    """Return per state what other lists say: (source, name, day of taking office)."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    with (folder / "reign_leaders_to_2021-03.csv").open(encoding="utf-8", errors="replace") as f:
        for row in csv.DictReader(f):
            if row["ccode"] in cow and int(row["syear"]) >= 1990:
                day = f"{row['syear']}-{int(row['smonth']):02}-{int(row['sdate']):02}"
                found[cow[row["ccode"]]].append(("reign", row["leader"], day))
    with gzip.open(folder / "factbook_leader_terms.csv.gz", "rt", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            day = factbook_date(row["since"])
            if day and row["gec"] in iso3:
                found[iso3[row["gec"]]].append(("factbook", row["holder"], day))
    with gzip.open(folder / "cabinet_terms_43_sets.csv.gz", "rt", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            name = re.sub(r"-(ministers|cabinet|federal-council)$", "", row["country"])
            if name in COUNTRIES and len(row["start"]) == 10:
                found[COUNTRIES[name]].append(("wikidata", row["person"], row["start"]))
    return found


def codes(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return GEC (lower case) -> ISO alpha-3 and COW number -> ISO alpha-3."""
    gec, cow = {}, {"255": "DEU", "345": "SRB", "365": "RUS", "816": "VNM", "679": "YEM"}
    with (folder / "names" / "country-codes.csv").open(encoding="utf-8") as f:
        for row in csv.DictReader(f):
            gec[row["FIPS"].lower()] = row["ISO3166-1-Alpha-3"]
    for row in tables.read_named("states"):
        if row["cow"]:
            cow.setdefault(row["cow"], row["id"])
    return gec, cow


def main(folder: Path) -> None:
    """Print each term of a head of state or government with what the others say of it."""
    record = Record.load()
    others = elsewhere(folder / "leaders", *codes(folder))
    agree = differ = alone = 0
    for fact in record.facts(relation="holds_office"):
        office, _, state = fact.object.partition("@")
        person = record.person(fact.subject)
        start = fact.valid_from or ""
        if person is None or state not in others or start < "1990" or len(start) < 10:
            continue
        mine = words(person.name) | words(" ".join(person.aliases))
        same = {(s, d) for s, name, d in others[state] if words(name) & mine}
        gaps = [
            (abs((dt.date.fromisoformat(d) - dt.date.fromisoformat(start)).days), s, d)
            for s, d in same
            if re.fullmatch(r"\d{4}-\d\d-\d\d", d) and not d.endswith("-00")
        ]
        if any(gap == 0 for gap, *_ in gaps):
            agree += 1
        elif any(gap <= 200 for gap, *_ in gaps):
            differ += 1
            near = ", ".join(f"{s} {d}" for gap, s, d in sorted(gaps) if gap <= 200)
            print(f"{fact.object:30} {person.name:28} {start} {fact.qualifier or '':7} {near}")
        elif office.startswith("head_of") or state in COUNTRIES.values():
            alone += 1
            print(f"{fact.object:30} {person.name:28} {start} {fact.qualifier or '':7} -")
    print(f"{agree} agree, {differ} differ, {alone} found nowhere else")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
