"""A word form in, what a dictionary knows of it out: parts of speech, features, dictionary forms.

The file `lexicon-CODE.txt.gz` beside the weights is written by `training/lexicon.py`. Its blocks
are apart by a blank line, with one entry per line: `capitals` and the parts of speech whose
dictionary forms are capitalised, `compounds` and those whose words are put together; analyses
(part of speech and features); inflection classes (the ending of the dictionary form, a tab, every
ending with its analyses as `ending:number,number`); stems, sorted; the numbers of the classes of
each stem. Stems and endings are lower-case. A stem that begins with a hyphen is the last part of
words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

#: The shortest known word that a longer one may end in, and the least that comes before it.
SHORTEST_TAIL, SHORTEST_HEAD = 4, 3
#: What stands between the parts of a German compound.
LINKS = ("s", "es", "n", "en", "er")
#: The mark of stress in Russian encyclopedias, which is no part of a word's spelling.
STRESS = "\u0301"
MOST_REMEMBERED = 500_000
#: Characters of a list of classes from which on it is worth a table of its own.
LONG_LIST = 60


@cache
def features(text: str) -> dict[str, str]:
    """`Feature=Value|...` as a dictionary; empty for `_`."""
    return dict(part.split("=", 1) for part in text.split("|") if "=" in part)


def common_start(one: str, other: str) -> int:
    """How many characters two words have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


_OF_INFINITIVES = (
    "VerbForm=Inf",
    *(
        f"Mood={mood}|Number=Plur|Person={person}|Tense=Pres|VerbForm=Fin"
        for mood in ("Ind", "Sub")
        for person in (1, 3)
    ),
)
"""What a German infinitive may be."""


class Analysis(NamedTuple):
    """One reading of a word form; `feats` are `Feature=Value|...`, `lemma` as it is written."""

    upos: str
    feats: str
    lemma: str


class Lexicon:
    """The words of one language. An unknown word that may be a compound is read by the longest
    known word that it ends in. `infinitives` are forms that are no other verb's, whatever `text`
    says.
    """

    def __init__(self, text: str, infinitives: Iterable[str] = ()) -> None:
        habits, analyses, classes, stems, numbers = (b.split("\n") for b in text.split("\n\n"))
        by_name = {line.split(" ")[0]: frozenset(line.split(" ")[1:]) for line in habits}
        self._capitals = by_name["capitals"]
        self._compounds = by_name["compounds"]
        self._analyses = [(u, feats) for u, _, feats in (a.partition(" ") for a in analyses)]
        # A space before every ending, so that it can be searched for.
        self._classes = [line.replace("\t", "\t ", 1) for line in classes]
        self._stems = dict(zip(stems, numbers, strict=True))
        self._infinitives = frozenset(infinitives)
        self._known: dict[str, tuple[Analysis, ...]] = {}
        self._endings: dict[str, dict[str, list[tuple[str, str]]]] = {}
        self._agreeing: dict[tuple[str, str], tuple[Analysis, ...] | None] = {}

    def agreeing(self, form: str, tag: str) -> tuple[Analysis, ...] | None:
        """The readings of a form that do not contradict a tag (`UPOS|Feature=Value|...`).

        None where the lexicon does not know the form as this part of speech.
        """
        key = (form, tag)
        if key in self._agreeing:
            return self._agreeing[key]
        upos, _, feats = tag.partition("|")
        own = features(feats)
        same = self._with_upos(form, upos)
        found = tuple(
            a for a in same if all(own.get(k, v) == v for k, v in features(a.feats).items())
        )
        result = found if same else None
        if len(self._agreeing) < MOST_REMEMBERED:
            self._agreeing[key] = result
        return result

    def lemmas(self, form: str, tag: str) -> tuple[str, ...]:
        """The dictionary forms that a form with this tag may have; empty if it is not known.

        Where no reading agrees with the tag, those of all readings with its part of speech.
        """
        found = self.agreeing(form, tag)
        if found == ():
            found = self._with_upos(form, tag.partition("|")[0])
        return tuple(dict.fromkeys(a.lemma for a in found or ()))

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        """All readings of a form, of its part after the last hyphen, or of its known ending."""
        known = self._known.get(form)
        if known is None:
            known = tuple(self._read(form))
            if len(self._known) < MOST_REMEMBERED:
                self._known[form] = known
        return known

    def _with_upos(self, form: str, upos: str) -> tuple[Analysis, ...]:
        return tuple(a for a in self.analyses(form) if a.upos == upos)

    def _read(self, form: str) -> list[Analysis]:
        before, hyphen, tail = form.rpartition("-")
        tail = unicodedata.normalize("NFC", tail.replace(STRESS, ""))
        if not tail.isalpha() or (len(tail) > 1 and tail.isupper()):
            return []
        word = tail.lower().replace("ё", "е")
        found = self._look_up(word)
        if word in self._infinitives:
            found = [reading for reading in found if reading[0] != "VERB"]
            found += [Analysis("VERB", feats, word) for feats in _OF_INFINITIVES]
        if not found and tail[0].isupper():
            found = self._of_compound(word)
        head = before + hyphen
        written = {
            (lemma, upos): self._written(head, tail, lemma, upos)
            for upos, lemma in {(upos, lemma) for upos, _, lemma in found}
        }
        return [Analysis(u, feats, written[lemma, u]) for u, feats, lemma in found]

    def _written(self, head: str, tail: str, lemma: str, upos: str) -> str:
        """A lower-case dictionary form with the capitals that its part of speech has."""
        if upos not in self._capitals:
            return (head if head.isupper() else head.lower()) + lemma
        kept = common_start(tail.lower(), lemma)
        written = tail[:kept] + lemma[kept:]
        return head + written[:1].upper() + written[1:]

    def _look_up(self, word: str) -> list[Analysis]:
        found = []
        for cut in range(len(word) + 1):
            classes = self._stems.get(word[:cut])
            if classes is None:
                continue
            for lemma, numbers in self._of_ending(classes, word[cut:]):
                for number in numbers.split(","):
                    upos, feats = self._analyses[int(number)]
                    found.append(Analysis(upos, feats, word[:cut] + lemma))
        return found

    def _of_ending(self, classes: str, ending: str) -> Iterable[tuple[str, str]]:
        """Dictionary endings and numbers of analyses that an ending has in some classes."""
        if len(classes) > LONG_LIST:
            return self._all_endings(classes).get(ending, ())
        found = []
        for number in classes.split(","):
            line = self._classes[int(number)]
            start = line.find(f" {ending}:")
            if start >= 0:
                start += len(ending) + 2
                end = line.find(" ", start)
                numbers = line[start:] if end < 0 else line[start:end]
                found.append((line[: line.index("\t")], numbers))
        return found

    def _all_endings(self, classes: str) -> dict[str, list[tuple[str, str]]]:
        """The endings of many classes (those of verbs whose forms begin differently)."""
        known = self._endings.get(classes)
        if known is None:
            known = {}
            for number in classes.split(","):
                lemma, _, endings = self._classes[int(number)].partition("\t")
                for item in endings.split():
                    ending, _, analyses = item.partition(":")
                    known.setdefault(ending, []).append((lemma, analyses))
            self._endings[classes] = known
        return known

    def _of_compound(self, word: str) -> list[Analysis]:
        """Readings by the last part: best a word after a known one, then a known last part of
        words (*-ung*), then the longest word.
        """
        tails: list[tuple[str, list[Analysis]]] = []
        for start in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1):
            found = self._nouns(word[start:])
            if found:
                if self._is_head(word[:start]):
                    return self._joined(word[:start], found)
                tails.append((word[:start], found))
        for start in range(SHORTEST_HEAD, len(word) - 2):
            found = self._nouns("-" + word[start:])
            if found:
                return self._joined(word[:start], found)
        return self._joined(*tails[0]) if tails else []

    def _nouns(self, word: str) -> list[Analysis]:
        return [found for found in self._look_up(word) if found.upos in self._compounds]

    @staticmethod
    def _joined(head: str, found: list[Analysis]) -> list[Analysis]:
        return [Analysis(u, feats, head + lemma.removeprefix("-")) for u, feats, lemma in found]

    def _is_head(self, head: str) -> bool:
        """Whether a word may begin a compound, with or without a linking element."""
        stems = (head, *(head.removesuffix(link) for link in LINKS if head.endswith(link)))
        return any(len(stem) > 2 and self._look_up(stem) for stem in stems)
