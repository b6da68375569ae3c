"""Passwords that are guessed first: common words with usual endings, walks over the keyboard, dates, repetitions. Pure.

The words in `words.txt` were written down for this project, from what is publicly known of leaked lists: which kinds of words,
names and endings lead them, in English, Japanese and the languages of our learners. A list of finished passwords would hold
one ending of a word and miss the next; here every stem stands for all of its usual spellings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

LOOK_ALIKE = str.maketrans("@40135$7!|", "aaoiesstii")
"""Signs that people put for letters, read back."""
ROWS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol",
    "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "abcdefghijklmnopqrstuvwxyz", "azertyuiop", "qwertzuiop", "йцукенгшщзхъ",
    "фывапролдж", "ячсмитьбю", "あいうえおかきくけこさしすせそ", "たていすかんなにらせ", "ضصثقفغعهخحجچ",
)  # fmt: skip
"""Walks over keyboards, and alphabets."""
ENDING = re.compile(r"[\d\W_]{0,6}|(19|20)\d\d(0\d|1[0-2])([0-2]\d|3[01])[\W_]?")
DATE = re.compile(r"(19|20)?\d\d(0\d|1[0-2])([0-2]\d|3[01])|([0-2]\d|3[01])(0\d|1[0-2])(19|20)\d\d")
SHORTEST_WALK = 3


def folded(text: str) -> str:
    """A text as it is compared: NFKC, without case, katakana as hiragana, without blanks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in plain if not c.isspace())


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    """The common words, folded."""
    text = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(folded(word) for line in lines for word in line.split())


def is_common(password: str) -> bool:
    """Whether this is among the passwords that are guessed first.

    Promises: case, width and look-alike signs make no difference; a sentence of several uncommon words is never refused.
    """
    plain = folded(password)
    if len(set(plain)) < 4 or DATE.fullmatch(plain) or _is_repeated(plain) or _is_walk(plain):
        return True
    return any(_is_words(each) for core in _cores(plain) for each in {core, core.translate(LOOK_ALIKE)})


def is_made_of(password: str, own: Iterable[str]) -> bool:
    """Whether little but one of these words, or a part of them, is in the password."""
    plain = rest = folded(password)
    for part in sorted(_parts(own), key=len, reverse=True):
        rest = rest.replace(part, "")
    return rest != plain and len(_letters(rest)) < 3


def _parts(own: Iterable[str]) -> Iterator[str]:
    """The words of names and addresses that are long enough to be recognised."""
    for text in own:
        for part in {folded(text), *re.split(r"[\W_\d]+", unicodedata.normalize("NFKC", text).casefold())}:
            known = folded(part)
            if len(known) >= (3 if known.isascii() else 2):
                yield known


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


def _cores(text: str) -> Iterator[str]:
    """A text without what people put before and behind a word: digits, signs, a year, a date."""
    for begin in range(min(4, len(text)) + 1):
        if begin and text[begin - 1].isalpha():
            return
        for end in range(len(text), begin, -1):
            if ENDING.fullmatch(text[end:]):
                yield text[begin:end]


def _is_words(core: str) -> bool:
    """One common word, the same one twice, a walk, or two short ones."""
    known = words()
    if core in known or _is_walk(core):
        return True
    halves = ((core[:at], core[at:]) for at in range(2, len(core) - 1))
    return len(core) < 15 and any((a in known or _is_walk(a)) and (b in known or _is_walk(b)) for a, b in halves)


def _is_repeated(text: str) -> bool:
    """The same few signs, or the same common word, again and again."""
    unit = (text + text).find(text, 1)
    return unit < len(text) and (unit <= 4 or text[:unit] in words())


def _is_walk(text: str) -> bool:
    """A run over the keyboard or the alphabet, there or back, or several of them. Nobody walks further than LONGEST_WALK."""
    if len(text) > LONGEST_WALK:
        return False
    at = 0
    while at < len(text):
        step = next((n for n in range(len(text) - at, SHORTEST_WALK - 1, -1) if _runs(text[at : at + n])), 0)
        if not step:
            return False
        at += step
    return bool(text)


LONGEST_WALK = 40
"""Signs. Looking for walks takes time with the third power of the length, and anybody may send a long password."""


def _runs(text: str) -> bool:
    return len(set(text)) == 1 or any(text in row or text[::-1] in row for row in _DOUBLED)


_DOUBLED = tuple(row + row for row in ROWS)
"""A run may go round: 890123."""
