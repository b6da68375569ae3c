"""Letting go of stored files that no row names any more, such as those of a draft that was thrown away."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from lms.catalog import drafts
from lms.catalog.drafts import DraftIsLost
from lms.catalog.models import DraftAsset, ReleaseAsset, SourceVersion
from lms.kit.db import db
from lms.kit.storage import Storage

NAME = re.compile(r"[0-9a-f]{64}\Z")
YOUNG = 24 * 60 * 60
"""Seconds. A file is stored before the row that names it, so what came within a day is left alone."""


def sweep(storage: Storage) -> int:
    """Delete what nothing names; returns how many files. Reads only from the database."""
    named, oldest = _named(), time.time() - YOUNG
    count = 0
    for path in _stored(storage.folder):
        try:
            if path.name not in named and path.stat().st_mtime < oldest:
                path.unlink()
                count += 1
        except OSError:
            # Somebody else took it, or it is in use: the next night sees it again.
            continue
    return count


def _stored(folder: Path) -> Iterator[Path]:
    """Files under their digest, and those that were never given one because their writer died."""
    for path in folder.rglob("*"):
        if path.is_file() and (NAME.match(path.name) or path.name.startswith("tmp")):
            yield path


def _named() -> set[str]:
    found = {*db.session.scalars(select(ReleaseAsset.sha256)), *db.session.scalars(select(DraftAsset.sha256))}
    for files, parcel, draft in db.session.execute(
        select(SourceVersion.files, SourceVersion.parcel, SourceVersion.draft)
    ):
        found |= {sha for sha, _ in files.values()} | {parcel or "", draft or ""}
        found |= _of_draft(draft) if draft else set()
    return found


def _of_draft(name: str) -> set[str]:
    try:
        draft = drafts.load(name)
    except DraftIsLost:
        return set()
    return {sha for *_, sha in (*draft.readings, *draft.assets)}
