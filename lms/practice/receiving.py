"""Taking a file in, part by part, so that a line that breaks costs one part and no more."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select, update

from lms.kit.db import db
from lms.kit.storage import Storage
from lms.practice import works
from lms.practice.file_kinds import LARGEST, Kind, Refusal, examined, shown_name
from lms.practice.models import WorkFile

PART = 1024 * 1024
"""Bytes of a part, at most."""
MOST = 5
"""Files of a work."""
MOST_BYTES = 300_000_000
"""Bytes of everything that one person has sent and not let go of."""
COMING = "coming"
"""The folder, in the data folder, in which parts are put together."""
KEPT = timedelta(days=2)
"""How long a file waits for its next part."""
LOOKING = "looking"
"""The kind of a file while it is looked at."""
Denial = Literal["many", "much"] | Refusal


class FileDenied(Exception):
    """A file is not begun: there are enough already, or it is one that cannot be taken."""

    def __init__(self, what: Denial) -> None:
        super().__init__(what)
        self.what: Denial = what


class OutOfStep(Exception):
    """A part does not begin where the file ends so far; `received` says where it does."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


@dataclass(frozen=True)
class Desk:
    """Whose file it is, for which task, and where parts and whole files lie."""

    person_id: int
    course: str
    activity: str
    folder: Path
    storage: Storage

    def coming(self, uuid: UUID) -> Path:
        """Where the parts of a file are put together."""
        return self.folder / str(uuid)


@dataclass(frozen=True)
class Looked:
    """What a file turned out to be, and under which digest it is kept."""

    kind: Kind
    size: int
    sha256: str


def begin(desk: Desk, name: str, size: int, at: datetime) -> WorkFile:
    """Begin a file, or go on with one of this name and size whose line broke. Flushes. Raises FileDenied."""
    if size <= 0:
        raise FileDenied("empty")
    if size > LARGEST:
        raise FileDenied("large")
    files = lying(desk)
    for file in files:
        if not file.sha256 and (file.name, file.size) == (tidy(name), size):
            _count_again(desk, file)
            return file
    if len(files) >= MOST:
        raise FileDenied("many")
    mine = select(func.coalesce(func.sum(WorkFile.size), 0)).where(WorkFile.person_id == desk.person_id)
    if (db.session.scalar(mine) or 0) + size > MOST_BYTES:
        raise FileDenied("much")
    file = WorkFile(
        uuid=uuid4(), person_id=desk.person_id, course_id=desk.course, activity_id=desk.activity, work_id=None,
        name=tidy(name), kind="", size=size, received=0, sha256="", began_at=at,
    )  # fmt: skip
    db.session.add(file)
    db.session.flush()
    return file


def _count_again(desk: Desk, file: WorkFile) -> None:
    """Where fewer bytes lie there than the row says, as after a backup was put back, the rest is asked for again. Flushes."""
    path = desk.coming(file.uuid)
    file.received = min(file.received, path.stat().st_size if path.exists() else 0)
    # Whoever looked at it and was killed has not finished.
    file.kind = ""
    db.session.flush()


def tidy(name: str) -> str:
    """A name as it is kept while the kind is not known."""
    return shown_name(name, "zip").removesuffix(".zip") + _ending(name)


def _ending(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    return f".{ending}" if 0 < len(ending) <= 4 and ending.isascii() and ending.isalnum() else ""


def add(desk: Desk, file: WorkFile, at: int, part: bytes) -> int:
    """Put a part where it belongs, and say how much there is now. Flushes. Raises OutOfStep.

    The bytes are on the disk before the row says so; a part that comes twice is written twice in the same place.
    """
    if at != file.received or not part or len(part) > PART or at + len(part) > file.size:
        raise OutOfStep(file.received)
    desk.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(desk.coming(file.uuid), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.pwrite(descriptor, part, at)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    moved = db.session.execute(
        update(WorkFile)
        .where(WorkFile.id == file.id, WorkFile.received == at, WorkFile.sha256 == "")
        .values(received=at + len(part))
        .returning(WorkFile.id)
    ).all()
    db.session.refresh(file)
    if not moved:
        raise OutOfStep(file.received)
    return file.received


def claim(file: WorkFile) -> bool:
    """Say that one looks at a file that is all there; False where somebody else does, or has. Flushes.

    Looking takes a second or two, and no transaction waits for it: it is claimed, looked at, and written down.
    """
    claimed = db.session.execute(
        update(WorkFile)
        .where(WorkFile.id == file.id, WorkFile.received == WorkFile.size, WorkFile.kind == "", WorkFile.sha256 == "")
        .values(kind=LOOKING)
        .returning(WorkFile.id)
    )
    return bool(claimed.all())


def looked_at(desk: Desk, uuid: UUID, accepted: Collection[str]) -> Looked:
    """Look at a file that is all there, and put it into the storage. Touches no row. Raises FileRefused."""
    path = desk.coming(uuid)
    kind = examined(path, accepted)
    with path.open("rb") as stream:
        return Looked(kind, path.stat().st_size, desk.storage.keep_stream(stream))


def finish(desk: Desk, file: WorkFile, looked: Looked) -> None:
    """Write down what a file is; the parts are let go of. Flushes."""
    file.kind, file.name, file.sha256 = looked.kind, shown_name(file.name, looked.kind), looked.sha256
    file.size = file.received = looked.size
    db.session.flush()
    desk.coming(file.uuid).unlink(missing_ok=True)


def let_go(desk: Desk, file: WorkFile) -> None:
    """Forget a file that is not handed in. Flushes."""
    desk.coming(file.uuid).unlink(missing_ok=True)
    db.session.execute(delete(WorkFile).where(WorkFile.id == file.id))
    db.session.flush()


def lying(desk: Desk) -> list[WorkFile]:
    """The files that lie with the draft of a task, whole or coming, the oldest first."""
    return works.lying_files(desk.person_id, desk.course, desk.activity)


def one(desk: Desk, uuid: UUID) -> WorkFile | None:
    """One of them."""
    return next((file for file in lying(desk) if file.uuid == uuid), None)


def let_go_of_halves(folder: Path, at: datetime) -> None:
    """Forget files that never came whole, with their parts, and parts that belong to nothing. Flushes."""
    old = at - KEPT
    db.session.execute(delete(WorkFile).where(WorkFile.sha256 == "", WorkFile.began_at < old))
    coming = set(db.session.scalars(select(WorkFile.uuid).where(WorkFile.sha256 == "")))
    for path in folder.glob("*") if folder.is_dir() else ():
        with suppress(OSError):
            if path.stem not in {str(uuid) for uuid in coming} and path.stat().st_mtime < old.timestamp():
                path.unlink()
