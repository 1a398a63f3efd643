"""spaCy component: a `Doc` with words and sentences in, the same `Doc` with parse and names out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

import numpy as np
from spacy.strings import StringStore
from spacy.tokens import Doc, Span

from depesche.parsing import lemmas
from depesche.parsing.network import Floats, Network, Parse, Words

#: How many words are gathered from a stream of documents before the network runs.
GATHERED_WORDS = 12_000
ENCODINGS = "depesche.encodings"
#: Russian dictionary forms are written without the optional dots, as in Russian-GSD.
LEMMA_SPELLING = {"ru": str.maketrans("ёЁ", "еЕ")}
#: Parts of speech whose lemma must be a word that exists, if there is a choice.
INFLECTED = frozenset(("NOUN", "VERB", "ADJ", "AUX"))
ATTRIBUTES: list[int | str] = ["POS", "TAG", "MORPH", "LEMMA", "HEAD", "DEP"]
LEMMA, HEAD = ATTRIBUTES.index("LEMMA"), ATTRIBUTES.index("HEAD")


def encoding(span: Span) -> Floats:
    """The vector of a sentence, or the mean of those of the sentences that `span` touches.

    Shape (384,), float32, length one; all zeros where the document was not analysed.
    """
    found = span.doc.user_data.get(ENCODINGS, {})
    vectors = [found[s.start] for s in _sentences(span) if s.start in found]
    if not vectors:
        return np.zeros(384, np.float32)
    total = np.sum(vectors, axis=0)
    return np.asarray(total / np.linalg.norm(total), np.float32)


def _sentences(span: Span) -> Iterator[Span]:
    """The sentences that `span` touches."""
    at = span.start
    while at < span.end:
        sentence = span.doc[at].sent
        yield sentence
        at = sentence.end


class Analyser:
    """Parses the sentences of documents in batches; results do not depend on the batches."""

    def __init__(self, network: Network, language: str) -> None:
        self._network = network
        self.language = language
        if not Span.has_extension("encoding"):
            Span.set_extension("encoding", getter=encoding)

    def __call__(self, doc: Doc) -> Doc:
        """Analyse one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 0) -> Iterator[Doc]:  # noqa: ARG002
        """Analyse documents in order, with the sentences of several in one batch."""
        docs: list[Doc] = []
        words = 0
        for doc in stream:
            docs.append(doc)
            words += len(doc)
            if words >= GATHERED_WORDS:
                yield from self._analyse(docs)
                docs, words = [], 0
        yield from self._analyse(docs)

    def _analyse(self, docs: list[Doc]) -> list[Doc]:
        places: list[tuple[Doc, list[int]]] = []
        sentences: list[Words] = []
        for doc in docs:
            for sentence in doc.sents:
                chosen = [t.i for t in sentence if not t.is_space]
                if chosen:
                    places.append((doc, chosen))
                    sentences.append(_words(doc, chosen))
        parses = self._network.parse(sentences)
        by_doc: dict[int, list[tuple[list[int], Parse]]] = {id(doc): [] for doc in docs}
        for (doc, chosen), parse in zip(places, parses, strict=True):
            by_doc[id(doc)].append((chosen, parse))
        for doc in docs:
            _annotate(doc, by_doc[id(doc)], self._network.known_words)
        return docs


def _words(doc: Doc, chosen: list[int]) -> Words:
    spaced = [i == 0 or bool(doc[i - 1].whitespace_) or doc[i - 1].is_space for i in chosen]
    spaced[0] = True
    return Words([doc[i].text for i in chosen], spaced)


def _annotate(doc: Doc, parses: list[tuple[list[int], Parse]], known: frozenset[str]) -> None:
    """Write parses into the `Doc`. White space hangs on the word before it, as spaCy has it."""
    names: list[Span] = []
    encodings = {}
    strings, morphology = doc.vocab.strings, doc.vocab.morphology
    columns = np.zeros((len(doc), len(ATTRIBUTES)), np.int64)
    space = [
        _key(strings, "SPACE"),
        _key(strings, "_SP"),
        morphology.add(""),
        0,
        0,
        _key(strings, "dep"),
    ]
    columns[:] = np.array(space, np.uint64).view(np.int64)
    shapes = lemmas.shapes(doc.lang_)
    respelt = LEMMA_SPELLING.get(doc.lang_, {})
    columns[:, LEMMA] = [_signed(token.orth) for token in doc]
    heads = _heads_of_space(doc)
    for chosen, parse in parses:
        first = chosen[0]
        while not doc[first].is_sent_start:
            first -= 1
        encodings[first] = parse.encoding
        for k, i in enumerate(chosen):
            upos, _, feats = parse.tags[k].partition("|")
            scripts = parse.lemmas[k]
            if upos not in INFLECTED:
                scripts = scripts[:1]
            lemma = lemmas.choose(doc[i].text, scripts, known, shapes.get(upos))
            lemma = lemma.translate(respelt)
            head = parse.heads[k]
            heads[i] = chosen[head - 1] if head else i
            relation = parse.relations[k] if head else "ROOT"
            row = (
                _key(strings, upos),
                _key(strings, upos),
                morphology.add(feats),
                _key(strings, lemma),
                0,
            )
            columns[i] = [*map(_signed, row), _signed(_key(strings, relation))]
        names.extend(
            Span(doc, chosen[a], chosen[b - 1] + 1, label=kind) for a, b, kind in spans(parse.names)
        )
    columns[:, HEAD] = np.array(heads) - np.arange(len(doc))
    doc.from_array(ATTRIBUTES, cast(Any, columns.view(np.uint64)))
    doc.spans["names"] = names
    doc.set_ents([name for name in names if not name.label_.endswith(("deriv", "part"))])
    doc.user_data[ENCODINGS] = encodings


def _key(strings: StringStore, text: str) -> int:
    """The number of a string in spaCy's store."""
    return strings.add(text)


def _signed(number: int) -> int:
    """An unsigned 64-bit number as the signed one with the same bits, as numpy wants it."""
    return number - 2**64 if number >= 2**63 else number


def _heads_of_space(doc: Doc) -> list[int]:
    """For every token the one it would hang on as white space: its neighbour in the sentence."""
    heads = list(range(len(doc)))
    for sentence in doc.sents:
        solid = [token.i for token in sentence if not token.is_space]
        before = solid[0] if solid else sentence.start
        for token in sentence:
            if token.is_space:
                heads[token.i] = before
            else:
                before = token.i
    return heads


def spans(names: list[str]) -> Iterator[tuple[int, int, str]]:
    """(first, end, type) of BIO names; an `I-` that continues nothing begins a name."""
    start, kind = 0, ""
    for i, name in enumerate([*names, "O"]):
        place, _, own = name.partition("-")
        if kind and not (place == "I" and own == kind):
            yield start, i, kind
            kind = ""
        if own and not kind:
            start, kind = i, own
