"""Memberships over the parse: whole passages, in which words lean on what was said before."""

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from depesche.claims.lexicon import TieRow
from depesche.errors import DataFileError
from depesche.languages import read_rows
from depesche.reader import Reader


@cache
def reader() -> Reader:
    return Reader(threads=1)


def said(text: str, on: str, language: str) -> set[str]:
    reading = reader().read(text, published=dt.date.fromisoformat(on), language=language)
    return {
        f"{' '.join(c.subjects)}{' not' if c.negated else ''} {c.relation} {c.object}"
        for c in reading.claims
    }


@pytest.mark.parametrize(
    ("text", "on", "language", "claim"),
    [
        (
            "Im OPEC-Gebäude wird gepackt. Gabun war damals ausgetreten.",
            "1996-07-01",
            "de",
            "GAB left OPEC",
        ),
        (
            "Die Afrikanische Union tagt. Suspendiert hat die Organisation den Niger.",
            "2023-09-01",
            "de",
            "NER suspended_from AU",
        ),
        (
            "The East African Community met. South Sudan, at war, was admitted in 2016.",
            "2020-03-02",
            "en",
            "SSD member_since EAC",
        ),
        (
            "Ecuador's exit in 2020 left OPEC with thirteen states.",
            "2021-05-01",
            "en",
            "ECU left OPEC",
        ),
        (
            "Mercosur's presidents met. Venezuela's membership has been frozen.",
            "2019-07-18",
            "en",
            "VEN suspended_from MERCOSUR",
        ),
        (
            "В Минске обсуждали СНГ. Грузия покинула содружество в 2009 году.",
            "2012-12-05",
            "ru",
            "GEO left CIS",
        ),
    ],
)
def test_an_organisation_of_the_sentence_before_is_taken_up(
    text: str, on: str, language: str, claim: str
) -> None:
    assert claim in said(text, on, language)


@pytest.mark.parametrize(
    ("text", "on", "language"),
    [
        ("OPEC met in Vienna. Norway joined most of the cuts.", "2020-04-10", "en"),
        ("Die Nato übt im Baltikum. Österreich gehört keinem Bündnis an.", "2023-06-12", "de"),
        ("OPEC met in Vienna. Angola is leaving.", "2023-12-21", "en"),
    ],
)
def test_what_is_joined_must_be_the_organisation(text: str, on: str, language: str) -> None:
    assert not [c for c in said(text, on, language) if "has_members" not in c]


@pytest.mark.parametrize(
    ("text", "on", "language", "claim"),
    [
        (
            "Der Mercosur streitet. Das Sekretariat der Organisation sitzt in Montevideo.",
            "2019-07-18",
            "de",
            "MERCOSUR located_in place:Montevideo",
        ),
        (
            "SADC, the southern bloc headquartered in Gaborone, will mediate.",
            "2017-11-15",
            "en",
            "SADC located_in place:Gaborone",
        ),
        (
            "Наблюдатели СНГ прибыли. Союз заседает в Минске.",
            "2012-12-05",
            "ru",
            "CIS located_in place:Minsk",
        ),
    ],
)
def test_a_seat_may_be_that_of_a_noun(text: str, on: str, language: str, claim: str) -> None:
    assert claim in said(text, on, language)


def test_of_two_organisations_one_may_be_denied() -> None:
    text = "Die Nato tagt. Österreich ist Mitglied der EU, nicht aber des Bündnisses."
    assert said(text, "2024-03-20", "de") == {"AUT member_of EU", "AUT not member_of NATO"}


def test_who_is_outside_is_no_member() -> None:
    text = "Norway is outside the European Union."
    assert said(text, "2024-03-20", "en") == {"NOR not member_of EU"}


def test_a_place_in_a_row_repeats_what_was_said() -> None:
    text = (
        "The East African Community met. Rwanda walked in late; South Sudan was admitted in 2016."
    )
    assert said(text, "2020-03-02", "en") == {"SSD member_since EAC"}


def test_an_associate_member_is_no_member() -> None:
    text = "Turkmenistan ist nur assoziiertes Mitglied der GUS."
    assert said(text, "2016-09-10", "de") == {"TKM associate_member_of CIS"}


def test_a_faulty_row_of_ties_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text(
        "relation,form,kind,state,cases,needs,particle,only\nleft,left,verb,nobody,,,,\n"
    )
    with pytest.raises(DataFileError, match="2"):
        list(read_rows(path, TieRow))
