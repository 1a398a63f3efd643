"""spaCy component: a `Doc` with words and sentences in, the same `Doc` with parse and names out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.tokens import Doc, Span

from depesche.parsing import lemmas
from depesche.parsing.network import Floats, Network, Parse, Words

#: How many words are gathered from a stream of documents before the network runs.
GATHERED_WORDS = 12_000
ENCODINGS = "depesche.encodings"


def encoding(span: Span) -> Floats:
    """The vector of a sentence, or the mean of those of the sentences that `span` touches.

    Shape (384,), float32, length one; all zeros where the document was not analysed.
    """
    found = span.doc.user_data.get(ENCODINGS, {})
    vectors = [found[s.start] for s in span.sents if s.start in found]
    if not vectors:
        return np.zeros(384, np.float32)
    total = np.sum(vectors, axis=0)
    return np.asarray(total / np.linalg.norm(total), np.float32)


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
            _annotate(doc, by_doc[id(doc)])
        return docs


def _words(doc: Doc, chosen: list[int]) -> Words:
    spaced = [i == 0 or bool(doc[i - 1].whitespace_) or doc[i - 1].is_space for i in chosen]
    spaced[0] = True
    return Words([doc[i].text for i in chosen], spaced)


def _annotate(doc: Doc, parses: list[tuple[list[int], Parse]]) -> None:
    """Write parses into the `Doc`. White space hangs on the word before it, as spaCy has it."""
    count = len(doc)
    sent_starts = [bool(token.is_sent_start) for token in doc]
    pos, morphs, tags = ["SPACE"] * count, [""] * count, ["_SP"] * count
    lemma = [token.text for token in doc]
    deps = ["dep"] * count
    heads = _heads_of_space(doc)
    names: list[Span] = []
    encodings = {}
    for chosen, parse in parses:
        first = chosen[0]
        while not sent_starts[first]:
            first -= 1
        encodings[first] = parse.encoding
        for k, i in enumerate(chosen):
            upos, _, feats = parse.tags[k].partition("|")
            pos[i], morphs[i], tags[i] = upos, feats, upos
            lemma[i] = lemmas.apply(doc[i].text, parse.lemmas[k])
            head = parse.heads[k]
            heads[i] = chosen[head - 1] if head else i
            deps[i] = parse.relations[k] if head else "ROOT"
        names.extend(
            Span(doc, chosen[a], chosen[b - 1] + 1, label=kind) for a, b, kind in spans(parse.names)
        )
    _write(doc, pos, tags, morphs, lemma, heads, deps)
    for token, start in zip(doc, sent_starts, strict=True):
        assert bool(token.is_sent_start) == start
    doc.spans["names"] = names
    doc.set_ents([name for name in names if not name.label_.endswith(("deriv", "part"))])
    doc.user_data[ENCODINGS] = encodings


def _write(
    doc: Doc,
    pos: list[str],
    tags: list[str],
    morphs: list[str],
    lemma: list[str],
    heads: list[int],
    deps: list[str],
) -> None:
    parsed = Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        pos=pos,
        tags=tags,
        morphs=morphs,
        lemmas=lemma,
        heads=heads,
        deps=deps,
    )
    attributes = ["POS", "TAG", "MORPH", "LEMMA", "HEAD", "DEP"]
    doc.from_array(attributes, parsed.to_array(attributes))


def _heads_of_space(doc: Doc) -> list[int]:
    """For every token the one that it would hang on as white space: its neighbour in the sentence."""
    heads = list(range(len(doc)))
    for sentence in doc.sents:
        solid = [t.i for t in sentence if not t.is_space]
        for token in sentence:
            before = [i for i in solid if i < token.i] if token.is_space else []
            heads[token.i] = before[-1] if before else solid[0] if solid else sentence.start
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
