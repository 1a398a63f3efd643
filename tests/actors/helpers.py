"""What the tests of this stage share: read a sentence, look at what it mentions."""

import datetime as dt

import spacy

from depesche import record
from depesche.actors import Found, find
from depesche.model import Report

_BLANK = {lang: spacy.blank(lang) for lang in ("de", "en", "ru", "fr")}


def read(text: str, lang: str = "de", on: str | None = None) -> Found:
    """Link the actors of `text` on words alone."""
    day = dt.date.fromisoformat(on) if on else None
    report = Report(id="t", language=lang, text=text, published=day)
    return find(_BLANK[lang](text), report, record.builtin())


def meant(text: str, lang: str = "de", on: str | None = None) -> dict[str, tuple[str, ...]]:
    """Return what each mention of `text` stands for."""
    return {m.text: m.actors for m in read(text, lang, on).mentions}
