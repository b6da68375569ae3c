"""A draft: what a source's version compiled to, kept in the storage until it is published. Its digest names it; it never changes.

One file names the whole: outline, digest, engine, files, and for each reading the digest of a file that holds it with its keys.
So an unchanged lesson is stored once, however many versions there are.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import current_app

from lms.kit.storage import Storage


class DraftIsLost(LookupError):
    """A file of a draft is not in the storage, or cannot be read. Checking the version again makes it anew."""


@dataclass(frozen=True)
class Draft:
    """A whole draft, its readings by the digests of their files."""

    course: str
    digest: str
    engine: str
    outline: dict[str, Any]
    readings: tuple[tuple[str, str, str], ...]
    """Lesson, language, digest of the file."""
    assets: tuple[tuple[str, str, str], ...]
    """Name, media type, digest of the bytes."""
    offers: dict[str, Any]
    """In which widths pages offer its pictures."""


def load(name: str) -> Draft:
    """The draft of this name. Raises DraftIsLost."""
    return _load(_storage().path(name))


@lru_cache(maxsize=32)
def _load(path: Path) -> Draft:
    data = _json(path)
    readings = tuple((lesson, language, sha) for lesson, language, sha in data["readings"])
    assets = tuple((asset, media_type, sha) for asset, media_type, sha in data["assets"])
    return Draft(
        data["outline"]["id"], data["digest"], data["engine"], data["outline"], readings, assets, data.get("offers", {})
    )


def reading(draft: Draft, lesson: str, language: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """A reading and its keys as data; None where the draft has none. Raises DraftIsLost."""
    for its_lesson, its_language, sha in draft.readings:
        if (its_lesson, its_language) == (lesson, language):
            return packed_reading(sha)
    return None


def packed_reading(sha256: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A reading and its keys as data, by the digest of their file. Raises DraftIsLost."""
    data = _json(_storage().path(sha256))
    return data["reading"], data["keys"]


def is_whole(draft: Draft) -> bool:
    """Whether every file of it is still in the storage."""
    storage = _storage()
    return all(storage.path(sha).is_file() for *_, sha in (*draft.readings, *draft.assets))


def _json(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise DraftIsLost(path.name) from error
    return found


def _storage() -> Storage:
    found: Storage = current_app.extensions["gonin_storage"]
    return found
