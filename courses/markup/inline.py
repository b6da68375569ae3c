"""What we add to Python-Markdown inside a line: furigana, formulas, ~~struck~~ text, bare addresses, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor, SubstituteTagInlineProcessor
from markdown.util import AtomicString

from courses.markup.formulas import FormulaError, formula
from courses.markup.furigana import BAR, HIDDEN_RUBY, pairs, ruby

if TYPE_CHECKING:
    from markdown import Markdown

# Set on elements whose author should be told something; the value is "code\nparameter". The walk reads it.
TELL = "data-tell"
FOOTNOTE = "data-footnote"
PUNCTUATION = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
Match = re.Match[str]
Handled = tuple[Element | str | None, int | None, int | None]


class Furigana(InlineProcessor):
    """{漢字|かん|じ}, with its bars hidden."""

    def handleMatch(self, m: Match, data: str) -> Handled:  # type: ignore[override]  # noqa: N802 - the library's name
        """A <ruby> element."""
        base, readings = m.group(1), m.group(2).split(BAR)[1:]
        element = ruby(base, readings)
        if pairs(base, readings) is None:
            element.set(TELL, f"furigana-count\n{m.group(0).replace(BAR, '|')}")
        for part in element.iter():
            part.text = AtomicString(part.text) if part.text else part.text
            part.tail = AtomicString(part.tail) if part.tail else part.tail
        return element, m.start(0), m.end(0)


class Formula(InlineProcessor):
    """$x$ in a line, $$x$$ on display."""

    def handleMatch(self, m: Match, data: str) -> Handled:  # type: ignore[override]  # noqa: N802 - the library's name
        """A stashed formula, or its source where it cannot be read."""
        display = m.group(0).startswith("$$")
        source = m.group(1 if display else 2)
        made = math_or_source(self.md, source, display)
        return made, m.start(0), m.end(0)


class FootnoteReference(InlineProcessor):
    """[^name]; whether there is such a note is decided later."""

    def handleMatch(self, m: Match, data: str) -> Handled:  # type: ignore[override]  # noqa: N802 - the library's name
        """A <sup> that remembers the note's name."""
        element = Element("sup", {FOOTNOTE: m.group(1)})
        element.text = AtomicString(m.group(0))
        return element, m.start(0), m.end(0)


class BareAddress(InlineProcessor):
    """https://… written out in the text, as GFM links it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: Match, data: str) -> Handled:  # type: ignore[override]  # noqa: N802 - the library's name
        """A link without the punctuation that ends the sentence."""
        address = m.group(0).rstrip("?!.,:*_~'\"")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip("?!.,:*_~'\"")
        element = Element("a", {"href": self.unescape(address)})
        element.text = AtomicString(address)
        return element, m.start(0), m.start(0) + len(address)


def math_or_source(md: Markdown, source: str, display: bool) -> Element | str:
    """A placeholder for MathML, or an element that shows the source and tells of the problem."""
    try:
        return md.htmlStash.store(formula(source, display))
    except FormulaError:
        element = Element("code", {TELL: f"formula\n{' '.join(source.split())}"})
        element.text = AtomicString(source)
        return element


def add_inline_patterns(md: Markdown) -> None:
    """Register ours among Python-Markdown's own; the numbers say who reads a line first."""
    md.ESCAPED_CHARS = PUNCTUATION
    patterns = md.inlinePatterns
    patterns.register(
        Formula(r"(?<![\\$])\$\$(?!\$)(.+?)\$\$|(?<![\\$])\$(?![\s$])([^$]*?[^\s$\\])\$(?![\d$])", md), "formula", 189
    )
    patterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash_break", 185)
    patterns.register(FootnoteReference(r"\[\^([^\s\]^]{1,60})\]", md), "footnote", 175)
    patterns.register(Furigana(HIDDEN_RUBY, md), "furigana", 172)
    patterns.register(
        BareAddress(r"(?<![\w/=\"'@])https?://[^\s<>\"\x02\x03\\^`{|}\u0080-\U0010ffff]+", md), "bare_address", 95
    )
    patterns.register(SimpleTagInlineProcessor(r"(?<!~)(~~)(?!~)(.+?)(?<!~)~~(?!~)", "del"), "struck", 65)
