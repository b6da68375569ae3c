"""What tests of certificates share: somebody who finished the tiny course, and the certificate they took."""

import re
from uuid import uuid4

from flask import Flask

from lms.catalog import queries as catalog
from lms.certificates import issuing, queries
from lms.certificates.models import Certificate
from lms.cohorts import queries as cohorts
from lms.kit import clock
from lms.kit.db import db
from lms.progress import recording
from lms.progress.recording import Deed, Learner
from tests.app_fixtures import Browser, Cast

CANARY = "Yuliia Канарка 花子"
"""A name for certificates that is found nowhere else."""


def finish(app: Flask, cast: Cast, person_id: int, points: bool = True) -> None:
    """Write the facts of somebody who did all steps and answered every check rightly (or without points)."""
    with app.app_context():
        ref = catalog.current_release(cast.course)
        place = cohorts.place_in_course(person_id, cast.course)
        learner = Learner(person_id, place.seat_id if place else None, cast.course, ref.id)
        for lesson in catalog.outline(ref).lessons:
            for step in lesson.steps:
                done = Deed(uuid4(), "finished_step", lesson.id, clock.now(), step.id)
                recording.record(learner, done, clock.now())
                for activity in step.activities:
                    earned = activity.points if points else 0
                    detail = {"right": True, "points": earned, "answer": {}}
                    judged = Deed(uuid4(), "verdict", lesson.id, clock.now(), step.id, activity.id, detail)
                    recording.record(learner, judged, clock.now())
        recording.complete_lessons(learner, catalog.outline(ref), clock.now())
        db.session.commit()


def issue(app: Flask, cast: Cast, person_id: int, name: str = CANARY, language: str = "en") -> str:
    """Finish the course for somebody and give them the certificate; returns its number."""
    finish(app, cast, person_id)
    with app.app_context():
        certificate = issuing.claim(person_id, cast.course, name, language, clock.now())
        db.session.commit()
        return certificate.number


def claim_by_form(browser: Browser, cast: Cast, name: str = CANARY) -> str:
    """Take the certificate as a person does; returns its number."""
    answer = browser.post(f"/me/certificates/{cast.course}/claim", {"name": name}, follow=True)
    assert answer.status_code == 200, answer.text
    return re.search(r'id="([0-9A-Z]{4}(?:-[0-9A-Z]{4}){4})"', answer.text).group(1)


def stored(app: Flask, number: str) -> Certificate:
    """The row, read anew."""
    with app.app_context():
        found = queries.by_number(number)
        db.session.expunge(found)
        return found
