"""Which fences are activities: their names, and how they are told from code that happens to be called alike."""

from __future__ import annotations

import re

KINDS = ("quiz", "exercise", "check", "prompt")
LATER = ("arena", "flow")
"""Reserved: what is written under these names today must not be shown as code, since it may hold answers."""

# Other sites call fences so, too: without an id and without a section of ours they are code.
_BORROWED = {"check", "prompt", "flow"}
_SECTION = re.compile(r"^(?:fields|check|model|tests|rubric|hint|explanation):", re.MULTILINE | re.IGNORECASE)


def activity_name(info: str, body: str) -> str:
    """The kind of activity that a fence is, in small letters; "" when it is code."""
    words = info.split(None, 1)
    name = words[0].lower() if words else ""
    if name not in KINDS and name not in LATER:
        return ""
    if name in _BORROWED and "id=" not in info and not _SECTION.search(body):
        return ""
    return name
