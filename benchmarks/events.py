"""Score the event coder where source and target are given: `python -m benchmarks.events FILE`.

In: a table in the layout of PLV (Political Language Verbs; Hu et al. 2024, "Leveraging codebook
knowledge", ZSP): `marked_sentence` with `<s>`, `<t>` around source and target, `gold_root`,
`gold_penta`. Out: macro F1 for root, quad and binary; the last line is JSON.

The package's own rules code the sentence; source and target stand in as actors. Of the events found
the one that links them best counts; where none names either of them, the package's classifier. PLV
follows PLOVER in coding announced cooperation as AGREE, announced or demanded conflict as THREATEN,
refused cooperation as REJECT.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc

from depesche import parsing
from depesche.events import classifier
from depesche.events.clauses import has
from depesche.events.coder import Coder
from depesche.events.draft import Draft
from depesche.events.lexicon import Frame, fold, load
from depesche.events.syntax import Syntax
from depesche.model import Mention, Report

QUAD = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "COOPERATE": 2,
    "AID": 2,
    "YIELD": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "SANCTION": 4,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}
"""PLOVER's quad classes: verbal and material cooperation, verbal and material conflict."""

_TAG = re.compile(r"</?[st]>")
_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"})
_SUBORDINATE = frozenset({"advcl", "acl", "acl:relcl"})
_SANCTIONS = {None: "COERCE", "convict": "ACCUSE", "cancel": "REJECT"}
_APOLOGIES = frozenset({"apologize", "apologise", "apology", "sorry", "forgive", "regret"})
_UNKNOWN = "ACCUSE"
_DEPTH = 4
# How much likelier an event of the rules that links no party makes its type; between what is best
# for the project's own corpus by cross-validation (e) and trusting the rules alone.
_TRUST = math.exp(2)
_SOURCE, _TARGET = "SOURCE", "TARGET"


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text without its marks, and the spans of source (`SOURCE`) and target."""
    text, spans, at, opened = [], [], 0, {}
    length = 0
    for tag in _TAG.finditer(marked):
        piece = marked[at : tag.start()]
        text.append(piece)
        length += len(piece)
        at = tag.end()
        kind = tag[0].strip("</>")
        if tag[0].startswith("</"):
            if kind in opened:
                spans.append((opened.pop(kind), length, _SOURCE if kind == "s" else _TARGET))
        else:
            opened[kind] = length
    text.append(marked[at:])
    return "".join(text), spans


def label(draft: Draft) -> str:
    """Return PLV's root for a coded event: its type, seen through its status.

    PLV follows CAMEO's roots and the table CAMEO2PLOVER-2021, where verdicts (116) are ACCUSE,
    sanctions (163) COERCE, blockades (191) and attacks on networks (176) ASSAULT, apologies (055)
    SUPPORT, meetings called off (125) REJECT, help that stops (162)
    SANCTION; this package follows the PLOVER manual.
    """
    kind, status, detail = draft.frame.type, draft.outlook.status, draft.outlook.detail
    by_table = _by_table(draft.frame)
    if kind == "AGREE":
        return "REJECT" if status == "negated" else kind
    if kind in ("AID", "COOPERATE") and (status, detail) == ("negated", "ended"):
        return "SANCTION"
    if kind in _COOPERATIVE:
        aside = {"negated": "REJECT", "planned": "AGREE", "possible": "AGREE"}
        said = {"requested": "REQUEST", "threatened": "THREATEN"}
        plain = by_table or ("YIELD" if kind in ("CONCEDE", "RETREAT") else kind)
        return said.get(detail or "", aside.get(status, plain))
    if kind in _HOSTILE and status in ("planned", "possible"):
        return "THREATEN"
    if kind in _HOSTILE and (status, detail) == ("negated", "ended"):
        return "YIELD"
    return by_table or kind


def _by_table(frame: Frame) -> str | None:
    """Return the root that the table has for an act which the PLOVER manual puts elsewhere."""
    words = {fold(frame.lemma)}
    words |= {head for c in frame.needs if len(c.heads) == 1 for head in c.heads}
    if frame.type == "SANCTION" and frame.mode in _SANCTIONS:
        return _SANCTIONS[frame.mode]
    if frame.type == "COERCE" and (frame.mode == "cyber" or "blockade" in words):
        return "ASSAULT"
    if frame.type == "CONCEDE" and words & _APOLOGIES:
        return "SUPPORT"
    return None


def choose(drafts: Sequence[Draft], spans: Sequence[tuple[int, int, str]]) -> Draft | None:
    """Return the event that links source and target best; else the one nearest to both."""

    def rank(draft: Draft) -> tuple[int, int, int, int]:
        parties = (*draft.actors, *draft.recipients)
        linked = 2 * (_SOURCE in draft.actors) + 2 * (_TARGET in draft.recipients)
        linked += _TARGET in parties
        linked += _SOURCE in parties
        start = draft.token.idx
        inside = any(s <= start < e for s, e, _ in spans)
        depth = sum(1 for t in (draft.token, *draft.token.ancestors) if t.dep_ in _SUBORDINATE)
        distance = min((min(abs(start - s), abs(start - e)) for s, e, _ in spans), default=0)
        return (-linked, inside, depth, distance)

    best = min(drafts, key=rank, default=None)
    return None if best is None else _above(best, drafts)


def _above(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """Return the act of the source that an infinitive only tells the aim or content of.

    *Took to the streets to call for reforms* is a protest, *dropped its plan to fine drivers* gives
    way.
    """
    own = {d.token.i: d for d in drafts if _SOURCE in d.actors}
    node = draft.token
    if node.pos_ == "NOUN" and node.dep_ in ("obj", "obl") and node.head.i not in own:
        node = node.head
    for _ in range(_DEPTH):
        kind, above = node.dep_.partition(":")[0], node.head
        is_open = kind in ("xcomp", "advcl", "acl") and has(node, "VerbForm", "Inf")
        if not is_open and (kind != "obj" or node.i == draft.token.i):
            break
        if above.i in own:
            gives_way = own[above.i].frame.type in ("CONCEDE", "RETREAT")
            return own[above.i] if gives_way or draft.frame.type not in _HOSTILE else draft
        node = above
    return draft


def macro_f1(gold: Sequence[object], found: Sequence[object]) -> float:
    """Return the mean F1 over the classes of `gold`, in percent."""
    scores = []
    for kind in sorted(set(gold), key=str):
        hits = sum(g == f == kind for g, f in zip(gold, found, strict=True))
        total = sum(g == kind for g in gold) + sum(f == kind for f in found)
        scores.append(2 * hits / total if total else 0.0)
    return 100 * sum(scores) / len(scores)


def code(rows: Sequence[dict[str, str]], lang: str) -> list[tuple[str, Draft | None]]:
    """Return the root found for each row, and the event it comes from."""
    lexicon = load(lang)
    if lexicon is None:
        raise SystemExit(f"no event lexicon for {lang!r}")
    parsed = [unmark(row["marked_sentence"].strip()) for row in rows]
    docs = parsing.load(lang).pipe(text for text, _ in parsed)
    found = []
    for (text, spans), doc in zip(parsed, docs, strict=True):
        mentions = [
            Mention(start=s, end=e, text=text[s:e], actors=(who,), via="name", why="given")
            for s, e, who in spans
            if e > s
        ]
        report = Report(id="", language=lang, text=text)
        drafts = Coder(doc, report, mentions, (), (), lexicon).drafts()
        best = choose(drafts, spans)
        found.append((_root(doc, spans, best, Syntax(lexicon)), best))
    return found


def _root(
    doc: Doc, spans: Sequence[tuple[int, int, str]], best: Draft | None, syntax: Syntax
) -> str:
    """Return the root of the rules' event; the classifier has a say where that links no party."""
    if best is not None and _is_reported(best):
        return "ACCUSE"
    if best is not None and {_SOURCE, _TARGET} & {*best.actors, *best.recipients}:
        return label(best)
    model = classifier.load()
    if model is None:
        return _UNKNOWN if best is None else label(best)
    shares = model.shares(classifier.between(doc, [(s, e) for s, e, _ in spans], syntax))
    del shares[classifier.NONE]
    if best is not None:
        shares[best.frame.type] *= _TRUST
    kind = max(shares, key=lambda k: shares[k])
    if best is not None and kind == best.frame.type:
        return label(best)
    return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind


def _is_reported(draft: Draft) -> bool:
    """Whether the source only says that the target did harm: that is blame."""
    if draft.frame.type not in _HOSTILE or draft.actors != (_TARGET,) or draft.recipients:
        return False
    return any(t.dep_ == "ccomp" for t in (draft.token, *draft.token.ancestors))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores, per root and in all. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="benchmarks.events", description=__doc__.split("\n")[0])
    parser.add_argument("table", type=Path, help="tab-separated, PLV's layout")
    parser.add_argument("--lang", default="en")
    parser.add_argument("--errors", type=Path, help="write what went wrong to this file")
    options = parser.parse_args(arguments)
    with options.table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    coded = code(rows, options.lang)
    gold = [row["gold_root"] for row in rows]
    found = [root for root, _ in coded]
    _print_table(gold, found)
    quads = [int(row["gold_penta"]) for row in rows]
    if options.errors is not None:
        _write_errors(options.errors, rows, coded)
    scores = {
        "sentences": len(rows),
        "uncoded": sum(draft is None for _, draft in coded),
        "root_macro_f1": round(macro_f1(gold, found), 1),
        "quad_macro_f1": round(macro_f1(quads, [QUAD[f] for f in found]), 1),
        "binary_macro_f1": round(macro_f1([q > 2 for q in quads], [QUAD[f] > 2 for f in found]), 1),
    }
    print(json.dumps(scores))
    return 0


def _print_table(gold: Sequence[str], found: Sequence[str]) -> None:
    mixed = Counter(zip(gold, found, strict=True))
    for kind in sorted(set(gold)):
        hits = mixed[kind, kind]
        n_gold, n_found = gold.count(kind), found.count(kind)
        f1 = 200 * hits / (n_gold + n_found) if n_gold + n_found else 0.0
        wrong = sorted(
            ((n, f) for (g, f), n in mixed.items() if g == kind and f != g), reverse=True
        )
        missed = ", ".join(f"{f} {n}" for n, f in wrong[:4])
        print(f"{kind:10} gold {n_gold:4} found {n_found:4} F1 {f1:5.1f}  taken for {missed}")


def _write_errors(
    file: Path, rows: Sequence[dict[str, str]], coded: Sequence[tuple[str, Draft | None]]
) -> None:
    with file.open("w", encoding="utf-8") as out:
        for row, (root, draft) in zip(rows, coded, strict=True):
            if root != row["gold_root"]:
                trigger = draft.token.text if draft else "-"
                line = (row["gold_root"], root, trigger, row["marked_sentence"].strip())
                print(*line, sep="\t", file=out)


if __name__ == "__main__":
    sys.exit(main())
