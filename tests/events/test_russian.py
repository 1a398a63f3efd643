"""Constructions of Russian, parsed by the analyser itself."""

from __future__ import annotations

import datetime as dt

import pytest

from depesche.reader import Reader

DAY = dt.date(2025, 7, 10)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("Обстрел Израилем юга Ливана продолжался всю ночь.", "ASSAULT", "ISR", "LBN"),
        ("Осуждение Ираном удара США было ожидаемым.", "ACCUSE", "IRN", "USA"),
        ("Санкции против Белоруссии вводятся Канадой.", "SANCTION", "CAN", "BLR"),
        ("Уругваем предоставлена Гаити гуманитарная помощь.", "AID", "URY", "HTI"),
        ("В четверг США расширили санкции против КНДР.", "SANCTION", "USA", "PRK"),
        ("Со стороны Пакистана прозвучали угрозы в адрес Индии.", "THREATEN", "PAK", "IND"),
        ("В Кремле выразили соболезнования Турции.", "SUPPORT", "RUS", "TUR"),
        ("В Каракасе объявили о прекращении поставок нефти Парагваю.", "SANCTION", "VEN", "PRY"),
        ("Боливия объявила о введении санкций против Чили.", "SANCTION", "BOL", "CHL"),
        ("Канада объявила о выделении Гаити 20 млн долларов.", "AID", "CAN", "HTI"),
        ("Ответственность за взрыв Тегеран возложил на Израиль.", "ACCUSE", "IRN", "ISR"),
    ],
)
def test_russian_says_who_did_what_to_whom_by_case_and_voice(
    reader: Reader, text: str, type_: str, actors: str, recipients: str
) -> None:
    (event,) = reader.read(text, published=DAY, language="ru").events
    assert event.type == type_
    assert [a.split(":")[0] for a in event.actors] == [actors]
    assert [a.split(":")[0] for a in event.recipients] == [recipients]


def test_his_is_not_the_subjects_own(reader: Reader) -> None:
    text = "Эрдоган позвонил Алиеву и поддержал его позицию."
    support = reader.read(text, published=DAY, language="ru").events[-1]
    assert support.recipients == ("person:ilham-aliyev",)


def test_a_converb_tells_of_its_own_act(reader: Reader) -> None:
    text = "Встретившись с президентом Индии, премьер-министр Японии попросил о кредите."
    types = [event.type for event in reader.read(text, published=DAY, language="ru").events]
    assert types == ["CONSULT", "REQUEST"]
