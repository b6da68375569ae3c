"""A reading's file as it was found: its language, its text, and what stands on top of it."""

from __future__ import annotations

from dataclasses import dataclass

from courses.frontmatter import FrontMatter
from courses.markup.furigana import without_furigana
from courses.outline import LessonKind


@dataclass(frozen=True)
class LessonFile:
    """One `lesson.<language>.<ending>` with what stands on top of it."""

    path: str
    language: str
    kind: LessonKind
    source: str
    front: FrontMatter

    def title(self) -> str:
        """The declared title, plain; empty when there is none."""
        return without_furigana(self.front.values.get("title", "")).strip()
