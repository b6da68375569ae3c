"""The stage of corrections: the tiny course with other answers, published as its next release."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Flask

from courses import Release
from lms.catalog import publishing
from lms.catalog import queries as catalog
from lms.kit import clock
from lms.kit.db import db
from lms.practice import correcting
from lms.practice.jobs import correct_waiting
from lms.practice.models import Correction
from lms.progress.rules import ActivityStanding
from lms.progress.standing import standing
from tests.cast import Cast

RIGHT = {"when-morning": {"right": ("1",)}}
"""The author meant the first option."""


def publish_with(app: Flask, release: Release, changes: Mapping[str, Mapping[str, Any]]) -> int:
    """Publish the course with other keys, and read that from now on; the number of its row."""
    keys = {
        place: {name: replace(key, **changes.get(name, {})) for name, key in found.items()}  # type: ignore[type-var]  # Every key is a dataclass.
        for place, found in release.keys.items()
    }
    with app.app_context():
        digest = hashlib.sha256(str(sorted(changes.items())).encode()).hexdigest()
        publishing.publish(
            replace(release, keys=keys, digest=digest), app.extensions["gonin_storage"], None, clock.now()
        )
        db.session.commit()
        ref = catalog.current_release(release.outline.id)
        assert ref is not None
        return ref.id


def ask(app: Flask, cast: Cast, activity: str = "when-morning", spares: bool = False) -> int:
    """Ask for a correction by what people read now, and have it counted."""
    with app.app_context():
        ref = catalog.current_release(cast.course)
        assert ref is not None
        number = correcting.ask(ref, activity, spares, cast.instructor, clock.now()).id
        db.session.commit()
        correct_waiting()
    return number


def apply(app: Flask, number: int) -> None:
    """Do what was counted."""
    with app.app_context():
        assert correcting.confirm(db.session.get_one(Correction, number), clock.now())
        db.session.commit()
        correct_waiting()


def correction(app: Flask, number: int) -> Correction:
    """A correction as it stands."""
    with app.app_context():
        return db.session.get_one(Correction, number)


def stands(app: Flask, cast: Cast, person: int, activity: str = "when-morning") -> ActivityStanding:
    """Where somebody stands in an activity."""
    with app.app_context():
        return standing(person, cast.course).activity(activity)
