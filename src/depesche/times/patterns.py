"""The rule notation of the times stage: a pattern in, a compiled regular expression out.

Words stand for themselves in any case, `{class}` or `{class:slot}` for one form of a table or
pattern, `(a|b)` for a choice, `?` makes the item before it optional, a space is white space, and
`[...]` marks what belongs to the expression. The split into patterns, normalisation tables and
rules is HeidelTime's (Strötgen and Gertz 2013); the notation is our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

SPACE = r"(?:[^\S\n]+\n?|\n)[^\S\n]*"
NEVER = "(?!)"
SLOT = "__"
EXTENT = "extent__"
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\{([a-z_]+)(?::([a-z_]+\d?))?\}")


class PatternError(ValueError):
    """A pattern breaks the notation; the message says where."""


@dataclass(frozen=True)
class Forms:
    """What a `{class}` stands for: literal forms, and an expression that opens with a digit."""

    words: frozenset[str] = frozenset()
    digits: str | None = None

    def expression(self) -> str:
        """Return the alternation of all forms, longest first: no form hides a longer one."""
        longest = sorted(self.words, key=lambda w: (-len(w), w))
        parts = [SPACE.join(map(re.escape, w.split())) for w in longest]
        return "|".join(parts + ([self.digits] if self.digits else [])) or NEVER


@dataclass(frozen=True)
class Opening:
    """How a pattern can begin: with a whole word, with a word's first letters, with a digit."""

    whole: frozenset[str] = frozenset()
    prefix: frozenset[str] = frozenset()
    digit: bool = False

    def __or__(self, other: Opening) -> Opening:
        return Opening(
            self.whole | other.whole, self.prefix | other.prefix, self.digit or other.digit
        )


@dataclass(frozen=True)
class Node:
    """A part of a pattern. `kind`: word, class, space, mark, sequence, choice, extent, optional."""

    kind: str
    text: str = ""
    slot: str = ""
    parts: tuple[Node, ...] = ()


@dataclass
class _Reader:
    source: str
    at: int = 0
    extents: int = 0

    def peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def choice(self, closing: str) -> Node:
        options = [self.sequence(closing)]
        while self.peek() == "|":
            self.at += 1
            options.append(self.sequence(closing))
        return options[0] if len(options) == 1 else Node("choice", parts=tuple(options))

    def sequence(self, closing: str) -> Node:
        items: list[Node] = []
        while (char := self.peek()) and char not in ("|", closing):
            if char == "?":
                if not items:
                    raise PatternError(f"'?' with nothing before it at column {self.at + 1}")
                self.at += 1
                items[-1] = Node("optional", parts=(items[-1],))
                continue
            items.append(self.item(char))
        return Node("sequence", parts=tuple(items))

    def item(self, char: str) -> Node:
        if char in "([":
            return self.group(char)
        if char == "{":
            found = _NAME.match(self.source, self.at)
            if not found:
                raise PatternError(f"bad '{{class}}' at column {self.at + 1}")
            self.at = found.end()
            return Node("class", found[1], found[2] or found[1])
        if char == " ":
            self.at += 1
            return Node("space")
        if word := _WORD.match(self.source, self.at):
            self.at = word.end()
            return Node("word", word[0].lower())
        if char in ")]}":
            raise PatternError(f"'{char}' without its opening at column {self.at + 1}")
        self.at += 2 if char == "\\" else 1
        return Node("mark", self.source[self.at - 1 : self.at])

    def group(self, char: str) -> Node:
        opened, closing = self.at + 1, ")" if char == "(" else "]"
        self.at += 1
        if char == "[":
            self.extents += 1
            number = str(self.extents)
        inside = self.choice(closing)
        if self.peek() != closing:
            raise PatternError(f"'{char}' at column {opened} is never closed")
        self.at += 1
        return inside if char == "(" else Node("extent", number, parts=(inside,))


@dataclass
class Pattern:
    """A pattern: how it opens, the words it may have, its extents, slots and expression.

    `slots` are pairs of a group's name and `table:slot`. The expression is compiled when first
    used, since a text needs few of a language's rules.
    """

    opening: Opening
    vocabulary: Opening
    extents: tuple[str, ...]
    slots: tuple[tuple[str, str], ...]
    expression: str

    @cached_property
    def search(self) -> re.Pattern[str]:
        """The compiled expression, with a group for each extent and slot."""
        return re.compile(self.expression, re.IGNORECASE)


def compile_pattern(source: str, classes: Mapping[str, Forms]) -> Pattern:
    """Read the notation of `source`; raises `PatternError` if it is bad or names no class."""
    reader = _Reader(source)
    tree = reader.choice("\0")
    if reader.at < len(source):
        raise PatternError(f"'{source[reader.at]}' without its opening at column {reader.at + 1}")
    tree = _with_extents(tree, reader)
    writer = _Writer(classes)
    border = "" if _ends_in_mark(tree) else r"(?!\w)"
    expression = writer.write(tree) + border
    return Pattern(
        _opening(tree, classes, alone=True)[0],
        _vocabulary(tree, classes),
        tuple(f"{EXTENT}{n}" for n in range(1, reader.extents + 1)),
        tuple(writer.slots),
        expression,
    )


def _with_extents(tree: Node, reader: _Reader) -> Node:
    """Make a pattern, or one of its choices, that has no `[...]` an extent as a whole."""
    if tree.kind == "choice" and reader.extents:
        return Node("choice", parts=tuple(_with_extents(part, reader) for part in tree.parts))
    if _has_extent(tree):
        return tree
    reader.extents += 1
    return Node("extent", str(reader.extents), parts=(tree,))


def _has_extent(node: Node) -> bool:
    return node.kind == "extent" or any(_has_extent(part) for part in node.parts)


def _ends_in_mark(node: Node) -> bool:
    return node.kind == "mark" or (node.kind == "sequence" and _ends_in_mark(node.parts[-1]))


@dataclass
class _Writer:
    classes: Mapping[str, Forms]
    slots: list[tuple[str, str]] = field(default_factory=list)

    def write(self, node: Node) -> str:
        inside = [self.write(part) for part in node.parts]
        written = "".join(inside)
        match node.kind:
            case "word" | "mark":
                written = re.escape(node.text)
            case "space":
                written = SPACE
            case "class":
                written = self.slot(node)
            case "choice":
                written = f"(?:{'|'.join(inside)})"
            case "optional":
                written = f"(?:{written})?"
            case "extent":
                written = f"(?P<{EXTENT}{node.text}>{written})"
        return written

    def slot(self, node: Node) -> str:
        expression = _forms(node.text, self.classes).expression()
        group = f"{node.slot}{SLOT}{len(self.slots)}"
        self.slots.append((group, f"{node.text}:{node.slot}"))
        return f"(?P<{group}>{expression})"


def _forms(name: str, classes: Mapping[str, Forms]) -> Forms:
    if name not in classes:
        raise PatternError(f"unknown class {{{name}}}")
    return classes[name]


def _opening(node: Node, classes: Mapping[str, Forms], alone: bool) -> tuple[Opening, bool]:
    """How `node` can begin, and whether it can be empty; `alone`: a word's end follows it."""
    match node.kind:
        case "word":
            return _of_words((node.text,), alone), False
        case "class":
            forms = _forms(node.text, classes)
            opening = _of_words(forms.words, alone)
            return opening | Opening(digit=forms.digits is not None), False
        case "space" | "mark":
            return Opening(), node.kind == "mark"
        case "optional":
            return _opening(node.parts[0], classes, alone)[0], True
        case "choice":
            all_ = [_opening(part, classes, alone) for part in node.parts]
            return _join(o for o, _ in all_), any(empty for _, empty in all_)
    found, empty = Opening(), True
    for number, part in enumerate(node.parts):
        if not empty:
            break
        follower = node.parts[number + 1] if number + 1 < len(node.parts) else None
        ends = alone if follower is None else follower.kind in ("space", "mark")
        opening, empty = _opening(part, classes, ends)
        found |= opening
    return found, empty


def _of_words(words: Iterable[str], alone: bool) -> Opening:
    """A form of several words opens with its first, whole; the last may go on unless `alone`."""
    whole: set[str] = set()
    prefix: set[str] = set()
    for form in words:
        first = _WORD.search(form)
        if first is None:
            continue
        (whole if alone or first[0] != form else prefix).add(first[0])
    digit = any(word[0].isdigit() for word in whole | prefix)
    return Opening(frozenset(whole), frozenset(prefix), digit)


def _join(openings: Iterable[Opening]) -> Opening:
    found = Opening()
    for opening in openings:
        found |= opening
    return found


def _vocabulary(
    node: Node, classes: Mapping[str, Forms], begins: bool = True, ends: bool = True
) -> Opening:
    """Every word that may begin anywhere in the pattern; endings glued to a word are left out.

    `begins`, `ends`: whether a word's border lies before and after `node`.
    """
    if node.kind in ("word", "class"):
        forms = (
            _forms(node.text, classes) if node.kind == "class" else Forms(frozenset({node.text}))
        )
        if not begins:
            return Opening()
        found = Opening(digit=forms.digits is not None)
        for form in forms.words:
            words = _WORD.findall(form)
            found |= Opening(frozenset(words[1:]))
            found |= _of_words(words[:1], ends or len(words) > 1)
        return found
    found, parts = Opening(), node.parts
    row = node.kind == "sequence"
    for number, part in enumerate(parts):
        left = begins if not row or number == 0 else _may_end_open(parts[number - 1])
        last = not row or number == len(parts) - 1
        right = ends if last else _begins_closed(parts[number + 1])
        found |= _vocabulary(part, classes, left, right)
    return found


def _may_end_open(node: Node) -> bool:
    """Whether a word may begin right after `node`."""
    if node.kind in ("sequence", "extent"):
        return not node.parts or _may_end_open(node.parts[-1])
    if node.kind == "choice":
        return any(_may_end_open(part) for part in node.parts)
    return node.kind in ("space", "mark", "optional")


def _begins_closed(node: Node) -> bool:
    """Whether a word certainly ends before `node`."""
    if node.kind in ("sequence", "extent"):
        return bool(node.parts) and _begins_closed(node.parts[0])
    if node.kind == "choice":
        return all(_begins_closed(part) for part in node.parts)
    return node.kind in ("space", "mark")
