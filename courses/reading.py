"""One language of a lesson, as HTML that is final and safe to show."""

from __future__ import annotations

from dataclasses import dataclass

from courses.activities.kinds import Activity


@dataclass(frozen=True)
class HtmlPart:
    """Sanitised HTML between two activities."""

    html: str


@dataclass(frozen=True)
class ActivityPart:
    """The place of an activity among the text."""

    activity: Activity


@dataclass(frozen=True)
class StepReading:
    """One step's text: `title` is plain, `title_html` keeps the furigana."""

    id: str
    title: str
    title_html: str
    parts: tuple[HtmlPart | ActivityPart, ...]


@dataclass(frozen=True)
class Reading:
    """A lesson in one language; `text` is all visible words without furigana, for search and listening."""

    lesson_id: str
    language: str
    title: str
    steps: tuple[StepReading, ...]
    text: str
