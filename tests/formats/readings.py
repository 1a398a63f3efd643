"""Readings made by hand, so that formats are tested without the stages."""

from __future__ import annotations

import datetime as dt

from depesche.model import (
    Actor,
    Attribution,
    Claim,
    Event,
    Fact,
    Interval,
    Mention,
    Party,
    Reading,
    Report,
    Span,
    Statement,
    TimeExpression,
    Verdict,
)

TEXT = """Kanzler reist nach Jerewan

Deutschland und Armenien sprechen nächste Woche in Jerewan über Energie. „Wir drohen niemandem,
auch nicht Moskau“, sagte der armenische Außenminister am Freitag in Berlin.

Armenien und Georgien sind Mitglieder der GUS. Russland hat keine Sanktionen gegen Armenien
verhängt. Im Februar 2024 warf Moskau Armenien vor, das Bündnis zu verraten.
"""
PUBLISHED = dt.date(2024, 3, 2)


def spot(text: str, words: str, nth: int = 0) -> dict[str, int]:
    """Return start and end of the `nth` place of `words` in `text`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def _mention(words: str, *actors: str, via: str = "name", nth: int = 0) -> Mention:
    return Mention.model_validate(
        {
            **spot(TEXT, words, nth),
            "text": words,
            "actors": actors,
            "via": via,
            "why": f"{words!r} in the table of names",
        }
    )


def _event(words: str, sentence: str, **fields: object) -> Event:
    return Event.model_validate(
        {
            **spot(TEXT, words),
            "trigger": words,
            "sentence": spot(TEXT, sentence),
            "why": f"verb {words!r}",
            **fields,
        }
    )


def _time(words: str, value: str, first: dt.date, last: dt.date) -> TimeExpression:
    return TimeExpression(
        **spot(TEXT, words),
        text=words,
        type="DATE",
        value=value,
        earliest=first,
        latest=last,
        why=f"{words!r} seen from 2024-03-02",
    )


CIS = "Armenien und Georgien sind Mitglieder der GUS."
NO_SANCTIONS = "Russland hat keine Sanktionen gegen Armenien\nverhängt."
QUOTE = "Wir drohen niemandem,\nauch nicht Moskau"
FIRST = "Deutschland und Armenien sprechen nächste Woche in Jerewan über Energie."
LAST = "Im Februar 2024 warf Moskau Armenien vor, das Bündnis zu verraten."


def small() -> Reading:
    """A reading with every kind of noun, overlapping spans among them."""
    minister = Party(actor="ARM", text="der armenische Außenminister", **spot(TEXT, "armenische"))
    fact = Fact(
        subject="GEO",
        relation="member_of",
        object="CIS",
        valid_from="1993-12-03",
        valid_to="2009-08-17",
        source="own-test-source",
        as_of="2025-06-30",
    )
    return Reading(
        depesche="0.1.0",
        record="test",
        report=Report(
            id="jerewan.de.txt",
            title="Kanzler reist nach Jerewan",
            outlet="Testblatt",
            published=PUBLISHED,
            language="de",
            text=TEXT,
        ),
        sentences=(Span(**spot(TEXT, FIRST)), Span(**spot(TEXT, CIS))),
        actors=(
            Actor(id="ARM", kind="state", name="Armenia", wikidata="Q399"),
            Actor(id="CIS", kind="bloc", name="CIS"),
            Actor(id="DEU", kind="state", name="Germany"),
            Actor(id="GEO", kind="state", name="Georgia"),
            Actor(id="RUS", kind="state", name="Russia"),
        ),
        mentions=(
            _mention("Deutschland", "DEU"),
            _mention("Armenien", "ARM"),
            _mention("Moskau", "RUS", via="capital_as_government"),
            _mention("armenische Außenminister", "ARM", via="office"),
            _mention("Armenien", "ARM", nth=1),
            _mention("Georgien", "GEO"),
            _mention("GUS", "CIS"),
            _mention("Russland", "RUS"),
            _mention("Armenien", "ARM", nth=2),
        ),
        times=(
            _time("nächste Woche", "2024-W10", dt.date(2024, 3, 4), dt.date(2024, 3, 10)),
            _time("am Freitag", "2024-03-01", dt.date(2024, 3, 1), dt.date(2024, 3, 1)),
            _time("Im Februar 2024", "2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ),
        statements=(
            Statement(
                kind="direct",
                quote=(Span(**spot(TEXT, QUOTE)),),
                text=QUOTE,
                speaker=minister,
                cue=Span(**spot(TEXT, "sagte")),
                why="quotation marks with a verb of saying behind them",
            ),
        ),
        events=(
            _event(
                "sprechen",
                FIRST,
                type="CONSULT",
                mode="meet",
                actors=("DEU", "ARM"),
                status="planned",
                time=Interval.model_validate({"from": "2024-03-04", "to": "2024-03-10"}),
                place="ARM",
            ),
            _event(
                "Sanktionen",
                NO_SANCTIONS,
                type="SANCTION",
                actors=("RUS",),
                recipients=("ARM",),
                status="negated",
            ),
            _event(
                "warf Moskau Armenien vor",
                LAST,
                type="ACCUSE",
                actors=("RUS",),
                recipients=("ARM",),
                status="actual",
                time=Interval.model_validate({"from": "2024-02-01", "to": "2024-02-29"}),
            ),
            _event(
                "drohen",
                QUOTE,
                type="THREATEN",
                actors=("ARM",),
                recipients=("RUS",),
                status="negated",
                status_detail="denied",
                source=Attribution(actor="ARM", statement=0),
            ),
        ),
        claims=(
            Claim(
                **spot(TEXT, CIS),
                text=CIS,
                subjects=("ARM", "GEO"),
                relation="member_of",
                object="CIS",
                at=PUBLISHED,
                why="'Mitglied' with a copula",
                verdict=Verdict(
                    status="mixed",
                    by_subject={"ARM": "supported", "GEO": "contradicted"},
                    facts=(fact,),
                    why="Armenien ja; Georgien nein, Mitglied 1993-12-03 bis 2009-08-17.",
                ),
            ),
            Claim(
                **spot(TEXT, NO_SANCTIONS),
                text=NO_SANCTIONS,
                subjects=("RUS",),
                relation="imposed_sanctions_on",
                object="ARM",
                negated=True,
                at=PUBLISHED,
                why="'Sanktionen verhängen', negated",
                verdict=Verdict(
                    status="not_covered",
                    by_subject={"RUS": "not_covered"},
                    why="Dazu sagt das Verzeichnis nichts.",
                ),
            ),
        ),
        notes=("A note for the reader.",),
    )


def plain(text: str, title: str | None = None, language: str = "de") -> Reading:
    """A reading in which nothing was found."""
    report = Report(id="r", title=title, language=language, text=text)
    return Reading(depesche="0.1.0", record="test", report=report)


def hostile(words: str) -> Reading:
    """A reading in which `words` stand wherever text can stand."""
    text = f"{words}\n\n{words} vor {words} nach"
    span = {"start": 0, "end": len(words)}
    actor = f"person:{words}"
    attribution = Attribution(text=words)
    fact = Fact(
        subject=actor, relation=words, object=words, qualifier=words, source=words, note=words
    )
    return Reading(
        depesche=words,
        record=words,
        report=Report(id=words, title=words, outlet=words, url=words, language="de", text=text),
        actors=(Actor(id=actor, kind="person", name=words),),
        mentions=(Mention(**span, text=words, actors=(actor,), via="name", why=words),),
        times=(TimeExpression(**span, text=words, type="DATE", value=words, why=words),),
        statements=(
            Statement(
                kind="direct",
                quote=(Span(start=1, end=len(text)),),
                text=words,
                speaker=Party(text=words),
                addressee=Party(text=words),
                why=words,
            ),
        ),
        events=(
            Event(
                **span,
                type="ACCUSE",
                mode=words,
                contexts=(words,),
                actors=(actor,),
                recipients=(words,),
                status="actual",
                time=Interval.model_validate({"from": "2024-01-01", "to": None}),
                place=words,
                source=attribution,
                sentence=Span(**span),
                trigger=words,
                why=words,
            ),
        ),
        claims=(
            Claim(
                **span,
                subjects=(actor,),
                relation="holds_office",
                object=f"{words}@{words}",
                source=attribution,
                text=words,
                why=words,
                verdict=Verdict(
                    status="contradicted",
                    by_subject={words: "contradicted"},
                    facts=(fact,),
                    why=words,
                ),
            ),
        ),
        notes=(words,),
    )
