"""English and Russian time expressions, read on Saturday, 16 September 2023."""

import pytest

from tests.times.conftest import values

ENGLISH = [
    ("On September 15, 2023, they met.", ["September 15, 2023 = 2023-09-15"]),
    ("They met on 15 September.", ["15 September = 2023-09-15"]),
    ("He will travel on Monday.", ["Monday = 2023-09-18"]),
    ("He spoke on Monday.", ["Monday = 2023-09-11"]),
    ("The summit is planned for October.", ["October = 2023-10"]),
    ("Talks began two years ago.", ["two years ago = 2021"]),
    ("At 8:30 a.m. on Tuesday they left.", ["8:30 a.m. = 2023-09-12T08:30", "Tuesday = 2023-09-12"]),
    ("In the late 1980s trade grew.", ["the late 1980s = 198"]),
    ("Since the end of last year he has waited.", ["the end of last year = 2022"]),
    ("They meet twice a year.", ["twice a year = P1Y"]),
    ("The first Monday in May was quiet.", ["The first Monday in May = 2023-05-01"]),
    ("It lasted more than three hours.", ["more than three hours = PT3H"]),
    ("On Thanksgiving 2022 he stayed.", ["Thanksgiving 2022 = 2022-11-24"]),
    ("She may be there in May.", ["May = 2024-05"]),
    ("Second-quarter profit fell from the year-ago period.", ["Second-quarter = 2023-Q2", "the year-ago period = 2022-Q2"]),
    ("It was the highest in four years.", ["four years = P4Y"]),
    ("He waited for six and a half years.", ["six and a half years = P6.5Y"]),
    ("The evening of Sept. 3 was calm.", ["The evening of Sept. 3 = 2023-09-03TEV"]),
    ("The talks will last 90 minutes.", ["90 minutes = PT90M"]),
    ("A 10-year-old boy and 1500 people came.", []),
    ("The 9/11/2001 report is long.", ["9/11/2001 = 2001-09-11"]),
]  # fmt: skip

RUSSIAN = [
    ("15 сентября 2023 года они встретились.", ["15 сентября 2023 года = 2023-09-15"]),
    ("Саммит пройдёт на следующей неделе.", ["следующей неделе = 2023-W38"]),
    ("В пятницу он заявил это.", ["пятницу = 2023-09-15"]),
    ("В пятницу будет встреча.", ["пятницу = 2023-09-22"]),
    ("В прошлом месяце было тихо.", ["прошлом месяце = 2023-08"]),
    ("Два года назад он ушёл.", ["Два года назад = 2021"]),
    ("В XX веке было иначе.", ["XX веке = 19"]),
    ("Осенью 2022 года он вернулся.", ["Осенью 2022 года = 2022-FA"]),
    ("В 14:30 мск началось заседание.", ["14:30 мск = 2023-09-16T14:30+03:00"]),
    ("Они встречаются раз в месяц.", ["раз в месяц = P1M"]),
    ("Ему исполнилось 35 лет.", []),
    ("Около 2000 человек пришли.", []),
    ("В День Победы был парад.", ["День Победы = 2023-05-09"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_expression_has_its_extent_and_value(text: str, expected: list[str]):
    assert values(text, "en") == expected


@pytest.mark.parametrize(("text", "expected"), RUSSIAN)
def test_russian_expression_has_its_extent_and_value(text: str, expected: list[str]):
    assert values(text, "ru") == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "Le sommet du 15 septembre 2023.", ["15 septembre 2023 = 2023-09-15"]),
        ("es", "El 15 de abril de 2022 y el viernes.", ["15 de abril de 2022 = 2022-04-15", "viernes = 2023-09-15"]),
        ("pl", "Do 3 maja 2021 i 12.05.2020.", ["3 maja 2021 = 2021-05-03", "12.05.2020 = 2020-05-12"]),
        ("zz", "2023-09-15", ["2023-09-15 = 2023-09-15"]),
    ],
)  # fmt: skip
def test_language_without_a_folder_gets_numbers_and_the_names_of_cldr(
    lang: str, text: str, expected: list[str]
):
    import datetime as dt  # noqa: PLC0415

    import spacy  # noqa: PLC0415

    from depesche.model import Report  # noqa: PLC0415
    from depesche.times import find  # noqa: PLC0415

    report = Report(id="t", language=lang, published=dt.date(2023, 9, 16), text=text)
    found = find(spacy.blank("xx")(text), report)
    assert [f"{time.text} = {time.value}" for time in found] == expected
