"""The words that a person sees in HTML, without furigana and markup."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape

from courses.markup.formula_lines import FormulaReader

_BREAK_WORDS = "p br hr h1 h2 h3 h4 h5 h6 li dt dd tr table pre div section aside blockquote figcaption caption "
BREAKS = set(_BREAK_WORDS.split())
_SPACES = {"td", "th", "summary"}
_SILENT = {"rt", "rp"}
# Groups: "/" of a tag that closes, its name, its attributes. The sanitiser writes all values in double quotes.
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>\"]*+(?:\"[^\"]*+\"[^<>\"]*+)*+)>")
_ATTRIBUTE = re.compile(r"([a-z-]+)=\"([^\"]*)\"")
_MATH = re.compile(r"<math\b[^<>\"]*+(?:\"[^\"]*+\"[^<>\"]*+)*+>(.*?)</math>", re.DOTALL)
# The number of a note in the text, and the way back from the note: they lead, and say nothing.
_SIGNPOST = re.compile(r"role=\"doc-(?:noteref|backlink)\"")


# A text is asked for more than once: for its minutes, for search, and by the checker.
@lru_cache(maxsize=64)
def plain(html: str) -> str:
    """All visible words of sanitised HTML, one line per block, pictures by their alt text, formulas in one line.

    Promises: only for HTML that the sanitiser wrote; its text holds no bare `<`, `>` or `&`.
    """
    parts = _TAG.split(_MATH.sub(_formula, html) if "<math" in html else html)
    heard, silent, signpost = [parts[0]], 0, False
    for place in range(1, len(parts), 4):
        closing, name, attributes, text = parts[place : place + 4]
        if name in _SILENT:
            silent = max(0, silent - 1) if closing else silent + 1
        elif name in BREAKS:
            heard.append("\n")
        elif name in _SPACES:
            heard.append(" ")
        elif name == "img" and not closing:
            heard.append(dict(_ATTRIBUTE.findall(attributes)).get("alt", ""))
        elif name == "a":
            signpost = not closing and bool(_SIGNPOST.search(attributes))
        elif name == "span" and 'class="small soft"' in attributes:
            heard.append(" ")  # below the name, on a video's card
        if text and not silent and not signpost:
            heard.append(text)
    lines = (" ".join(line.split()) for line in unescape("".join(heard)).split("\n"))
    return "\n".join(line for line in lines if line)


def _formula(found: re.Match[str]) -> str:
    """A formula in one line, as text of HTML."""
    reader = FormulaReader()
    parts = _TAG.split(found.group(1))
    reader.data(unescape(parts[0]))
    for place in range(1, len(parts), 4):
        closing, name, _, text = parts[place : place + 4]
        if closing:
            reader.end(name)
        else:
            reader.start(name)
        reader.data(unescape(text))
    return escape(reader.said(), quote=False)
