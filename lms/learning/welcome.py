"""The first page of all: the way in, and for a look the first lesson of a course that speaks the visitor's language."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from courses import LessonOutline, Outline
from lms.accounts import guests
from lms.catalog import queries as catalog
from lms.cohorts.forms import CodeForm
from lms.kit import fragments
from lms.kit.fragments import Later, Named


@dataclass(frozen=True)
class FirstLook:
    """A lesson that anybody may read, and the language in which this visitor would read it."""

    outline: Outline
    lesson: LessonOutline
    language: str


def welcome() -> Response:
    """The page for somebody who is not signed in."""
    look = first_look()
    shown = (look.outline.id, look.lesson.id, look.lesson.titles, look.lesson.minutes, look.language) if look else None
    depends = {"form": Later("blank", CodeForm), "look": Named(shown, look)}
    return fragments.page().whole("learning/welcome.html", depends)


def first_look() -> FirstLook | None:
    """The first lesson of a course, one in a language the visitor asks for before any other; None where nothing is published."""
    looks = [
        FirstLook(outline, outline.lessons[0], "")
        for outline in map(catalog.outline, catalog.current_releases())
        if outline.lessons
    ]
    for look in looks:
        if asked := guests.asked_reading(look.lesson.languages):
            return FirstLook(look.outline, look.lesson, asked)
    if not looks:
        return None
    outline, lesson = looks[0].outline, looks[0].lesson
    return FirstLook(outline, lesson, guests.reading_in(guests.guest(), lesson.languages).text_language)
