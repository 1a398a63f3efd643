"""An event in the making: trigger, frame, parties, status, and why it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from depesche.events.lexicon import Condition, Frame
from depesche.events.status import Outlook
from depesche.model import EventType

# What is agreed to, asked for, refused or threatened is told by these, not once more as itself.
SPEECH: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE"})
_KINDS = {
    "filled": "a {}",
    "empty": "no {}",
    "actor": "an actor as {}",
    "any": "an actor behind the {}",
    "two": "several actors as {}",
    "person": "a person as {}",
    "head": "{} of a certain kind",
}


@dataclass
class Draft:
    """An event in the making."""

    token: Token
    frame: Frame
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    outlook: Outlook
    confidence: float
    carried: bool
    """Whether a support verb or operator carries the trigger."""
    share: float | None = None
    """How sure the classifier is, where the lexicon does not know the trigger."""
    implied: str | None = None
    """In words, how a recipient was implied that nothing near the trigger names."""

    def why(self, dated: str | None) -> str:
        """Return in words which rule or score found the event, and where its date is from."""
        frame, outlook = self.frame, self.outlook
        needs = "".join(f" with {_worded(c)}" for c in frame.needs)
        parts = [f"{frame.pos} {frame.lemma!r}{needs} tells {frame.type}"]
        if self.share is not None:
            parts = [f"classifier takes {frame.lemma!r} for {frame.type}, score {self.share:.2f}"]
        parts += [f"carried by {d.word.text!r}" for d in outlook.donors if d.is_support]
        if self.implied is not None:
            parts.append(self.implied)
        if outlook.why is not None:
            parts.append(f"{outlook.status}: {outlook.why}")
        if dated is not None:
            parts.append(dated)
        return "; ".join(parts)


def _worded(condition: Condition) -> str:
    if condition.slot == "refl":
        return "a reflexive pronoun"
    return _KINDS[condition.kind].format(condition.slot)


def distinct(actors: Sequence[str]) -> tuple[str, ...]:
    """Return actors once each; a body is left out beside its own state (*KAZ:government*, KAZ)."""
    given = dict.fromkeys(actors)
    return tuple(a for a in given if ":" not in a or a.split(":")[0] not in given)
