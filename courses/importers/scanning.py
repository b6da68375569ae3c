"""Finding links, pictures, tags and roles in a paragraph of foreign Markdown, past code, formulas and comments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SPECIAL = re.compile(
    r"(?P<escape>\\.)|(?P<role>\{(?P<name>[A-Za-z][\w:+.-]*)\}`(?P<content>[^`]+)`)|(?P<ticks>`+)"
    r"|(?P<comment><!--)|(?P<auto><[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*>)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>)"
    r"|(?P<math>\$\$.+?\$\$|(?<![\\$])\$(?![\s$])[^$]*?[^\s$\\]\$(?![\d$]))"
    r"|(?P<image>!\[)|(?P<open>\[)|(?P<close>\])|(?P<output>\{\{\s*(?P<key>[^{}]*?)\s*\}\})",
    re.DOTALL,
)
_TITLE = re.compile(r"[ \t\n]+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))[ \t\n]*\)")
_ENDING = re.compile(r"[ \t\n]*\)")
_ANGLED = re.compile(r"<((?:\\.|[^<>\n\\])*)>")
_LABEL = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]")
_WITH_BLANKS = re.compile(r"[^()<>\n\"']*\.(?:png|jpe?g|gif|svg|webp|md|pdf|ipynb)", re.IGNORECASE)
_LONGEST = 4_000
_DEEPEST = 32  # round brackets in an address, as CommonMark has it


@dataclass(frozen=True)
class Found:
    """Something at `start` to `end`; a link's words are at `inner`; `address` is as written, escapes undone."""

    kind: str  # image, link, tag, role, output, note or loose
    start: int
    end: int
    inner: tuple[int, int] = (0, 0)
    address: str = ""
    title: str = ""
    word: str = ""


def scan(text: str, definitions: Mapping[str, tuple[str, str]], markdown: bool = True) -> list[Found]:
    """All that was found, in order of their ends; within HTML (`markdown` false) tags only."""
    found: list[Found] = []
    brackets: list[tuple[int, bool]] = []
    place, last_comment = 0, text.rfind("-->")
    while special := _SPECIAL.search(text, place):
        place = special.end()
        kind = str(special.lastgroup if special.lastgroup not in {"name", "content", "key"} else "")
        kind = kind or ("role" if special["role"] else "output")
        if kind == "ticks":
            place = _behind_code(text, special)
        elif kind == "comment" and place <= last_comment:
            place = text.index("-->", place) + 3
        elif kind == "tag":
            found.append(Found("tag", special.start(), special.end()))
        elif not markdown:
            continue
        elif kind in {"image", "open"}:
            brackets.append((special.start(), kind == "image"))
        elif kind == "close" and brackets:
            place = _closed(text, special.start(), brackets, definitions, found)
        elif kind == "role":
            found.append(
                Found("role", special.start(), special.end(), word=special["name"], address=special["content"])
            )
        elif kind == "output":
            found.append(Found("output", special.start(), special.end(), word=special["key"]))
    return found


def _behind_code(text: str, ticks: re.Match[str]) -> int:
    length = len(ticks.group(0))
    end = re.compile(rf"(?<!`)`{{{length}}}(?!`)").search(text, ticks.end())
    return end.end() if end else ticks.end()


def _closed(
    text: str,
    end: int,
    brackets: list[tuple[int, bool]],
    definitions: Mapping[str, tuple[str, str]],
    found: list[Found],
) -> int:
    start, image = brackets.pop()
    inner = (start + (2 if image else 1), end)
    kind = "image" if image else "link"
    words = text[inner[0] : inner[1]]
    if words.startswith("^") and not image and " " not in words and len(words) > 1:
        if text[end + 1 : end + 2] != ":":
            found.append(Found("note", start, end + 1, word=words[1:]))
        return end + 1
    if text[end + 1 : end + 2] == "(" and (to := destination(text, end + 2)):
        address, title, behind = to
        found.append(Found(kind, start, behind, inner, address, title))
        return behind
    if text[end + 1 : end + 2] == "(" and not brackets:
        # Some readers see a link even in `[words](more words)`; an escaped bracket settles it.
        found.append(Found("loose", end + 1, end + 2))
    label = _LABEL.match(text, end + 1)
    name = (label.group(1) if label else "") or words
    if len(name) < _LONGEST and (to_name := definitions.get(" ".join(name.split()).lower())):
        behind = label.end() if label else end + 1
        found.append(Found(kind, start, behind, inner, *to_name))
        return behind
    return end + 1


def destination(text: str, place: int) -> tuple[str, str, int] | None:
    """(address, title as written, where it ends) of what stands in a link's round brackets; None when it is none."""
    start = place
    while place < len(text) and text[place] in " \t\n":
        place += 1
    angled = _ANGLED.match(text, place)
    if angled:
        return _ended(text, angled.group(1), angled.end())
    depth, begin = 0, place
    while place < len(text) and text[place] not in " \t\n" and place - begin < _LONGEST:
        sign = text[place]
        if sign == "\\" and place + 1 < len(text):
            place += 1
        elif sign == "(":
            depth += 1
            if depth > _DEEPEST:
                return None
        elif sign == ")":
            if not depth:
                break
            depth -= 1
        place += 1
    made = _ended(text, text[begin:place], place) if not depth else None
    return made or _with_blanks(text, start)


def _with_blanks(text: str, place: int) -> tuple[str, str, int] | None:
    """`![…](my picture.png)` is no picture by the book, and one by its author's wish."""
    found = _WITH_BLANKS.match(text, place)
    return _ended(text, found.group(0).strip(), found.end()) if found else None


def _ended(text: str, address: str, place: int) -> tuple[str, str, int] | None:
    address = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address)
    if end := _ENDING.match(text, place):
        return address, "", end.end()
    if title := _TITLE.match(text, place):
        return address, title.group(0).strip()[:-1].strip(), title.end()
    return None
