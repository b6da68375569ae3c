"""Taking a ZIP in: looked at before it is kept, unpacked later by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from courses.archives import open_archive
from courses.identifiers import is_id
from lms.catalog.rules import id_in_manifest
from lms.kit.storage import Storage

MANIFEST = "course.toml"
LARGEST_MANIFEST = 500_000
SHOWN = 5
"""Sentences about a ZIP that are shown beside the field."""


@dataclass(frozen=True)
class Parcel:
    """A ZIP at first sight: the id its manifest says (empty: none that can be), whether it has a manifest, what is wrong."""

    course: str
    has_manifest: bool
    sentences: tuple[str, ...]


def look_at(stream: IO[bytes], language: str) -> Parcel:
    """Look at a ZIP's list and at its manifest, and unpack nothing else. The stream stands at its beginning again."""
    archive = open_archive(stream)
    told = tuple(one.located(language) for one in archive.problems if one.severity == "error")
    manifest = archive.read(MANIFEST, LARGEST_MANIFEST) if archive.is_sound else None
    stream.seek(0)
    course = id_in_manifest(manifest or b"")
    return Parcel(course if is_id(course) else "", manifest is not None, told[:SHOWN])


def keep(stream: IO[bytes], storage: Storage) -> str:
    """Put a ZIP as it came into the storage; returns its digest."""
    return storage.keep_stream(stream)
