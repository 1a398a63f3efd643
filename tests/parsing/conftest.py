import pytest
from spacy.language import Language

from depesche import parsing


@pytest.fixture(scope="session")
def german() -> Language:
    return parsing.load("de", threads=1)


@pytest.fixture(scope="session")
def english() -> Language:
    return parsing.load("en", threads=1)


@pytest.fixture(scope="session")
def russian() -> Language:
    return parsing.load("ru", threads=1)
