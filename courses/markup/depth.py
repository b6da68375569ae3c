"""How deep HTML is nested and how much of it is never closed: readers' time grows with the square of both."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_WHOLE = re.compile(r"<[^<>]*>")
# Elements that are closed by what follows, or hold nothing.
_NOT_COUNTED = set(
    "area base br col embed hr img input link meta source track wbr p li dt dd td th tr thead tbody tfoot colgroup "
    "caption option optgroup rt rp".split()
)


def deeper_than(html: str, most: int) -> bool:
    """Whether more than `most` elements stand inside one another, as far as their tags tell."""
    depth = 0
    for found in _TAG.finditer(html):
        if found.group(2).lower() in _NOT_COUNTED:
            continue
        depth = max(0, depth - 1) if found.group(1) else depth + 1
        if depth > most:
            return True
    return False


def unclosed_tags(html: str) -> int:
    """How many `<` have no `>` before the next one."""
    return html.count("<") - len(_WHOLE.findall(html))
