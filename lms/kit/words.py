"""Words of any language as tokens that every database finds alike, and the places in a text where a query's words stand. Pure.

Japanese and Chinese have no blanks between words, so every two neighbouring signs are a token (a bigram): 業務 is found where the
two stand together. Tokens are written in plain letters, so that no database's own idea of a word comes between.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST_WORD = 60
PREFIX_FROM = 3
"""A word of so many letters also finds longer words that begin with it: robot finds robots."""

_SAME = str.maketrans("يىكأإآ", "ییکااا", "\u0640\u200c\u200d\u00ad'’ʼ´`")  # Signs that look alike are the point.
_PLAIN = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_UNSPACED = re.compile("[\u3005-\u3007\u3041-\u309f\u30fc\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_PIECE = re.compile(rf"{_UNSPACED.pattern}|(?:(?!{_UNSPACED.pattern})\w)+")
_ARTICLE = "ال"


@dataclass(frozen=True)
class Term:
    """Something a query asks for: signs that stand together (`unspaced`), or a word."""

    text: str
    unspaced: bool

    @property
    def is_prefix(self) -> bool:
        """Whether longer words that begin so are meant too."""
        return len(self.text) == 1 if self.unspaced else len(self.text) >= PREFIX_FROM


def fold(text: str) -> str:
    """Text in which spellings that mean the same are the same.

    Promises: idempotent; width, case, hiragana and katakana, Arabic and Persian forms of letters, vowel marks, joiners and
    apostrophes make no difference.
    """
    return "".join(_fold_sign(sign) for sign in unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=4096)
def _fold_sign(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", sign).casefold()).translate(_SAME)
    return "".join(_to_hiragana(c) for c in plain if not "\u064b" <= c <= "\u065f" and c != "\u0670")


def _to_hiragana(sign: str) -> str:
    return chr(ord(sign) - 0x60) if "\u30a1" <= sign <= "\u30f6" else sign


def tokens(text: str) -> list[str]:
    """A text as tokens, in order. Words that carry the Arabic article stand again without it, at the end.

    Promises: never anything but the letters a to p; no token is empty.
    """
    found: list[str] = []
    bare: list[str] = []
    for piece in _PIECE.findall(fold(text)):
        if _UNSPACED.match(piece):
            found += [_token(piece[place : place + 2]) for place in range(len(piece))]
            continue
        found.append(_token(piece))
        if _without_article(piece) != piece:
            bare.append(_token(_without_article(piece)))
    return found + bare


def terms(query: str) -> list[Term]:
    """What a query asks for; all of it must be found. Empty when there is no word in it."""
    found = []
    for piece in _PIECE.findall(fold(query)):
        unspaced = bool(_UNSPACED.match(piece))
        found.append(Term(piece if unspaced else _without_article(piece)[:LONGEST_WORD], unspaced))
    return list(dict.fromkeys(found))


def phrase(term: Term) -> list[str]:
    """The tokens of a term that must follow one another."""
    if not term.unspaced or len(term.text) == 1:
        return [_token(term.text)]
    return [_token(term.text[place : place + 2]) for place in range(len(term.text) - 1)]


def _without_article(word: str) -> str:
    """An Arabic word without its article; words too short to be sure stay as they are."""
    return word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and len(word) >= 5 else word


def _token(piece: str) -> str:
    return piece[:LONGEST_WORD].encode("utf-8", "replace").hex().translate(_PLAIN)


def places(text: str, asked: list[Term]) -> list[tuple[int, int]]:
    """Where a query's terms stand in a text: begin and end, in order, never overlapping.

    Promises: what `tokens` and `phrase` find, this finds.
    """
    folded, origins = _folded_with_origins(text)
    found: list[tuple[int, int]] = []
    for term in asked:
        for begin, end in _spans(folded, term):
            found.append((origins[begin], origins[end - 1] + 1))
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _spans(folded: str, term: Term) -> Iterator[tuple[int, int]]:
    wanted = re.escape(term.text)
    if not term.unspaced:
        wanted = rf"(?<!\w)(?:{_ARTICLE})?{wanted}" + ("" if term.is_prefix else r"(?!\w)")
    yield from (match.span() for match in re.finditer(wanted, folded))


def _folded_with_origins(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each sign of it the place in the text it came from."""
    folded: list[str] = []
    origins: list[int] = []
    for place, sign in enumerate(text):
        for each in fold(sign):
            folded.append(each)
            origins.append(place)
    return "".join(folded), origins
