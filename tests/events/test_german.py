"""German events from raw text: parties that stand outside their clause, words that tell nothing.

The whole reader runs here: what is tested is rules and parser together.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from depesche import Reader

Told = list[tuple[str, tuple[str, ...], tuple[str, ...]]]


@cache
def reader() -> Reader:
    return Reader()


def told(text: str) -> Told:
    """Return type, actors and recipients of what a text tells."""
    reading = reader().read(text, published=dt.date(2026, 6, 1), language="de")
    return [(e.type, e.actors, e.recipients) for e in reading.events]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Im Sudan hat die RSF-Miliz ein Lager beschossen. Die Miliz nahm zwölf Mitarbeiter der "
            "Vereinten Nationen fest.",
            ("COERCE", ("RSF_SUDAN",), ("UN",)),
        ),
        (
            "Nicaragua hat sich aus der OAS zurückgezogen. Das Regime verhaftete zwei Bischöfe.",
            ("COERCE", ("NIC:government",), ()),
        ),
        (
            "Russland spielte ein doppeltes Spiel. Es verkaufte den Armeniern Panzer.",
            ("COOPERATE", ("RUS",), ("ARM",)),
        ),
        (
            "Nachdem Eritrea Truppen verlegt hatte, schloss Äthiopien die Grenze.",
            ("COERCE", ("ETH",), ("ERI",)),
        ),
        (
            "Peru wies den Botschafter Chiles aus. Die chilenische Regierung drohte mit Vergeltung.",
            ("THREATEN", ("CHL:government",), ("PER",)),
        ),
        (
            "Peru zog seinen Botschafter aus La Paz ab. Bolivien nannte den Schritt unverhältnismäßig.",
            ("ACCUSE", ("BOL",), ("PER",)),
        ),
        (
            "Russland bildet in Mali Schützen aus, liefert Niger ein Radar und verlangt Gold.",
            ("AID", ("RUS",), ("NER",)),
        ),
        ("Die Türkei kündigte an, Syrien Strom zu liefern.", ("COOPERATE", ("TUR",), ("SYR",))),
        ("Vietnam nahm das Angebot Chinas an.", ("AGREE", ("VNM",), ("CHN",))),
        ("Die Schweiz lieferte Jordanien Trinkwasser.", ("AID", ("CHE",), ("JOR",))),
    ],
)
def test_parties_outside_the_clause_are_found(
    text: str, event: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert event in told(text)


def test_plural_neighbours_are_not_the_one_state_told_of() -> None:
    text = "Russland hat Truppen zusammengezogen. Polen sicherte den Nachbarn Unterstützung zu."
    assert not any("RUS" in recipients for _, _, recipients in told(text))


def test_a_broadcaster_with_three_letters_is_no_country() -> None:
    text = "Die BBC berichtete aus Niamey. Der Sprecher dankte dem Land für die Hilfe."
    assert not any("BBC" in recipients for _, _, recipients in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Die Führung Chinas wollte demonstrieren, wie modern das Land geworden ist.",
        "Der Präsident Frankreichs unterzeichnete ein Gesetz über die Schulen.",
        "Die chinesische Regierung lässt sich auf Ziele ein.",
        "Ein amerikanischer Vater sperrte seinen Sohn im Auto ein.",
        "Die antiisraelische Propaganda setzte die Regierungen unter Druck.",
        "Brasiliens Regierung räumte der Sicherheit Vorrang ein.",
    ],
)
def test_what_is_no_political_act_is_not_told(text: str) -> None:
    assert told(text) == []


def test_a_journey_and_the_meeting_it_is_for_are_one_event() -> None:
    assert len(told("Lukaschenko flog nach Peking, um Xi Jinping zu treffen.")) == 1


def test_items_of_a_ticker_are_sentences_of_their_own() -> None:
    text = (
        "+++ 11.15 Uhr: Tschad schließt Grenze +++ Der Tschad hat alle Übergänge in den Sudan "
        "geschlossen."
    )
    assert told(text) == [("COERCE", ("TCD",), ("SDN",))]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Belarus massiert Truppen an der Grenze zur Ukraine.",
            ("MOBILIZE", ("BLR",), ("UKR",)),
        ),
        ("Ungarn gibt im Streit mit der EU nach.", ("CONCEDE", ("HUN",), ("EU",))),
        ("Serbien lenkt gegenüber dem Kosovo ein.", ("CONCEDE", ("SRB",), ("XKX",))),
        (
            "Libanesische Studenten demonstrieren vor der israelischen Botschaft.",
            ("PROTEST", ("LBN",), ("ISR:foreign_ministry",)),
        ),
    ],
)
def test_the_border_or_the_dispute_names_whom_an_act_is_aimed_at(
    text: str, event: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Österreich schlägt Italien im Davis Cup mit 2:1.",
        "Deutschland empfängt am Freitag die Slowakei zum Qualifikationsspiel.",
        "Die Firma aus Taiwan greift ihre Konkurrenz aus Südkorea mit günstigen Preisen an.",
        "Finnland stellt die Uhren um, Russland nicht.",
    ],
)
def test_games_markets_and_clocks_tell_no_event(text: str) -> None:
    assert told(text) == []


def test_holding_on_to_a_no_arrests_nobody() -> None:
    text = "Serbien hält an seinem Nein zur Mitgliedschaft des Kosovo fest."
    assert told(text) == [("REJECT", ("SRB",), ("XKX",))]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Und Ottawa? Hat im Mai zwei Fregatten in die Ostsee geschickt.",
            ("MOBILIZE", ("CAN",), ()),
        ),
        (
            "Schweden hat die Grenzer gelobt und Norwegen einen Zuschuss gestrichen.",
            ("SANCTION", ("SWE",), ("NOR",)),
        ),
        (
            "Benin, Togo und Ghana verlassen das Abkommen. Die ECOWAS hat alle drei suspendiert.",
            ("SANCTION", ("ECOWAS",), ("BEN", "TGO", "GHA")),
        ),
        (
            "Chile lieferte im Herbst ein Radar, was Bolivien ablehnte.",
            ("REJECT", ("BOL",), ()),
        ),
        (
            "El Salvador und Honduras haben zusätzliche Patrouillenboote in den Golf beordert.",
            ("MOBILIZE", ("SLV", "HND"), ()),
        ),
        (
            "Norwegen stellte 20 Millionen Dollar für die Flüchtlinge im Tschad bereit.",
            ("AID", ("NOR",), ("TCD",)),
        ),
    ],
)
def test_who_is_meant_without_a_name_of_his_own_in_the_clause(
    text: str, event: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert event in told(text)
