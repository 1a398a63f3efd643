"""Write `languages/en/actors/things_wordnet.csv`: dishes, beasts, garments, tunes from WordNet 3.0.

    python -m tools.things_from_wordnet /usr/share/wordnet

In: the noun files of WordNet (Debian: package `wordnet-base`). Out: single words whose most
frequent sense lies under one of the heads below. Words that news uses of states all the same
(*drone*, *wheat*, *bench*) are kept out
(`things_kept_out.txt`). WordNet licence: docs/licences.md.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from depesche import languages

FILES = {13: "dish", 5: "animal", 20: "plant"}
"""Lexicographer files that are taken whole, by their number in `lexnames`."""

HEADS = {
    "drink": ("beverage 1",),
    "illness": ("disease 1",),
    "garment": ("clothing 1", "footwear 1", "footwear 2", "fabric 1", "jewelry 1", "cosmetic 1"),
    "house": (
        *("furniture 1", "tableware 1", "kitchen_utensil 1", "toy 1", "decoration 1", "ware 1"),
        *("crockery 1", "stove 1", "lamp 1", "lamp 2", "bottle 1", "vase 1", "pottery 1"),
        *("door 1", "window 1", "restaurant 1"),
    ),
    "art": (
        *("musical_instrument 1", "art 1", "music 1", "genre 3", "literary_composition 1"),
        *("genre 2", "dramatic_composition 1", "movie 1", "religious_song 1", "dance 3"),
        *("poem 1", "fiction 1"),
    ),
    "game": ("game 1", "martial_art 1", "chess_opening 1", "card_game 1", "playing_card 1"),
}
"""Heads of trees: a word and the number of its sense."""

NOTICE = (
    "# Written by tools/things_from_wordnet.py from WordNet 3.0, (c) 2006 Princeton University.",
    "# All rights reserved. Permission to use, copy, modify and distribute it for any purpose and",
    "# without fee is granted, provided that this notice stays. THIS DATABASE IS PROVIDED AS IS,",
    "# PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES (OF",
    "# MERCHANTABILITY, FITNESS FOR A PURPOSE, OR THAT ITS USE WILL INFRINGE NO RIGHTS).",
)
KEPT_OUT = frozenset(Path(__file__).with_name("things_kept_out.txt").read_text("utf-8").split())


class WordNet:
    """The nouns of WordNet: senses by word, synsets with their words, file and hyponyms."""

    def __init__(self, folder: Path) -> None:
        self.senses: dict[str, list[str]] = {}
        self.words: dict[str, list[str]] = {}
        self.file: dict[str, int] = {}
        self.below: dict[str, list[str]] = defaultdict(list)
        for line in _lines(folder / "data.noun"):
            cells = line.split(" | ")[0].split()
            synset, n = cells[0], int(cells[3], 16)
            self.file[synset] = int(cells[1])
            self.words[synset] = cells[4 : 4 + 2 * n : 2]
            pointers = cells[5 + 2 * n :]
            for sign, above in zip(pointers[::4], pointers[1::4], strict=False):
                if sign in ("@", "@i"):
                    self.below[above].append(synset)
        for line in _lines(folder / "index.noun"):
            cells = line.split()
            self.senses[cells[0]] = cells[6 + int(cells[3]) :]
        self.other = set(_first_words(folder, "index.adj", "index.adv", "verb.exc"))
        """Words that are adjectives and adverbs too, or forms of verbs."""

    def tree(self, head: str) -> set[str]:
        """Return the synsets below sense `n` of a word, given as `word n`."""
        word, _, number = head.partition(" ")
        found: set[str] = set()
        open_ = [self.senses[word][int(number) - 1]]
        while open_:
            synset = open_.pop()
            if synset not in found:
                found.add(synset)
                open_ += self.below[synset]
        return found


def _lines(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8") as lines:
        yield from (line for line in lines if not line.startswith("  "))


def _first_words(folder: Path, *files: str) -> Iterator[str]:
    for file in files:
        yield from (line.split(maxsplit=1)[0] for line in _lines(folder / file))


def kinds(net: WordNet) -> dict[str, str]:
    """Return the kind of thing that each synset is."""
    found: dict[str, str] = {}
    for kind, heads in HEADS.items():
        for head in heads:
            for synset in net.tree(head):
                found.setdefault(synset, kind)
    for synset, file in net.file.items():
        if file in FILES:
            found.setdefault(synset, FILES[file])
    return found


def words(net: WordNet) -> dict[str, list[str]]:
    """Return the words of each kind whose most frequent sense is of that kind."""
    kind_of = kinds(net)
    found: dict[str, list[str]] = defaultdict(list)
    for word, senses in sorted(net.senses.items()):
        kind = kind_of.get(senses[0])
        plain = word.isalpha() and len(word) > 2 and word not in KEPT_OUT | net.other
        if kind and plain and word in net.words[senses[0]]:  # not there: it has a capital letter
            found[kind].append(word)
    return found


def main(arguments: list[str] | None = None) -> None:
    """Read WordNet and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where data.noun and index.noun are")
    found = words(WordNet(parser.parse_args(arguments).folder))
    rows = [f"{kind},{'; '.join(found[kind])}" for kind in sorted(found)]
    file = languages.path("en", "actors/things_wordnet.csv")
    file.write_text("\n".join((*NOTICE, "kind,words", *rows, "")), encoding="utf-8")


if __name__ == "__main__":
    main()
