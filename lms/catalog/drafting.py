"""Keeping what a version compiled to, so that it can be looked at and published later without compiling it again."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import delete

from courses import Asset, Derivative, to_data
from courses import Release as Compiled
from courses.data import canonical
from courses.pictures.offering import offers_of
from lms.catalog.models import DraftAsset, SourceVersion
from lms.kit.db import db
from lms.kit.storage import Storage


def store(compiled: Compiled, storage: Storage) -> str:
    """Put a compiled course into the storage; returns the draft's name. No row is touched: it may take long."""
    keep_files(compiled, storage)
    readings = [
        (lesson, language, _keep(storage, reading_data(compiled, lesson, language)))
        for lesson, language in sorted(compiled.readings)
    ]
    whole = {
        "outline": to_data(compiled.outline),
        "digest": compiled.digest,
        "engine": compiled.engine,
        "readings": readings,
        "offers": offers_of(compiled),
        "assets": [(file.name, file.media_type, file.sha256) for file in files_of(compiled)],
    }
    return _keep(storage, whole)


def files_of(compiled: Compiled) -> list[Asset | Derivative]:
    """Every file that pages may ask for, by name: what authors gave, and what was made of it for phones. Each name once."""
    made = (each for several in compiled.derivatives.values() for each in several)
    found: dict[str, Asset | Derivative] = {file.name: file for file in made}
    found |= compiled.assets
    return [found[name] for name in sorted(found)]


def keep_files(compiled: Compiled, storage: Storage) -> None:
    """Put every file of a compiled course into the storage."""
    for file in files_of(compiled):
        storage.keep(file.sha256, file.content)


def reading_data(compiled: Compiled, lesson: str, language: str) -> dict[str, Any]:
    """A reading and its keys as a row of a release keeps them."""
    keys = compiled.keys.get((lesson, language), {})
    return {
        "reading": to_data(compiled.readings[lesson, language]),
        "keys": {activity: to_data(key) for activity, key in keys.items()},
    }


def attach(version: SourceVersion, compiled: Compiled | None, name: str | None) -> None:
    """Say what a version compiled to, or that it did not. Flushes."""
    db.session.execute(delete(DraftAsset).where(DraftAsset.version_id == version.id))
    version.draft = name
    for file in files_of(compiled) if compiled and name else ():
        db.session.add(
            DraftAsset(version_id=version.id, name=file.name, media_type=file.media_type, sha256=file.sha256)
        )
    db.session.flush()


def _keep(storage: Storage, data: object) -> str:
    content = canonical(data)
    name = hashlib.sha256(content).hexdigest()
    storage.keep(name, content)
    return name
