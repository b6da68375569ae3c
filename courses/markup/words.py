"""The words a person sees or hears in HTML, without furigana and markup."""

from __future__ import annotations

import re
from html import unescape

_BREAK_WORDS = "p br hr h1 h2 h3 h4 h5 h6 li dt dd tr table pre div section aside blockquote figcaption caption "
_BREAKS = set(_BREAK_WORDS.split())
_SPACES = {"td", "th", "summary"}
_SILENT = {"rt", "rp"}
# Groups: "/" of a tag that closes, its name, its attributes. The sanitiser writes all values in double quotes.
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>\"]*+(?:\"[^\"]*+\"[^<>\"]*+)*+)>")
_ATTRIBUTE = re.compile(r"([a-z-]+)=\"([^\"]*)\"")


def plain(html: str) -> str:
    """All visible words of sanitised HTML, one line per block, pictures by their alt text.

    Promises: only for HTML that the sanitiser wrote; its text holds no bare `<`, `>` or `&`.
    """
    parts = _TAG.split(html)
    heard, silent = [parts[0]], 0
    for place in range(1, len(parts), 4):
        closing, name, attributes, text = parts[place : place + 4]
        if name in _SILENT:
            silent = max(0, silent - 1) if closing else silent + 1
        elif name in _BREAKS:
            heard.append("\n")
        elif name in _SPACES:
            heard.append(" ")
        elif name == "img" and not closing:
            heard.append(dict(_ATTRIBUTE.findall(attributes)).get("alt", ""))
        if text and not silent:
            heard.append(text)
    lines = (" ".join(line.split()) for line in unescape("".join(heard)).split("\n"))
    return "\n".join(line for line in lines if line)
