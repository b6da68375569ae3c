"""The last pass over a lesson's text: every address becomes one of ours, or words and a line in the report."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from courses.assets import AssetError
from courses.files import FileError
from courses.importers.addresses import Addresses, Spot, is_whole, scheme_of, split
from courses.importers.items import Item
from courses.importers.roles import role, words_of
from courses.importers.scanning import Found, scan
from courses.importers.shelf import Shelf
from courses.importers.tags_html import GONE, UNWRAPPED, Tag, read_tag

_WEB = {"http", "https"}
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+\Z")
_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]+\Z")


@dataclass
class Tally:
    """What was found in the texts, for the report's sums."""

    images: int = 0
    images_missing: int = 0
    images_remote: int = 0
    links: int = 0
    links_missing: int = 0
    quizzes: int = 0


@dataclass
class Place:
    """Where a text ends up: in which lesson and step, and what is at hand there."""

    key: str
    step: str
    language: str
    addresses: Addresses
    shelf: Shelf
    tally: Tally
    heading: str = ""
    notes: frozenset[str] = frozenset()
    definitions: dict[str, tuple[str, str]] = field(default_factory=dict)
    marked: dict[tuple[str, str], Spot] = field(default_factory=dict)


class Rewriter:
    """Rewrites one item's text for its place."""

    def __init__(self, item: Item, place: Place) -> None:
        self.item, self.place, self.page = item, place, item.page
        self.line: int | None = None
        self.in_link = 0

    def text(self, text: str, numbers: list[int], markdown: bool = True) -> str:
        """The paragraph or HTML `text`, whose lines have these numbers in the source."""
        edits: list[tuple[int, int, str]] = []
        found = scan(text, self.place.definitions, markdown)
        # One pass in order, so that a paragraph of ten thousand links takes ten times as long as one of a thousand.
        lines = place = end_of_link = 0
        for one in sorted(found, key=lambda each: each.start):
            lines, place = lines + text.count("\n", place, one.start), one.start
            self.line = numbers[min(lines, len(numbers) - 1)] if numbers else self.item.line
            edits += self._edits(one, text, inside=one.start < end_of_link)
            if one.kind == "link":
                end_of_link = max(end_of_link, one.inner[1])
        return _edited(text, edits)

    def _edits(self, one: Found, text: str, inside: bool) -> list[tuple[int, int, str]]:
        if one.kind == "image":
            return [(one.start, one.end, self._image(one, text[one.inner[0] : one.inner[1]], inside))]
        if one.kind == "link":
            return self._link(one, text, inside)
        if one.kind == "tag":
            made = self._tag(text[one.start : one.end], inside)
            return [] if made is None else [(one.start, one.end, made)]
        if one.kind == "loose":
            return [(one.start, one.end, "\\(")]
        made = self._marked(one, text)
        return [] if made is None else [(one.start, one.end, made)]

    def _marked(self, one: Found, text: str) -> str | None:
        if one.kind == "note":
            if one.word in self.place.notes:
                return None
            self.report("import-note-missing", one.word)
            return "\\" + text[one.start : one.end]
        if not self.page.desk.myst:
            return None
        if one.kind == "output":
            value = self.page.desk.substitutions.get(one.word)
            if value is None:
                self.report("import-substitution", text[one.start : one.end])
            return value
        return self._role(one, text)

    def _role(self, one: Found, text: str) -> str:
        words, address = words_of(one.word, one.address)
        if address:
            return self._labelled(one.word, words, address)
        made = role(one.word, one.address)
        if made is None:
            self.report("import-role", f"{one.word}: {one.address}")
            return text[one.start + len(one.word) + 2 : one.end]
        return made

    def _labelled(self, name: str, words: str, address: str) -> str:
        """A reference by label or file."""
        self.place.tally.links += 1
        document = self.place.addresses.label(address) if name != "doc" else None
        target = self._document(document, address) if document else None
        if document is None:
            path, anchor = split(address)
            document = self.place.addresses.document(self.page.path, path)
            target = self._document(document, anchor) if document else None
        if target is None:
            self.place.tally.links_missing += 1
            self.report("import-link-missing", address)
            return words or address
        return f"[{words or self._title(document) or address}]({target})"

    # Pictures

    def _image(self, one: Found, alt: str, inside: bool) -> str:
        kind, target = self._picture(one.address)
        words = alt.strip() or self._alt(one.address)
        if kind == "own":
            title = f" {one.title}" if one.title else ""
            return f"![{words}]({target}{title})"
        if kind == "remote" and not inside:
            return f"[{words}]({_angled(target)})"
        return words

    def _picture(self, written: str) -> tuple[str, str]:
        """("own", name), ("remote", address) or ("none", "")."""
        self.place.tally.images += 1
        scheme = scheme_of(written)
        if scheme in _WEB or written.startswith("//"):
            self.place.tally.images_remote += 1
            self.report("import-image-remote", written)
            return ("remote", written) if scheme and is_whole(written) else ("none", "")
        if scheme == "data" and _DATA.match(written):
            return "own", written
        if scheme == "attachment" and self._attached(unquote(written.partition(":")[2])):
            return "own", written
        if scheme:
            self.report("import-image-missing", written[:200])
            return "none", ""
        return self._own_picture(written)

    def _attached(self, name: str) -> bool:
        """Whether the notebook's cell carries that picture, whole."""
        cell = self.page.chunks[self.item.chunk].cell if self.page.notebook else None
        found = cell.get("attachments") if cell else None
        bundle = found.get(name) if isinstance(found, dict) else None
        return isinstance(bundle, dict) and all(self.place.shelf.attachment(*pair) for pair in bundle.items())

    def _own_picture(self, written: str) -> tuple[str, str]:
        addresses = self.place.addresses
        path = addresses.file(self.page.path, split(written)[0]) or addresses.file(self.page.path, unquote(written))
        if path is None or path in addresses.source.folders:
            self.place.tally.images_missing += 1
            self.report("import-image-missing", written)
            return "none", ""
        try:
            return "own", self.place.shelf.picture(path, addresses.source)
        except AssetError as error:
            self.report("import-image-active" if error.code == "asset-active" else "import-image-kind", written)
        except FileError:
            self.report("import-image-kind", written)
        return "none", ""

    def _alt(self, address: str) -> str:
        """Words for a picture that has none: what its file is called, else the heading it stands under."""
        self.report("import-image-alt", address[:200])
        stem = posixpath.splitext(posixpath.basename(split(address)[0]))[0]
        words = " ".join(re.findall(r"[^\W\d_]{2,}", stem))
        plain = words if not scheme_of(address) or scheme_of(address) in _WEB else ""
        made = plain if len(plain) > 3 else self.place.heading
        return re.sub(r"[\[\]\\`*_<>]", "", made).strip() or "…"

    # Links

    def _link(self, one: Found, text: str, inside: bool) -> list[tuple[int, int, str]]:
        target = None if inside else self._target(one.address)
        empty = not text[one.inner[0] : one.inner[1]].strip()
        words = self._words(one.address) if empty else ""
        if target is None:
            return [(one.start, one.inner[0], words), (one.inner[1], one.end, "")]
        title = f" {one.title}" if one.title else ""
        return [(one.start, one.inner[0], f"[{words}"), (one.inner[1], one.end, f"]({_angled(target)}{title})")]

    def _words(self, address: str) -> str:
        path, _ = split(address)
        document = self.place.addresses.label(address) or self.place.addresses.document(self.page.path, path)
        return self._title(document) or address

    def _title(self, document: str | None) -> str:
        addresses = self.place.addresses
        key = addresses.keys.get(document or "", "")
        return addresses.titles.get((key, self.place.language)) or addresses.titles.get((key, "")) or ""

    def _target(self, written: str) -> str | None:
        """Our address for a link, or None, with the reason told, when only its words stay."""
        self.place.tally.links += 1
        written = written.strip()
        scheme = scheme_of(written)
        if scheme in _WEB or scheme in {"mailto", "tel"}:
            if is_whole(written):
                return written
            return self._refused("import-link-scheme", written)
        if labelled := self.place.addresses.label(written.lstrip("#")):
            return self._document(labelled, written.lstrip("#"))
        if _MAIL.match(written):
            return f"mailto:{written}"
        if scheme or written.startswith("//") or not written:
            # Where MyST is written `part:name` is a label, and one that nobody knows leads nowhere.
            is_label = self.page.desk.myst and bool(written)
            return self._refused("import-link-missing" if is_label else "import-link-scheme", written)
        path, anchor = split(written)
        document = self.place.addresses.document(self.page.path, path)
        if document is not None:
            return self._document(document, anchor)
        return self._file(path, written)

    def _document(self, document: str, anchor: str) -> str | None:
        """The address of a lesson, or of a step in it."""
        addresses = self.place.addresses
        key = addresses.keys.get(document, document)
        spot = addresses.spot(document, anchor) if anchor else None
        if key == self.place.key:
            return self._here(spot, anchor, document)
        if anchor and spot is None:
            self.report("import-link-anchor", anchor)
        folder = f"../{addresses.lessons[key]}"
        return f"{folder}#{spot.step}" if spot and spot.step else folder

    def _here(self, spot: Spot | None, anchor: str, document: str) -> str | None:
        if spot is None:
            if not anchor:
                return f"../{self.place.addresses.lessons[self.place.key]}"
            self.place.tally.links_missing += 1
            return self._refused("import-link-missing", f"#{anchor}")
        if spot.step == self.place.step and spot.anchor:
            self.place.marked[(self.place.step, spot.anchor)] = spot
            return f"#{spot.anchor}"
        return f"#{spot.step}"

    def _file(self, path: str, written: str) -> str | None:
        found = self.place.addresses.file(self.page.path, path)
        if found is None:
            self.place.tally.links_missing += 1
            return self._refused("import-link-missing", written)
        try:
            return self.place.shelf.file(found, self.place.addresses.source)
        except (AssetError, FileError):
            return self._refused("import-link-file", written)

    def _refused(self, code: str, written: str) -> str | None:
        """Tell of the address; the None that it gives back says that only words stay."""
        self.report(code, written)
        return None

    # HTML

    def _tag(self, source: str, inside: bool) -> str | None:
        """What stands for the tag; None when it stays as it is."""
        tag = read_tag(source)
        if tag is None:
            return None
        if tag.name == "a":
            return self._anchor(tag)
        if tag.closing:
            return "" if tag.name in UNWRAPPED else None
        if tag.name == "img":
            return self._img(tag, inside)
        if tag.name in UNWRAPPED:
            return self._embedded(tag, inside)
        if tag.name in GONE:
            self.report("import-html", f"<{tag.name}>")
        return None

    def _anchor(self, tag: Tag) -> str | None:
        if tag.closing:
            self.in_link = max(0, self.in_link - 1)
            return None
        self.in_link += not tag.empty
        if "href" not in tag.attributes:
            return None
        target = self._target(tag.attributes["href"])
        kept = {name: value for name, value in tag.attributes.items() if name in {"id", "name", "title"}}
        return Tag("a", False, {**kept, **({"href": target} if target else {})}, tag.empty).written()

    def _img(self, tag: Tag, inside: bool) -> str:
        written = tag.attributes.get("src", "")
        kind, target = self._picture(written) if written else ("none", "")
        words = tag.attributes.get("alt", "").strip() or self._alt(written)
        if kind == "own":
            kept = {name: value for name, value in tag.attributes.items() if name in {"width", "height", "title", "id"}}
            return Tag("img", False, {"src": target, "alt": words, **kept}, False).written()
        words = words.replace("<", "&lt;")
        if kind == "remote" and not inside and not self.in_link:
            return f"{Tag('a', False, {'href': target}, False).written()}{words}</a>"
        return words

    def _embedded(self, tag: Tag, inside: bool) -> str:
        """What would be fetched from elsewhere becomes a link to it."""
        address = tag.attributes.get("src") or tag.attributes.get("data") or ""
        if tag.name == "source" or not address:
            self.report("import-html", f"<{tag.name}> {address}")
            return ""
        self.report("import-embedded", f"<{tag.name}> {address}")
        address = f"https:{address}" if address.startswith("//") else address
        if inside or self.in_link:
            return ""
        target = address if scheme_of(address) in _WEB and is_whole(address) else None
        words = (tag.attributes.get("title") or address).replace("<", "&lt;")
        return f"{Tag('a', False, {'href': target}, False).written()}{words}</a>" if target else words

    def report(self, code: str, word: str) -> None:
        """Tell of something at the line that is being rewritten."""
        self.page.desk.report(code, self.line, word)


def _angled(address: str) -> str:
    return f"<{address}>" if re.search(r"[()\s]", address) and "<" not in address else address


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """The text with its edits made; one inside another that replaces it whole is left out."""
    out: list[str] = []
    place = 0
    for start, end, made in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start < place:
            continue
        out += [text[place:start], made]
        place = end
    return "".join([*out, text[place:]])
