import json
from pathlib import Path

from depesche.formats import schema

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "reading.schema.json"


def test_published_schema_is_the_one_of_the_model() -> None:
    made = json.loads(schema.render())
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published == made, (
        "the form of a reading has changed; if that is meant, say so in CHANGELOG.md and run "
        "python -m depesche.formats.schema > docs/reading.schema.json"
    )


def test_schema_names_every_part_of_a_reading() -> None:
    parts = json.loads(schema.render())["properties"]
    assert {"report", "actors", "mentions", "times", "statements", "events", "claims"} <= set(parts)
