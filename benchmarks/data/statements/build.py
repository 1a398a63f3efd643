"""Builds the English and Russian development sets from their marked-up texts.

    python -m benchmarks.data.statements.build

In: `en.txt`, `ru.txt`: documents of `# title` and text, in which `[Q1i ...]` marks the quote of
statement 1 (d direct, i indirect, f free indirect, m indirect/free indirect, r reported),
`[S1 ...]`, `[C1 ...]`, `[F1 ...]`, `[A1 ...]` its speaker, cue, frame, addressee; `[S1,2 ...]`
serves two. Out: `en.jsonl`, `ru.jsonl` in the format of the German News Quotation Attribution
data set. A quote inside another that names no roles has the roles of the outer one; a frame takes
in the comma, colon or dash between itself and its quote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
KINDS = {
    "d": "Direct",
    "i": "Indirect",
    "f": "FreeIndirect",
    "m": "IndirectFreeIndirect",
    "r": "Reported",
}
ROLES = {"S": "speaker", "C": "cue", "F": "frame", "A": "addressee"}
_TAG = re.compile(r"\[([QSCFA])(\d+(?:,\d+)*)([difmr]?) |\]")
_TOKEN = re.compile(r"\w+(?:[-’']\w+)*|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+[”\"»]?|\n|$)\s*")
_BETWEEN = re.compile(r"[\s,:–—]*")

Spans = dict[str, list[tuple[int, int]]]


def documents(marked: str) -> Iterator[tuple[str, str]]:
    """Yield title and marked text of every document."""
    for part in re.split(r"(?m)^# ", marked)[1:]:
        title, _, text = part.partition("\n")
        yield title.strip(), text.strip()


def unmark(marked: str) -> tuple[str, dict[int, Spans], dict[int, str]]:
    """Return plain text, spans of every part by statement number, kinds."""
    text, at, stack = "", 0, []
    spans: dict[int, Spans] = {}
    kinds: dict[int, str] = {}
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if tag[1]:
            stack.append((tag[1], [int(n) for n in tag[2].split(",")], len(text)))
            if tag[3]:
                kinds[int(tag[2])] = KINDS[tag[3]]
            continue
        role, numbers, start = stack.pop()
        for number in numbers:
            parts = spans.setdefault(number, {})
            parts.setdefault(ROLES.get(role, "quote"), []).append((start, len(text)))
    if stack:
        raise ValueError(f"mark not closed: {stack[-1]} in {marked[:60]!r}")
    return text + marked[at:], spans, kinds


def _inherit(spans: dict[int, Spans]) -> set[int]:
    """Give quotes inside others the others' roles; return the numbers of nested ones."""
    nested = set()
    for number, parts in spans.items():
        start, end = parts["quote"][0]
        for other, outer in spans.items():
            holds = any(a <= start and end <= b for a, b in outer["quote"])
            if other != number and holds and (start, end) not in outer["quote"]:
                nested.add(number)
                if set(parts) == {"quote"}:
                    parts.update({r: s for r, s in outer.items() if r != "quote"})
    return nested


def _stretch(text: str, frame: tuple[int, int], quotes: list[tuple[int, int]]) -> tuple[int, int]:
    start, end = frame
    for a, b in quotes:
        if end <= a and _BETWEEN.fullmatch(text, end, a):
            end = max(end, len(text[:a].rstrip()))
        if b <= start and _BETWEEN.fullmatch(text, b, start):
            start = b + len(text[b:start]) - len(text[b:start].lstrip())
    return start, end


def document(title: str, marked: str, lang: str) -> dict[str, Any]:
    """Return one document in the data set's format."""
    text, spans, kinds = unmark(marked)
    spans = {number: parts for number, parts in spans.items() if "quote" in parts}
    nested = _inherit(spans)
    tokens = [
        {"id": i, "text": m[0], "charBegin": m.start(), "charEnd": m.end()}
        for i, m in enumerate(_TOKEN.finditer(text))
    ]
    sentences = _sentences(text, tokens)
    annotations = []
    for number, parts in sorted(spans.items()):
        quotes = parts["quote"]
        parts["frame"] = [_stretch(text, f, quotes) for f in parts.get("frame", [])]
        annotations.append(
            {
                "id": len(annotations),
                "type": kinds[number],
                "medium": "SW",
                "isNested": number in nested,
                "hasNested": False,
                **{
                    name: _part(text, tokens, sorted(parts.get(name, [])))
                    for name in ("quote", *ROLES.values())
                },
            }
        )
    return {
        "documentName": title,
        "lang": lang,
        "originalText": text,
        "sentences": sentences,
        "tokens": tokens,
        "annotations": annotations,
    }


def _sentences(text: str, tokens: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for match in _SENTENCE.finditer(text):
        inside = [t for t in tokens if match.start() <= t["charBegin"] < match.end()]
        if not inside:
            continue
        for word, token in enumerate(inside, 1):
            token.update(sentence=len(found) + 1, word=word)
        found.append(
            {
                "id": len(found),
                "begin": inside[0]["id"],
                "end": inside[-1]["id"] + 1,
                "charBegin": inside[0]["charBegin"],
                "charEnd": inside[-1]["charEnd"],
                "text": text[inside[0]["charBegin"] : inside[-1]["charEnd"]],
                "tokens": [t["text"] for t in inside],
                "tokenIds": [t["id"] for t in inside],
            }
        )
    return found


def _part(text: str, tokens: list[dict[str, Any]], spans: list[tuple[int, int]]) -> dict[str, Any]:
    found, ids = [], []
    for start, end in spans:
        inside = [t["id"] for t in tokens if start <= t["charBegin"] and t["charEnd"] <= end]
        ids += inside
        found.append(
            {"begin": inside[0], "end": inside[-1] + 1, "charBegin": start, "charEnd": end}
        )
    return {
        "spans": found,
        "text": " ".join(text[a:b] for a, b in spans),
        "tokenIds": sorted(set(ids)),
    }


def build(lang: str) -> str:
    """Return the JSON lines of language `lang`."""
    marked = (HERE / f"{lang}.txt").read_text(encoding="utf-8")
    lines = (
        json.dumps(document(title, text, lang), ensure_ascii=False)
        for title, text in documents(marked)
    )
    return "".join(line + "\n" for line in lines)


if __name__ == "__main__":
    for code in ("en", "ru"):
        (HERE / f"{code}.jsonl").write_text(build(code), encoding="utf-8")
