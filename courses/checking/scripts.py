"""Whether a reading is written in the language that its name says."""

from __future__ import annotations

import unicodedata
from collections import Counter

from courses.checking.view import Sheet, Tell
from courses.languages import script
from courses.problems import problem

# Shorter texts may hold nothing but names and numbers.
_ENOUGH = 60
_LEAST_SHARE = 0.08
_WRITINGS = {
    "Jpan": ("HIRAGANA", "KATAKANA"),
    "Hans": ("CJK",), "Hant": ("CJK",), "Hani": ("CJK",),
    "Kore": ("HANGUL",), "Hang": ("HANGUL",),
    "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Arab": ("ARABIC",), "Hebr": ("HEBREW",), "Grek": ("GREEK",),
    "Thai": ("THAI",), "Deva": ("DEVANAGARI",), "Beng": ("BENGALI",), "Mymr": ("MYANMAR",), "Khmr": ("KHMER",),
    "Laoo": ("LAO",), "Ethi": ("ETHIOPIC",), "Armn": ("ARMENIAN",), "Geor": ("GEORGIAN",), "Taml": ("TAMIL",),
    "Telu": ("TELUGU",), "Sinh": ("SINHALA",), "Guru": ("GURMUKHI",), "Gujr": ("GUJARATI",), "Thaa": ("THAANA",),
    "Tibt": ("TIBETAN",), "Mong": ("MONGOLIAN",), "Knda": ("KANNADA",), "Mlym": ("MALAYALAM",), "Orya": ("ORIYA",),
}  # fmt: skip


def check(sheet: Sheet, tell: Tell) -> None:
    """Tell of a reading in another writing than its language's."""
    if is_foreign(sheet):
        tell(problem("reading-language", sheet.path, None, word=sheet.language))


def is_foreign(sheet: Sheet) -> bool:
    """Whether hardly a letter of a longer text is of the writing that its language's tag names."""
    wanted = _WRITINGS.get(script(sheet.language))
    counted = Counter[str]()
    for sign, times in Counter("".join(sight.words for sight in sheet.of("text"))[:20_000]).items():
        if sign.isalpha():
            counted[_writing(sign)] += times
    letters = sum(counted.values())
    return bool(wanted) and letters >= _ENOUGH and sum(counted[name] for name in wanted or ()) < _LEAST_SHARE * letters


def _writing(sign: str) -> str:
    return unicodedata.name(sign, "?").partition(" ")[0].partition("-")[0]
