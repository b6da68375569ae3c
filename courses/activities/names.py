"""Which fences are activities: their names, and how they are told from code that happens to be called alike."""

from __future__ import annotations

import difflib
import re
import unicodedata

KINDS = ("quiz", "exercise", "check", "prompt")
LATER = ("arena", "flow")
"""Reserved: what is written under these names today must not be shown as code, since it may hold answers."""

# Other sites call fences so, too: without an id and without a section of ours they are code.
_BORROWED = {"check", "prompt", "flow"}
_SECTION = re.compile(r"^(?:fields|check|model|tests|rubric|hint|explanation)[:：]", re.MULTILINE | re.IGNORECASE)


def activity_name(info: str, body: str) -> str:
    """The kind of activity that a fence is, in small letters; "" when it is code."""
    words = info.split(None, 1)
    name = words[0].lower() if words else ""
    if name not in KINDS and name not in LATER:
        return ""
    if name in _BORROWED and "id=" not in info and not _SECTION.search(body):
        return ""
    return name


_ALONE = ("quiz", "exercise")
_WORD = re.compile(r"[^a-z]*([a-z]+)")
_ANSWERS = re.compile(r"^ {0,3}[-*+][ \t]+\[[xX]\]|\[\[.+?\]\]", re.MULTILINE)
# Also with a sign too few, and with the wide ones of Japanese keyboards.
_INNER = re.compile(r"(?<![`｀~～])(?:`{2,}+|｀{2,}+|~{3,}+|～{3,}+)[ \t\u3000]*+([^`｀\n]{1,300})$", re.MULTILINE)
# Before it stands nothing that is seen but the end of a tag or the sign of a quote.
_BEFORE = re.compile(r"(?:\A|[\n>])[ \t\r\u3000\u00ad\u200b-\u200f\u2060\ufeff]*\Z")
_LONGEST_BEFORE = 100


def meant_activity(info: str, body: str) -> str:
    """The kind of activity that somebody seems to have meant with a fence that is code to us; "" when nothing says so.

    It promises to speak only where the name is that of a kind, or nearly, and an id or marked answers stand there as well.
    """
    letters = "".join(sign for sign in unicodedata.normalize("NFKC", info[:200]) if unicodedata.category(sign) != "Cf")
    word = _WORD.match(letters.lower())
    if word is None or not ("id=" in letters or "#" in letters or _ANSWERS.search(body)):
        return ""
    name = word.group(1)
    near = difflib.get_close_matches(name, _ALONE, n=1, cutoff=0.75)
    begun = [kind for kind in _ALONE if name.startswith(kind)]
    return next(iter([*(kind for kind in KINDS if kind == name), *begun, *near]), "")


def activity_within(text: str) -> str:
    """The kind of the first activity that stands in text which is not read as blocks, such as HTML; "" without one."""
    if "id=" not in text:
        return ""
    for fence in _INNER.finditer(text):
        if "id=" not in fence.group(1):
            continue
        before = text[max(0, fence.start() - _LONGEST_BEFORE) : fence.start()]
        if _BEFORE.search(before) and (name := activity_name(fence.group(1), "")):
            return name
    return ""
