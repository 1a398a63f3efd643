"""Gold trees for tests: sentences annotated by hand in Universal Dependencies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import spacy
from spacy.tokens import Doc

from depesche import events
from depesche.model import Event, Mention, Report, TimeExpression, Via

PUBLISHED = dt.date(2024, 5, 15)


def tree(lang: str, *sentences: str) -> Doc:
    """Build a Doc from lines `form lemma POS head relation [Feats]`, heads counted from 1."""
    words, lemmas, pos, heads, deps, feats, starts = [], [], [], [], [], [], []
    for sentence in sentences:
        offset = len(words)
        for number, line in enumerate(sentence.strip().splitlines(), 1):
            form, lemma, tag, head, dep, *rest = line.split()
            words.append(form)
            lemmas.append(lemma)
            pos.append(tag)
            heads.append(offset + (number if head == "0" else int(head)) - 1)
            deps.append("ROOT" if head == "0" else dep)
            feats.append(rest[0] if rest else "")
            starts.append(number == 1)
    return Doc(
        spacy.blank(lang).vocab,
        words=words,
        lemmas=lemmas,
        pos=pos,
        heads=heads,
        deps=deps,
        morphs=feats,
        sent_starts=starts,
    )


def code(
    lang: str,
    doc: Doc,
    actors: dict[str, str],
    times: Sequence[TimeExpression] = (),
    published: dt.date | None = PUBLISHED,
    *,
    via: Via = "name",
) -> tuple[Event, ...]:
    """Code a tree; `actors` says which words stand for whom, `via` by what."""
    mentions = [
        Mention(
            start=token.idx,
            end=token.idx + len(token.text),
            text=token.text,
            actors=(actors[token.text],),
            via=via,
            why="given",
        )
        for token in doc
        if token.text in actors
    ]
    report = Report(id="test", language=lang, text=doc.text, published=published)
    return events.find(doc, report, mentions, times, ())


def day(doc: Doc, text: str, value: str, first: dt.date, last: dt.date) -> TimeExpression:
    """Return a time expression that covers `text` in `doc`."""
    start = doc.text.index(text)
    return TimeExpression(
        start=start,
        end=start + len(text),
        text=text,
        type="DATE",
        value=value,
        earliest=first,
        latest=last,
        why="given",
    )
