"""Words of any language as tokens that every database finds alike, and the places in a text where a query's words stand. Pure.

Japanese and some other scripts have no blanks between words, so every two neighbouring signs are a token (a bigram): 業務 is
found where the two stand together. Tokens are written in plain letters, so that no database's own idea of a word comes between.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from courses.folding import fold

LONGEST_WORD = 60
PREFIX_FROM = 3
"""A word of so many letters also finds longer words that begin with it: robot finds robots."""

_PLAIN = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_MARKS = "".join(chr(c) for c in range(0x300, 0x10000) if unicodedata.category(chr(c)).startswith("M"))
"""Signs that stand on or around the one before them: accents, and the vowels of India and of South-East Asia."""
_BARE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3041-\u309f\u30fc\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Japanese, Chinese
)
_UNSPACED = re.compile(f"[{_BARE}]+")
_PIECE = re.compile(rf"[{_BARE}]+|(?![{_BARE}])\w(?:(?![{_BARE}])[\w{_MARKS}])*")
_SINGLE = "\n -&(-_a-~\u0400-\u0481\u048a-\u052f\u3001-\u3020\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff"
"""Signs that become one sign each, and so can be folded many at a time."""
_SIGN = re.compile(
    rf"(?P<singles>[{_SINGLE}]+)(?![{_MARKS}\uff9e\uff9f])"
    rf"|(?:[\uac00-\ud7a3]?[\u1100-\u11ff\uffa0-\uffdc]+|.)[{_MARKS}\uff9e\uff9f]*",
    re.DOTALL,
)
"""Else a sign with the marks on it, or a syllable of Korean letter by letter: what has to be folded together."""
_BETWEEN_BLANKS = re.compile(r"\S+")
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


def stream(text: str) -> str:
    """A text's tokens as one line, for `holds`."""
    return f" {' '.join(tokens(text))} "


def holds(line: str, asked: Iterable[Term]) -> bool:
    """Whether a `stream` holds every term, as the databases decide it."""
    return all(f" {' '.join(phrase(term))}{'' if term.is_prefix else ' '}" in line for term in asked)


def _without_article(word: str) -> str:
    """An Arabic word without its article; words too short to be sure stay as they are."""
    return word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and len(word) >= 5 else word


def _token(piece: str) -> str:
    return piece[:LONGEST_WORD].encode("utf-8", "replace").hex().translate(_PLAIN)


def places(text: str, asked: Iterable[Term]) -> list[tuple[int, int]]:
    """Where a query's terms stand in a text: begin and end, in order, never overlapping.

    Promises: where `holds` finds a term, this finds it, and the other way round.
    """
    wanted = list(asked)
    if not wanted:
        return []
    folded, begins, ends = _folded_with_origins(text)
    # Most of a text holds nothing of what is asked for, and need not be looked at word by word.
    near = re.compile("|".join(re.escape(term.text) for term in wanted))
    found = [
        (begins[begin], ends[end - 1])
        for part in _BETWEEN_BLANKS.finditer(folded)
        if near.search(folded, *part.span())
        for piece in _PIECE.finditer(folded, *part.span())
        for term in wanted
        for begin, end in _spans(piece[0], piece.start(), term)
    ]
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _spans(piece: str, offset: int, term: Term) -> Iterator[tuple[int, int]]:
    """Where a term stands in one run of signs or one word."""
    length = len(term.text)
    if bool(_UNSPACED.match(piece)) != term.unspaced:
        return
    if term.unspaced:
        begin = piece.find(term.text)
        while begin >= 0:
            yield offset + begin, offset + begin + length
            begin = piece.find(term.text, begin + 1)
        return
    for word in {piece[:LONGEST_WORD], _without_article(piece)[:LONGEST_WORD]}:
        if word == term.text or (term.is_prefix and word.startswith(term.text)):
            begin = offset + piece.index(word)
            yield begin, begin + length


def _folded_with_origins(text: str) -> tuple[str, list[int], list[int]]:
    """The folded text, and for each sign of it where in the text it came from: begin and end."""
    folded: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for sign in _SIGN.finditer(text):
        begin, end = sign.span()
        plain = fold(sign[0])
        folded.append(plain)
        begins += range(begin, end) if sign["singles"] else [begin] * len(plain)
        ends += range(begin + 1, end + 1) if sign["singles"] else [end] * len(plain)
    return "".join(folded), begins, ends
