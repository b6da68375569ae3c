"""Whether a reading is written in the language that its name says."""

from __future__ import annotations

import unicodedata
from collections import Counter

from courses.checking.view import CourseView, Page, Tell
from courses.languages import script
from courses.problems import problem

# Shorter texts may hold nothing but names and numbers.
_ENOUGH = 60
_LEAST_SHARE = 0.08
_COPIED, _LINES = 0.6, 3
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


def check(page: Page, course: CourseView, tell: Tell) -> None:
    """Tell of a reading in another writing than its language's, or copied from the original."""
    texts = [sight.words for sight in page.seen if sight.kind == "text"]
    wanted = _WRITINGS.get(script(page.language))
    counted = Counter[str]()
    for sign, times in Counter("".join(texts)[:20_000]).items():
        if sign.isalpha():
            counted[_writing(sign)] += times
    letters = sum(counted.values())
    if wanted and letters >= _ENOUGH and sum(counted[name] for name in wanted) < _LEAST_SHARE * letters:
        tell(problem("reading-language", page.path, None, word=page.language))
        return
    original = course.pages[page.lesson_id][0]
    if original is not page and page.language.partition("-")[0] != original.language.partition("-")[0]:
        _check_copied(page, original, texts, tell)


def _check_copied(page: Page, original: Page, texts: list[str], tell: Tell) -> None:
    theirs = {sight.words for sight in original.seen if sight.kind == "text"}
    long = [text for text in texts if sum(sign.isalpha() for sign in text) > 20]
    if len(long) >= _LINES and sum(text in theirs for text in long) > _COPIED * len(long):
        tell(problem("reading-copied", page.path, None, word=page.language))


def _writing(sign: str) -> str:
    return unicodedata.name(sign, "?").partition(" ")[0].partition("-")[0]
