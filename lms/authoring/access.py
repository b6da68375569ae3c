"""Who may work on a source: the course's authors, and administrators. For everybody else there is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import abort

from lms.accounts.queries import Visitor
from lms.accounts.roles import ADMIN
from lms.catalog import sources

if TYPE_CHECKING:
    from lms.catalog.models import SourceVersion


@dataclass(frozen=True)
class Work:
    """A course somebody works on, and the number of the release that people read (0: none yet)."""

    course: str
    current: int


def mine_only(visitor: Visitor) -> int | None:
    """Whose courses to look at: an administrator's are all of them (None)."""
    return None if ADMIN.name in visitor.roles else visitor.id


def work_or_404(visitor: Visitor, course: str) -> Work:
    """The course, for one of its authors or an administrator."""
    current = sources.course_number(course, mine_only(visitor))
    if current is None:
        abort(404)
    return Work(course, current)


def version_or_404(visitor: Visitor, course: str, number: int) -> tuple[Work, SourceVersion]:
    """A version of a course's source."""
    work = work_or_404(visitor, course)
    found = sources.version(course, number)
    if found is None:
        abort(404)
    return work, found
