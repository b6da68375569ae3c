"""The words a person sees or hears in HTML, without furigana and markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BREAK_WORDS = "p br hr h1 h2 h3 h4 h5 h6 li dt dd tr table pre div section aside blockquote figcaption caption "
_BREAKS = set(_BREAK_WORDS.split())
_SPACES = {"td", "th", "summary"}
_SILENT = {"rt", "rp"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.heard: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BREAKS:
            self.heard.append("\n")
        elif tag in _SPACES:
            self.heard.append(" ")
        elif tag == "img":
            self.heard.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BREAKS:
            self.heard.append("\n")
        elif tag in _SPACES:
            self.heard.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.heard.append(data)


def plain(html: str) -> str:
    """All visible words of sanitised HTML, one line per block, pictures by their alt text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = "".join(reader.heard)
    lines = (" ".join(line.split()) for line in re.split(r"\n+", text))
    return "\n".join(line for line in lines if line)
