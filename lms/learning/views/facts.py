"""The doors for what devices send by themselves."""

from __future__ import annotations

from dataclasses import asdict

from flask import jsonify
from flask.typing import ResponseReturnValue

from lms.accounts.access import me
from lms.catalog import queries as catalog
from lms.cohorts import queries as cohorts
from lms.kit import clock, metrics
from lms.kit.audience import SIGNED_IN, audience
from lms.kit.batches import sent_batch
from lms.kit.db import db
from lms.kit.limits import limiter
from lms.learning.syncing import LARGEST_BATCH, take_batch
from lms.learning.views import blueprint
from lms.progress.rules import lesson_is_done
from lms.progress.standing import standing


@blueprint.post("/facts")
@audience(SIGNED_IN)
@limiter.limit("600 per minute")
def send_facts() -> ResponseReturnValue:
    """Take `{"facts": […]}`, at most 200, and answer for each."""
    outcomes = take_batch(me(), sent_batch("facts", LARGEST_BATCH), clock.now())
    db.session.commit()
    metrics.count("gonin_facts_received", len(outcomes))
    return jsonify(facts=[asdict(outcome) for outcome in outcomes])


@blueprint.get("/facts")
@audience(SIGNED_IN)
def ask_standing() -> ResponseReturnValue:
    """My standing in each course I have a seat in."""
    courses = {}
    for place in cohorts.places_of(me().id):
        ref = catalog.current_release(place.course)
        if ref is None:
            continue
        now = standing(me().id, place.course)
        lessons = catalog.outline(ref).lessons
        courses[place.course] = {
            "release": ref.id,
            "finished": [{"lesson": lesson, "step": step} for lesson, step in sorted(now.finished)],
            "completed": [lesson.id for lesson in lessons if lesson_is_done(lesson, now)],
            "last_open": list(now.last_open) if now.last_open else None,
        }
    return jsonify(courses=courses)
