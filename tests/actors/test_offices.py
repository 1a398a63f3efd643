"""Offices, persons and groups: who holds, who belongs, who is meant by a phrase that refers back."""

import pytest

from tests.actors.helpers import meant, read


def test_office_with_adjective_and_name_gives_two_mentions_of_one_person():
    found = meant("Der kirgisische Präsident Sadyr Japarov sagte ab.", on="2023-09-16")
    assert found["kirgisische Präsident"] == ("person:sadyr-japarov",)
    assert found["Sadyr Japarov"] == ("person:sadyr-japarov",)


@pytest.mark.parametrize(
    ("on", "holder"), [("2019-05-01", "person:donald-trump"), ("2023-09-16", "person:joe-biden")]
)
def test_office_alone_is_held_by_who_held_it_on_the_day(on, holder):
    assert meant("Der US-Präsident reist ab.", on=on)["US-Präsident"] == (holder,)


def test_office_without_a_date_is_the_body_of_its_state():
    found = read("Der US-Präsident reist ab.")
    assert found.mentions[0].actors == ("USA:presidency",)
    assert found.actors[0].state == "USA"


def test_former_holder_is_not_taken_for_the_present_one():
    found = meant("Der frühere US-Präsident Barack Obama sprach.", on="2023-09-16")
    assert "person:joe-biden" not in {a for actors in found.values() for a in actors}


def test_secretary_general_acts_for_the_organisation_not_for_home():
    found = read("NATO-Generalsekretär Jens Stoltenberg mahnte.", on="2023-09-16")
    states = {actor.id: actor.state for actor in found.actors}
    assert states["person:jens-stoltenberg"] == "NATO"


@pytest.mark.parametrize(
    ("lang", "text", "name", "id"),
    [
        (
            "de",
            "Am Montag sprach Wano Merabischwili in Tiflis.",
            "Wano Merabischwili",
            "vano-merabishvili",
        ),
        (
            "ru",
            "В понедельник Сусана Малькорра выступила в Вене.",
            "Сусана Малькорра",
            "susana-malcorra",
        ),
        ("de", "Am Montag sprach Kim Min-seok in Wien.", "Kim Min-seok", "kim-min-seok"),
        (
            "de",
            "Am Montag sprach Trinidad Jiménez in Wien.",
            "Trinidad Jiménez",
            "trinidad-jimenez",
        ),
    ],
)
def test_office_holders_are_known_by_their_names_in_each_language(lang, text, name, id):
    assert meant(text, lang, on="2026-02-02")[name] == (f"person:{id}",)


@pytest.mark.parametrize(
    "spelling", ["Japarov", "Dschaparow", "Zhaparov", "Schaparow"]
)  # fmt: skip
def test_spellings_of_one_surname_meet(spelling):
    assert meant(f"{spelling} lehnte das ab.")[spelling] == ("person:sadyr-japarov",)


def test_russian_case_forms_of_a_name_meet():
    found = meant("Владимира Путина встретил Си Цзиньпин.", "ru")
    assert found["Владимира Путина"] == ("person:vladimir-putin",)


@pytest.mark.parametrize(
    ("lang", "text", "surface", "actor"),
    [
        ("de", "Das russische Außenministerium schweigt.",
         "russische Außenministerium", "RUS:foreign_ministry"),
        ("de", "Kasachstans Außenminister flog ab.", "Außenminister", "KAZ:foreign_ministry"),
        ("de", "Beamte des US-Finanzministeriums kamen.", "US-Finanzministeriums", "USA:treasury"),
        ("en", "The Kazakh foreign ministry said no.",
         "Kazakh foreign ministry", "KAZ:foreign_ministry"),
        ("en", "The president of Georgia vetoed it.", "president", "GEO:presidency"),
        ("ru", "МИД Казахстана опроверг это.", "МИД Казахстана", "KAZ:foreign_ministry"),
    ],
)  # fmt: skip
def test_institution_takes_its_state_from_the_words_around(lang, text, surface, actor):
    assert meant(text, lang)[surface] == (actor,)


def test_its_foreign_ministry_belongs_to_the_one_state_named():
    found = meant("Kazakhstan denied it, its foreign ministry said.", "en")
    assert found["foreign ministry"] == ("KAZ:foreign_ministry",)


def test_counted_countries_are_those_enumerated_before():
    text = (
        "Kasachstan, Kirgisistan, Tadschikistan, Turkmenistan und Usbekistan kamen. "
        "Die fünf Länder schwiegen."
    )
    assert meant(text)["fünf Länder"] == ("group:central-asia",)


def test_words_joined_by_a_hyphen_may_stand_between_number_and_states():
    text = "Niger, Mali and Burkina Faso left. The three military-led states accused Paris."
    assert meant(text, "en")["three military-led states"] == ("group:aes-states",)


def test_counted_countries_stay_open_when_the_number_does_not_fit():
    assert "sieben Länder" not in meant("Polen und Ungarn stritten. Die sieben Länder schwiegen.")


def test_group_has_its_members_on_the_day():
    actors = read("Die EU-Staaten stritten.", on="2019-06-01").actors
    assert "GBR" in actors[0].members
    actors = read("Die EU-Staaten stritten.", on="2023-06-01").actors
    assert "GBR" not in actors[0].members


def test_some_members_are_not_the_group():
    assert not meant("Vier afrikanische Länder blieben fern.")


def test_loose_group_of_the_west_is_not_the_western_part_of_a_country():
    assert meant("Der Westen zögert.")["Westen"] == ("group:west",)
    assert not meant("Im Westen der Insel regnet es.")


def test_the_country_refers_to_the_only_state_named():
    found = meant("Kirgisistan wählt. Das Land ist arm.")
    assert found["Land"] == ("KGZ",)


def test_the_country_stays_open_between_two():
    assert "Land" not in meant("Polen und Ungarn wählen. Das Land ist gespalten.")


def test_foreign_secretary_is_a_minister_in_london_and_an_official_in_delhi():
    assert meant("The Foreign Secretary flew home.", "en")["Foreign Secretary"] == (
        "GBR:foreign_ministry",
    )
    told = meant("The Indian foreign secretary flew home.", "en")
    assert told["Indian foreign secretary"] == ("IND:official",)


def test_ministers_of_a_bloc_are_the_bloc():
    assert meant("Die Außenminister der Asean berieten.")["Außenminister"] == ("ASEAN",)
