"""HTML reduced to what two renderers can agree on: one form of its elements, and its blocks as (type, level, text)."""

import hashlib
import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote

from courses.markup.clean import clean
from courses.markup.rawhtml import rewrite
from courses.markup.scene import Scene

BLOCKS = set(
    "p h1 h2 h3 h4 h5 h6 blockquote pre div section aside details summary figure figcaption ul ol li dl dt dd "
    "table thead tbody tr th td hr".split()
)
_VOID = {"br", "hr", "img", "col", "wbr"}


class AnyTarget:
    """Keeps every address in a form that the sanitiser lets pass, the same for both sides."""

    def image(self, address, line):
        """A name made from the address."""
        return f"/assets/{hashlib.sha256(unquote(address).encode()).hexdigest()[:16]}.png"

    def size(self, *_):
        """Nobody knows how large these pictures are."""
        return

    def link(self, address, line):
        """The address without its escapes, as a place of a web site."""
        return f"https://any.example/{unquote(address).encode().hex()}"


def scene(language="en"):
    """A place for texts whose addresses all count as good."""
    return Scene(language, "x.md", AnyTarget(), lambda problem: None)


def as_ours(html):
    """Another renderer's HTML through the ways that raw HTML goes with us: headings one level down, then the sanitiser."""
    return clean(rewrite(html, scene(), 1))


class _Events(HTMLParser):
    """Elements and texts in one form: no marks of colour, no attributes that only we write, blanks collapsed."""

    dropped = frozenset({"tabindex", "loading", "download", "rel"})

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.out, self.pre, self.spans = [], 0, []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag == "span":
            self.spans.append(bool(self.pre))
            if self.pre:
                return
        self.pre += tag == "pre"
        kept = sorted((name, value or "") for name, value in attrs if name not in self.dropped)
        if tag in {"h3", "h4", "h5", "h6"}:
            kept = [pair for pair in kept if pair[0] != "id"]
        self._mark(tag, f"<{tag}" + "".join(f' {name}="{escape(value)}"' for name, value in kept) + ">")

    def handle_endtag(self, tag):
        if tag == "span" and self.spans and self.spans.pop():
            return
        if tag not in _VOID:
            self.pre -= tag == "pre"
            self._mark(tag, f"</{tag}>")

    def handle_data(self, data):
        text = data if self.pre else re.sub(r"\s+", " ", data)
        if self.out and not self.pre and (self.out[-1].endswith("\0") or self.out[-1] == "<br>"):
            text = text.lstrip()
        if text:
            self.out.append(escape(text, quote=False))

    def _mark(self, tag, written):
        if tag in BLOCKS:
            if self.out and not self.out[-1].endswith("\0"):
                self.out[-1] = self.out[-1].rstrip()
            written += "\0"
        self.out.append(written)


def one_form(html):
    """The same string for HTML that means the same."""
    return "".join(_Events(html).out).replace("\0", "").strip()


class _Blocks(HTMLParser):
    """Cuts HTML into blocks; a block's level is the way of containers that leads to it."""

    containers = frozenset("ul ol li blockquote aside dl dt dd details table".split())
    leaves = frozenset("p h1 h2 h3 h4 h5 h6 pre th td hr summary".split())

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found, self.way, self.kind, self.words = [], [], "p", []
        self.feed(html)
        self.close()
        self._end()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag in BLOCKS:
            self._end()
        if tag in self.containers:
            self.way.append(tag)
        if tag in self.leaves:
            self.kind = tag
        if tag == "hr":
            self.found.append(("hr", "/".join(self.way), ""))
            self.kind = "p"
        if tag == "br":
            self.words.append("\n")
        if tag == "img":
            self.words.append(values.get("alt") or "")
        if tag == "ol" and values.get("start", "1") != "1":
            self.way[-1] = f"ol{values['start']}"

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self._end()
        if tag in self.containers:
            for place in range(len(self.way) - 1, -1, -1):
                if re.sub(r"\d+", "", self.way[place]) == tag:
                    del self.way[place:]
                    break

    def handle_data(self, data):
        self.words.append(data)

    def _end(self):
        text = "".join(self.words)
        text = text.strip("\n") if self.kind == "pre" else re.sub(r"\s+", "", text)
        if text or self.kind in {"th", "td", "pre"}:
            self.found.append((self.kind, "/".join(self.way), text))
        self.kind, self.words = "p", []


def blocks(html):
    """All blocks of the HTML in order, as (type, level, text); blanks count in code only."""
    return _Blocks(html).found
