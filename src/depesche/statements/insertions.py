"""The reporter's words inside quotation marks: «Мы устали, — сказал он. — Идём домой».

In: quoted stretches, text, lexicon. Out: stretches split around such words. Russian puts them
between dashes within the marks (rules of Russian orthography of 1956, § 199 f.).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from depesche.statements.lexicon import Lexicon
from depesche.statements.marks import Quoted

_DASH = r"\s[—–-]\s"
_INSERTION = re.compile(rf"(?<=[,!?…]){_DASH}(?P<words>[^—–«»]*?)(?:(?P<end>[.,:!?…]){_DASH}|$)")


def split(quoted: Sequence[Quoted], text: str, lexicon: Lexicon) -> tuple[Quoted, ...]:
    """Return `quoted` with the reporter's words taken out."""
    if not lexicon.settings.inquit_inside:
        return tuple(quoted)
    return tuple(part for q in quoted for part in _parts(q, text, lexicon))


def _parts(q: Quoted, text: str, lexicon: Lexicon) -> Iterator[Quoted]:
    start, inner = q.start, q.inner_start
    for match in _INSERTION.finditer(text[q.inner_start : q.inner_end]):
        words = re.findall(r"\w+", match["words"])[:3]
        if not any(v.kind == "finite" for w in words for v in lexicon.verbs.get(w.lower(), ())):
            continue
        stop = q.inner_start + match.start()
        yield Quoted(start, stop, inner, stop, q.depth, q.closed)
        start = inner = q.inner_start + match.end()
    if start < q.inner_end:
        yield Quoted(start, q.end, inner, q.inner_end, q.depth, q.closed)
