"""Elements of HTML and SVG as strings in which text cannot become markup.

In: tags, attributes, text. Out: `Markup`. What is not `Markup` is escaped wherever it is put, the
idea of MarkupSafe, in the little that a page without a template engine needs.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

from depesche.formats.words import visible, without_overrides

_VOID = frozenset({"br", "input", "meta"})

Attribute = str | int | float | bool | None


class Markup(str):
    """Text that is markup already, made by `element`, `joined` or `raw` only."""

    __slots__ = ()


def raw(text: str) -> Markup:
    """Declare `text` to be markup. For the package's own constants, never for a report's words."""
    return Markup(text)


def escaped(text: str) -> Markup:
    """Return `text` as markup: `&`, `<`, `>` and quotes escaped, control characters visible."""
    return text if isinstance(text, Markup) else running(without_overrides(text))


def running(text: str) -> Markup:
    """Return `text` as markup that may turn the direction of writing, for whole paragraphs."""
    return Markup(html.escape(visible(text), quote=True))


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Join text and markup."""
    return Markup(escaped(between).join(escaped(part) for part in parts))


def element(tag: str, attributes: dict[str, Attribute] | None = None, *children: str) -> Markup:
    """Return an element. Attributes that are `None` or false are left out, true ones stand bare.

    >>> element("p", {"class": "note", "hidden": True}, "1 < 2")
    '<p class="note" hidden>1 &lt; 2</p>'
    """
    names = joined(_attribute(name, value) for name, value in (attributes or {}).items())
    if tag in _VOID:
        return Markup(f"<{tag}{names}>")
    return Markup(f"<{tag}{names}>{joined(children)}</{tag}>")


def _attribute(name: str, value: Attribute) -> Markup:
    if value is None or value is False:
        return Markup("")
    if value is True:
        return Markup(f" {name}")
    text = f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
    return Markup(f' {name}="{escaped(text)}"')
