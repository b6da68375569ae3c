"""The walk over a finished tree: addresses, alt texts, notes, anchors, and what inline readers wanted to tell."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.util import HTML_PLACEHOLDER, STX, AtomicString

from courses.markup.attribute_lists import apply, said
from courses.markup.boxes import LINE
from courses.markup.furigana import show_bars, without_furigana
from courses.markup.inline import FOOTNOTE, TELL
from courses.markup.labels import label
from courses.markup.rawhtml import file_name, rewrite
from courses.markup.scene import Scene
from courses.markup.sights import HEADINGS
from courses.markup.videos import Video, fill_card, video_at
from courses.pictures.size import shown_size

if TYPE_CHECKING:
    from markdown import Markdown

MINUTES = "data-minutes"
# On a picture whose words stand beside it: heard once is enough.
_NAMED = "data-named"
_REMOTE = re.compile(r"(?:[a-z]+:)?//", re.IGNORECASE)
# The title that says of a picture that it adds nothing to the words: it needs no alt text, and is not read out.
DECORATIVE = {"decorative", "飾り"}
_PLACEHOLDER = re.compile(HTML_PLACEHOLDER % r"([0-9]+)")
_ESCAPE = re.compile("\x02(\\d+)\x03")


class Walk:
    """Goes once over a tree after its lines were read; remembers which notes were referred to."""

    def __init__(self, md: Markdown, scene: Scene, notes: set[str]) -> None:
        self.md, self.scene, self.notes = md, scene, notes
        self.referred: list[str] = []
        self.used: set[str] = set()
        self.seen: dict[str, int] = {}
        self.section = 0
        self.line: int | None = scene.line

    def visit(self, element: Element, line: int | None) -> None:
        """Mend the element and all below it; `line` is that of the nearest block around."""
        self.line = line = self._line(element, line)
        self._tell(element, line)
        own = said(element)
        if element.tag == "a" and "minutes" in own:
            element.set(MINUTES, own.pop("minutes"))
        self._by_tag(element, line)
        apply(element, own, self.scene, line)
        if element.text and STX in element.text:
            self._raw(element.text, line)
        for child in list(element):
            self.visit(child, line)
            if child.tail and STX in child.tail:
                self._raw(child.tail, line)

    def _line(self, element: Element, line: int | None) -> int | None:
        offset = element.attrib.pop(LINE, None)
        return line if offset is None else self.scene.line_at(int(offset))

    def _tell(self, element: Element, line: int | None) -> None:
        told = element.attrib.pop(TELL, None)
        if told:
            code, _, word = told.partition("\n")
            self.scene.report(code, line, word=word)

    def _by_tag(self, element: Element, line: int | None) -> None:
        tag = str(element.tag)
        if tag == "img":
            self._image(element, line)
        elif tag == "a" and "href" in element.attrib:
            self._link(element, line)
        elif tag == "sup" and FOOTNOTE in element.attrib:
            self._reference(element, line)
        elif tag in HEADINGS:
            self._heading(element)

    def _image(self, element: Element, line: int | None) -> None:
        source = _plain_attribute(element.get("src", ""))
        alt = without_furigana(_plain_attribute(element.get("alt", ""))).strip()
        decorative = not alt and (element.get("title") or "").strip().lower() in DECORATIVE
        if not alt and not decorative:
            self.scene.report("image-alt-missing", line, word=source)
        shown = self.scene.targets.image(source, line)
        tail = element.tail
        wished = dict(element.attrib)
        if decorative:
            wished.pop("title", None)
        alone = _NAMED not in element.attrib
        element.attrib.clear()
        if shown and shown.startswith("/assets/"):
            size = shown_size(self.scene.targets.size(shown), wished)
            element.attrib.update({"src": shown, "alt": alt if alone else "", **size, "loading": "lazy"})
            element.attrib.update({name: wished[name] for name in ("title",) if wished.get(name)})
            element.attrib.update({"role": "presentation"} if decorative else {})
        else:
            element.tag = "a" if shown else "span"
            if shown:
                element.set("href", shown)
            element.text = AtomicString(alt or source) if alone else None
        element.tail = tail

    def _link(self, element: Element, line: int | None) -> None:
        written = _plain_attribute(element.attrib.pop("href"))
        minutes = element.attrib.pop(MINUTES, "")
        if len(element) == 1 and element[0].tag == "img" and (video := video_at(written)):
            self._card(element, video, minutes, line)
            written = video.address
        address = self.scene.targets.link(written, line)
        if address is None:
            element.tag = "span"
        else:
            element.set("href", address)
            if address.startswith("/assets/"):
                element.set("download", file_name(written))

    def _card(self, element: Element, video: Video, minutes: str, line: int | None) -> None:
        picture = element[0]
        name = _plain_attribute(element.attrib.pop("title", ""))
        alt = without_furigana(_plain_attribute(picture.get("alt", ""))).strip()
        if _REMOTE.match(picture.get("src", "")):
            element.remove(picture)  # It would be fetched from another site: the card does without.
            if not alt:
                self.scene.report("image-alt-missing", line, word=video.address)
        elif not name:
            picture.set(_NAMED, "")
        fill_card(element, video, name or alt, self.scene.language, minutes)

    def _reference(self, element: Element, line: int | None) -> None:
        name = element.attrib.pop(FOOTNOTE)
        if name not in self.notes:
            element.tag = "span"
            self.scene.report("footnote-unknown", line, word=name)
            return
        self.used.add(name)
        if name not in self.referred:
            self.referred.append(name)
        number = self.referred.index(name) + 1
        self.seen[name] = self.seen.get(name, 0) + 1
        element.text = None
        place = f"{self.scene.prefix}{self.section}-{number}"
        attributes = {"href": f"#fn-{place}", "role": "doc-noteref"}
        if self.seen[name] == 1:
            attributes["id"] = f"fnref-{place}"
        attributes["aria-label"] = label("footnote", self.scene.language, number=number)
        SubElement(element, "a", attributes).text = AtomicString(str(number))

    def _heading(self, element: Element) -> None:
        own = {name[9:]: element.attrib.pop(name) for name in list(element.attrib) if name.startswith("data-own-")}
        if element.tag in {"h1", "h2"}:
            # It ends as a title, not as an element: whoever cuts the text needs to know what its braces say.
            element.attrib.update({f"data-own-{name}": value for name, value in own.items()})
            return
        element.set("id", own.get("id") or self._anchor(element))
        own.pop("id", None)
        apply(element, own, self.scene, self.line)

    def _anchor(self, element: Element) -> str:
        """GitHub's rule: lower case, blanks to hyphens, most punctuation gone, numbered when met again."""
        text = _ESCAPE.sub(lambda m: chr(int(m.group(1))), _PLACEHOLDER.sub("", "".join(_spoken(element))))
        slug = re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-") or "section"
        times = self.scene.anchors.get(slug, 0)
        self.scene.anchors[slug] = times + 1
        return f"{slug}-{times}" if times else slug

    def _raw(self, text: str, line: int | None) -> None:
        for found in _PLACEHOLDER.finditer(text):
            place = int(found.group(1))
            blocks = self.md.htmlStash.rawHtmlBlocks
            stashed = blocks[place] if place < len(blocks) else None
            if isinstance(stashed, str) and not _OURS.match(stashed):
                blocks[place] = rewrite(stashed, self.scene, line)


# Stashed by ourselves, or an entity, so there is nothing to mend.
_OURS = re.compile(r'<pre tabindex="0"><code|<math |&')


def _spoken(element: Element) -> list[str]:
    heard = [element.text or ""]
    for child in element:
        if child.tag != "rt":
            heard += _spoken(child)
        heard.append(child.tail or "")
    return heard


def _plain_attribute(value: str) -> str:
    """Attributes as Python-Markdown leaves them: escapes as numbers between control characters."""
    text = _ESCAPE.sub(lambda found: chr(int(found.group(1))), value.replace("\x02amp\x03", "&"))
    return unescape(show_bars(text)).strip()


def note_section(walk: Walk, texts: dict[str, Element]) -> Element | None:
    """The notes that were referred to since the last call, as a list; None when there were none."""
    if not walk.referred:
        return None
    language = walk.scene.language
    attributes = {"class": "footnotes small", "role": "doc-endnotes", "aria-label": label("footnotes", language)}
    section = Element("section", attributes)
    items = SubElement(section, "ol")
    for number, name in enumerate(walk.referred, start=1):
        place = f"{walk.scene.prefix}{walk.section}-{number}"
        item = SubElement(items, "li", {"id": f"fn-{place}"})
        item.text, children = texts[name].text, list(texts[name])
        item.extend(children)
        owner = children[-1] if children and children[-1].tag == "p" else item
        back = SubElement(owner, "a", {"href": f"#fnref-{place}", "role": "doc-backlink"})
        back.set("aria-label", label("back", language))
        back.text = AtomicString("↩")
        if len(owner) > 1:
            owner[-2].tail = (owner[-2].tail or "") + " "
    walk.referred, walk.seen = [], {}
    walk.section += 1
    return section
