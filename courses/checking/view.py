"""What the rules look at: each reading with what stands where in it, and a course whose lessons are read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from courses.drafts import Draft
from courses.files import CourseFiles
from courses.glossary import Glossary
from courses.manifest import Manifest
from courses.markup.sights import Sight, SightKind
from courses.outline import Outline
from courses.problems import Problem
from courses.steps import DraftStep

Tell = Callable[[Problem], None]


@dataclass(frozen=True)
class Sheet:
    """One reading by itself, while it is drafted: what is told of it then is remembered with it.

    `level` is the course's.
    """

    draft: Draft
    files: CourseFiles
    level: str = ""

    @property
    def path(self) -> str:
        """The file, relative to the course's folder."""
        return self.draft.file.path

    @property
    def language(self) -> str:
        """The reading's tag."""
        return self.draft.file.language

    @cached_property
    def seen(self) -> list[Sight]:
        """All sights in the order of the file: those of activities are found later than the text around them."""
        return sorted(self.draft.seen, key=lambda sight: sight.line or 0)

    @cached_property
    def by_step(self) -> list[tuple[DraftStep, list[Sight]]]:
        """The steps, each with what stands in it."""
        found: list[tuple[DraftStep, list[Sight]]] = [(step, []) for step in self.draft.steps]
        lines = [step.line or 0 for step in self.draft.steps]
        for sight in self.seen:
            found[max(0, bisect_right(lines, sight.line or 0) - 1)][1].append(sight)
        return found

    def of(self, kind: SightKind) -> list[Sight]:
        """All sights of one kind."""
        return [sight for sight in self.seen if sight.kind == kind]


@dataclass(frozen=True)
class Page:
    """One reading of a lesson, in its course."""

    lesson_id: str
    draft: Draft

    @property
    def path(self) -> str:
        """The file, relative to the course's folder."""
        return self.draft.file.path

    @property
    def language(self) -> str:
        """The reading's tag."""
        return self.draft.file.language


@dataclass(frozen=True)
class CourseView:
    """A course as the rules see it; `pages` holds the readings of each lesson by its id, the original first.

    `earlier` are digests of what each step of the earlier release says, by (lesson, language) and step.
    In `memory` a rule keeps words by lesson that it would otherwise look for again on every page.
    """

    manifest: Manifest
    files: CourseFiles
    outline: Outline
    pages: Mapping[str, tuple[Page, ...]]
    previous: Outline | None = None
    glossary: Glossary = field(default_factory=Glossary)
    earlier: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    memory: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def every_page(self) -> list[Page]:
        """All readings of all lessons."""
        return [page for pages in self.pages.values() for page in pages]
