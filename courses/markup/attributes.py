"""Attributes in braces: `{#id .class minutes=5}` after a heading, `quiz id=… points=2` after a fence."""

from __future__ import annotations

import re

_ONE = r"""(?:\#[\w-]+|\.[\w-]+|[A-Za-z][\w-]*=(?:"[^"]*"|[^\s"{}]+))"""
# What may stand in the braces, one after another.
ATTRIBUTE_LIST = rf"{_ONE}(?:[ \t]+{_ONE})*"
_HEADING = re.compile(rf"(?:(?<!\s)\s++|\A)\{{:?\s*({_ONE}(?:\s+{_ONE})*)\s*\}}\s*\Z")
_PART = re.compile(
    r"""\#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)|(?P<name>[A-Za-z][\w-]*)=(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"{}]+))"""
)
_PAIR = re.compile(r"""([A-Za-z][\w-]*)=(?:"([^"]*)"|([^\s"]+))(?:\s+|\Z)""")


def heading_attributes(text: str) -> tuple[str, dict[str, str]]:
    """The heading without its braces, and what they say; several classes are joined by blanks."""
    found = _HEADING.search(text)
    if not found:
        return text, {}
    return text[: found.start()].rstrip(), attribute_parts(found.group(1))


def attribute_parts(text: str) -> dict[str, str]:
    """What the inner of a pair of braces says, by name."""
    attributes: dict[str, str] = {}
    for part in _PART.finditer(text):
        if part["id"]:
            attributes["id"] = part["id"]
        elif part["cls"]:
            attributes["class"] = f"{attributes.get('class', '')} {part['cls']}".strip()
        else:
            attributes[part["name"].lower()] = part["quoted"] if part["quoted"] is not None else part["value"]
    return attributes


def fence_attributes(text: str) -> tuple[dict[str, str], str]:
    """`name=value` pairs of a fence's first line, and the first thing among them that is none ("" when all are)."""
    attributes: dict[str, str] = {}
    rest = text.strip()
    while rest:
        found = _PAIR.match(rest)
        if not found:
            return attributes, rest.split()[0]
        attributes[found.group(1)] = found.group(2) if found.group(2) is not None else found.group(3)
        rest = rest[found.end() :]
    return attributes, ""
