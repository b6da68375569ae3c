"""A diagram's place in a lesson: what it says in words, and the mark by which a drawing of it is found."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from courses.diagrams import Item, Saying, outline
from courses.languages import direction
from courses.markup.labels import label
from courses.reading import ActivityPart, HtmlPart, Reading

_WORDS = "start end loop alt-block else opt par and critical option break colon and-sign brackets".split()
_FIGURE = re.compile(
    r'<figure class="diagram drawing-([0-9a-f]{16})"><details class="diagram-words" open=""><summary>([^<]*)</summary>'
)


Part = HtmlPart | ActivityPart


def drawing_name(source: str) -> str:
    """Under this a diagram's drawing is found: made from its source, the same on every machine."""
    return hashlib.sha256(source.strip().encode()).hexdigest()[:16]


def fill_figure(figure: Element, source: str, language: str) -> bool:
    """Put a diagram's words into its figure; False when only the source itself could be shown."""
    figure.set("class", f"diagram drawing-{drawing_name(source)}")
    box = SubElement(figure, "details", {"class": "diagram-words", "open": ""})
    SubElement(box, "summary").text = AtomicString(label("diagram", language))
    arrow = "←" if direction(language) == "rtl" else "→"
    items = outline(source, Saying({word: label(f"diagram-{word}", language) for word in _WORDS}, arrow))
    if items:
        _list(box, items)
        return True
    SubElement(box, "p").text = AtomicString(label("diagram-source", language))
    pre = SubElement(box, "pre", {"tabindex": "0"})
    SubElement(pre, "code").text = AtomicString(source)
    return False


def _list(parent: Element, items: tuple[Item, ...], tag: str = "ol") -> None:
    made = SubElement(parent, tag)
    for item in items:
        entry = SubElement(made, "li")
        entry.text = AtomicString(item.text)
        if item.below:
            _list(entry, item.below, "ul")


def drawings_in(reading: Reading) -> set[str]:
    """The names of the drawings that a reading has a place for."""
    parts = (part.html for step in reading.steps for part in step.parts if isinstance(part, HtmlPart))
    return {found.group(1) for html in parts for found in _FIGURE.finditer(html)}


def with_drawings(reading: Reading, drawings: Mapping[str, str]) -> Reading:
    """The reading with the drawings that there are; `drawings` maps a name to the address of a picture."""
    steps = tuple(
        replace(step, parts=tuple(_drawn(part, drawings, reading.language) for part in step.parts))
        for step in reading.steps
    )
    return replace(reading, steps=steps)


def _drawn(part: Part, drawings: Mapping[str, str], language: str) -> Part:
    return replace(part, html=put_drawings(part.html, drawings, language)) if isinstance(part, HtmlPart) else part


def put_drawings(html: str, drawings: Mapping[str, str], language: str) -> str:
    """A reading's HTML with the drawings that there are, by their names; the words below each then begin folded.

    `drawings` maps a name to the address of a picture. Promises: HTML without diagrams, or without drawings of them,
    comes back as it was.
    """

    def put(found: re.Match[str]) -> str:
        address = drawings.get(found.group(1))
        if address is None:
            return found.group()
        alt = escape(label("diagram-alt", language))
        return (
            f'<figure class="diagram drawing-{found.group(1)}"><img src="{escape(address)}" alt="{alt}" loading="lazy">'
            f'<details class="diagram-words"><summary>{found.group(2)}</summary>'
        )

    return _FIGURE.sub(put, html)
