import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.record import dates

DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "day", "answer"),
    [
        ("2006-08-16", "2012-12-19", "2006-08-15", False),
        ("2006-08-16", "2012-12-19", "2006-08-16", True),
        ("2006-08-16", "2012-12-19", "2012-12-19", True),
        ("2006-08-16", "2012-12-19", "2012-12-20", False),
        ("2006-08", "2012", "2006-08-30", None),
        ("2006-08", "2012", "2006-08-31", True),
        ("2006-08", "2012", "2006-09-01", True),
        ("2006-08", "2012", "2012-01-01", True),
        ("2006-08", "2012", "2012-01-02", None),
        ("2006-08", "2012", "2013-01-01", False),
        ("2006", None, "2005-12-31", False),
        ("2006", None, "2030-01-01", True),
        (None, "1990", "1950-01-01", True),
        ("2006", "2006-03-01", "2006-03-02", False),
    ],
)
def test_a_day_lies_in_a_period_only_as_far_as_its_precision_reaches(start, end, day, answer):
    assert dates.within(start, end, day) is answer


@settings(deadline=None)
@given(DAYS, DAYS)
def test_coarser_dates_never_contradict_the_day_they_come_from(start, day):
    exact = dates.began(start.isoformat(), day.isoformat())
    for length in (4, 7):
        assert dates.began(start.isoformat()[:length], day.isoformat()) in (exact, None)


@settings(deadline=None)
@given(DAYS)
def test_first_and_last_day_enclose_what_a_date_can_mean(day):
    for length in (4, 7, 10):
        partial = day.isoformat()[:length]
        first, last = dates.first_day(partial), dates.last_day(partial)
        assert first <= day <= last
        assert dates.within(partial, partial, day.isoformat()) is not False
        after, before = last + dt.timedelta(1), first - dt.timedelta(1)
        assert after.isoformat()[:length] != partial != before.isoformat()[:length]
