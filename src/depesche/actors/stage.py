"""Who is meant: every actor of international affairs in a report.

In: a `Doc`, its `Report` and the reference record. Out: mentions, and the actors they stand for.
The lexicon proposes, rules of context decide; each link says in words why. Metonymy of places
follows Markert and Nissim (2007): a capital is a government where it acts, else a place.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc

from depesche.actors import backward, groups, lexicon, names, offices, persons
from depesche.actors.register import Register
from depesche.actors.scene import Link, Scene
from depesche.model import Actor, Mention, Report
from depesche.record import Record


class Found(NamedTuple):
    """The actors of a report, sorted by id, and their mentions in the order of the text."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]


def find(doc: Doc, report: Report, record: Record) -> Found:
    """Return the actors of a report and where it mentions them.

    `doc.text` must be `report.text`. Works on words alone, better with a parse. Groups expand to
    their members, offices to their holders on `report.published`.
    """
    register = Register(record, report.published)
    scene = Scene(doc, report.text, lexicon.load(report.language), report.published)
    candidates = scene.candidates()
    scene.blocked = {k for c in candidates if c.sense("trap") for k in range(c.i, c.j)}
    scene.links = names.link(scene, candidates)
    offices.link(scene, candidates, register)
    groups.link(scene, candidates, register)
    persons.link(scene, register)
    offices.resolve(scene, register)
    backward.link(scene, candidates, register)
    return _found(scene, register)


def _found(scene: Scene, register: Register) -> Found:
    links = sorted(scene.links, key=lambda link: (link.start, -link.end))
    mentions = tuple(_mention(scene, link) for link in links)
    ids = sorted({actor for mention in mentions for actor in mention.actors})
    return Found(tuple(register.actor(id) for id in ids), mentions)


def _mention(scene: Scene, link: Link) -> Mention:
    return Mention(
        start=link.start,
        end=link.end,
        text=scene.raw[link.start : link.end],
        actors=link.actors,
        via=link.via,
        confidence=link.confidence,
        why=link.why,
    )
