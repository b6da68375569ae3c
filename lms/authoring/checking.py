"""Checking a version outside of any transaction: unpack what was uploaded, compile it, keep what came of it in the storage."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from courses import Problem
from courses.archives import open_archive
from courses.checking.since import Earlier
from courses.problems import problem
from lms.authoring.importing import bring_over
from lms.catalog import drafting, sending
from lms.catalog.examining import Finding, Task
from lms.catalog.rules import id_in_manifest
from lms.kit.storage import Storage

MANIFEST = "course.toml"
"""A folder of the data folder. It can be deleted at any time: all of it is made anew."""
Files = Mapping[str, tuple[str, int]]
Step = Callable[[int, int], None]


def check(task: Task, storage: Storage, previous: Earlier | None, step: Step) -> Finding:
    """Check a version. Touches the storage alone, where the same bytes are the same file: twice does no harm.

    Authors' files are read in processes of their own, with limits, which can be killed. What did not change is remembered
    beside the storage.
    """
    files: Files = task.files
    told: list[Problem] = []
    if task.parcel is not None:
        files, told = unpack(storage.path(task.parcel), storage)
        if any(one.severity == "error" for one in told):
            return Finding(told, {})
        if task.deed == "imported" and MANIFEST not in files:
            files, left = bring_over(files, _wish(task), storage, lay_out)
            told = [*told, *left]
        told = [*told, *_not_this_course(task.course, files, storage)]
    if any(one.severity == "error" for one in told):
        return Finding(told, files)
    with tempfile.TemporaryDirectory(prefix="gonin-course-") as folder:
        lay_out(files, storage, Path(folder))
        compiled = sending.confined(storage, lambda done, total, _: step(done, total))(Path(folder), previous)
    if compiled.release and compiled.release.outline.id != task.course:
        return Finding([*told, _other(compiled.release.outline.id, task.course)], files)
    name = drafting.store(compiled.release, storage) if compiled.release else None
    return Finding([*told, *compiled.problems], files, compiled.release, name)


def unpack(parcel: Path, storage: Storage) -> tuple[Files, list[Problem]]:
    """The files of a ZIP, each kept in the storage, with what was wrong; no files where an error was."""
    files: dict[str, tuple[str, int]] = {}
    with parcel.open("rb") as stream:
        archive = open_archive(stream)
        for path, content in archive.contents():
            sha256 = hashlib.sha256(content).hexdigest()
            storage.keep(sha256, content)
            files[path] = (sha256, len(content))
    return (files if archive.is_sound else {}), archive.problems


def lay_out(files: Files, storage: Storage, folder: Path) -> None:
    """Write a version's files into an empty folder, as copies: nothing that reads them can change what is stored."""
    for path, (sha256, _) in files.items():
        target = Path(os.path.normpath(folder / path))
        if not target.is_relative_to(folder):
            raise ValueError(f"{path!r} leads out of the course")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(storage.path(sha256), target)


def _wish(task: Task) -> dict[str, str]:
    """What the author said of a course that comes from another form."""
    given = {name: str(task.detail.get(f"import_{name}", "")) for name in ("title", "language")}
    return {"id": task.course, **given}


def _not_this_course(course: str, files: Files, storage: Storage) -> list[Problem]:
    """Whether the manifest is another course's: uploading into the wrong one must not replace it."""
    if MANIFEST not in files:
        return []
    named = id_in_manifest(storage.path(files[MANIFEST][0]).read_bytes())
    return [_other(named, course)] if named not in ("", course) else []


def _other(named: str, course: str) -> Problem:
    return problem("course-other", MANIFEST, None, word=named, ours=course)
