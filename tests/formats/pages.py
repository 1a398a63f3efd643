"""A strict reader of pages: what is not well nested fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "input", "meta"}


@dataclass
class Node:
    """An element with its attributes and content."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def nodes(self, tag: str | None = None) -> Iterator[Node]:
        """Yield all elements below this one, in document order."""
        for child in self.children:
            if isinstance(child, Node):
                if tag in (None, child.tag):
                    yield child
                yield from child.nodes(tag)

    def with_class(self, name: str) -> list[Node]:
        return [n for n in self.nodes() if name in n.attributes.get("class", "").split()]

    def text(self, without: frozenset[str] = frozenset()) -> str:
        """Return the text, without elements of the classes given."""
        if without & set(self.attributes.get("class", "").split()):
            return ""
        return "".join(c if isinstance(c, str) else c.text(without) for c in self.children)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#document")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute of {tag} twice: {names}"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"{self.open[-1].tag} is closed by {tag}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(page: str) -> Node:
    """Return the document, or fail where elements are not well nested."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    assert builder.open == [builder.root], f"left open: {[n.tag for n in builder.open]}"
    return builder.root
