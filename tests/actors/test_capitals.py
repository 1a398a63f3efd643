"""A capital is a government where it acts, else a place."""

import pytest

import depesche
from tests.actors.helpers import read

GOVERNMENTS = [
    ("de", "Astana wies den Vorwurf zurück.", "KAZ"),
    ("de", "Moskaus Krieg verschlingt Milliarden.", "RUS"),
    ("de", "Das Verhältnis zwischen Seoul und Tokio bessert sich.", "KOR"),
    ("de", "Aus Ankara kam scharfe Kritik.", "TUR"),
    ("de", "Er verwies auf Druck aus Peking.", "CHN"),
    ("de", "Die Sanktionen gegen Teheran bleiben.", "IRN"),
    ("de", "Brüssel droht mit Zöllen.", "EU"),
    ("de", "Das Schreiben diente dazu, um Athen zu besänftigen.", "GRC"),
    ("de", "Die Pekinger Führung schweigt.", "CHN:government"),
    ("en", "Tehran warned the tankers.", "IRN"),
    ("en", "Ottawa's decision angered many.", "CAN"),
    ("en", "Pressure from Washington is growing.", "USA"),
    ("ru", "Пекин выразил протест.", "CHN"),
    ("ru", "По мнению Анкары, это ошибка.", "TUR"),
]

PLACES = [
    ("de", "Sie reiste nach Astana weiter."),
    ("de", "In Minsk gingen Tausende auf die Straße."),
    ("de", "MOSKAU (dpa) - Die Börse schloss früher."),
    ("de", "Der Zug von Prag nach Wien stand still."),
    ("de", "Der Bürgermeister von Paris trat zurück."),
    ("de", "Der Minister besuchte am Freitag Kiew."),
    ("de", "Moskaus Straßen waren leer."),
    ("de", "Zwischen Berlin und Warschau fahren täglich Züge."),
    ("en", "The team flew to Beijing on Monday."),
    ("en", "Officials in Washington and Brussels slept."),
    ("en", "The fall of Kabul came quickly."),
    ("ru", "Делегация прибыла в Ташкент."),
    ("ru", "Мэр Лондона выступил."),
]


@pytest.mark.parametrize(("lang", "text", "actor"), GOVERNMENTS)
def test_capital_that_acts_is_the_government(lang, text, actor):
    assert actor in {a for m in read(text, lang).mentions for a in m.actors}


@pytest.mark.parametrize(("lang", "text"), PLACES)
def test_capital_where_something_happens_is_a_place(lang, text):
    found = [m for m in read(text, lang).mentions if m.via.startswith("capital")]
    assert found
    assert all(m.via == "capital_as_place" and not m.actors for m in found)


STRUCK_OR_DESCRIBED = [
    ("de", "Angriffe auf Kiew forderten elf Tote."),
    ("de", "Die Rebellen rückten auf Damaskus vor."),
    ("de", "Damaskus fiel binnen elf Tagen an die Rebellen."),
    ("de", "Im Süden Londons brannte ein Lager."),
    ("de", "Oslo ist teuer geworden."),
    ("de", "Den Haag wird zum Ort des Prozesses, der Haftbefehl ist vollstreckt."),
    ("de", "Die Schlussakte von Helsinki wurde unterzeichnet."),
    ("de", "WARSCHAU. Der Sejm tagt."),
    ("en", "Strikes on Tehran killed dozens."),
    ("en", "London's Heathrow airport closed."),
    ("en", "Khartoum fell to the militia."),
    ("en", "The Doha round collapsed."),
    ("ru", "Удары по Киеву продолжались."),
    ("ru", "Пекин накрыла песчаная буря."),
]


@pytest.mark.parametrize(("lang", "text"), STRUCK_OR_DESCRIBED)
def test_capital_that_is_struck_or_described_is_a_place(lang, text):
    assert all(not m.actors for m in read(text, lang).mentions if m.via == "capital_as_place")
    assert not [m for m in read(text, lang).mentions if m.via == "capital_as_government"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("В Лондоне заявили, что санкции останутся.", ("GBR",)),
        ("В Анкаре открыли новый мост.", ()),
        ("Активисты в Берлине потребовали мира.", ()),
    ],
)
def test_a_russian_capital_speaks_where_the_clause_has_no_subject(
    text: str, actors: tuple[str, ...]
) -> None:
    (capital,) = (m for m in depesche.read(text).mentions if m.via.startswith("capital"))
    assert capital.actors == actors
