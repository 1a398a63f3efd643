import json
import subprocess
import sys

import pytest

from depesche.formats import FORMATS
from depesche.model import Reading
from tests.formats.readings import plain, small


def test_there_are_five_formats_and_each_gives_text() -> None:
    assert list(FORMATS) == ["text", "json", "html", "plover", "csv"]
    assert all(FORMATS[name](small()).strip() for name in FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_gives_the_same_bytes_every_time(name: str) -> None:
    assert FORMATS[name](small()) == FORMATS[name](small())


@pytest.mark.parametrize("name", ["text", "json", "html"])
def test_a_reading_in_which_nothing_was_found_can_be_shown(name: str) -> None:
    assert "Kein Ort, kein Staat." in FORMATS[name](
        plain("Kein Ort, kein Staat.", "Kein Ort, kein Staat.")
    )


def test_json_can_be_read_back() -> None:
    assert Reading.model_validate_json(FORMATS["json"](small())) == small()
    assert json.loads(FORMATS["json"](small()))["events"][0]["time"]["from"] == "2024-03-04"


def test_knowing_the_formats_imports_none_of_their_libraries() -> None:
    code = "import sys, depesche.formats; print({'rich', 'pydantic', 'depesche.model'} & set(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "set()"
