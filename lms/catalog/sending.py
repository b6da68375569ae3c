"""Publishing a folder of the server itself: its files become a version of the source, what they compile to a release."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from courses import Compiled, Problem, compile_confined, compile_course
from courses.checking.since import Earlier
from courses.names import UnsafeName, left_out, safe_name
from lms.catalog import drafting, earlier, examining, publishing, sourcing
from lms.catalog.examining import Finding
from lms.catalog.models import SourceVersion
from lms.catalog.rules import id_in_manifest
from lms.catalog.sourcing import Files, Made
from lms.kit.db import db
from lms.kit.storage import Storage

MANIFEST = "course.toml"
REMEMBERED = "checked"
"""The folder in the data folder where what was compiled before lies. It saves time only, and may be deleted."""
Compiling = Callable[[Path, Earlier | None], Compiled]
LARGEST = 50_000_000
"""Bytes of a file that is kept with the source."""


@dataclass(frozen=True)
class Sent:
    """What became of a folder: its problems, and the release's number and whether it is new; number 0 with an error in it."""

    problems: Sequence[Problem]
    course: str = ""
    number: int = 0
    is_new: bool = False


def confined(storage: Storage, progress: Callable[[int, int, str], None] | None = None) -> Compiling:
    """Compiling in processes of their own, with limits; what did not change is remembered beside the storage."""

    def compiling(folder: Path, previous: Earlier | None) -> Compiled:
        return compile_confined(folder, previous, cache=storage.folder.parent / REMEMBERED, progress=progress)

    return compiling


def send_folder(
    folder: Path, storage: Storage, actor: int | None, at: datetime, compiling: Compiling = compile_course
) -> Sent:
    """Publish a course's folder. With an error in it nothing is published. Files are stored before rows name them. Flushes."""
    manifest = folder / MANIFEST
    compiled = compiling(folder, earlier.current(id_in_manifest(manifest.read_bytes()) if manifest.is_file() else ""))
    release = compiled.release
    if release is None:
        return Sent(compiled.problems)
    course = release.outline.id
    version = _version(course, _kept(folder, storage), Made("sent", actor, at, {"name": folder.name}))
    if version.state != "done":
        _write_down(version, compiled, storage)
    number, is_new = publishing.publish(release, storage, actor, at, version.id)
    return Sent(compiled.problems, course, number, is_new)


def _kept(folder: Path, storage: Storage) -> Files:
    files = {}
    for name, path in _files(folder):
        content = path.read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        storage.keep(sha256, content)
        files[name] = (sha256, len(content))
    return files


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files that belong to the course: no links, nothing that computers put beside them, no names that fail elsewhere."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or left_out(name) or path.stat().st_size > LARGEST:
            continue
        try:
            yield safe_name(name), path
        except UnsafeName:
            continue


def _version(course: str, files: Files, made: Made) -> SourceVersion:
    """The newest version where it is these very files, else a new one."""
    newest = db.session.scalars(
        select(SourceVersion).where(SourceVersion.course_id == course).order_by(SourceVersion.number.desc()).limit(1)
    ).first()
    if newest is not None and newest.draft and newest.files == {path: list(each) for path, each in files.items()}:
        return newest
    sourcing.know_course(course)
    return sourcing.add_version(course, made, files)


def _write_down(version: SourceVersion, compiled: Compiled, storage: Storage) -> None:
    """What checking found: it was done already, so nothing waits."""
    release = compiled.release
    name = drafting.store(release, storage) if release else None
    examining.write_down(version, Finding(compiled.problems, None, release, name))
