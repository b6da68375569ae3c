"""Comments, declarations and instructions in HTML that authors write: taken out before anything reads the rest."""

from __future__ import annotations

import re

_CLOSINGS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
_OPENING = re.compile(r"<!--|<\?|<!\[CDATA\[|<!")


def without_comments(html: str) -> str:
    """The HTML without comments, declarations and instructions; one that never ends is shown as text.

    Lines stay lines, and it takes linear time, which Python's own parser of HTML does not.
    """
    out, place, endless = [], 0, set()
    while found := _OPENING.search(html, place):
        closing = _CLOSINGS[found.group(0)]
        end = -1 if closing in endless else html.find(closing, found.start() + 2)
        out.append(html[place : found.start()])
        if end < 0:
            endless.add(closing)
            out.append("&lt;")
            place = found.start() + 1
        else:
            place = end + len(closing)
            out.append("\n" * html.count("\n", found.start(), place))
    return "".join([*out, html[place:]])


def parsable(html: str) -> tuple[str, str]:
    """(what a parser reads, what is only text behind it): behind the last ">" no tag can end."""
    # The parser would look for an end again from every "<".
    whole = without_comments(html)
    end = whole.rfind(">") + 1
    return whole[:end], whole[end:]
