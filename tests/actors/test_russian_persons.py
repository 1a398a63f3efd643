"""Persons in Russian: case forms, initials, patronymics, and names that the record does not know."""

import pytest

from depesche import actors, parsing, record
from depesche.model import Report
from tests.actors.helpers import meant

FORMS = [
    ("Встреча с Лавровым затянулась.", "Лавровым", "sergey-lavrov"),
    ("Слова Захаровой его удивили.", "Захаровой", "maria-zakharova"),
    ("Он возразил Кае Каллас.", "Кае Каллас", "kaja-kallas"),
    ("Доклад представил Х. Фидан.", "Х. Фидан", "hakan-fidan"),
    ("Приказ подписал Лавров С. В. вчера.", "Лавров", "sergey-lavrov"),
    ("Владимира Владимировича Путина ждали.", "Владимира Владимировича Путина", "vladimir-putin"),
    ("Реджеп Эрдоган прибыл утром.", "Реджеп Эрдоган", "recep-tayyip-erdogan"),
]


@pytest.mark.parametrize(("text", "name", "person"), FORMS)
def test_name_in_any_form_is_the_person_of_the_record(text, name, person):
    assert meant(text, "ru")[name] == (f"person:{person}",)


def test_other_initial_is_another_person():
    assert not meant("На рояле играл Н. Лавров.", "ru")


def parsed(text: str) -> dict[str, tuple[str, ...]]:
    report = Report(id="t", language="ru", text=text)
    found = actors.find(parsing.load("ru")(text), report, record.builtin())
    return {mention.text: mention.actors for mention in found.mentions}


def test_stranger_is_one_person_in_every_case_form():
    text = "Политолог Мустафа Ковров возразил. Слова Мустафы Коврова разобрали. Ковров молчит."
    assert set(parsed(text).values()) == {("person:mustafa-kovrov",)}


def test_surname_before_other_given_names_is_somebody_else():
    found = parsed("Книгу написал Хван Чжан Еп, бежавший на юг.")
    assert set(found.values()) == {("person:khvan-chzhan-ep",)}


def test_initials_do_not_make_a_name_somebody_else():
    found = parsed("С. Лавров и Х. Фидан встретились.")
    assert set(found.values()) == {("person:sergey-lavrov",), ("person:hakan-fidan",)}
