"""MyST's roles, `{name}`content``, as ordinary Markdown."""

from __future__ import annotations

import re
from html import escape

_TO = re.compile(r"(?s)(.*?)\s*<([^<>]+)>\Z")
_LINKS = {"ref", "doc", "numref", "eq", "prf:ref", "any", "download", "math:numref", "link"}
_TERMS = {"term", "dfn", "guilabel", "menuselection", "command", "program", "emphasis"}
_TAGS = {"kbd": "kbd", "sub": "sub", "sup": "sup", "subscript": "sub", "superscript": "sup", "abbr": "span"}
_STRONG = {"strong", "bdg", "bdg-primary", "bdg-secondary", "bdg-success", "bdg-info", "bdg-warning", "bdg-danger"}
_CODE = {"code", "file", "samp", "envvar", "option", "py:func", "py:class", "py:mod", "py:meth", "func", "class", "mod"}
_CITED = {"cite", "cite:p", "cite:t", "cite:ps", "cite:ts", "citep", "citet", "footcite"}


def words_of(name: str, content: str) -> tuple[str, str]:
    """(words, address) of a role that leads somewhere; the address is "" when it does not."""
    found = _TO.match(content)
    if name not in _LINKS:
        return content, ""
    return (found.group(1).strip(), found.group(2).strip()) if found else ("", content.strip())


def role(name: str, content: str) -> str | None:
    """The Markdown for a role that leads nowhere; None when nobody knows the role."""
    if name == "math":
        return f"${content.strip()}$"
    if name in _TERMS:
        found = _TO.match(content)
        return f"*{found.group(1) if found else content}*"
    if name in _TAGS:
        return f"<{_TAGS[name]}>{escape(content, quote=False)}</{_TAGS[name]}>"
    if name in _STRONG:
        return f"**{content}**"
    if name in _CODE:
        return f"`{content}`"
    if name in _CITED:
        return f"({content})"
    return None
