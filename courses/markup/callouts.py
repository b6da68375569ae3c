"""Callouts in the dialects authors bring: which kind they mean and how they look."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from courses.markup.labels import label

_ALIASES = {
    "note": ("note", "info", "abstract", "summary", "seealso", "question", "example", "quote", "todo"),
    "tip": ("tip", "hint", "success", "check", "done"),
    "important": ("important", "key"),
    "warning": ("warning", "attention", "alert"),
    "caution": ("caution", "danger", "error", "bug", "failure"),
}
_KINDS = {alias: kind for kind, aliases in _ALIASES.items() for alias in aliases}
_CLASSES = {"tip": "note note-tip", "important": "note note-plum", "warning": "note note-care"}
_CLASSES |= {"caution": "note note-care", "note": "note"}
_ALERT = re.compile(r"\[!([A-Za-z]+)\][-+]?[ \t]*([^\n]*)(?:\n|\Z)")


def kind_of(name: str) -> str | None:
    """The engine's kind for an author's word; None when it is unknown."""
    return _KINDS.get(name.lower())


def alert(text: str) -> tuple[str, str, str] | None:
    """(word, title, rest) when a quote's first paragraph is a GitHub alert."""
    found = _ALERT.match(text)
    return (found.group(1), found.group(2).strip(), text[found.end() :]) if found else None


def callout(parent: Element, kind: str, title: str, language: str) -> Element:
    """The callout's element with its label; the text goes into what is returned."""
    aside = SubElement(parent, "aside", {"class": f"{_CLASSES[kind]} flow-s", "role": "note"})
    SubElement(aside, "p", {"class": "label"}).text = title or label(kind, language)
    return aside
