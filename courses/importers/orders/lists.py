"""`SUMMARY.md` of mdBook and GitBook, and docsify's `_sidebar.md`: nested lists of links under headings."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from courses.importers.items import plain_words
from courses.importers.orders.plan import Entry, Order, Part, Tell, as_file
from courses.importers.source import Source
from courses.problems import problem

_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*\Z")
_LINK = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])?[ \t]*\[(?P<title>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<to>[^)]*)\)")
_WORDS = re.compile(r"[ \t]*[-*+][ \t]+(?P<title>[^\[\]]+)\Z")
_NO_TITLE = {"summary", "table of contents", "contents"}


def listed(source: Source, path: str, text: str, tell: Tell) -> Order:
    """Its lessons in order; a heading, or a point that is no link, begins a part."""
    folder, parts = posixpath.dirname(path), [Part()]
    for number, line in enumerate(text.split("\n"), start=1):
        heading, link, words = _HEADING.match(line), _LINK.match(line), _WORDS.match(line)
        if heading or words:
            title = plain_words(heading.group(1) if heading else words["title"] if words else "")
            parts.append(Part("" if title.lower() in _NO_TITLE else title))
        elif link and link["to"].strip():
            address = unquote(link["to"].split()[0].strip("<>"))
            file = None if re.match(r"[a-z]+:", address) else as_file(source, folder, address)
            if file is None:
                tell(problem("import-order-missing", path, number, word=address))
            else:
                parts[-1].entries.append(Entry(file, plain_words(link["title"])))
    return Order([part for part in parts if part.entries], path)
