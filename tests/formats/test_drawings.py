import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.formats.html.network import network, undrawn
from depesche.formats.html.ties import MOST, all_ties, drawable, order
from depesche.formats.html.timeline import timeline
from depesche.model import Actor, Event, Interval, Reading, Report
from tests.formats.pages import parse

GULF = ("ARE", "BHR", "KWT", "OMN", "QAT", "SAU")


def event(
    actors: str | tuple[str, ...],
    type_: str,
    recipients: str | tuple[str, ...] = (),
    status: str = "actual",
    time: tuple[str | None, str | None] | None = None,
) -> Event:
    return Event.model_validate(
        {
            "start": 0,
            "end": 1,
            "type": type_,
            "actors": (actors,) if isinstance(actors, str) else actors,
            "recipients": (recipients,) if isinstance(recipients, str) else recipients,
            "status": status,
            "time": None if time is None else {"from": time[0], "to": time[1]},
            "sentence": {"start": 0, "end": 1},
            "trigger": "t",
            "why": "w",
        }
    )


def reading(*events: Event, actors: tuple[Actor, ...] = ()) -> Reading:
    report = Report(id="i", language="de", text="Text.", published=dt.date(2022, 7, 8))
    return Reading(depesche="1", record="r", report=report, events=events, actors=actors)


def test_bodies_and_persons_count_as_their_state() -> None:
    people = (
        Actor(id="person:joe-biden", kind="person", name="Joe Biden", state="USA"),
        Actor(id="SAU:foreign", kind="body", name="Foreign ministry", state="SAU"),
    )
    (tie,) = all_ties(reading(event("person:joe-biden", "ACCUSE", "SAU:foreign"), actors=people))
    assert (tie.actors, tie.recipients) == ((("USA",),), (("SAU",),))


def test_events_of_the_same_parties_and_status_are_one_tie() -> None:
    ties = all_ties(
        reading(
            event("USA", "ACCUSE", "RUS"),
            event("USA", "ACCUSE", "RUS"),
            event("USA", "THREATEN", "RUS"),
            event("USA", "SANCTION", "RUS", status="planned"),
            event("RUS", "ACCUSE", "USA"),
        )
    )
    assert [tie.label for tie in ties] == ["ACCUSE ×2, THREATEN", "planned SANCTION", "ACCUSE"]


def test_states_that_are_acted_upon_together_are_one_block_also_where_they_meet_another() -> None:
    ties = all_ties(
        reading(
            event((*GULF, "USA"), "CONSULT", status="planned"),
            event("USA", "REQUEST", GULF),
            event("SAU", "CONSULT", ()),
            event("USA", "ACCUSE", "SAU"),
        )
    )
    assert [tie.parties for tie in ties] == [
        (GULF, ("USA",)),
        (("USA",), GULF),
        (("USA",), ("SAU",)),
    ]


def test_a_meeting_of_three_ties_each_to_the_same_square() -> None:
    drawing = parse(network(reading(event(("ARM", "AZE", "DEU"), "CONSULT")), "") or "")
    assert len(drawing.with_class("hub")) == 1
    assert len(drawing.with_class("tie")) == 3
    assert not [n for n in drawing.with_class("tie") if "marker-end" in n.attributes]


def test_an_arrow_points_at_the_receiver_and_the_status_is_in_words() -> None:
    found = reading(event("RUS", "SANCTION", "ARM", status="negated"))
    drawing = parse(network(found, "p-") or "")
    (tie,) = drawing.with_class("tie")
    assert tie.attributes["marker-end"] == "url(#p-head-conflict)"
    assert "st-negated" in tie.attributes["class"]
    assert [n.text() for n in drawing.with_class("tie-label")] == ["no SANCTION"]


def test_a_group_of_its_own_name_is_drawn_under_it() -> None:
    gulf = Actor(id="group:gulf", kind="group", name="Gulf states", members=GULF)
    drawing = parse(network(reading(event("USA", "REQUEST", GULF), actors=(gulf,)), "") or "")
    assert "Gulf states" in [n.text() for n in drawing.with_class("node-label")]


def test_a_group_and_the_list_of_its_members_are_the_same_party() -> None:
    gulf = Actor(id="group:gulf", kind="group", name="Gulf states", members=GULF)
    ties = all_ties(
        reading(
            event(("USA", "group:gulf"), "CONSULT"),
            event((*GULF, "USA"), "CONSULT"),
            actors=(gulf,),
        )
    )
    assert [(tie.parties, tie.label) for tie in ties] == [((GULF, ("USA",)), "CONSULT ×2")]


def test_a_meeting_of_a_group_among_itself_shows_its_members() -> None:
    ties = all_ties(reading(event("USA", "REQUEST", GULF), event(GULF, "CONSULT")))
    assert ties[1].parties == tuple((id,) for id in GULF)


def test_events_without_a_second_party_are_counted_not_drawn() -> None:
    found = reading(event("RUS", "PROTEST"), event("RUS", "ACCUSE", "ARM"), event((), "AID", "ARM"))
    assert len(all_ties(found)) == 1
    assert undrawn(found) == 2
    assert network(reading(event("RUS", "PROTEST")), "") is None


def test_states_that_reject_side_by_side_do_nothing_to_one_another() -> None:
    found = reading(event(("BLR", "RUS", "SYR"), "REJECT"))
    assert all_ties(found) == []
    assert undrawn(found) == 1


def test_no_more_parties_are_drawn_than_can_be_read() -> None:
    many = [event(f"A{n:02}", "ACCUSE", "RUS") for n in range(30)]
    drawn = drawable(all_ties(reading(*many)))
    assert len({party for tie in drawn for party in tie.parties}) == MOST
    assert undrawn(reading(*many)) == 30 - (MOST - 1)


def test_parties_with_ties_stand_near_one_another() -> None:
    ties = all_ties(
        reading(
            event("A", "ACCUSE", "X"),
            event("B", "ACCUSE", "Y"),
            event("C", "ACCUSE", "Z"),
            event("A", "THREATEN", "X", status="planned"),
        )
    )
    blocks = order(ties)
    for one, other in (("A", "X"), ("B", "Y"), ("C", "Z")):
        apart = abs(blocks.index((one,)) - blocks.index((other,)))
        assert min(apart, len(blocks) - apart) == 1


def test_timeline_rows_go_from_the_earliest_to_the_latest() -> None:
    found = reading(
        event("A", "ACCUSE", "B", "planned", ("2022-07-11", "2022-07-17")),
        event("A", "CONSULT", "B", "actual", ("2021-02-01", "2021-02-28")),
        event("A", "REJECT", "B"),
        event("A", "AID", "B", "negated", (None, "2022-06-30")),
    )
    drawing = parse(timeline(found, "") or "")
    assert [n.text() for n in drawing.with_class("code")] == [
        "E2 2021-02 CONSULT",
        "E4 until 2022-06-30 AID negated",
        "E1 2022-07-11 to 2022-07-17 ACCUSE planned",
    ]
    bars = [float(n.attributes["x"]) for n in drawing.with_class("bar")]
    assert bars[0] < bars[2]
    assert len(drawing.with_class("strike")) == 1
    assert "published" in drawing.text()


def test_without_dated_events_there_is_no_timeline() -> None:
    assert timeline(reading(event("A", "ACCUSE", "B")), "") is None


@settings(deadline=None)
@given(st.lists(st.tuples(st.dates(), st.dates()).map(sorted), min_size=1, max_size=8))
def test_every_bar_lies_within_the_drawing(days: list[list[dt.date]]) -> None:
    events = [event("A", "ACCUSE", "B", "actual", (str(a), str(b))) for a, b in days]
    drawing = parse(timeline(reading(*events), "") or "")
    for bar in drawing.with_class("bar"):
        x, width = float(bar.attributes["x"]), float(bar.attributes["width"])
        assert 300 <= x <= x + width <= 760
    for label in drawing.with_class("tick-label"):
        assert 300 <= float(label.attributes["x"]) <= 760


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.frozensets(st.sampled_from("ABCDEFGH"), max_size=6),
            st.frozensets(st.sampled_from("ABCDEFGH"), max_size=6),
            st.sampled_from(["actual", "planned", "possible", "negated"]),
        ),
        max_size=12,
    )
)
def test_every_event_with_two_parties_is_in_exactly_one_tie(
    found: list[tuple[frozenset[str], frozenset[str], str]],
) -> None:
    events = [event(tuple(sorted(a)), "CONSULT", tuple(sorted(r)), s) for a, r, s in found]
    ties = all_ties(reading(*events))
    expected = [(a | r, s) for a, r, s in found if a and len(a | r) >= 2]
    tied = [
        (frozenset(id for block in tie.parties for id in block), tie.status)
        for tie in ties
        for _ in tie.types
    ]
    assert sorted(map(repr, map(_plain, tied))) == sorted(map(repr, map(_plain, expected)))
    parse(network(reading(*events), "") or "")


def _plain(item: tuple[frozenset[str], str]) -> tuple[list[str], str]:
    return sorted(item[0]), item[1]


def test_an_interval_without_a_beginning_is_drawn_from_the_left() -> None:
    time = Interval.model_validate({"from": None, "to": "2022-07-01"})
    found = reading(event("A", "ACCUSE", "B").model_copy(update={"time": time}))
    assert "until 2022-07-01" in (timeline(found, "") or "")
