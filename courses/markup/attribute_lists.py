"""Attribute lists behind paragraphs, links, pictures and words: `{#id .small dir=rtl}`, also written `{: … }`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from courses.languages import is_tag
from courses.markup.attributes import ATTRIBUTE_LIST, attribute_parts
from courses.markup.scene import Scene

# The looks that authors may ask for; every other class belongs to the page.
AUTHOR_CLASSES = frozenset("small tiny soft num note note-tip note-care note-plum label flow-s scroll".split())
_INLINE = {"a", "img", "em", "strong", "del", "code", "span", "sub", "sup", "mark", "abbr"}
_BEHIND = re.compile(r"\{:?[ \t]*(" + ATTRIBUTE_LIST + r")[ \t]*\}")
_LAST_LINE = re.compile(r"(?:\n|\A)[ \t]*\{:?[ \t]*(" + ATTRIBUTE_LIST + r")[ \t]*\}\Z")
_CELL_END = re.compile(r"(?:(?<![ \t])[ \t]++|\A)\{:?[ \t]*(" + ATTRIBUTE_LIST + r")[ \t]*\}\Z")
_LONE = re.compile(r"\s*\{:?[ \t]*(" + ATTRIBUTE_LIST + r")[ \t]*\}\s*")
_BRACES = "data-braces"
_ENDS = {"p": _LAST_LINE, "li": _LAST_LINE, "dd": _LAST_LINE, "dt": _CELL_END, "td": _CELL_END, "th": _CELL_END}


class Braces(Treeprocessor):
    """Takes all braces out of a tree whose lines were read, before escaped ones become braces again."""

    def run(self, root: Element) -> None:
        """Each element keeps what was said of it, as text, for `said`."""
        for element in list(root.iter()):
            if len(element):
                _lone(element)
            _at_end(element)
            for child in element:
                tail = child.tail
                if tail and tail[0] == "{" and child.tag in _INLINE and (found := _BEHIND.match(tail)):
                    child.set(_BRACES, found.group(1))
                    child.tail = tail[found.end() :]


def said(element: Element) -> dict[str, str]:
    """What braces said of an element; they are forgotten with that."""
    written = element.attrib.pop(_BRACES, None)
    return attribute_parts(written) if written else {}


def _lone(parent: Element) -> None:
    """Braces that are a paragraph of their own belong to the block before them, as in kramdown."""
    before: Element | None = None
    for child in list(parent):
        found = _LONE.fullmatch(child.text or "") if child.tag == "p" and not len(child) else None
        if found and before is not None:
            before.set(_BRACES, found.group(1))
            parent.remove(child)
        else:
            before = child


def _at_end(element: Element) -> None:
    """The last line of a paragraph, or the end of a table's cell."""
    text = (element[-1].tail if len(element) else element.text) or ""
    pattern = _ENDS.get(str(element.tag)) if text.endswith("}") else None
    found = pattern.search(text) if pattern else None
    if not found or (len(element) and found.start() == 0 and text.startswith("{")):
        return
    element.set(_BRACES, found.group(1))
    if len(element):
        element[-1].tail = text[: found.start()]
    else:
        element.text = text[: found.start()]


def apply(element: Element, own: Mapping[str, str], scene: Scene, line: int | None) -> None:
    """Set what may be set: an id, the looks above, a direction, a language; all else is told, once a file."""
    for name, value in own.items():
        if name == "class":
            kept = [word for word in value.split() if word in AUTHOR_CLASSES]
            if kept:
                element.set("class", " ".join([*element.get("class", "").split(), *kept]))
            for word in value.split():
                if word not in AUTHOR_CLASSES:
                    _tell(f".{word}", scene, line)
        elif name == "id" or (name == "dir" and value in {"ltr", "rtl", "auto"}) or (name == "lang" and is_tag(value)):
            element.set(name, value)
        else:
            _tell(f"{name}={value}", scene, line)


def _tell(word: str, scene: Scene, line: int | None) -> None:
    if word not in scene.dropped:
        scene.dropped.add(word)
        scene.report("attribute-dropped", line, word=word)
