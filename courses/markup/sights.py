"""What stands where in a text, noted before addresses are changed: headings, words, links, pictures and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Literal
from xml.etree.ElementTree import Element

from markdown.util import HTML_PLACEHOLDER

from courses.markup.comments import parsable
from courses.markup.furigana import show_bars

SightKind = Literal["text", "heading", "link", "image", "table", "bold", "term"]
LINE = "data-line"
_PLACEHOLDER = re.compile(HTML_PLACEHOLDER % r"([0-9]+)")
_ESCAPE = re.compile("\x02(\\d+)\x03")
_BLOCKS = set("p li dt dd td th h1 h2 h3 h4 h5 h6 summary figcaption caption blockquote div section aside".split())
_BLOCKS |= {"ul", "ol", "dl", "table", "thead", "tbody", "tr", "pre", "details", "figure", "hr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_UNREAD = {"code", "pre", "kbd", "samp", "math", "rt", "rp", "style", "script"}
# A cell's smallest width, its padding and its signs, in pixels, as our pages lay tables out.
_CELL, _PADDING, _WIDE_SIGN, _SIGN = 65, 24, 14.4, 7.0
_UNBROKEN = re.compile(r"[^\s\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef-]+")


@dataclass(frozen=True)
class Sight:
    """One thing in a text, with the line it stands on.

    `words` are its words without furigana and code; of them `bare` are those without and `read` those with furigana.
    `target` is a link's or a picture's address as it was written. `size` is a heading's level, a table's columns.
    """

    kind: SightKind
    line: int | None
    words: str
    bare: str = ""
    read: str = ""
    target: str = ""
    size: int = 0
    width: int = 0


def sights(block: Element, line: int | None, offset: int, stash: Sequence[object]) -> Iterator[Sight]:
    """All sights in a block and below it; `line` is the block's, `offset` what its own mark counts from.

    `stash` holds the HTML that stands aside while Markdown is read: what authors wrote as HTML is seen too.
    """
    seen = line
    own = block.get(LINE)
    if own is not None and line is not None and offset >= 0:
        seen = int(own) + offset
    tag = str(block.tag)
    if tag == "table":
        yield _table(block, seen)
    if tag in _BLOCKS and tag != "pre":
        yield from _own_text(block, seen)
    yield from _inline(block, seen)
    yield from _stashed(block, seen, stash)
    for child in block:
        yield from sights(child, seen, offset, stash)


def _own_text(block: Element, line: int | None) -> Iterator[Sight]:
    words, bare, read = _words(block)
    tag = str(block.tag)
    if tag in HEADINGS:
        yield Sight("heading", line, words, bare, read, size=int(tag[1]))
    elif words:
        yield Sight("text", line, words, bare, read, target=tag)


def _inline(element: Element, line: int | None) -> Iterator[Sight]:
    tag = str(element.tag)
    if tag == "a" and "href" in element.attrib:
        pictured = "".join(child.get("alt", "") for child in element.iter("img"))
        words = _words(element)[0] or attribute_words(pictured) or _coded(element)
        yield Sight("link", line, words, target=attribute_words(element.get("href", "")))
    elif tag == "img":
        title = attribute_words(element.get("title", ""))
        alt = attribute_words(element.get("alt", ""))
        yield Sight("image", line, alt, read=title, target=attribute_words(element.get("src", "")))
    elif tag in {"strong", "b", "dfn", "abbr"}:
        yield Sight("bold", line, _words(element)[0])
    if tag == "dt":
        yield Sight("term", line, _words(element)[0])


def _coded(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def attribute_words(value: str) -> str:
    """An attribute as Python-Markdown leaves it, with its escapes undone."""
    text = _ESCAPE.sub(lambda found: chr(int(found.group(1))), value.replace("\x02amp\x03", "&"))
    return show_bars(text).strip()


def _words(element: Element) -> tuple[str, str, str]:
    """(all words, those without furigana, those with it) of an element, without blocks inside it."""
    if not len(element):
        words = _tidy([element.text or ""])
        return words, words, ""
    bare: list[str] = []
    read: list[str] = []
    every: list[str] = []
    _gather(element, every, bare, read, False)
    words = _tidy(every)
    return (words, _tidy(bare), _tidy(read)) if read else (words, words, "")


def _gather(element: Element, every: list[str], bare: list[str], read: list[str], ruby: bool) -> None:
    def take(text: str | None) -> None:
        if text:
            every.append(text)
            (read if ruby else bare).append(text)

    take(element.text)
    for child in element:
        tag = str(child.tag)
        if tag in _UNREAD or tag in _BLOCKS:
            if tag not in {"rt", "rp"}:
                every.append(" ")
                bare.append(" ")
        else:
            _gather(child, every, bare, read, ruby or tag == "ruby")
        take(child.tail)


def _tidy(parts: list[str]) -> str:
    text = "".join(parts)
    if "\x02" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found.group(1))), _PLACEHOLDER.sub(" ", text))
        text = text.replace("\x02amp\x03", "&")
    return " ".join(show_bars(text).split())


def _table(table: Element, line: int | None) -> Sight:
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    widths: dict[int, int] = {}
    for row in rows:
        for place, cell in enumerate(row):
            fixed = cell.get("class") == "num"
            widths[place] = max(widths.get(place, _CELL), cell_width(_words(cell)[0] or _coded(cell), fixed))
    return Sight("table", line, "", size=len(widths), width=sum(widths.values()))


def cell_width(text: str, fixed: bool = False) -> int:
    """Pixels that a cell takes at least: its longest piece that cannot be broken, or all of it where it is fixed."""
    shown = _tidy([text])
    pieces = [shown] if fixed else _UNBROKEN.findall(shown)
    longest = max((_length(piece) for piece in pieces), default=0.0)
    return max(_CELL, int(longest + _PADDING))


def _length(piece: str) -> float:
    if piece.isascii():
        return len(piece) * _SIGN
    return sum(_WIDE_SIGN if ord(sign) > 0x2E7F else _SIGN for sign in piece)


def _stashed(element: Element, line: int | None, stash: Sequence[object]) -> Iterator[Sight]:
    for text in (element.text, *(child.tail for child in element)):
        if not text or "\x02" not in text:
            continue
        for found in _PLACEHOLDER.finditer(text):
            place = int(found.group(1))
            html = stash[place] if place < len(stash) else None
            if isinstance(html, str) and not html.startswith(("<pre", "<math", "&")):
                yield from _RawSights(line).read(html)


class _RawSights(HTMLParser):
    """Sights of HTML that an author wrote."""

    def __init__(self, line: int | None) -> None:
        super().__init__(convert_charrefs=True)
        self.line, self.found = line, list[Sight]()
        self.link: str | None = None
        self.level = 0
        self.words: list[str] = []

    def read(self, html: str) -> list[Sight]:
        """The sights of a piece of HTML."""
        read, rest = parsable(html)
        self.feed(read)
        self.close()
        self.words.append(rest)
        return self.found

    @property
    def here(self) -> int | None:
        return None if self.line is None else self.line + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "img":
            decorative = values.get("role", "") in {"presentation", "none"}
            title = "decorative" if decorative else ""
            self.found.append(Sight("image", self.here, values.get("alt", ""), "", title, values.get("src", "")))
            self.words.append(values.get("alt", ""))
        elif tag == "a" and values.get("href"):
            self.link, self.words = values["href"], []
        elif re.fullmatch("h[1-6]", tag):
            self.level, self.words = int(tag[1]), []

    def handle_endtag(self, tag: str) -> None:
        words = " ".join("".join(self.words).split())
        if tag == "a" and self.link is not None:
            self.found.append(Sight("link", self.here, words, target=self.link))
            self.link = None
        elif re.fullmatch("h[1-6]", tag) and self.level:
            self.found.append(Sight("heading", self.here, words, words, size=self.level))
            self.level = 0

    def handle_data(self, data: str) -> None:
        self.words.append(data)
