"""What the desk shows of courses: titles, states, and how a version came about."""

from __future__ import annotations

from dataclasses import dataclass

from courses.outline import in_language
from lms.authoring.access import Work
from lms.catalog import drafts, sources
from lms.catalog import queries as catalog
from lms.catalog.sources import Author, Change, CourseLine, VersionLine


@dataclass(frozen=True)
class CourseEntry:
    """A course in the list, with the title that fits the reader."""

    line: CourseLine
    title: str


@dataclass(frozen=True)
class CourseDesk:
    """Everything on one course's page."""

    work: Work
    title: str
    versions: list[VersionLine]
    changes: list[Change]
    releases: list[int]
    authors: list[Author]

    @property
    def newest(self) -> VersionLine | None:
        """The newest version, where there is one."""
        return self.versions[0] if self.versions else None


def entries(person_id: int | None, language: str) -> list[CourseEntry]:
    """The courses somebody works on; all for None. Two queries."""
    current = {ref.course: catalog.outline(ref).title(language) for ref in catalog.current_releases()}
    return [
        CourseEntry(line, current.get(line.id) or _title_of_draft(line.draft, language) or line.id)
        for line in sources.course_lines(person_id)
    ]


def course_desk(work: Work, language: str) -> CourseDesk:
    """One course's page."""
    versions = sources.versions(work.course)
    ref = catalog.current_release(work.course)
    newest = versions[0].draft if versions else None
    title = catalog.outline(ref).title(language) if ref else _title_of_draft(newest, language)
    return CourseDesk(
        work,
        title or work.course,
        versions,
        sources.changes(work.course),
        sources.release_numbers(work.course),
        sources.authors(work.course),
    )


def _title_of_draft(draft: str | None, language: str) -> str:
    try:
        outline = drafts.load(draft).outline if draft else None
    except drafts.DraftIsLost:
        return ""
    return in_language(outline["titles"], language, tuple(outline["languages"])) if outline else ""
