"""Python-Markdown's links and pictures, with their bracket search kept from looking through the text again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import inlinepatterns as stock
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from courses.markup.marks import holds_marks

if TYPE_CHECKING:
    from markdown import Markdown

# Most link texts end within this many signs; only longer ones are looked up in a table of all brackets.
_NEAR = 200
_LONGEST_ADDRESS = 1_000
# As the library's own, which looks back before the bracket: that takes a look at every sign of a text.
_OPENING = r"\[(?<!!\[)"
Handled = tuple[Element | str | None, int | None, int | None]
_BRACKET = re.compile(r"[\[\]]")


class _Brackets(stock.LinkInlineProcessor):
    """Finds a link text's closing bracket in bounded time; the original looks to the end for every bracket."""

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]  # noqa: N802 - its name
        """The library's link or picture, whose words are not read again where they hold no marks."""
        made = super().handleMatch(m, data)
        element = made[0]
        if isinstance(element, Element) and element.text and not holds_marks(element.text):
            element.text = AtomicString(element.text)
        return made

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - the library's name
        """The text up to the bracket that closes it, the place behind that, and whether there is one."""
        end = _near(data, index)
        if end is None:
            end = _closings(data).get(index - 1, -1)
        return (data[index:end], end + 1, True) if end >= 0 else ("", len(data), False)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - the library's name
        """The address and title in the parentheses at `index`, looked for as far as addresses reach."""
        far = data.startswith(("(data:", "(<data:"), index)
        window = data if far else data[: index + _LONGEST_ADDRESS]
        return super().getLink(window, index)


def _near(data: str, index: int) -> int | None:
    depth = 1
    if data.find("]", index, index + _NEAR) < 0:
        return None
    for found in _BRACKET.finditer(data, index, index + _NEAR):
        depth += 1 if found.group(0) == "[" else -1
        if depth == 0:
            return found.start()
    return None


@lru_cache(maxsize=2)
def _closings(data: str) -> dict[int, int]:
    """For each opening bracket with a closing one, where that is."""
    closings: dict[int, int] = {}
    opened: list[int] = []
    for place, sign in enumerate(data):
        if sign == "[":
            opened.append(place)
        elif sign == "]" and opened:
            closings[opened.pop()] = place
    return closings


class _Link(_Brackets, stock.LinkInlineProcessor):
    pass


class _Words:
    """An alt text's words: what was read inside it already is said without furigana."""

    md: Markdown

    def unescape(self, text: str) -> str:
        """The text with what was taken out of it put back, in words; the original says the furigana as well."""
        stash = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined] # of one processor alone

        def put_back(found: re.Match[str]) -> str:
            value = stash.get(found.group(1), "")
            return value if isinstance(value, str) else "".join(_said(value))

        return INLINE_PLACEHOLDER_RE.sub(put_back, text)


def _said(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag != "rt":
            yield from _said(child)
        yield child.tail or ""


class _Image(_Words, _Brackets, stock.ImageInlineProcessor):
    pass


class References(dict[str, tuple[str, str]]):
    """Addresses by label, whose letters' size does not matter in any script."""

    def __contains__(self, label: object) -> bool:
        return super().__contains__(str(label).casefold())

    def __getitem__(self, label: str) -> tuple[str, str]:
        return super().__getitem__(label.casefold())


class _Reference(_Brackets, stock.ReferenceInlineProcessor):
    # No blank may stand between the text and the label.
    RE_LINK = re.compile(r"\[([^\]]*)\]")


class _ShortReference(_Brackets, stock.ShortReferenceInlineProcessor):
    pass


class _ImageReference(_Words, _Brackets, stock.ImageReferenceInlineProcessor):
    RE_LINK = _Reference.RE_LINK


class _ShortImageReference(_Words, _Brackets, stock.ShortImageReferenceInlineProcessor):
    pass


def add_links(md: Markdown) -> None:
    """Put ours in the places of Python-Markdown's own."""
    patterns = md.inlinePatterns
    patterns.register(_Reference(_OPENING, md), "reference", 170)
    patterns.register(_Link(_OPENING, md), "link", 160)
    patterns.register(_Image(stock.IMAGE_LINK_RE, md), "image_link", 150)
    patterns.register(_ImageReference(stock.IMAGE_REFERENCE_RE, md), "image_reference", 140)
    patterns.register(_ShortReference(_OPENING, md), "short_reference", 130)
    patterns.register(_ShortImageReference(stock.IMAGE_REFERENCE_RE, md), "short_image_ref", 125)
