"""Hard words that a lesson uses and nobody explains."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from courses.checking.view import CourseView, Page, Tell
from courses.problems import problem


def check(page: Page, course: CourseView, tell: Tell) -> None:
    """Tell, once a lesson, of each hard word that neither the lesson nor the course's glossary explains."""
    language = page.language.partition("-")[0]
    pattern, names = _pattern(language)
    if pattern is None:
        return
    explained = {word.casefold() for word in course.glossary.explained(page.language)}
    used: dict[str, int | None] = {}
    told: set[str] = {name for spelling, name in names.items() if spelling in explained}
    for sight in page.seen:
        if sight.kind in {"text", "heading"} and not _LISTED.search(sight.words):
            for found in pattern.finditer(sight.words):
                used.setdefault(names[found.group(0).casefold()], sight.line)
    told |= _explained(page, names, pattern)
    told |= _earlier(page, course, names, pattern)
    for name, line in used.items():
        if name not in told:
            tell(problem("jargon", page.path, line, word=name))


def _earlier(page: Page, course: CourseView, names: dict[str, str], pattern: re.Pattern[str]) -> frozenset[str]:
    """Words that an earlier lesson made bold or defined: who reads in order has met them."""
    key = f"jargon {page.language}"
    if key not in course.memory:
        course.memory[key] = _met(course, page.language, names, pattern)
    return course.memory[key][page.lesson_id]


def _met(
    course: CourseView, language: str, names: dict[str, str], pattern: re.Pattern[str]
) -> dict[str, frozenset[str]]:
    """For each lesson what those before it explain in a language; every page is looked at once."""
    met: frozenset[str] = frozenset()
    found = {}
    for lesson_id, pages in course.pages.items():
        found[lesson_id] = met
        for other in pages:
            if other.language == language:
                met |= _explained(other, names, pattern)
    return found


def _explained(page: Page, names: dict[str, str], pattern: re.Pattern[str]) -> set[str]:
    """Words that a page makes bold by themselves, lists with a definition, or says the meaning of."""
    language = page.language.partition("-")[0]
    found = set()
    for sight in page.seen:
        for one in pattern.finditer(sight.words):
            alone = sight.kind == "bold" and len(one.group(0)) * 2 > len(sight.words)
            if alone or sight.kind == "term" or (sight.kind == "text" and _explains(sight.words, one, language)):
                found.add(names[one.group(0).casefold()])
    return found


# Words offered for looking up, with strokes between them, explain nothing and need not.
_LISTED = re.compile(r"\A[^。.!?！？]*\S\s*[／/]\s+[^。.!?！？]*\Z")
_BEHIND = {
    "ja": re.compile(
        r"[」』）)]?\s*(?:とは|というのは|って何|は、.{1,60}の(?:こと|略)|（.{2,}）|\(.{2,}\)|＝|=|[:：])"
    ),
    "en": re.compile(
        r"[”\"')]?\s*(?:\(.{2,}\)|means\b|is (?:a|an|the|short|what|when|like|how|called)\b|are\b|stands? for\b"
        r"|refers? to\b|:|=|—|–|, (?:or|that is|which|a|an)\b)"
    ),
}
_CALLED = re.compile(r"(?:called|named|known as|that is,?|in other words,?)\s+(?:an?\s+|the\s+)?[“\"'(]?\Z|\(\Z")
_IN_BRACKETS = re.compile(r"[（(]\Z")
_NAMING = re.compile(r"[」』）)]?\s*と(?:いい|よび|呼び|言い|よば|呼ば)")


def _explains(text: str, found: re.Match[str], language: str) -> bool:
    behind, before = text[found.end() : found.end() + 90], text[: found.start()]
    if language == "ja" and _NAMING.match(behind):
        return True
    naming = (_CALLED if language == "en" else _IN_BRACKETS).search(before)
    return bool(_BEHIND[language].match(behind) or naming)


@cache
def _pattern(language: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """One pattern for all hard words of a language, and each spelling's word."""
    path = Path(__file__).parent / "words" / f"hard.{language}.toml"
    if not path.is_file():
        return None, {}
    words: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))["words"]
    names = {spelling.casefold(): name for name, others in words.items() for spelling in (name, *others)}
    return re.compile("|".join(_bounded(names)), re.IGNORECASE), names


def _bounded(spellings: Iterable[str]) -> list[str]:
    """Longest first; Latin letters and runs of katakana only as whole words."""
    found = []
    for spelling in sorted(spellings, key=lambda word: (-len(word), word)):
        first, last = _class(spelling[0]), _class(spelling[-1])
        front = f"(?<![{first}])" if first else ""
        behind = f"(?![{last}])" if last else ""
        found.append(front + re.escape(spelling) + behind)
    return found


def _class(sign: str) -> str:
    if sign.isascii() and sign.isalnum():
        return "A-Za-z0-9_-"
    return "ァ-ヺー" if "ァ" <= sign <= "ー" else ""
