"""Translations that are copies of their original."""

from __future__ import annotations

from hashlib import blake2b

from courses.checking.scripts import is_foreign
from courses.checking.view import CourseView, Page, Sheet, Tell
from courses.problems import problem

_COPIED, _LINES, _LONG = 0.6, 3, 20


def paragraphs(sheet: Sheet) -> tuple[str, ...]:
    """Short digests of the longer texts of a reading; none where it is told already that it is in another writing."""
    if is_foreign(sheet):
        return ()
    long = (sight.words for sight in sheet.of("text") if sum(sign.isalpha() for sign in sight.words) > _LONG)
    return tuple(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest() for words in long)


def check(page: Page, course: CourseView, tell: Tell) -> None:
    """Tell of a reading most of whose longer texts are those of the original."""
    original = course.pages[page.lesson_id][0]
    if page.language.partition("-")[0] == original.language.partition("-")[0]:
        return
    mine, theirs = page.draft.paragraphs, set(original.draft.paragraphs)
    if len(mine) >= _LINES and sum(one in theirs for one in mine) > _COPIED * len(mine):
        tell(problem("reading-copied", page.path, None, word=page.language))
