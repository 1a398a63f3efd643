"""spaCy component: a `Doc` with words and sentences in, the same `Doc` with parse and names out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from spacy.tokens import Doc, Span

from depesche.parsing import adjacent, agreement, lemmas, particles
from depesche.parsing.lexicon import Lexicon
from depesche.parsing.names import spans
from depesche.parsing.network import Floats, Network, Parse, Words

#: How many words are gathered from a stream of documents before the network runs.
GATHERED_WORDS = 12_000
ENCODINGS = "depesche.encodings"
#: Russian dictionary forms are written without the optional dots, as in Russian-GSD.
LEMMA_SPELLING = {"ru": str.maketrans("ёЁ", "еЕ")}
#: Parts of speech whose lemma must be a word that exists, if there is a choice.
INFLECTED = frozenset(("NOUN", "VERB", "ADJ", "AUX"))
ENTITIES = ("PER", "ORG", "LOC", "MISC")
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
        layouts = [_Layout.of(doc) for doc in docs]
        words = [list(layout.words()) for layout in layouts]
        listed = particles.surnames(self.language)
        sentences = [particles.respelt(self.language, w, listed) for own in words for w in own]
        parses = iter(self._network.parse(sentences))
        for layout, own in zip(layouts, words, strict=True):
            parsed = self._again(own, [next(parses) for _ in own])
            _annotate(layout, parsed, self._network.known_words, self._network.lexicon)
        return docs

    def _again(self, sentences: list[Words], parses: list[Parse]) -> list[Parse]:
        """Parse anew the sentences that begin with a surname which only the document tells."""
        known = particles.told(self.language, sentences, parses)
        known -= particles.surnames(self.language)
        read = [particles.respelt(self.language, words, known) for words in sentences]
        changed = [i for i, words in enumerate(sentences) if read[i] is not words]
        for i, parse in zip(changed, self._network.parse([read[i] for i in changed]), strict=True):
            parses[i] = parse
        return parses


@dataclass(frozen=True)
class _Layout:
    """A document's tokens as plain lists, which are many times faster to walk than spaCy's.

    `sentences` holds for every sentence that is not white space only its start and the indices of
    its words. `anchors[i]` is the word that token i would hang on if it is white space.
    """

    doc: Doc
    forms: list[str]
    spaced: list[bool]
    sentences: list[tuple[int, list[int]]]
    anchors: list[int]

    @classmethod
    def of(cls, doc: Doc) -> _Layout:
        columns = doc.to_array(["SENT_START", "IS_SPACE", "SPACY"]).reshape(-1, 3).tolist()
        sentences: list[tuple[int, list[int]]] = []
        anchors = list(range(len(doc)))
        spaced = []
        after_space = True
        for i, (start, is_space, followed) in enumerate(columns):
            if start == 1 or i == 0:
                sentences.append((i, []))
            words = sentences[-1][1]
            if not is_space:
                words.append(i)
            elif words:
                anchors[i] = words[-1]
            spaced.append(after_space)
            after_space = bool(followed or is_space)
        for start, words in sentences:
            for i in range(start, words[0] if words else start):
                anchors[i] = words[0]
        forms = [token.text for token in doc]
        return cls(doc, forms, spaced, [s for s in sentences if s[1]], anchors)

    def words(self) -> Iterator[Words]:
        for _, chosen in self.sentences:
            spaced = [self.spaced[i] for i in chosen]
            spaced[0] = True
            yield Words([self.forms[i] for i in chosen], spaced)


def _annotate(
    layout: _Layout,
    parses: list[Parse],
    known: Sequence[Collection[str]],
    lexicon: Lexicon | None,
) -> None:
    """Write parses into the `Doc`. White space hangs on the word before it, as spaCy has it."""
    doc = layout.doc
    strings, morphology = doc.vocab.strings, doc.vocab.morphology
    closed = lemmas.features(doc.lang_)
    lemma_of = _Lemmas(doc.lang_, known, lexicon)
    space = [strings.add("SPACE"), strings.add("_SP"), morphology.add(""), 0, 0, strings.add("dep")]
    columns = np.tile(np.array(space, np.uint64), (len(doc), 1))
    columns[:, LEMMA] = doc.to_array(["ORTH"]).reshape(-1)
    heads = layout.anchors
    names: list[Span] = []
    encodings = {}
    for (start, chosen), parse in zip(layout.sentences, parses, strict=True):
        encodings[start] = parse.encoding
        rows = []
        tags = _tags([layout.forms[i] for i in chosen], parse, lexicon)
        parse = adjacent.apart(tags, parse)  # noqa: PLW2901 - the same one, mended
        for k, i in enumerate(chosen):
            upos, _, feats = tags[k].partition("|")
            feats = feats or closed.get((layout.forms[i].lower(), upos), "")
            lemma = lemma_of(layout.forms[i], tags[k], parse.lemmas[k])
            head = parse.heads[k]
            heads[i] = chosen[head - 1] if head else i
            relation = parse.relations[k] if head else "ROOT"
            pos = strings.add(upos)
            lemma_key = strings.add(lemma)
            rows.append((pos, pos, morphology.add(feats), lemma_key, 0, strings.add(relation)))
        columns[chosen] = np.array(rows, np.uint64)
        names.extend(
            Span(doc, chosen[a], chosen[b - 1] + 1, label=kind) for a, b, kind in spans(parse.names)
        )
    columns[:, HEAD] = (np.array(heads) - np.arange(len(doc))).astype(np.int64).view(np.uint64)
    doc.from_array(ATTRIBUTES, cast(Any, columns))
    names = _persons_again(names)
    doc.spans["names"] = names
    doc.set_ents([name for name in names if name.label_ in ENTITIES])
    doc.user_data[ENCODINGS] = encodings


def _tags(forms: list[str], parse: Parse, lexicon: Lexicon | None) -> list[str]:
    """One tag for every word."""
    if lexicon is None:
        return [tags[0] for tags in parse.tags]
    return agreement.choose(forms, parse, lexicon)


class _Lemmas:
    """Chooses dictionary forms: the lexicon's where it knows one, else by the network's scripts."""

    def __init__(
        self, lang: str, known: Sequence[Collection[str]], lexicon: Lexicon | None
    ) -> None:
        self._known = known
        self._lexicon = lexicon
        self._shapes = lemmas.shapes(lang)
        self._respelt = LEMMA_SPELLING.get(lang, {})

    def __call__(self, form: str, tag: str, scripts: list[str]) -> str:
        upos = tag.partition("|")[0]
        inflected = upos in INFLECTED
        own: tuple[str, ...] = ()
        if self._lexicon is not None and (inflected or upos == "PROPN"):
            own = self._lexicon.lemmas(form, tag)
        if len(own) == 1:
            return own[0]
        made = lemmas.choose(
            form,
            scripts if inflected else scripts[:1],
            self._known,
            lemmas.shape_of(form, self._shapes.get(upos, ())),
        ).translate(self._respelt)
        if not own or made in own:
            return made
        others = (lemmas.apply(form, script).translate(self._respelt) for script in scripts)
        return next((other for other in others if other in own), made)


def _persons_again(names: list[Span]) -> list[Span]:
    """A last name alone is a person where the document has it with a first name.

    One document means one thing by one name (Gale et al. 1992, "One sense per discourse").
    """
    last = {name[-1].text for name in names if name.label_ == "PER" and len(name) > 1}
    last |= {text + "s" for text in last}
    return [
        Span(name.doc, name.start, name.end, label="PER")
        if len(name) == 1 and name.label_ in ENTITIES and name.text in last
        else name
        for name in names
    ]
