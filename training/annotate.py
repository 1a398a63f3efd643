"""Trees by hand: parse own sentences, correct the parse, check the result.

    python -m training.annotate parse SENTENCES.txt --out MACHINE.conllu [--language ru]
    python -m training.annotate show MACHINE.conllu [--first N]
    python -m training.annotate correct MACHINE.conllu CORRECTIONS.txt --out GOLD.conllu
    python -m training.annotate check GOLD.conllu [--like TREEBANK.conllu]

`parse` reads one sentence per line, `show` prints a word per line for reading.
A line of corrections is `SENTENCE.WORD KEY=VALUE ...`: `u` UPOS, `l` lemma, `h` head, `r` relation,
`x` all features (`x=` for none), `N` name; `c` Case, `g` Gender, `n` Number, `m` Mood, `t` Tense by
their first letter (`t=Q` is past), empty to remove; `Feature=Value` for every other feature.
`check` finds what cannot be right (no tree, unknown labels) and what seldom is (agreement, cases).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from depesche import parsing
from training.sentences import Sentence, read_conllu

COLUMNS = {"u": "upos", "l": "lemmas", "h": "heads", "r": "relations", "x": "feats", "N": "names"}
FEATURES = {
    "c": ("Case", {"N": "Nom", "A": "Acc", "D": "Dat", "G": "Gen"}),
    "g": ("Gender", {"M": "Masc", "F": "Fem", "N": "Neut"}),
    "n": ("Number", {"S": "Sing", "P": "Plur"}),
    "m": ("Mood", {"I": "Ind", "S": "Sub", "Imp": "Imp"}),
    "t": ("Tense", {"P": "Pres", "Q": "Past"}),
}
GOVERNMENT = {
    "mit nach von zu bei aus seit gegenüber laut zufolge samt": {"Dat"},
    "für durch gegen ohne um": {"Acc"},
    "in an auf über unter vor hinter neben zwischen": {"Acc", "Dat"},
}
GOVERNED = {word: cases for words, cases in GOVERNMENT.items() for word in words.split()}
WANTED = {
    "nsubj": {"Nom"},
    "nsubj:pass": {"Nom"},
    "obj": {"Acc"},
    "obl:arg": {"Dat", "Gen"},
}
COUNTED = {"Million", "Milliarde", "Hundert", "Tausend", "Dutzend"}
MODALS = {"können", "müssen", "sollen", "wollen", "dürfen", "mögen"}
PLAIN_TAGS = {
    "NOUN": "NN",
    "PROPN": "NE",
    "NUM": "CARD",
    "SCONJ": "KOUS",
    "CCONJ": "KON",
    "ADV": "ADV",
    "ADP": "APPR",
    "INTJ": "ITJ",
    "X": "XY",
}
MAY_HANG_ON_LEAVES = {"advmod", "fixed", "punct", "conj"}
LEAVES = {"case", "det", "mark", "cc", "punct", "aux", "aux:pass", "cop", "compound:prt", "expl"}
ONLY_IN_PUD = {
    "obl:tmod": "obl",
    "nmod:poss": "nmod",
    "acl:relcl": "acl",
    "flat:name": "flat",
    "cc:preconj": "cc",
}
NOMINAL = {"NOUN", "PROPN", "PRON", "DET"}


def features_of(feats: str) -> dict[str, str]:
    return {} if feats == "_" else dict(f.split("=", 1) for f in feats.split("|"))


def join_features(features: dict[str, str]) -> str:
    """As CoNLL-U wants them: sorted by name without regard to case."""
    ordered = sorted(features.items(), key=lambda item: item[0].lower())
    return "|".join(f"{name}={value}" for name, value in ordered if value) or "_"


# --- parse ---


def split_words(texts: list[str], nlp: Language) -> list[Sentence]:
    """The syntactic words of each text, which is one sentence."""
    result = []
    for text in texts:
        doc = nlp(text)
        words: list[str] = []
        spaced: list[bool] = []
        fused: list[tuple[int, int, str]] = []
        for token in doc:
            parts = [word.text for word in token._.words]
            if token.text == "." and words[-1:] and words[-1].isdigit() and token.i + 1 < len(doc):
                words[-1] += "."  # an ordinal within the sentence, which German-GSD does not split
                continue
            if len(parts) > 1:
                fused.append((len(words), len(words) + len(parts) - 1, token.text))
            spaced += [token.i == 0 or bool(doc[token.i - 1].whitespace_)]
            spaced += [True] * (len(parts) - 1)
            words += parts
        result.append(Sentence(words, spaced, fused=fused, text=text))
    return result


def analyse(sentence: Sentence, nlp: Language) -> Sentence:
    """The sentence with the analyser's annotation of the given words."""
    starts: list[bool | int | None] = [i == 0 for i in range(len(sentence.words))]
    doc = Doc(nlp.vocab, sentence.words, [*sentence.spaced[1:], True], sent_starts=starts)
    doc = nlp.get_pipe("depesche_analyser")(doc)
    names = ["O"] * len(doc)
    for span in doc.spans["names"]:
        names[span.start : span.end] = [f"I-{span.label_}"] * len(span)
        names[span.start] = f"B-{span.label_}"
    return replace(
        sentence,
        upos=[t.pos_ for t in doc],
        feats=[join_features(features_of(str(t.morph) or "_")) for t in doc],
        lemmas=[t.lemma_ for t in doc],
        heads=[0 if t.head.i == t.i else t.head.i + 1 for t in doc],
        relations=["root" if t.dep_ == "ROOT" else t.dep_ for t in doc],
        names=names,
    )


# --- write, show, correct ---


def xpos(sentence: Sentence, i: int) -> str:
    """The STTS tag, where UPOS and features settle it, else `_`."""
    upos, features, form = sentence.upos[i], features_of(sentence.feats[i]), sentence.words[i]
    if sentence.relations[i] == "compound:prt":
        return "PTKVZ"
    if upos in {"VERB", "AUX"}:
        return verb_tag(sentence, i, features)
    if upos == "DET":
        return determiner_tag(sentence.relations[i], features)
    if upos == "PRON":
        return pronoun_tag(sentence, i, features)
    by_upos = {
        "ADJ": "ADJA" if "Case" in features else "ADJD",
        "PUNCT": "$," if form == "," else "$." if form in {".", "!", "?", ":", ";"} else "$(",
        "PART": "PTKNEG" if "Polarity" in features else "PTKZU" if form == "zu" else "_",
    }
    return by_upos.get(upos) or PLAIN_TAGS.get(upos, "_")


def verb_tag(sentence: Sentence, i: int, features: dict[str, str]) -> str:
    lemma = sentence.lemmas[i]
    first = "VM" if lemma in MODALS else "VA" if lemma in {"haben", "sein", "werden"} else "VV"
    if features.get("Mood") == "Imp":
        return first + "IMP"
    if features.get("VerbForm") == "Inf":
        return first + ("IZU" if "zu" in sentence.words[i] and "zu" not in lemma else "INF")
    return first + ("PP" if features.get("VerbForm") == "Part" else "FIN")


def determiner_tag(relation: str, features: dict[str, str]) -> str:
    kind = features.get("PronType", "")
    if kind == "Art":
        return "ART"
    middle = {"Prs": "POS", "Dem": "D", "Int": "W", "Int,Rel": "W"}.get(kind, "I")
    return f"P{middle}{'AT' if relation in {'det', 'det:poss'} else 'S'}"


def pronoun_tag(sentence: Sentence, i: int, features: dict[str, str]) -> str:
    kind = features.get("PronType", "")
    if kind == "Prs":
        return "PRF" if "Reflex" in features else "PPER"
    if kind == "Dem,Rel":
        if sentence.words[i].lower() in {"deren", "dessen"}:
            return "PRELAT"
        return "PRELS" if is_relative(sentence, i) else "PDS"
    return {"Int,Rel": "PWS", "Ind": "PIS", "Neg": "PIS"}.get(kind, "_")


def is_relative(sentence: Sentence, i: int) -> bool:
    """Whether word i stands in a clause that hangs on a noun."""
    at = i
    while sentence.heads[at]:
        if sentence.relations[at] == "acl":
            return True
        at = sentence.heads[at] - 1
    return False


def to_conllu(sentence: Sentence, identifier: str) -> str:
    """The sentence with names and STTS tags where it has names (German), else without."""
    lines = [f"# sent_id = {identifier}", f"# text = {sentence.text}"]
    fused = {first: (last, surface) for first, last, surface in sentence.fused}
    inside = {i for first, last, _ in sentence.fused for i in range(first, last)}
    glued = [not space for space in [*sentence.spaced[1:], False]]
    for i, word in enumerate(sentence.words):
        if i in fused:
            last, surface = fused[i]
            misc = "SpaceAfter=No" if glued[last] else "_"
            lines.append("\t".join([f"{i + 1}-{last + 1}", surface, *"_______", misc]))
        within = i in inside or any(i == last for last, _ in fused.values())
        misc = [f"Name={sentence.names[i]}"] if sentence.names else []
        misc += ["SpaceAfter=No"] if glued[i] and not within else []
        tag = xpos(sentence, i) if sentence.names else "_"
        columns = [str(i + 1), word, sentence.lemmas[i], sentence.upos[i], tag, sentence.feats[i]]
        columns += [str(sentence.heads[i]), sentence.relations[i], "_", "|".join(misc) or "_"]
        lines.append("\t".join(columns))
    return "\n".join(lines) + "\n\n"


def write(sentences: list[Sentence], path: Path, prefix: str) -> None:
    text = "".join(to_conllu(s, f"{prefix}-{k}") for k, s in enumerate(sentences, start=1))
    path.write_text(text, encoding="utf-8")


def show(sentences: list[Sentence], first: int) -> None:
    for number, s in enumerate(sentences, start=first):
        print(f"\n{number} {s.text}")
        for i, word in enumerate(s.words):
            values = [v if len(v) < 5 else v[:6] for v in features_of(s.feats[i]).values()]
            head = s.words[s.heads[i] - 1] if s.heads[i] else "-"
            name = " " + s.names[i] if s.names and s.names[i] != "O" else ""
            lemma = "" if s.lemmas[i] == word else s.lemmas[i]
            print(i + 1, word, lemma, s.upos[i], ".".join(values), s.heads[i], head, end=" ")
            print(s.relations[i] + name)


def correct(
    sentences: list[Sentence], lines: list[str], first: int, german: bool = True
) -> list[Sentence]:
    """The sentences, of which the first has the number `first`, with corrections applied."""
    for number, line in enumerate(lines, start=1):
        place, *changes = line.split("#")[0].split() or [""]
        if not place:
            continue
        try:
            sentence, word = map(int, place.split("."))
            target = sentences[sentence - first]
            for change in changes:
                key, value = change.split("=", 1)
                apply_change(target, word - 1, key, value)
        except (ValueError, KeyError, IndexError) as error:
            raise SystemExit(f"corrections, line {number}: {line.strip()} ({error})") from error
    for s in sentences if german else ():
        settle(s)
        if not any(problem == "cycle" for _, problem in problems(s)):
            settle_commas(s)
    return sentences


def settle(sentence: Sentence) -> None:
    """What German-GSD does as good as always: adjectives and nouns have `nmod`, not `obl`, *ihr*
    does not tell its possessor, and some subtypes are not used.
    """
    sentence.relations[:] = [ONLY_IN_PUD.get(r, r) for r in sentence.relations]
    for i, relation in enumerate(sentence.relations):
        head = sentence.heads[i] - 1
        if sentence.upos[i] == "DET" and sentence.lemmas[i] == "ihr":
            features = features_of(sentence.feats[i])
            told = ("Gender[psor]", "Number[psor]")
            sentence.feats[i] = join_features({**features, **dict.fromkeys(told, "")})
        if relation == "obl" and head >= 0 and sentence.upos[head] not in {"VERB", "AUX", "ADV"}:
            sentence.relations[i] = "nmod"


def settle_commas(sentence: Sentence) -> None:
    """A comma before a conjunction hangs on the conjunct; one that closes something hangs on the
    highest word whose phrase ends there (German-GSD: 37 of 38 and 90 of 100).
    """
    for i, word in enumerate(sentence.words[:-1]):
        if word != ",":
            continue
        following = sentence.heads[i + 1] - 1
        if sentence.relations[i + 1] == "cc" and following > i:
            sentence.heads[i] = following + 1
        elif sentence.heads[i] - 1 < i:
            closed = phrase_before(sentence, i)
            if closed is not None:
                sentence.heads[i] = closed + 1


def phrase_before(sentence: Sentence, i: int) -> int | None:
    """The head of the largest phrase that ends before word i."""
    at = i - 1
    while at >= 0 and sentence.upos[at] == "PUNCT":
        at -= 1
    if at < 0 or last_word(sentence, at) > i:
        return None
    while sentence.heads[at] and last_word(sentence, sentence.heads[at] - 1) < i:
        at = sentence.heads[at] - 1
    return at


def last_word(sentence: Sentence, head: int) -> int:
    """The last word of the phrase of a head, without punctuation."""
    below = [
        j for j, h in enumerate(sentence.heads) if h == head + 1 and sentence.upos[j] != "PUNCT"
    ]
    return max([head, *(last_word(sentence, j) for j in below)])


def apply_change(sentence: Sentence, i: int, key: str, value: str) -> None:
    if key in COLUMNS:
        column = getattr(sentence, COLUMNS[key])
        if key == "x":
            value = join_features(features_of(value or "_"))
        column[i] = int(value) if key == "h" else value
        return
    name, values = FEATURES.get(key, (key, {}))
    if not name[0].isupper():
        raise ValueError(f"unknown key {key}")
    features = features_of(sentence.feats[i])
    features[name] = values[value] if values and value else value
    sentence.feats[i] = join_features(features)


def changed_words(before: list[Sentence], after: list[Sentence]) -> Counter[str]:
    """How many words differ, by column and in all but names."""
    counts: Counter[str] = Counter()
    for old, new in zip(before, after, strict=True):
        for i in range(len(new.words)):
            columns = [c for c in COLUMNS.values() if getattr(new, c)]
            differ = [c for c in columns if getattr(old, c)[i] != getattr(new, c)[i]]
            counts.update(differ)
            counts["words"] += 1
            counts["changed"] += bool(set(differ) - {"names"})
    return counts


# --- check ---


def problems(s: Sentence) -> Iterator[tuple[int, str]]:
    """Word (zero-based) and what is wrong or doubtful."""
    n = len(s.words)
    if s.heads.count(0) != 1 or any(not 0 <= h <= n for h in s.heads):
        yield 0, "not one root"
        return
    for i in range(n):
        at, steps = i, 0
        while s.heads[at] and steps <= n:
            at, steps = s.heads[at] - 1, steps + 1
        if steps > n:
            yield i, "cycle"
            return
    for i in range(n):
        yield from problems_of_word(s, i)


def problems_of_word(s: Sentence, i: int) -> Iterator[tuple[int, str]]:
    head, relation = s.heads[i] - 1, s.relations[i]
    own = [j for j in range(len(s.words)) if s.heads[j] == i + 1]
    if (head < 0) != (relation == "root"):
        yield i, "root and relation differ"
        return
    if relation in LEAVES and {s.relations[j] for j in own} - MAY_HANG_ON_LEAVES:
        yield i, f"{relation} has dependents"
    if s.names and i and s.names[i].startswith("I-") and s.names[i - 1][2:] != s.names[i][2:]:
        yield i, "name begins with I-"
    if head >= 0:
        if s.upos[head] == "PUNCT" or (s.upos[i] == "PUNCT" and relation != "punct"):
            yield i, "punctuation"
        if crosses(s, i):
            yield i, "not projective"
        yield from agreement(s, i)
        yield from case_problems(s, i, own)
        if relation.startswith("nsubj"):
            yield from subject_problems(s, i, own)


def agreement(s: Sentence, i: int) -> Iterator[tuple[int, str]]:
    """Of determiners and adjectives with their noun, of appositions in case."""
    relation = s.relations[i]
    own, other = features_of(s.feats[i]), features_of(s.feats[s.heads[i] - 1])
    if relation in {"det", "amod", "det:poss"}:
        names = ["Case", "Gender", "Number"]
        if "Case" in other and "Case" not in own and s.words[i][-1] in "enrms":
            yield i, "has no case"
    else:
        names = ["Case"] if relation == "appos" else []
    for name in names:
        if own.get(name, other.get(name)) != other.get(name, own.get(name)):
            yield i, f"{name} differs from its head's"


def case_problems(s: Sentence, i: int, own: list[int]) -> Iterator[tuple[int, str]]:
    relation, head = s.relations[i], s.heads[i] - 1
    case = features_of(s.feats[i]).get("Case")
    adpositions = [s.lemmas[j].lower() for j in own if s.relations[j] == "case"]
    if case is None or s.upos[i] not in NOMINAL:
        return
    if relation in WANTED and case not in WANTED[relation]:
        yield i, f"{relation} in {case}"
    if relation == "nmod" and not adpositions and case != "Gen" and s.lemmas[i] not in COUNTED:
        yield i, "nmod neither genitive nor with preposition"
    for adposition in adpositions:
        if case not in GOVERNED.get(adposition, {case}):
            yield i, f"{adposition} with {case}"
    first = features_of(s.feats[head]).get("Case", case)
    if relation == "conj" and not adpositions and case != first:
        yield i, "case differs from the first conjunct's"


def subject_problems(s: Sentence, i: int, own: list[int]) -> Iterator[tuple[int, str]]:
    """Number against the finite verb's, passive against active."""
    head = s.heads[i] - 1
    group = [j for j in range(len(s.words)) if s.heads[j] == head + 1]
    number = features_of(s.feats[i]).get("Number")
    joint = any(s.relations[j] == "conj" for j in own)
    for j in [head, *(j for j in group if s.relations[j] in {"aux", "aux:pass", "cop"})]:
        verb = features_of(s.feats[j])
        finite = verb.get("VerbForm") == "Fin" and "Number" in verb
        if finite and number and not joint and verb["Number"] != number:
            yield i, "number differs from its verb's"
    passive = any(s.relations[j] == "aux:pass" for j in group)
    if s.upos[head] == "VERB" and passive != (s.relations[i] == "nsubj:pass"):
        yield i, "voice of verb and subject differ"


def crosses(s: Sentence, i: int) -> bool:
    """Whether the arc to word i spans a word that does not hang below its head."""
    head = s.heads[i] - 1
    for j in range(min(i, head) + 1, max(i, head)):
        at = j
        while at >= 0 and at != head:
            at = s.heads[at] - 1
        if at != head:
            return True
    return False


def pattern(s: Sentence, i: int) -> tuple[str, ...]:
    """UPOS and the features of a word without the values that change by inflection."""
    values = {"Case", "Gender", "Number", "Person", "Gender[psor]", "Number[psor]", "Degree"}
    features = features_of(s.feats[i]).items()
    return s.upos[i], *(name if name in values else f"{name}={v}" for name, v in features)


def check(sentences: list[Sentence], like: list[Sentence], first: int) -> int:
    """Print what is wrong or doubtful; how many there were."""
    known = Counter(r for s in like for r in s.relations)
    tags = {pattern(s, i) for s in like for i in range(len(s.words))}
    count = 0
    for number, s in enumerate(sentences, start=first):
        found = list(problems(s))
        for i in range(len(s.words)):
            if known and not known[s.relations[i]]:
                found.append((i, f"unknown relation {s.relations[i]}"))
            if tags and pattern(s, i) not in tags:
                found.append((i, f"unknown tag {s.upos[i]} {s.feats[i]}"))
        for i, what in found:
            print(f"{number}.{i + 1} {s.words[i]} ({s.relations[i]}): {what}")
        count += len(found)
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("parse", "show", "correct", "check"):
        command = commands.add_parser(name)
        command.add_argument("file", type=Path)
        command.add_argument("--first", type=int, default=1, help="number of the first sentence")
        if name == "correct":
            command.add_argument("corrections", type=Path)
        command.add_argument("--language", default="de", choices=("de", "ru"))
        if name in {"parse", "correct"}:
            command.add_argument("--out", type=Path, required=True)
            command.add_argument("--prefix", default="de-hand")
        if name == "check":
            command.add_argument("--like", type=Path, nargs="*", default=[])
    a = parser.parse_args()
    if a.command == "parse":
        texts = [line.strip() for line in a.file.read_text("utf-8").splitlines() if line.strip()]
        nlp = parsing.load(a.language, threads=1)
        parsed = [analyse(s, nlp) for s in split_words(texts, nlp)]
        if a.language == "ru":
            parsed = [replace(s, names=[]) for s in parsed]
        write(parsed, a.out, a.prefix)
        return
    sentences = list(read_conllu(a.file))
    if a.command == "show":
        show(sentences, a.first)
    elif a.command == "correct":
        lines = a.corrections.read_text("utf-8").splitlines()
        sentences = correct(sentences, lines, a.first, german=a.language == "de")
        write(sentences, a.out, a.prefix)
        print(dict(changed_words(list(read_conllu(a.file)), sentences)))
    else:
        like = [s for path in a.like for s in read_conllu(path)]
        print(check(sentences, like, a.first), "findings")


if __name__ == "__main__":
    main()
