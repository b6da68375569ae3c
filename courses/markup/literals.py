"""What a line takes literally: escaped signs, code in backticks, formulas, addresses in angle brackets, HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import HtmlInlineProcessor, InlineProcessor
from markdown.util import ETX, STX, AtomicString, code_escape

from courses.markup.formulas import FormulaError, formula
from courses.markup.lengths import MOST_SIGNS
from courses.markup.scene import TELL

if TYPE_CHECKING:
    from markdown import Markdown

    from courses.markup.dialect import Dialect

Match = re.Match[str]
Handled = tuple[Element | str | None, int | None, int | None]
# Each way begins with its sign, and looks back behind it: so a text is searched for these signs alone.
_LITERAL = (
    r"\\(?P<sign>[!-/:-@\[-`{-~])|`(?P<ticks>`*)"
    r"|\$(?<!\$\$)\$(?!\$)(?P<display>[^`]+?)\$\$"
    r"|\$(?<!\$\$)(?![\s$])(?P<formula>[^$`]*?[^\s$\\])\$(?![\d$])"
)
# CommonMark 0.31.2, 6.5 and 6.6; a comment holds no second beginning of a comment, which keeps the search linear.
_ADDRESS = (
    r"<(?:(?P<address>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x1f]*)"
    r"|(?P<mail>[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)*+))>"
)
_VALUE = r"(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\")"
_HTML = (
    rf"(<[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+{_VALUE})?+)*+\s*+/?>|</[A-Za-z][A-Za-z0-9-]*+\s*+>"
    r"|<!---?>|<!--(?:(?!<!--|-->).)*-->|<[?](?:(?!<[?]|[?]>).)*[?]>|<![A-Za-z][^<>]*+>"
    r"|<!\[CDATA\[(?:(?!<!\[CDATA\[|\]\]>).)*\]\]>)"
)


class Literal(InlineProcessor):
    """Whichever begins first wins, so that code may hold escapes and formulas, and formulas may hold backslashes."""

    def handleMatch(self, m: Match, data: str) -> Handled:  # type: ignore[override]  # noqa: N802 - the library's name
        """The sign, code or formula."""
        if m["sign"]:
            return f"{STX}{ord(m['sign'])}{ETX}", m.start(0), m.end(0)
        if m["ticks"] is not None:
            return self._code(m, data)
        display = m["display"] is not None
        return math_or_source(self.md, m["display"] if display else m["formula"], display), m.start(0), m.end(0)

    def _code(self, m: Match, data: str) -> Handled:
        end = re.compile(rf"`(?<!``){m['ticks']}(?!`)").search(data, m.end(0))
        if end is None:
            return None, None, None
        text = data[m.end(0) : end.start()].replace("\n", " ")
        if text.startswith(" ") and text.endswith(" ") and text.strip(" "):
            text = text[1:-1]
        element = Element("code")
        element.text = AtomicString(code_escape(text))
        return element, m.start(0), end.end()


class AngleAddress(InlineProcessor):
    """<https://…> and <name@place>."""

    def handleMatch(self, m: Match, data: str) -> Handled:  # type: ignore[override]  # noqa: N802 - the library's name
        """A link with the address as its text."""
        element = Element("a", {"href": m["address"] or f"mailto:{m['mail']}"})
        element.text = AtomicString(m["address"] or m["mail"])
        return element, m.start(0), m.end(0)


def math_or_source(md: Markdown, source: str, display: bool) -> Element | str:
    """A placeholder for MathML, or an element that shows the source and tells of the problem."""
    effort = cast("Dialect", md).effort
    try:
        if effort.has_signs_for(source):
            return md.htmlStash.store(formula(source, display))
        told = {TELL: f"text-too-long\n{MOST_SIGNS}"} if effort.tells() else {}
    except FormulaError:
        told = {TELL: f"formula\n{' '.join(source.split())}"}
    element = Element("code", told)
    element.text = AtomicString(source)
    return element


def add_literals(md: Markdown) -> None:
    """Register these readers in the places of Python-Markdown's own."""
    patterns = md.inlinePatterns
    for name in ("backtick", "escape", "automail"):
        patterns.deregister(name)
    patterns.register(Literal(_LITERAL, md), "literal", 190)
    patterns.register(AngleAddress(_ADDRESS, md), "autolink", 120)
    patterns.register(HtmlInlineProcessor(_HTML, md), "html", 90)
