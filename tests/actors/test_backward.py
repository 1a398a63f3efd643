"""Phrases without a name: whom *das Land*, *der Präsident*, *his counterpart*, *both leaders* mean."""

import pytest

from tests.actors.helpers import meant, read


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Katar vermittelt. Der Golfstaat lud ein.", "Golfstaat", "QAT"),
        ("Peru wählt. Das Andenland ist müde.", "Andenland", "PER"),
        ("Fidschi und Australien reden. Der Inselstaat klagt.", "Inselstaat", "FJI"),
        ("Kenia klagt gegen Frankreich. Das ostafrikanische Land hofft.", "Land", "KEN"),
        ("Die EU und die Nato tagten. Das Bündnis warnte.", "Bündnis", "NATO"),
        ("Die Nato und die EU tagten. Der Block warnte. ", "Block", None),
        ("Polen verließ den Saal. Das andere Land blieb.", "Land", None),
        ("Serbien lobte Ungarn. Das Land hofft.", "Land", None),
    ],
)
def test_noun_means_the_one_of_its_kind_that_stands_out(text, phrase, actor):
    assert meant(text).get(phrase) == ((actor,) if actor else None)


def test_alliance_may_be_named_later_if_it_is_the_only_one():
    assert meant("Die Allianz flog Angriffe, so die Nato.")["Allianz"] == ("NATO",)


@pytest.mark.parametrize(
    ("text", "on", "phrase", "person"),
    [
        ("Kohl saß neben Clinton. Der Kanzler schwieg.", "1995-05-09", "Kanzler", "helmut-kohl"),
        ("Kirchner blieb hart. Die Präsidentin nannte es Diebstahl.", "2010-06-01", "Präsidentin",
         "cristina-fernandez-de-kirchner"),
        ("Erdogan flog heim. Sein Ministerpräsident blieb.", "2016-07-16", "Ministerpräsident",
         "binali-yildirim"),
        ("Polen trauert. Der Präsident schwieg.", "2008-04-03", "Präsident", "lech-kaczynski"),
    ],
)  # fmt: skip
def test_office_without_state_is_held_by_who_was_named_or_whose_state_was(text, on, phrase, person):
    assert meant(text, on=on)[phrase] == (f"person:{person}",)


def test_office_stays_open_where_two_hold_it():
    assert "Präsident" not in meant("Putin empfing Xi. Der Präsident lächelte.", on="2023-03-20")


@pytest.mark.parametrize(
    ("text", "lang", "on", "phrase", "person"),
    [
        ("Mirziyoyev met his Kazakh counterpart.", "en", "2025-05-09", "Kazakh counterpart",
         "kassym-jomart-tokayev"),
        ("Lawrow sprach mit seinem indischen Kollegen.", "de", "2022-04-01", "indischen Kollegen",
         "s-jaishankar"),
    ],
)  # fmt: skip
def test_counterpart_holds_the_same_office(text, lang, on, phrase, person):
    assert meant(text, lang, on)[phrase] == (f"person:{person}",)


def test_two_leaders_are_the_two_of_the_nearest_sentence():
    found = meant("Obama and Castro spoke. The two leaders smiled.", "en", "2016-03-22")
    assert found["two leaders"] == ("person:barack-obama", "person:raul-castro")


def test_title_of_several_states_takes_the_state_of_the_dateline():
    found = read("MANILA - The foreign secretary summoned the envoy.", "en", "2024-07-02")
    states = {actor.id: actor.state for actor in found.actors}
    office = next(m for m in found.mentions if m.text == "foreign secretary")
    assert states[office.actors[0]] == "PHL"
