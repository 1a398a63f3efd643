"""Treebank and name files in, `Sentence` objects out: CoNLL-U, IOB2, GermEval 2014 TSV, factRuEval
2016.

Formats: universaldependencies.org/format.html; Mayhew et al. 2024 (Universal NER); Benikova et al.
2014 (GermEval); Starostin et al. 2016 (factRuEval).
"""

from __future__ import annotations

import gzip
import io
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from spacy.language import Language

OPENING = set("([{„«‚“‘")
CLOSING = set(".,;:!?)]}»%…")


@dataclass(frozen=True)
class Sentence:
    """One sentence of words with what its data set annotates; an empty list is "not annotated".

    `spaced[i]`: white space stands before word i. `heads` count from 1, 0 is the root.
    `fused` holds (first, last, surface) of multiword tokens, zero-based and inclusive.
    """

    words: list[str]
    spaced: list[bool]
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    fused: list[tuple[int, int, str]] = field(default_factory=list)
    text: str = ""
    begins_paragraph: bool = False


def open_text(path: Path) -> io.TextIOBase:
    """Open a plain or gzip text file as UTF-8."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")  # type: ignore[return-value]
    return path.open(encoding="utf-8")  # type: ignore[return-value]


def blocks(path: Path) -> Iterator[list[str]]:
    """The runs of non-empty lines of a file."""
    block: list[str] = []
    with open_text(path) as file:
        for line in file:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield block
                block = []
    if block:
        yield block


def text_of(block: list[str]) -> str:
    return next((line[9:] for line in block if line.startswith("# text = ")), "")


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file; empty nodes are skipped."""
    for block in blocks(path):
        rows, fused, glued_ends = [], [], set()
        for line in block:
            columns = line.split("\t")
            if line.startswith("#") or "." in columns[0]:
                continue
            if "-" in columns[0]:
                first, last = map(int, columns[0].split("-"))
                fused.append((first - 1, last - 1, columns[1]))
                if "SpaceAfter=No" in columns[9]:
                    glued_ends.add(last - 1)
            else:
                rows.append(columns)
        if not rows:
            continue
        spaced = [True] * len(rows)
        for i in range(1, len(rows)):
            spaced[i] = "SpaceAfter=No" not in rows[i - 1][9] and i - 1 not in glued_ends
        for first, last, surface in fused:
            if "".join(row[1] for row in rows[first : last + 1]) == surface:
                spaced[first + 1 : last + 1] = [False] * (last - first)
        yield Sentence(
            words=[row[1].replace("\xa0", " ") for row in rows],
            spaced=spaced,
            upos=[row[3] for row in rows],
            feats=[row[5] for row in rows],
            lemmas=[row[2] for row in rows],
            heads=[int(row[6]) for row in rows],
            relations=[row[7] for row in rows],
            fused=fused,
            names=names_of(rows),
            text=text_of(block),
            begins_paragraph=any(line.startswith(("# newdoc", "# newpar")) for line in block),
        )


def names_of(rows: list[list[str]]) -> list[str]:
    """BIO names from the column MISC (`Name=B-LOC`), where every word has one."""
    found = [n for row in rows for n in re.findall(r"(?:^|\|)Name=([^|]+)", row[9])]
    return found if len(found) == len(rows) else []


def collapse(sentence: Sentence) -> Sentence:
    """The surface view: words as a tokeniser leaves them that does not take apart what is written
    together.

    *im* is one word for *in dem*, with the preposition's place in the tree and the features of all
    parts; *US-Sanktionen* is one word where a treebank has three, with the annotation of its head.
    Contractions whose parts are merely written together (*don't*) stay apart.
    """
    merged_into: dict[int, int] = {}
    surfaces: dict[int, str] = {}
    for first, last, surface in sentence.fused:
        if "".join(sentence.words[first : last + 1]) == surface:
            continue
        surfaces[first] = surface
        merged_into.update(dict.fromkeys(range(first + 1, last + 1), first))
    for first, last in hyphenated(sentence):
        members = range(first, last + 1)
        if any(i in merged_into or i in surfaces for i in members):
            continue
        outward = [i for i in members if not first <= sentence.heads[i] - 1 <= last]
        nouns = [i for i in outward if sentence.upos[i] != "PUNCT"]
        if len(outward) != 1 or not nouns or sentence.upos[last] == "PUNCT":
            continue
        surfaces[last] = "".join(sentence.words[first : last + 1])
        merged_into.update(dict.fromkeys(range(first, last), last))
    if not surfaces:
        return sentence
    heads_of_fused = {first for first, _, _ in sentence.fused}
    kept = [i for i in range(len(sentence.words)) if i not in merged_into]
    place = {old: new for new, old in enumerate(kept)}

    def new_head(i: int) -> int:
        head = sentence.heads[i]
        return 0 if head == 0 else place[merged_into.get(head - 1, head - 1)] + 1

    def outer(i: int) -> int:
        """Of the words that became word i, the one that hangs on a word outside."""
        members = [i, *(j for j, target in merged_into.items() if target == i)]
        outside = [j for j in members if sentence.heads[j] - 1 not in members]
        return outside[0] if outside and i not in heads_of_fused else i

    def features(i: int) -> str:
        if i not in heads_of_fused:
            return sentence.feats[i]
        parts = [i] + [j for j, first in merged_into.items() if first == i]
        values = dict(
            feature.split("=", 1)
            for j in parts
            for feature in sentence.feats[j].split("|")
            if "=" in feature
        )
        return "|".join(f"{k}={v}" for k, v in sorted(values.items(), key=feature_order)) or "_"

    begins: dict[int, int] = {}
    for member, target in merged_into.items():
        begins[target] = min(member, begins.get(target, target))
    heads = [new_head(outer(i)) for i in kept]
    if any(head == i + 1 for i, head in enumerate(heads)):
        return sentence
    return Sentence(
        words=[surfaces.get(i, sentence.words[i]) for i in kept],
        spaced=[sentence.spaced[begins.get(i, i)] for i in kept],
        upos=[sentence.upos[i] for i in kept],
        feats=[features(i) for i in kept],
        lemmas=[joined_lemma(sentence, begins.get(i, i), i) for i in kept],
        heads=heads,
        relations=[sentence.relations[outer(i)] for i in kept],
        names=[sentence.names[i] for i in kept] if sentence.names else [],
        text=sentence.text,
    )


def hyphenated(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """First and last word of every run that is written together around hyphens."""
    words, spaced = sentence.words, sentence.spaced
    i = 0
    while i < len(words) - 2:
        end = i
        while (
            end + 2 < len(words)
            and words[end + 1] == "-"
            and not spaced[end + 1]
            and not spaced[end + 2]
            and words[end][-1].isalnum()
            and words[end + 2][0].isalpha()
        ):
            end += 2
        if end > i:
            yield i, end
        i = end + 1


def joined_lemma(sentence: Sentence, first: int, last: int) -> str:
    """The lemma of words written together: the last word's, after the others as they stand."""
    return "".join(sentence.words[first:last]) + sentence.lemmas[last]


def feature_order(item: tuple[str, str]) -> str:
    return item[0].lower()


def spacing(words: list[str], text: str = "") -> list[bool]:
    """White space before each word: from the text where it matches, else by the rules of
    typesetting.
    """
    if text:
        found, at = [], 0
        for word in words:
            start = text.find(word, at)
            if start < 0 or start - at > 3:
                break
            found.append(at == 0 or start > at)
            at = start + len(word)
        if len(found) == len(words):
            return found
    spaced, quoted, glue = [], False, True
    for word in words:
        closing = word in CLOSING or (word in ('"', "''", "“", "”") and quoted)
        spaced.append(not closing and not glue)
        glue = word in OPENING or (word in ('"', "``") and not quoted)
        if word in ('"', "``", "''", "„", "“", "”"):
            quoted = not quoted
    spaced[0] = True
    return spaced


def read_iob2(path: Path) -> Iterator[Sentence]:
    """Sentences of a Universal NER file. `OTH` is MISC; `B-O` (a draft's open cases) is `?`."""
    for block in blocks(path):
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        words = [row[1] for row in rows]
        names = [row[2].replace("OTH", "MISC") for row in rows]
        names = ["?" if name in ("B-O", "I-O") else name for name in names]
        yield Sentence(words, spacing(words, text_of(block)), names=names)


def read_germeval(path: Path) -> Iterator[Sentence]:
    """Sentences of a GermEval 2014 file: outer names, with `deriv` and `part`; `OTH` is MISC."""
    for block in blocks(path):
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        words = [row[1] for row in rows]
        yield Sentence(words, spacing(words), names=[row[2].replace("OTH", "MISC") for row in rows])


MARKED_TYPES = {"P": "PER", "L": "LOC", "O": "ORG", "M": "MISC"}
MARKED_SUFFIXES = {"": "", "d": "deriv", "p": "part"}
MARKED = re.compile(r"\[([PLOM])([dp]?) ([^\]]+)\]")


def read_marked(path: Path, nlp: Language) -> Iterator[Sentence]:
    """Sentences of the project's own, one per line, with names in brackets: `[Ld Wiener] Walzer`.

    `nlp` splits them into words as at run time. Raises ValueError with file and line where a
    bracket is no name or does not fall on words.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        spans, text, at = [], "", 0
        for match in MARKED.finditer(line):
            text += line[at : match.start()]
            kind = MARKED_TYPES[match[1]] + MARKED_SUFFIXES[match[2]]
            spans.append((len(text), len(text) + len(match[3]), kind))
            text += match[3]
            at = match.end()
        text += line[at:]
        doc = nlp.make_doc(text)
        names = ["O"] * len(doc)
        for start, end, kind in spans:
            span = doc.char_span(start, end)
            if span is None:
                raise ValueError(f"{path}:{number}: {text[start:end]!r} is not made of words")
            names[span.start : span.end] = [f"B-{kind}"] + [f"I-{kind}"] * (len(span) - 1)
        if "[" in text or "]" in text:
            raise ValueError(f"{path}:{number}: a bracket that is no name")
        spaced = [True] + [bool(token.whitespace_) for token in doc[:-1]]
        yield Sentence([token.text for token in doc], spaced, names=names, text=text)


FACTRU_TYPES = {"Person": "PER", "Org": "ORG", "Location": "LOC", "LocOrg": "LOC"}


def read_factrueval(path: Path) -> Iterator[list[Sentence]]:
    """Documents of the factRuEval 2016 archive; longest objects; `LocOrg` (a state) is LOC."""
    members: dict[str, dict[str, str]] = {}
    with tarfile.open(path) as archive:
        for member in archive:
            match = re.search(r"(book_\d+)\.(txt|tokens|spans|objects)$", member.name)
            file = archive.extractfile(member) if match else None
            if match and file:
                members.setdefault(match[1], {})[match[2]] = file.read().decode()
    for name in sorted(members, key=lambda n: int(n[5:])):
        yield factrueval_document(**members[name])


def factrueval_document(txt: str, tokens: str, spans: str, objects: str) -> list[Sentence]:
    ranges = {}
    for line in spans.splitlines():
        columns = line.split()
        ranges[columns[0]] = (int(columns[2]), int(columns[2]) + int(columns[3]))
    found = []
    for line in objects.splitlines():
        columns = line.split("#")[0].split()
        if len(columns) > 2 and columns[1] in FACTRU_TYPES:
            parts = [ranges[c] for c in columns[2:] if c in ranges]
            if parts:
                start, end = min(p[0] for p in parts), max(p[1] for p in parts)
                found.append((start, end, FACTRU_TYPES[columns[1]]))
    found.sort(key=lambda item: (item[0] - item[1], item[0]))
    tag_at: dict[int, tuple[int, int, str]] = {}
    for start, end, kind in found:
        if not any(position in tag_at for position in range(start, end)):
            tag_at.update(dict.fromkeys(range(start, end), (start, end, kind)))
    sentences: list[Sentence] = []
    for block in re.split(r"\n\s*\n", tokens.strip()):
        rows = [line.split(maxsplit=3) for line in block.splitlines()]
        starts = [int(row[1]) for row in rows]
        ends = [start + int(row[2]) for start, row in zip(starts, rows, strict=True)]
        names, last = [], None
        for start in starts:
            span = tag_at.get(start)
            names.append("O" if span is None else f"{'I' if span == last else 'B'}-{span[2]}")
            last = span
        spaced = [True] + [a > b for a, b in zip(starts[1:], ends, strict=False)]
        words = [txt[a:b] for a, b in zip(starts, ends, strict=True)]
        sentences.append(Sentence(words, spaced, names=names))
    return sentences


def with_names(sentence: Sentence, names: list[str]) -> Sentence:
    """The same sentence with names from another data set over the same words."""
    return replace(sentence, names=names)
