"""Taking versions that wait to be checked, one by one, and writing down what was found. The row is the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select, update

from courses import Problem
from courses import Release as Compiled
from courses.problems import problem
from lms.catalog import drafting
from lms.catalog.models import SourceVersion
from lms.kit.db import db

LEASE = timedelta(minutes=3)
"""A worker that says nothing for so long is taken for dead."""
TRIES = 3
MOST_PROBLEMS = 2_000
"""Problems that are kept; nobody mends more in one go, and all of them are counted."""


@dataclass(frozen=True)
class Task:
    """A version to be checked."""

    id: int
    course: str
    files: Mapping[str, tuple[str, int]]
    parcel: str | None
    tries: int
    deed: str = "uploaded"
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """What checking found. `files` are given where a parcel was unpacked; `draft` is the name of what it compiled to."""

    problems: Sequence[Problem]
    files: Mapping[str, tuple[str, int]] | None = None
    compiled: Compiled | None = None
    draft: str | None = None


GAVE_UP = Finding((problem("course-failed", "."),))


def take(at: datetime) -> Task | None:
    """The next version that waits, or whose worker died; None when there is none. Nobody else gets it meanwhile. Flushes."""
    is_left = and_(SourceVersion.state == "working", SourceVersion.taken_until < at)
    waiting = select(SourceVersion).where(or_(SourceVersion.state == "waiting", is_left)).order_by(SourceVersion.id)
    version = db.session.scalars(waiting.limit(1).with_for_update(skip_locked=True)).first()
    if version is None:
        return None
    version.state, version.tries, version.taken_until = "working", version.tries + 1, at + LEASE
    db.session.flush()
    files = {path: (sha, size) for path, (sha, size) in version.files.items()}
    return Task(version.id, version.course_id, files, version.parcel, version.tries, version.deed, dict(version.detail))


def tell_progress(task: Task, done: int, total: int, at: datetime) -> None:
    """Write down how far checking is; the worker is alive. Flushes."""
    values = {"steps_done": done, "steps_total": total, "taken_until": at + LEASE}
    db.session.execute(update(SourceVersion).where(SourceVersion.id == task.id).values(**values))


def finish(task: Task, finding: Finding) -> bool:
    """Write down what was found; False when the version is gone meanwhile, or another worker has taken it. Flushes."""
    mine = select(SourceVersion).where(
        SourceVersion.id == task.id, SourceVersion.state == "working", SourceVersion.tries == task.tries
    )
    version = db.session.scalars(mine.with_for_update()).one_or_none()
    if version is None:
        return False
    write_down(version, finding)
    return True


def write_down(version: SourceVersion, finding: Finding) -> None:
    """Keep what was found with its version, which is done then. Flushes."""
    version.state, version.taken_until = "done", None
    if finding.files is not None:
        version.files = {path: list(each) for path, each in finding.files.items()}
        version.parcel = None
    version.problems = [_data(one) for one in finding.problems[:MOST_PROBLEMS]]
    version.errors = sum(one.severity == "error" for one in finding.problems)
    version.warnings = len(finding.problems) - version.errors
    drafting.attach(version, finding.compiled, finding.draft)


def _data(one: Problem) -> dict[str, Any]:
    return {
        "code": one.code, "path": one.path, "line": one.line, "params": dict(one.params), "severity": one.severity,
    }  # fmt: skip
