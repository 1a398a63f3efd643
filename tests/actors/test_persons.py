"""Who is meant by a surname, a monarch's name, a seat that several states have."""

import pytest

from tests.actors.helpers import meant, read


@pytest.mark.parametrize(
    ("on", "text", "name", "id"),
    [
        ("1991-01-17", "Bush sprach am Abend.", "Bush", "person:george-h-w-bush"),
        ("2008-08-12", "Bush sprach am Abend.", "Bush", "person:george-w-bush"),
        ("1999-05-19", "Assad schwieg.", "Assad", "person:hafez-al-assad"),
        ("2013-08-27", "Assad schwieg.", "Assad", "person:bashar-al-assad"),
        ("1998-10-11", "Alijew siegte.", "Alijew", "person:heydar-aliyev"),
        ("2020-11-10", "Alijew siegte.", "Alijew", "person:ilham-aliyev"),
        ("2022-09-22", "Chamenei schwieg.", "Chamenei", "person:ali-khamenei"),
        ("2025-09-03", "Putin und Kim sprachen.", "Kim", "person:kim-jong-un"),
    ],
)
def test_surname_is_that_of_who_was_in_office_on_the_day(on, text, name, id):
    assert meant(text, on=on)[name] == (id,)


@pytest.mark.parametrize(
    ("on", "text", "name", "id"),
    [
        ("2023-11-11", "In Riad sprach König Abdullah.", "Abdullah", "person:abdullah-ii-of-jordan"),
        ("2008-06-22", "In Riad sprach König Abdullah.", "Abdullah", "person:abdullah-of-saudi-arabia"),
        ("1997-05-02", "König Hussein flog selbst.", "Hussein", "person:hussein-of-jordan"),
        ("2024-05-02", "Emir Tamim vermittelt.", "Tamim", "person:tamim-bin-hamad-al-thani"),
        ("2024-05-02", "König Mohammed fehlte.", "Mohammed", "person:mohammed-vi"),
    ],
)  # fmt: skip
def test_monarch_is_who_reigned_by_that_name_over_such_a_realm(on, text, name, id):
    assert meant(text, on=on)[name] == (id,)


def test_first_name_that_is_a_parliament_too_belongs_to_the_person():
    assert meant("Duma Boko siegte.", on="2024-11-01") == {"Duma Boko": ("person:duma-boko",)}


@pytest.mark.parametrize(("on", "bonn"), [("1988-03-02", ("DEU",)), ("2015-03-02", None)])
def test_former_capital_is_a_government_in_its_time(on, bonn):
    assert meant("Bonn zögert.", on=on).get("Bonn") == bonn


def test_former_capital_is_a_government_where_the_text_speaks_of_its_time():
    assert meant("Bonn zögerte 1972 lange.", on="2015-03-02")["Bonn"] == ("DEU",)


@pytest.mark.parametrize(
    ("text", "name", "id"),
    [
        ("Das Weiße Haus warnt Moskau.", "Weiße Haus", "USA:presidency"),
        ("In Bischkek stürmte die Menge das Weiße Haus.", "Weiße Haus", "KGZ:white_house"),
        ("Moskaus Weißes Haus dementiert.", "Weißes Haus", "RUS:white_house"),
    ],
)
def test_seat_that_several_states_have_is_the_one_that_is_owned_or_stormed(text, name, id):
    assert meant(text)[name] == (id,)


def test_seat_without_a_best_known_owner_needs_its_state():
    assert meant("NAIROBI - State House denies it.", "en")["State House"] == ("KEN:presidency",)
    assert "State House" not in meant("A new State House will be built.", "en")


@pytest.mark.parametrize(
    ("lang", "text", "person"),
    [
        ("en", "President Joseph R. Biden, Jr. spoke.", "person:joe-biden"),
        ("en", "Antony J. Blinken arrived in Doha.", "person:antony-blinken"),
        ("de", "Wladimir Wladimirowitsch Putin sprach.", "person:vladimir-putin"),
        ("ru", "По словам Сергея Викторовича Лаврова, всё готово.", "person:sergey-lavrov"),
    ],
)
def test_initials_and_patronymics_may_stand_inside_a_known_name(
    lang: str, text: str, person: str
) -> None:
    assert [m.actors for m in read(text, lang).mentions if m.via == "person"] == [(person,)]
