"""What holds for every text: no crash, spans inside the text, intervals the right way round."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.times.calendar import day_of, interval
from depesche.times.data import load
from depesche.times.feasts import easter, feast, orthodox_easter
from tests.times.conftest import times

DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
RECENT = st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1))


def vocabulary(lang: str) -> list[str]:
    """The words of the language's own tables, so that texts hit the rules."""
    forms = {form for table in load(lang).tables.values() for form in table}
    marks = [
        ".",
        ",",
        "-",
        "–",
        ":",
        "/",
        "(",
        ")",
        "\n",
        "\n\n",
        "'",
        "24",
        "1999",
        "2023",
        "12",
        "5.",
        "9:30",
    ]
    return sorted(forms) + marks * 20  # fmt: skip


def texts(lang: str) -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(vocabulary(lang)), max_size=25)
    return st.tuples(words, st.sampled_from([" ", "", "  "])).map(lambda p: p[1].join(p[0]))


QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("lang", ["de", "en", "ru", "fr"])
@given(data=st.data())
@QUICK
def test_no_text_crashes_and_spans_lie_inside_in_order(lang: str, data: st.DataObject):
    made = texts(lang) if lang != "fr" else st.text(max_size=200)
    text = data.draw(st.one_of(made, st.text(max_size=80)))
    published = data.draw(st.none() | DAYS)
    end = 0
    for time in times(text, lang if lang != "fr" else "de", published):
        assert end <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text
        assert (time.earliest is None) == (time.latest is None)
        if time.earliest is not None and time.latest is not None:
            assert day_of(time.earliest) <= day_of(time.latest)
        end = time.end


WEEKLY = [
    "Er sagte am Freitag nichts.",
    "Nächste Woche reist er ab.",
    "Am vergangenen Dienstag war Ruhe.",
    "Gestern Abend war Ruhe.",
    "Am Wochenende wird gewählt.",
    "Vor drei Tagen war Ruhe.",
]


@pytest.mark.parametrize("text", WEEKLY)
@given(published=RECENT)
@QUICK
def test_a_week_later_week_relative_values_lie_a_week_later(text: str, published: dt.date):
    week = dt.timedelta(weeks=1)
    (now,) = times(text, published=published)
    (later,) = times(text, published=published + week)
    assert now.earliest is not None
    assert later.earliest == now.earliest + week
    assert later.latest == now.latest + week


@given(published=RECENT)
@QUICK
def test_the_same_input_gives_the_same_output(published: dt.date):
    text = "Am Freitag und im Mai sowie zu Ostern und am 3. Juni um 20 Uhr."
    assert times(text, published=published) == times(text, published=published)


@given(
    st.from_regex(
        r"[0-9X]{1,4}(-(W[0-9]{2}(-WE|-[0-9])?|[0-9]{2}(-[0-9]{2})?|Q[0-9]|WI))?(T[0-9:]{0,6})?"
    )
)
@QUICK
def test_interval_of_any_value_is_none_or_runs_forward(value: str):
    found = interval(value)
    assert found is None or found[0] <= found[1]


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_in_spring(year: int):
    assert easter(year).isoweekday() == 7
    assert dt.date(year, 3, 22) <= easter(year) <= dt.date(year, 4, 25)
    assert orthodox_easter(year).isoweekday() == 7


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("easter+0", 2024, dt.date(2024, 3, 31)),
        ("easter+49", 2023, dt.date(2023, 5, 28)),
        ("orthodox-easter+0", 2024, dt.date(2024, 5, 5)),
        ("4.4.11", 2023, dt.date(2023, 11, 23)),
        ("-1.1.05", 2023, dt.date(2023, 5, 29)),
        ("7<12-25", 2023, dt.date(2023, 12, 24)),
        ("3<11-23", 2022, dt.date(2022, 11, 16)),
        ("12-25", 2023, dt.date(2023, 12, 25)),
        ("nowruz", 2023, dt.date(2023, 3, 21)),
        ("nowruz", 2024, dt.date(2024, 3, 20)),
        ("nowruz", 2025, dt.date(2025, 3, 21)),
        ("rosh-hashanah", 2023, dt.date(2023, 9, 16)),
        ("rosh-hashanah+9", 2024, dt.date(2024, 10, 12)),
        ("rosh-hashanah-163", 2024, dt.date(2024, 4, 23)),
        ("islamic-09", 2023, dt.date(2023, 3, 23)),
        ("islamic-10-01", 2024, dt.date(2024, 4, 10)),
    ],
)
def test_feasts_fall_on_their_days(rule: str, year: int, day: dt.date):
    assert feast(rule, year)[0] == day


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023", dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2023-W38", dt.date(2023, 9, 18), dt.date(2023, 9, 24)),
        ("2023-W38-WE", dt.date(2023, 9, 23), dt.date(2023, 9, 24)),
        ("2022-WI", dt.date(2022, 12, 1), dt.date(2023, 2, 28)),
        ("2023-Q3", dt.date(2023, 7, 1), dt.date(2023, 9, 30)),
        ("197", dt.date(1970, 1, 1), dt.date(1979, 12, 31)),
        ("19", dt.date(1900, 1, 1), dt.date(1999, 12, 31)),
        ("1947/1991", dt.date(1947, 1, 1), dt.date(1991, 12, 31)),
    ],
)
def test_interval_gives_the_first_and_last_day(value: str, first: dt.date, last: dt.date):
    assert interval(value) == (first, last)


@pytest.mark.parametrize(
    "value", ["PAST_REF", "P3D", "XXXX-05", "2023-13", "2023-W54", "", "T12:00"]
)
def test_values_off_the_calendar_have_no_interval(value: str):
    assert interval(value) is None
