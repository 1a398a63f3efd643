import datetime as dt
import re
from pathlib import Path

import pytest

from depesche.formats import FORMATS
from depesche.model import Reading
from depesche.reader import Reader
from depesche.sources import from_file
from tests.formats.pages import parse

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ARTICLES = sorted(EXAMPLES.glob("*.txt"))
TABLE = dict(
    re.findall(
        r"^\| \[`([\w.-]+)`\].*\| (\d{4}-\d\d-\d\d) \|",
        (EXAMPLES / "README.md").read_text("utf-8"),
        re.M,
    )
)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    reader = Reader()
    reports = (
        from_file(path, published=dt.date.fromisoformat(TABLE[path.name])) for path in ARTICLES
    )
    return list(reader.read_many(reports))


def test_the_table_gives_every_article_its_day() -> None:
    assert sorted(TABLE) == [path.name for path in ARTICLES]
    assert len(ARTICLES) >= 7


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_an_article_is_a_headline_an_empty_line_and_the_text(path: Path) -> None:
    headline, empty, first, *_ = path.read_text("utf-8").split("\n")
    assert headline and not empty and first
    assert 200 <= len(path.read_text("utf-8").split()) <= 500


def test_pages_of_real_readings_are_well_formed_and_hold_the_article(
    readings: list[Reading],
) -> None:
    for reading in readings:
        document = parse(FORMATS["html"](reading))
        (article,) = document.nodes("article")
        shown = article.text(frozenset({"tip", "ref"}))
        assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", reading.report.text)
        ids = [n.attributes["id"] for n in document.nodes() if "id" in n.attributes]
        assert len(ids) == len(set(ids))
        hrefs = [n.attributes["href"][1:] for n in document.nodes("a")]
        local = [
            h
            for n, h in zip(document.nodes("a"), hrefs, strict=True)
            if n.attributes["href"][0] == "#"
        ]
        assert set(local) <= set(ids)


def test_text_and_json_of_real_readings(readings: list[Reading]) -> None:
    for reading in readings:
        assert reading.report.title and reading.report.title in FORMATS["text"](reading)
        assert Reading.model_validate_json(FORMATS["json"](reading)) == reading
