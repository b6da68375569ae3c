"""Hard words that a lesson uses and nobody explains."""

from __future__ import annotations

from courses.checking.view import CourseView, Page, Tell
from courses.hard_words import spelled
from courses.problems import problem


def check(page: Page, course: CourseView, tell: Tell) -> None:
    """Tell, once a lesson, of each hard word that neither the lesson nor the course's glossary explains."""
    hard = page.draft.hard
    told = {word.name for word in hard if word.is_explained} | _earlier(page, course)
    told |= spelled(course.glossary.explained(page.language), page.language)
    for word in hard:
        if word.is_used and word.name not in told:
            tell(problem("jargon", page.path, word.line, word=word.name))


def _earlier(page: Page, course: CourseView) -> frozenset[str]:
    """Words that an earlier lesson made bold or defined: who reads in order has met them."""
    key = f"jargon {page.language}"
    if key not in course.memory:
        course.memory[key] = _met(course, page.language)
    return course.memory[key][page.lesson_id]


def _met(course: CourseView, language: str) -> dict[str, frozenset[str]]:
    """For each lesson what those before it explain in a language; every page is looked at once."""
    met: set[str] = set()
    found = {}
    for lesson_id, pages in course.pages.items():
        found[lesson_id] = frozenset(met)
        for other in pages:
            if other.language == language:
                met |= {word.name for word in other.draft.hard if word.is_explained}
    return found
