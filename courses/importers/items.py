"""A page as a row of items: headings, quizzes, blocks of text and code cells, each with the anchors that lead to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

from courses.importers.lines import Line, joined
from courses.importers.myst import ANCHOR
from courses.importers.pages import Chunk, Page
from courses.importers.questions import UNNAMED
from courses.markup.attributes import heading_attributes
from courses.markup.tokens import read_blocks

_HF_ANCHOR = re.compile(r"\s*\[\[([^\[\]]*)\]\]\s*\Z")
_HTML_ID = re.compile(r"<[A-Za-z][^<>]*?\b(?:id|name)\s*=\s*[\"']?([^\"'\s<>]+)")
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)


@dataclass(eq=False)
class Item:
    """One top-level block; a heading's `text` is its Markdown without marks and braces."""

    kind: str  # heading, quiz, block or cell
    page: Page
    lines: list[Line]
    chunk: int
    level: int = 0
    text: str = ""
    own: str = ""
    anchors: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)

    @property
    def line(self) -> int | None:
        """Where it begins in the source."""
        return self.lines[0].number if self.lines else None

    @property
    def words(self) -> str:
        """A heading as people read it."""
        return plain_words(self.text)

    def as_block(self, text: str) -> Item:
        """The same place, as a block of other text."""
        return Item("block", self.page, [Line(self.line or 1, text), Line(self.line or 1, "")], self.chunk)


def items_of(page: Page) -> list[Item]:
    """All items of a page in order."""
    found: list[Item] = []
    seen: dict[str, int] = {}
    for number, chunk in enumerate(page.chunks):
        if chunk.is_code:
            found.append(Item("cell", page, chunk.lines, number))
        else:
            found += _chunk(page, chunk, number)
    for item in found:
        if item.kind == "heading":
            slug = github_anchor(item.words)
            times = seen.get(slug, 0)
            seen[slug] = times + 1
            item.anchors |= {fold(f"{slug}-{times}" if times else slug), fold(item.words)}
    return found


def _chunk(page: Page, chunk: Chunk, number: int) -> list[Item]:
    lines, marks = _without_marks(chunk.lines)
    tokens = [
        token for token in read_blocks(joined(lines), {})[0] if token.level == 0 and token.map and token.nesting >= 0
    ]
    starts = [token.map[0] for token in tokens if token.map]
    items: list[Item] = []
    if lines and (not starts or starts[0] > 0):
        lead = lines[: starts[0] if starts else len(lines)]
        if joined(lead).strip():
            items.append(Item("block", page, lead, number))
    for place, token in enumerate(tokens):
        start = starts[place]
        end = starts[place + 1] if place + 1 < len(starts) else len(lines)
        part = lines[start:end]
        if token.type == "heading_open" and token.map:
            items += _heading(page, part, token.map[1] - start, int(token.tag[1]), number)
        else:
            quiz = token.type == "fence" and UNNAMED in token.info
            items.append(Item("quiz" if quiz else "block", page, part, number))
        for at in range(start, end):
            items[-1].labels |= {fold(mark) for mark in marks.get(at, ())}
    for item in items:
        item.anchors |= {fold(found) for found in _HTML_ID.findall(joined(item.lines))} | item.labels
    return items


def _without_marks(lines: list[Line]) -> tuple[list[Line], dict[int, list[str]]]:
    """Anchors stand on lines of their own, which go; each then belongs to the line that follows."""
    kept: list[Line] = []
    marks: dict[int, list[str]] = {}
    for line in lines:
        before, mark, name = line.text.partition(ANCHOR)
        if not mark:
            kept.append(line)
            continue
        marks.setdefault(len(kept), []).append(name.strip())
        if before.strip(" >"):
            kept.append(Line(line.number, before))
    return kept, marks


def _heading(page: Page, part: list[Line], length: int, level: int, chunk: int) -> list[Item]:
    found = _ATX.match(part[0].text)
    text = (
        (found.group(2) or "").strip()
        if found and length == 1
        else " ".join(line.text.strip() for line in part[: length - 1])
    )
    anchor = _HF_ANCHOR.search(text)
    text = text[: anchor.start()] if anchor else text
    text, own = heading_attributes(text)
    name = own.get("id", "") or (anchor.group(1).strip() if anchor else "")
    item = Item("heading", page, part[:length], chunk, level, text.strip(), name)
    item.anchors |= {fold(name)} if name else set()
    rest = part[length:]
    follows = [Item("block", page, rest, chunk)] if joined(rest).strip() else []
    return [item, *follows]


def fold(anchor: str) -> str:
    """What GitHub's rule, Jupyter's and the others' have in common: the letters and digits."""
    return re.sub(r"[\W_]+", "", unquote(anchor).casefold())


def github_anchor(text: str) -> str:
    """The heading's anchor by GitHub's rule."""
    return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")


def plain_words(text: str) -> str:
    """A line of Markdown without its marks: what a title may hold."""
    text = re.sub(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()]|\([^()]*\))*\)", r"\1", text)
    text = re.sub(r"!\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)|\[([^\[\]]+)\]\[[^\]]*\]", r"\1\2", text)
    text = re.sub(r"<!--.*?-->|</?[A-Za-z][^<>]*>", " ", text)
    text = re.sub(r"\{[a-z:]+\}`([^`]*)`", r"\1", text)
    text = re.sub(r"(?<!\\)(?:\*{1,3}|`+|~~)|(?<![\w\\])_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)", "", text)
    return " ".join(unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)).split())


def html_title(items: list[Item]) -> str:
    """The words of a first heading that was written in HTML."""
    for item in items[:6]:
        found = _HTML_HEADING.search(joined(item.lines)) if item.kind == "block" else None
        if found and plain_words(found.group(2)):
            return plain_words(found.group(2))
    return ""
