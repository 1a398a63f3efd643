"""Whether a clause asserts: questions, conditions, plans, wishes and demands do not.

In: the clauses of a sentence and the place of one. Out: yes or no. After the factuality categories
of FactBank (Saurí and Pustejovsky 2009), reduced to asserted and not asserted.
"""

from __future__ import annotations

from collections.abc import Sequence

from depesche.claims.clauses import Clause
from depesche.claims.lexicon import Lexicon


def is_asserted(
    clauses: Sequence[Clause], at: int, lexicon: Lexicon, *, told: bool = False
) -> bool:
    """Say whether clause number `at` of a sentence asserts what it says.

    `told`: its verb tells what has happened, whatever else the clause wants or may.
    """
    text = clauses[at].text.lstrip()
    if lexicon.words["conditional"].match(text):
        return False
    if not told and lexicon.has("modal", lexicon.words["not_modal"].sub(" ", text)):
        return False
    if _wished_within(text, lexicon):
        return False
    if at + 1 < len(clauses) and lexicon.words["refuted"].match(clauses[at + 1].text.lstrip()):
        return False
    return at == 0 or not _undone_before(clauses[at - 1], clauses[at], lexicon)


def _undone_before(before: Clause, clause: Clause, lexicon: Lexicon) -> bool:
    """*hat nie behauptet, ...*, *Falsch: ...*, *Kiew fordert, dass ...*."""
    if lexicon.has("unsaid_before", before.text):
        return True
    if clause.before == ":" and lexicon.has("refuting", before.text):
        return True
    return _wished_before(before, clause.text.lstrip(), lexicon)


def _wished_within(text: str, lexicon: Lexicon) -> bool:
    """*urged Brussels to impose sanctions*, *denied that Ukraine was a member*."""
    openers = (lexicon.words[name].search(text) for name in ("infinitive", "reopen"))
    return any(
        opener is not None and lexicon.has("unreal_before", text[: opener.start()])
        for opener in openers
    )


def _wished_before(before: Clause, text: str, lexicon: Lexicon) -> bool:
    """*Kiew fordert, dass die Ukraine der NATO beitritt*."""
    opens = lexicon.words["reopen"].match(text) or lexicon.words["infinitive"].search(text)
    return opens is not None and lexicon.has("unreal_before", before.text)
