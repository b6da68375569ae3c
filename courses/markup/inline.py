"""What we add to Python-Markdown inside a line: furigana, formulas, ~~struck~~ text, bare addresses, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor, SubstituteTagInlineProcessor
from markdown.util import AtomicString

from courses.markup.furigana import BAR, HIDDEN_RUBY, pairs, ruby
from courses.markup.literals import Handled, Match, add_literals
from courses.markup.literals import math_or_source as math_or_source
from courses.markup.scene import TELL as TELL

if TYPE_CHECKING:
    from markdown import Markdown

FOOTNOTE = "data-footnote"
PUNCTUATION = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# All patterns here begin with a sign, and look back behind it: so a text is searched for that sign alone.
_LINE_BREAK = r"\\\n| (?<!  )(?: *\\| +)\n"
_BARE_ADDRESS = r"(?:h(?<![\w/=\"'@]h)ttps?://|w(?<![\w/=\"'@]w)ww\.(?=\w))[^\s<>\"\x02\x03\\^`{|}\u0080-\U0010ffff]+"
_STRUCK = r"~~(?<!~~~)(?![~\s])"
_STRUCK_END = re.compile(r"(?<![~\s])~~(?!~)")


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


class FootnoteReference(InlineProcessor):
    """[^name]; whether there is such a note is decided later."""

    def handleMatch(self, m: Match, data: str) -> Handled:  # type: ignore[override]  # noqa: N802 - the library's name
        """A <sup> that remembers the note's name."""
        element = Element("sup", {FOOTNOTE: m.group(1)})
        element.text = AtomicString(m.group(0))
        return element, m.start(0), m.end(0)


class Struck(InlineProcessor):
    """~~struck~~ text; its end is looked for once, and never again where there is none."""

    def handleMatch(self, m: Match, data: str) -> Handled:  # type: ignore[override]  # noqa: N802 - the library's name
        """A <del>; nothing up to the end of the text where no later beginning can have an end either."""
        end = _STRUCK_END.search(data, m.end(0) + 1)
        if end is None:
            return None, m.start(0), len(data)
        element = Element("del")
        element.text = data[m.end(0) : end.start(0)]
        return element, m.start(0), end.end(0)


class BareAddress(InlineProcessor):
    """https://… or www.… written out in the text, as GFM links it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: Match, data: str) -> Handled:  # type: ignore[override]  # noqa: N802 - the library's name
        """A link without the punctuation that ends the sentence."""
        address = m.group(0).rstrip("?!.,:*_~'\"")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip("?!.,:*_~'\"")
        element = Element("a", {"href": ("http://" if address.startswith("www.") else "") + self.unescape(address)})
        element.text = AtomicString(address)
        return element, m.start(0), m.start(0) + len(address)


def add_inline_patterns(md: Markdown) -> None:
    """Register ours among Python-Markdown's own; the numbers say who reads a line first."""
    md.ESCAPED_CHARS = PUNCTUATION
    add_literals(md)
    patterns = md.inlinePatterns
    patterns.register(SubstituteTagInlineProcessor(_LINE_BREAK, "br"), "linebreak", 185)
    patterns.register(FootnoteReference(r"\[\^([^\s\]^]{1,60})\]", md), "footnote", 175)
    patterns.register(Furigana(HIDDEN_RUBY, md), "furigana", 172)
    patterns.register(BareAddress(_BARE_ADDRESS, md), "bare_address", 95)
    patterns.register(Struck(_STRUCK, md), "struck", 65)
    # The readers are asked for by number for each text: a list answers at once, their registry sorts itself first.
    md.treeprocessors["inline"].inlinePatterns = list(patterns)  # type: ignore[attr-defined] # of the library's class
