"""What a report has told so far: between whom, who did it, who met whom.

In: drafts in text order. Out: answers to the question whom words mean that lean on it (*beide
Seiten*, *der Nachbar*, *der Schritt*). Whoever acts most and latest is in focus, as in centering
theory (Grosz, Joshi and Weinstein 1995); here for pairs.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from depesche.events.draft import Draft
from depesche.events.named import is_state
from depesche.model import EventType

# After so many sentences an act weighs half in the choice of the pair in focus.
_HALF_LIFE = 8
# How much more an act in the sentence just before weighs.
_JUST_BEFORE = 3
# How many sentences back a meeting still says who talks to whom.
_TALKS_LAST = 12
_MEETING = 2
# How many sentences back a blow still says who is in strife with whom.
_STRIFE_LASTS = 4
_HOSTILE: frozenset[EventType] = frozenset(
    {"ACCUSE", "ASSAULT", "COERCE", "MOBILIZE", "REJECT", "SANCTION", "THREATEN"}
)
_RESTRICTIONS: frozenset[EventType] = frozenset({"SANCTION", "COERCE"})
# How many of the last acts are weighed.
_REMEMBERED = 200

# Help and praise set nobody against or beside another.
_ONE_SIDED: frozenset[EventType] = frozenset({"AID", "AGREE", "SUPPORT"})

# What is said of what others have done: praise and blame for a step are hardly for these.
_COMMENTS: frozenset[EventType] = frozenset({"ACCUSE", "REJECT", "SUPPORT"})

Homes = Callable[[Iterable[str]], tuple[str, ...]]
"""From ids of actors to the states and organisations they act for, once each."""

Prominence = Callable[[int], Mapping[str, int]]
"""From a place in the text to how much each state has been spoken of before it."""


class History:
    """The drafts of a report before a certain one: tell them one after another."""

    def __init__(self, drafts: Sequence[Draft], homes: Homes, spoken_of: Prominence) -> None:
        self._earlier: list[Draft] = []
        self.homes = homes
        self._spoken_of = spoken_of
        sentences = drafts[0].token.doc.sents if drafts else ()
        self._starts = [sentence.start for sentence in sentences]

    def tell(self, draft: Draft) -> None:
        """Take up a draft: what follows is told after it."""
        self._earlier.append(draft)

    def back(self, draft: Draft, tokens: int) -> Iterator[Draft]:
        """Yield the drafts at most so many tokens before, the latest first."""
        for last in reversed(self._earlier):
            if draft.token.i - last.token.i > tokens:
                return
            yield last

    def pair(
        self,
        draft: Draft,
        fits: Callable[[tuple[str, ...]], bool] = lambda _: True,
        *,
        met: bool = False,
        apart: bool = False,
    ) -> tuple[str, ...]:
        """Return the two in focus that fit: between whom most was told, what is near for more.

        Most of all whom the sentence just before sets against or beside one another; and those of
        whom the report speaks much, both of them. `met`: they have met; `apart`: one has acted
        against the other.
        """
        weights: dict[tuple[str, ...], float] = {}
        sides: dict[tuple[str, ...], set[str]] = {}
        for last in self._earlier[-_REMEMBERED:]:
            two = self._between(last)
            if (met and last.frame.type != "CONSULT") or (
                apart and last.frame.type not in _HOSTILE
            ):
                continue
            if len(two) != _MEETING or any(":" in one for one in two) or not fits(two):
                continue
            if last.frame.type in _ONE_SIDED and not all(map(is_state, two)):
                continue  # whom one promises to take something to is no side of it
            near = 0.5 ** (self._apart(last, draft) / _HALF_LIFE)
            if last.frame.type not in _ONE_SIDED and self._apart(last, draft) == 1:
                near *= _JUST_BEFORE
            weights[two] = weights.pop(two, 0.0) + near
            sides.setdefault(two, set()).update(self.homes(last.actors))
        said = self._spoken_of(draft.token.i)
        # Where each has acted towards the other they are the two sides of something.
        weights = {
            two: weight * len(sides[two]) * min(said.get(one, 0) for one in two)
            for two, weight in weights.items()
        }
        best = max(weights.values(), default=0.0)
        return next((two for two in reversed(weights) if weights[two] == best), ())

    def _between(self, draft: Draft) -> tuple[str, ...]:
        """Return between whom something went on; two who did it together to others are none."""
        actors, recipients = self.homes(draft.actors), self.homes(draft.recipients)
        if draft.frame.reciprocal or (len(actors) == 1 and recipients):
            return tuple(sorted(set(actors) | set(recipients)))
        return ()

    def _apart(self, one: Draft, other: Draft) -> int:
        """Return how many sentences one act is told before the other."""
        return bisect(self._starts, other.token.i) - bisect(self._starts, one.token.i)

    def other(self, draft: Draft, one: Collection[str]) -> tuple[str, ...]:
        """Return who stands with `one` in the pair in focus."""
        homes = self.homes(one)
        if len(homes) != 1:
            return ()
        pair = self.pair(draft, lambda two: homes[0] in two and all(map(is_state, two)))
        return tuple(a for a in pair if a != homes[0])

    def opponent(self, draft: Draft) -> tuple[str, ...]:
        """Return with whom the actor of `draft` is in strife: who struck him or was struck lately.

        Nobody where that may be several.
        """
        own = set(self.homes(draft.actors))
        found: dict[str, None] = {}
        for last in reversed(self._earlier):
            if self._apart(last, draft) > _STRIFE_LASTS:
                break
            if last.frame.type not in _HOSTILE or last.outlook.status == "negated":
                continue
            sides = set(self.homes(last.actors)), set(self.homes(last.recipients))
            if own and not sides[0] & sides[1]:
                # *Polen und Litauen schlossen die Grenze zu X*: either is in strife with X.
                against = [sides[1 - k] for k in (0, 1) if own <= sides[k]]
                found.update(dict.fromkeys(one for side in against for one in sorted(side)))
        return tuple(found) if len(found) == 1 and is_state(*found) else ()

    def eased(self, draft: Draft) -> tuple[str, ...]:
        """Return on whom the state that acts in `draft` was last told to have put a restriction."""
        own = set(self.homes(draft.actors))
        for last in reversed(self._earlier):
            is_put = last.frame.type in _RESTRICTIONS and last.outlook.status != "negated"
            if is_put and last.recipients and own & set(self.homes(last.actors)):
                return last.recipients
        return ()

    def interlocutor(self, draft: Draft) -> tuple[str, ...]:
        """Return whom the actor of `draft` was last told to have met, if just one."""
        homes = self.homes(draft.actors)
        for last in reversed(self._earlier):
            if self._apart(last, draft) > _TALKS_LAST:
                break
            parties = self.homes(last.actors)
            if last.frame.type == "CONSULT" and set(homes) < set(parties):
                others = tuple(p for p in parties if p not in homes)
                return others if len(homes) == len(others) == 1 else ()
        return ()

    def last_meeting(self, draft: Draft) -> tuple[str, ...]:
        """Return who was last told to have met, as they were named."""
        for last in reversed(self._earlier):
            if self._apart(last, draft) > _TALKS_LAST:
                break
            if last.frame.type == "CONSULT" and last.actors:
                return last.actors
        return ()

    def together(self, draft: Draft) -> tuple[str, ...]:
        """Return who acted together in the sentence before: *they* go on doing so."""
        for last in reversed(self._earlier):
            if self._apart(last, draft) > 1:
                break
            if len(self.homes(last.actors)) > 1:
                return last.actors
        return ()

    def last_actor(self, draft: Draft) -> tuple[str, ...]:
        """Return who did the last thing told in this sentence or the one before."""
        for last in reversed(self._earlier):
            if self._apart(last, draft) > 1:
                break
            if last.actors:
                return last.actors
        return ()

    def topic(self) -> tuple[str, ...]:
        """Return who has acted most so far, the first of several."""
        counts: dict[tuple[str, ...], int] = {}
        for last in self._earlier:
            if homes := self.homes(last.actors):
                counts[homes] = counts.get(homes, 0) + 1
        return max(counts, key=lambda homes: counts[homes], default=())

    def author(
        self, draft: Draft, tokens: int, kinds: Collection[EventType] = ()
    ) -> tuple[str, ...]:
        """Return who did the last thing told that others than the actors of `draft` did.

        What somebody else has said of it comes after what was done.
        """
        own = set(self.homes(draft.actors))
        comment: tuple[str, ...] = ()
        for last in self.back(draft, tokens):
            if last.frame.type == "CONSULT" or (kinds and last.frame.type not in kinds):
                continue
            if last.outlook.status == "negated":
                continue
            if last.actors and not own & set(self.homes(last.actors)):
                if kinds or last.frame.type not in _COMMENTS:
                    return last.actors
                comment = comment or last.actors
        return comment
