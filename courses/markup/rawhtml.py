"""HTML that authors write among Markdown: its addresses become ours, and they are told what will be left out."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote

from courses.markup.attribute_lists import AUTHOR_CLASSES
from courses.markup.clean import ATTRIBUTES, TAGS
from courses.markup.comments import parsable
from courses.markup.scene import Scene
from courses.markup.videos import card_html, video_at
from courses.pictures.size import shown_size

_RENAMED = {"h1": "h3", "h2": "h3", "center": "div", "strike": "s", "tt": "code", "font": "span", "big": "span"}
_VOID = {"img", "br", "hr", "col", "wbr"}
_PLAYERS = {"iframe", "video", "source", "embed"}
_DROPPED = "html-dropped"


class _Rewriter(HTMLParser):
    def __init__(self, scene: Scene, line: int | None) -> None:
        super().__init__(convert_charrefs=False)
        self.scene, self.start_line = scene, line
        self.out: list[str] = []

    @property
    def line(self) -> int | None:
        if self.start_line is None or self.scene.fixed:
            return self.start_line
        return self.start_line + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _RENAMED.get(tag, tag)
        if tag in _PLAYERS and self._player(tag, dict(attrs)):
            return
        if tag not in TAGS:
            self.scene.report(_DROPPED, self.line, word=f"<{tag}>")
        for name, _ in attrs:
            if name.startswith("on") or name == "style":
                self.scene.report(_DROPPED, self.line, word=name)
        if tag in _PLAYERS:
            return  # Left open, as its end is never written, it would take the rest of the lesson with it.
        values = {name: value or "" for name, value in attrs if name in ATTRIBUTES or tag not in TAGS}
        if "class" in values:
            # The other classes are the page's own: what an author writes by hand must not pass for them.
            values["class"] = " ".join(word for word in values["class"].split() if _may(word))
        if tag == "img":
            self._image(values)
            return
        if tag == "a" and "href" in values:
            address = self.scene.targets.link(values["href"].strip(), self.line)
            written = values.pop("href")
            values |= {"href": address} if address else {}
            values |= {"download": file_name(written)} if address and address.startswith("/assets/") else {}
        self.out.append(_tag(tag, values))

    def _player(self, tag: str, values: dict[str, str | None]) -> bool:
        """A card in the place of a player, so that no other site is called; False when there is no video in it."""
        source = (values.get("src") or "").strip()
        if tag == "video" and not source:
            return True  # its source follows
        video = video_at(source)
        if video is None:
            return False
        address = self.scene.targets.link(video.address, self.line)
        name = (values.get("title") or values.get("aria-label") or "").strip()
        if address:
            self.out.append(card_html(address, video, name, self.scene.language))
        return True

    def _image(self, values: dict[str, str]) -> None:
        source, alt = values.get("src", "").strip(), values.get("alt", "").strip()
        if not alt and values.get("role") not in {"presentation", "none"}:
            self.scene.report("image-alt-missing", self.line, word=source)
        shown = self.scene.targets.image(source, self.line)
        if shown and shown.startswith("/assets/"):
            size = shown_size(self.scene.targets.size(shown), values)
            others = {name: value for name, value in values.items() if name not in {"width", "height"}}
            self.out.append(_tag("img", {**others, "src": shown, "alt": alt, **size, "loading": "lazy"}))
        else:
            words = escape(alt or source)
            self.out.append(f'<a href="{escape(shown)}">{words}</a>' if shown else f"<span>{words}</span>")

    def handle_endtag(self, tag: str) -> None:
        tag = _RENAMED.get(tag, tag)
        if tag not in _VOID and tag not in _PLAYERS:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")


def _may(word: str) -> bool:
    return word in AUTHOR_CLASSES or word.startswith("language-")


def rewrite(html: str, scene: Scene, line: int | None) -> str:
    """The same HTML with our addresses; comments go. It is not safe yet: the sanitiser still follows."""
    rewriter = _Rewriter(scene, line)
    read, rest = parsable(html)
    rewriter.feed(read)
    rewriter.close()
    return "".join(rewriter.out) + rest.replace("<", "&lt;")


def file_name(address: str) -> str:
    """The name under which a file is saved: its own, since an asset's says nothing to people."""
    return unquote(address.partition("#")[0].partition("?")[0]).rpartition("/")[2]


def _tag(tag: str, values: dict[str, str]) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in values.items())
    return f"<{tag}{written}>"
