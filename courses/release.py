"""A release: what a course's files compile to, immutable and with a reproducible digest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from courses.activities.kinds import ActivityKey
from courses.data import canonical, to_data
from courses.frozen import FrozenMap
from courses.outline import Outline
from courses.problems import Problem
from courses.reading import Reading


@dataclass(frozen=True)
class Asset:
    """A file that lessons show or offer; pages address it as `/assets/<name>`.

    A picture has a width and a height, in CSS pixels as it is shown upright.
    """

    name: str
    media_type: str
    sha256: str
    content: bytes
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class Derivative:
    """A file made from an original beside which it lies: a picture for phones, a drawn diagram; served as assets are."""

    name: str
    media_type: str
    sha256: str
    content: bytes
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class Release:
    """All that people learn from; `readings` and `keys` are found by (lesson id, language).

    `derivatives` are found by the name of what they were made from, narrow ones first. They are no part of the
    digest: another machine may have another encoder, or none, and the release is the same. `diagrams` are the sources
    of the diagrams in it by the name of their drawing, for whoever has a renderer.
    """

    outline: Outline
    readings: Mapping[tuple[str, str], Reading]
    keys: Mapping[tuple[str, str], Mapping[str, ActivityKey]]
    assets: Mapping[str, Asset]
    digest: str
    engine: str
    derivatives: Mapping[str, tuple[Derivative, ...]] = field(default_factory=FrozenMap)
    diagrams: Mapping[str, str] = field(default_factory=FrozenMap)


@dataclass(frozen=True)
class Compiled:
    """The outcome of compiling: `release` is None when any problem is an error.

    `draft` is what could be compiled all the same, for authors to look at; it is the release when there is one, and
    never to be published otherwise. `sources` gives the file of each reading by (lesson id, language).
    `silenced` are warnings that the author leaves for a reason.
    """

    release: Release | None
    problems: tuple[Problem, ...]
    draft: Release | None = None
    sources: Mapping[tuple[str, str], str] = field(default_factory=FrozenMap)
    silenced: tuple[Problem, ...] = ()


def digest_of(release: Release, originals: Mapping[str, str], readings: Mapping[str, str]) -> str:
    """SHA-256 (hex) over the canonical content, the originals and the engine's version.

    `originals` maps each source file's path inside the course to the SHA-256 of its bytes; `readings` maps lesson and
    language to the SHA-256 of that reading and its keys. Assets count by their own SHA-256, so that the same bytes give
    the same digest on every machine.
    """
    content = {
        "outline": to_data(release.outline),
        "readings": dict(readings),
        "assets": {name: asset.sha256 for name, asset in release.assets.items()},
        "originals": dict(originals),
        "engine": release.engine,
    }
    return hashlib.sha256(canonical(content)).hexdigest()
