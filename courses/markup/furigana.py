"""Furigana in the form {漢字|かん|じ}: recognising it, carrying it past the block parser, and taking it away."""

from __future__ import annotations

import re
from xml.etree import ElementTree

# Stands for the bar of furigana while blocks are read, where a bar would end a table's cell.
BAR = "\ue000"
# What the engine uses inside; it is taken out of authors' text before anything else.
PRIVATE = re.compile("[\x02\x03\ue000-\ue00f]")

_KANA = r"[ぁ-ゖ゙-ゟァ-ヺー-ヿ・ 　]"
_RUBY = re.compile(r"\{([^{}|\n\\]{1,40})((?:\|" + _KANA + r"{0,40}){1,40})\}")
HIDDEN_RUBY = r"\{([^{}\n" + BAR + r"]{1,40})((?:" + BAR + r"[^{}\n" + BAR + r"]{0,40}){1,40})\}"
_HIDDEN = re.compile(HIDDEN_RUBY)


def hide_bars(text: str) -> str:
    """The text with furigana's bars replaced, so that tables can hold it."""
    return _RUBY.sub(lambda found: found.group(0).replace("|", BAR), text) if "|" in text else text


def show_bars(text: str) -> str:
    """Undo `hide_bars` where furigana was no furigana after all, as in code."""
    return text.replace(BAR, "|")


def without_furigana(text: str) -> str:
    """The text with {漢字|かん|じ} reduced to 漢字."""
    return show_bars(_HIDDEN.sub(r"\1", hide_bars(text)) if "{" in text else text)


def pairs(base: str, readings: list[str]) -> list[tuple[str, str]] | None:
    """Which characters go with which reading; None when their numbers do not fit, or when nothing is read.

    One reading belongs to the whole; otherwise there is one for each character, and an empty one leaves it bare.
    """
    if not any(reading.strip() for reading in readings):
        return None
    if len(readings) == 1:
        return [(base, readings[0])]
    if len(readings) == len(base):
        return list(zip(base, readings, strict=True))
    return None


def ruby(base: str, readings: list[str]) -> ElementTree.Element:
    """The <ruby> element; readings that do not fit are set over the whole, and without any it is bare text."""
    element = ElementTree.Element("ruby")
    last: ElementTree.Element | None = None
    for characters, reading in pairs(base, readings) or [(base, "".join(readings))]:
        if last is None:
            element.text = (element.text or "") + characters
        else:
            last.tail = (last.tail or "") + characters
        if reading.strip():
            last = ElementTree.SubElement(element, "rt")
            last.text = reading.strip()
    if last is None:
        element.tag = "span"
    return element


def misread(text: str) -> list[str]:
    """All {…|…} in a text whose readings do not fit what they stand over."""
    return [
        found.group(0) for found in _RUBY.finditer(text) if pairs(found.group(1), found.group(2).split("|")[1:]) is None
    ]
