"""Hard words in what people read: where each is used first, and which of them the text explains."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from courses.markup.sights import Sight


@dataclass(frozen=True)
class HardWord:
    """A word of our lists in a reading: whether it is used in the text, on which line first, and whether it is explained."""

    name: str
    line: int | None
    is_used: bool
    is_explained: bool


def hard_words(seen: Sequence[Sight], tag: str, abbreviations: Iterable[str] = ()) -> tuple[HardWord, ...]:
    """All hard words of a reading, in the order of the text; its abbreviations are explained. Promises: each once."""
    language = tag.partition("-")[0]
    pattern, names = _pattern(language)
    if pattern is None:
        return ()
    used: dict[str, int | None] = {}
    explained = dict.fromkeys(sorted(spelled(abbreviations, tag)))
    for sight in sorted(seen, key=lambda one: one.line or 0):
        hits = list(pattern.finditer(sight.words))
        counts = bool(hits) and sight.kind in {"text", "heading"} and not _LISTED.search(sight.words)
        for found in hits:
            name = names[found.group(0).casefold()]
            if counts:
                used.setdefault(name, sight.line)
            if name in explained:
                continue
            alone = sight.kind == "bold" and len(found.group(0)) * 2 > len(sight.words)
            if alone or sight.kind == "term" or (sight.kind == "text" and _explains(sight.words, found, language)):
                explained[name] = None
    return tuple(HardWord(name, used.get(name), name in used, name in explained) for name in {**used, **explained})


def spelled(spellings: Iterable[str], tag: str) -> set[str]:
    """The hard words that some of these spellings are."""
    names = _pattern(tag.partition("-")[0])[1]
    return {names[spelling.casefold()] for spelling in spellings if spelling.casefold() in names}


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
    behind, before = text[found.end() : found.end() + 90], text[max(0, found.start() - 40) : found.start()]
    if language == "ja" and _NAMING.match(behind):
        return True
    naming = (_CALLED if language == "en" else _IN_BRACKETS).search(before)
    return bool(_BEHIND[language].match(behind) or naming)


@cache
def _pattern(language: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """One pattern for all hard words of a language, and each spelling's word."""
    path = Path(__file__).parent / "checking" / "words" / f"hard.{language}.toml"
    if not path.is_file():
        return None, {}
    words: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))["words"]
    names = {spelling.casefold(): name for name, others in words.items() for spelling in (name, *others)}
    return re.compile(_alternatives(names)), names


def _alternatives(spellings: Iterable[str]) -> str:
    """Longest first; Latin letters and runs of katakana only as whole words.

    Words that begin alike stand together, so that a look at one sign rules out nearly all of them.
    """
    fronts: dict[str, dict[str, list[str]]] = {}
    for spelling in sorted(spellings, key=lambda word: (-len(word), word)):
        first, last = _class(spelling[0]), _class(spelling[-1])
        rest = re.escape(spelling[1:]) + (f"(?![{last}])" if last else "")
        fronts.setdefault(f"(?<![{first}])" if first else "", {}).setdefault(spelling[0], []).append(rest)
    return "|".join(_behind(front, words) for front, words in fronts.items())


def _behind(front: str, words: Mapping[str, Sequence[str]]) -> str:
    """One look back, then one at the first sign in both sizes, then whatever may follow it."""
    signs = {first: re.escape(first.lower() + first.upper()) for first in words}
    groups = (f"[{signs[first]}](?i:{'|'.join(rests)})" for first, rests in words.items())
    return f"{front}(?=[{''.join(signs.values())}])(?:{'|'.join(groups)})"


def _class(sign: str) -> str:
    if sign.isascii() and sign.isalnum():
        return "A-Za-z0-9_-"
    return "ァ-ヺー" if "ァ" <= sign <= "ー" else ""
