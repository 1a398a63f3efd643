"""German time expressions, read on Saturday, 16 September 2023."""

import datetime as dt

import pytest

from tests.times.conftest import times, values

CASES = [
    # Dates
    ("Am 24. Februar 2022 begann der Angriff.", ["24. Februar 2022 = 2022-02-24"]),
    ("Die Frist lief am 15.9.2023 ab.", ["15.9.2023 = 2023-09-15"]),
    ("Vom 3. bis 5. Mai tagte der Rat.", ["3. = 2023-05-03", "5. Mai = 2023-05-05"]),
    ("Am 12., 13. und 14. Juni tagte er.", ["12. = 2023-06-12", "13. = 2023-06-13", "14. Juni = 2023-06-14"]),
    ("Er kam am Dienstag, 5. September.", ["Dienstag, 5. September = 2023-09-05"]),
    ("Im April besuchten Beamte die Hauptstadt.", ["April = 2023-04"]),
    ("Seit Herbst 2021 verhandeln sie.", ["Herbst 2021 = 2021-FA"]),
    ("Im dritten Quartal 2022 stieg der Absatz.", ["dritten Quartal 2022 = 2022-Q3"]),
    ("Zwischen 2014 und 2020 war Ruhe.", ["2014 = 2014", "2020 = 2020"]),
    ("Das war in den 1990er Jahren so.", ["den 1990er Jahren = 199"]),
    ("Mitte der siebziger Jahre endete das.", ["Mitte der siebziger Jahre = 197"]),
    ("Im 20. Jahrhundert gab es zwei Kriege.", ["20. Jahrhundert = 19"]),
    # Counted from the day of publication
    ("Sie treffen sich nächste Woche.", ["nächste Woche = 2023-W38"]),
    ("Im vergangenen Monat kam die Warnung.", ["vergangenen Monat = 2023-08"]),
    ("Gestern Abend sprach der Minister.", ["Gestern Abend = 2023-09-15TEV"]),
    ("Bis Ende des Monats soll es fertig sein.", ["Ende des Monats = 2023-09"]),
    ("Anfang kommenden Jahres wird gewählt.", ["Anfang kommenden Jahres = 2024"]),
    ("Im vergangenen Oktober war es anders.", ["vergangenen Oktober = 2022-10"]),
    ("In der Nacht zum Sonntag fielen Schüsse.", ["der Nacht zum Sonntag = 2023-09-09TNI"]),
    # Counted from a date named before
    ("Am 1. März 2020 trat er zurück. Am Tag darauf reiste er ab.", ["1. März 2020 = 2020-03-01", "Tag darauf = 2020-03-02"]),
    ("Am 24. Februar 2022 begann der Krieg. Seit dem 24. Februar gilt das.", ["24. Februar 2022 = 2022-02-24", "dem 24. Februar = 2022-02-24"]),
    # Lengths of time
    ("Vor zwei Wochen reiste sie ab.", ["zwei Wochen = P2W"]),
    ("Die Gespräche dauerten mehr als drei Stunden.", ["mehr als drei Stunden = PT3H"]),
    ("Nach anderthalb Jahren kehrte er heim.", ["anderthalb Jahren = P1.5Y"]),
    ("In den vergangenen Jahren wuchs der Handel.", ["den vergangenen Jahren = PXY"]),
    ("Er wurde zu drei Jahren und vier Monaten verurteilt.", ["drei Jahren und vier Monaten = P3Y4M"]),
    ("Das Embargo galt jahrzehntelang.", ["jahrzehntelang = PXDE"]),
    # What comes again
    ("Der Rat tagt jeden Freitag.", ["jeden Freitag = XXXX-WXX-5"]),
    ("Die Minister treffen sich zweimal im Jahr.", ["zweimal im Jahr = P1Y"]),
    ("Der Bericht erscheint jährlich.", ["jährlich = P1Y"]),
    # Times of day
    ("Am Montag um 14.30 Uhr begann die Sitzung.", ["Montag = 2023-09-11", "14.30 Uhr = 2023-09-11T14:30"]),
    ("Die Rede beginnt um halb neun.", ["halb neun = 2023-09-16T08:30"]),
    ("Um 18 Uhr MESZ fiel der Vorhang.", ["18 Uhr MESZ = 2023-09-16T18:00+02:00"]),
    # Feasts and named periods
    ("Am Karfreitag 2021 ruhten die Waffen.", ["Karfreitag 2021 = 2021-04-02"]),
    ("Zu Pfingsten traf sich die Partei.", ["Pfingsten = 2023-05-28"]),
    ("Im Kalten Krieg war die Stadt geteilt.", ["Kalten Krieg = 1947/1991"]),
    ("Die 78. UN-Generalversammlung wählte ihn.", ["Die 78. UN-Generalversammlung = 2023-09-05/2024-09-09"]),
    ("Im Ramadan ruhten die Waffen.", ["Ramadan = 2023-03-23/2023-04-21"]),
    ("Im Jahr 44 v. Chr. starb Caesar.", ["Jahr 44 v. Chr. = BC0044"]),
    # Days ahead, nights and opening hours
    ("Die Straße ist ab Montag gesperrt.", ["Montag = 2023-09-18"]),
    ("Sie streiken von Montag, 21 Uhr, bis Dienstag.", ["Montag = 2023-09-18", "21 Uhr = 2023-09-18T21:00", "Dienstag = 2023-09-19"]),
    ("Weitere Vorstellung: Freitag, 20 Uhr.", ["Freitag = 2023-09-22", "20 Uhr = 2023-09-22T20:00"]),
    ("In der Nacht auf Freitag brannte es, um 2.37 Uhr kam der Alarm.", ["der Nacht auf Freitag = 2023-09-14TNI", "2.37 Uhr = 2023-09-15T02:37"]),
    ("In der Silvesternacht fielen Schüsse.", ["der Silvesternacht = 2022-12-31TNI"]),
    ("Geöffnet Mo–Fr 9–17 Uhr.", ["Mo = XXXX-WXX-1", "Fr = XXXX-WXX-5", "9 = XXXX-XX-XXT09:00", "17 Uhr = XXXX-XX-XXT17:00"]),
    ("Im September waren es 40, im Vorjahresmonat 30.", ["September = 2023-09", "Vorjahresmonat = 2022-09"]),
    ("Das 150-jährige Bestehen wird gefeiert.", ["150-jährige = P150Y"]),
    ("Die Studie, die diese Woche erscheint, war teuer.", ["diese Woche = 2023-W37"]),
    ("Zu Jahresbeginn wird alles anders.", ["Jahresbeginn = 2024"]),
    ("Nächste Woche Freitag wird gewählt.", ["Nächste Woche Freitag = 2023-09-22"]),
    # Vague
    ("Damals war das anders.", ["Damals = PAST_REF"]),
    ("Derzeit ruhen die Gespräche.", ["Derzeit = PRESENT_REF"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_german_expression_has_its_extent_and_value(text: str, expected: list[str]):
    assert values(text) == expected


NO_TIMES = [
    "Der Mann ist 35 Jahre alt.",
    "Jugendliche ab 16 Jahren dürfen wählen.",
    "Rund 2000 Menschen kamen.",
    "Die Kosten betrugen 1800 Euro.",
    "Die Resolution 1701 blieb ohne Wirkung.",
    "Früher oder später musste es so kommen.",
    "Der 55-jährige Italiener und ein 14-jähriges Mädchen kamen.",
    "Der Wert stieg um 3,1990 Prozent.",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_ages_sums_and_sayings_are_no_times(text: str):
    assert values(text) == []


DIRECTIONS = [
    ("Er sagte am Freitag, man sei bereit.", "2023-09-15"),
    ("Am Freitag wird der Gipfel beginnen.", "2023-09-22"),
    ("Am Freitag hat er das Land verlassen.", "2023-09-15"),
    ("Der Rat will am Freitag entscheiden.", "2023-09-22"),
    ("Die Sitzung war für Donnerstag geplant.", "2023-09-14"),
    ("Das Treffen am Mittwoch verlief ruhig, und im Mai wird gewählt.", "2023-09-13"),
]


@pytest.mark.parametrize(("text", "day"), DIRECTIONS)
def test_tense_decides_between_the_last_and_the_next_weekday(text: str, day: str):
    assert times(text)[0].value == day


def test_earliest_and_latest_are_the_first_and_last_day_of_the_value():
    (week,) = times("Sie reist nächste Woche ab.")
    assert (week.earliest, week.latest) == (dt.date(2023, 9, 18), dt.date(2023, 9, 24))


def test_since_is_explained_as_an_open_interval():
    (since,) = times("Sie treffen sich seit 2015.")
    assert since.value == "2015"
    assert "open interval from 2015-01-01" in since.why


def test_partners_of_an_interval_are_explained_with_both_ends():
    first, second = times("Von 1999 bis 2004 war er Minister.")
    assert "from 1999-01-01 to 2004-12-31" in first.why
    assert "from 1999-01-01 to 2004-12-31" in second.why


def test_ago_and_since_place_a_duration_on_the_calendar():
    ago, since = times("Vor drei Tagen reiste er ab. Seit zwei Jahren war er dort.")
    assert (ago.earliest, ago.latest) == (dt.date(2023, 9, 13), dt.date(2023, 9, 13))
    assert (since.earliest, since.latest) == (dt.date(2021, 9, 16), dt.date(2023, 9, 16))


def test_today_is_a_date_in_daily_news_and_the_present_in_an_essay():
    news = "BERLIN. Heute trifft sich das Kabinett."
    essay = "Frankreich ist heute weniger fremd als einst. " + "Das zeigt sich an vielem. " * 150
    assert times(news)[0].value == "2023-09-16"
    assert times(essay)[0].value == "PRESENT_REF"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am Freitag sagte er nichts.", "XXXX-WXX-5"),
        ("Im April reiste er.", "XXXX-04"),
        ("Am 5. Mai reiste er.", "XXXX-05-05"),
        ("Gestern reiste er.", "PAST_REF"),
        ("Nächste Woche reist er.", "FUTURE_REF"),
        ("Am 5. Mai 2021 reiste er.", "2021-05-05"),
    ],
)
def test_without_a_day_of_publication_values_stay_relative(text: str, expected: str):
    (time,) = times(text, published=None)
    assert time.value == expected
    if not expected.startswith("2021"):
        assert time.earliest is None
        assert "unknown" in time.why
