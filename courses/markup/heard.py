"""Sanitised HTML as paragraphs to be read aloud: tables by their headings, code by its name, formulas in words."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from courses.markup.formula_lines import FormulaReader
from courses.markup.heard_tables import HeardTable
from courses.markup.heard_words import formula_words
from courses.markup.labels import label
from courses.markup.words import BREAKS

_VOID = {"br", "hr", "img", "col", "wbr"}
_SIGNPOSTS = {"doc-noteref", "doc-backlink"}
_SHORT = 3  # lines of code that one can follow by ear
_SHORT_SIGNS = 300
_LONG_RESULT = 10  # rows of a table that code made

Attributes = list[tuple[str, str | None]]


class _Listening(HTMLParser):
    """Reads HTML once."""

    def __init__(self, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language = language
        self._heard: list[str] = []
        self._line: list[str] = []
        # What is open, with what it means for those inside: "silent", "result", "diagram", or nothing.
        self._open: list[tuple[str, str]] = []
        self._within: Counter[str] = Counter()
        self._code: list[str] | None = None
        self._formula: FormulaReader | None = None
        self._table: HeardTable | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self._formula is not None:
            self._formula.start(tag)
            return
        if tag not in _VOID:
            self._open.append((tag, self._meaning(tag, attrs)))
            self._within.update(self._open[-1])
        if tag == "math":
            self._formula = FormulaReader(formula_words(self.language))
        elif self._table is not None and tag in {"td", "th", "tr", "thead"}:
            self._end_line()
            self._table.start(tag, dict(attrs))
        elif tag in BREAKS or tag == "summary":
            self._end_line()
        if tag == "pre":
            self._code = []
        elif tag == "table" and self._table is None:
            self._table = HeardTable(self.language)
        elif tag == "img" and not self._within["silent"] and not self._within["diagram"]:
            self._line.append(dict(attrs).get("alt") or "")
        elif tag in {"span", "section"}:
            self._named(tag, dict(attrs))

    def read(self, html: str) -> tuple[str, ...]:
        """All paragraphs of it."""
        self.feed(html)
        self.close()
        self._end_line()
        return tuple(self._heard)

    def _meaning(self, tag: str, attrs: Attributes) -> str:
        words = (dict(attrs).get("class") or "").split()
        if tag in {"rt", "rp"} or (tag == "a" and dict(attrs).get("role") in _SIGNPOSTS) or "task-mark" in words:
            return "silent"
        return "diagram" if "diagram" in words else "result" if "out" in words else ""

    def _named(self, tag: str, attrs: dict[str, str | None]) -> None:
        """What the page says by a sign or by its look, and a name says to those who do not see it."""
        name = attrs.get("aria-label") or ""
        if attrs.get("class") == "task-mark":
            self._line.append(f"{name}{label('diagram-colon', self.language)}")
        elif attrs.get("role") == "doc-endnotes":
            self._line.append(name)
            self._end_line()
        elif attrs.get("class") == "small soft":
            self._line.append(label("diagram-and-sign", self.language))  # below the name, on a video's card

    def handle_endtag(self, tag: str) -> None:
        if self._formula is not None and tag != "math":
            self._formula.end(tag)
            return
        if self._formula is not None:
            self._say(self._formula.said())
            self._formula = None
        if tag == "pre" and self._code is not None:
            self._end_line()
            self._line.append(self._named_code("".join(self._code)))
            self._code = None
        if tag in BREAKS or tag in {"summary", "td", "th"}:
            self._end_line()
        self._close(tag)
        if tag == "table" and self._table is not None and not self._within["table"]:
            self._heard += self._table.said(_LONG_RESULT if self._within["result"] else None)
            self._table = None

    def handle_data(self, data: str) -> None:
        if self._formula is not None:
            self._formula.data(data)
        elif self._code is not None:
            self._code.append(data)
        else:
            self._say(data)

    def _say(self, text: str) -> None:
        if not self._within["silent"]:
            self._line.append(text)

    def _close(self, tag: str) -> None:
        while self._within[tag]:
            closed = self._open.pop()
            self._within.subtract(closed)
            if closed[0] == tag:
                break

    def _named_code(self, source: str) -> str:
        lines = [line for line in source.split("\n") if line.strip()]
        result = self._within["result"]
        if len(lines) <= _SHORT and len(source) <= _SHORT_SIGNS:
            text = " ".join(" ".join(lines).split())
            return text if result or not text else label("heard-code", self.language, text=text)
        return label("heard-lines" if result else "heard-code-lines", self.language, number=len(lines))

    def _end_line(self) -> None:
        text = " ".join("".join(self._line).split())
        self._line = []
        if text and not (self._table is not None and self._table.hear(text)):
            self._heard.append(text)


def heard(html: str, language: str) -> tuple[str, ...]:
    """Paragraphs to be read aloud in the reading's language. Promises: none is empty; HTML of any depth is read."""
    return _Listening(language).read(html)
