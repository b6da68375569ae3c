"""Who may keep a draft: who has a place in a team that takes the course, for what its lessons ask."""

from __future__ import annotations

from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.cohorts import queries as cohorts
from lms.practice.drafts import SentDraft


def release_to_keep(person_id: int, sent: SentDraft) -> ReleaseRef | None:
    """The release of the page it was typed on; None unless the person takes the course and the lesson has the activity there."""
    ref = catalog.release(sent.release, sent.course)
    if ref is None or cohorts.place_in_course(person_id, sent.course) is None:
        return None
    lessons = [lesson for lesson in catalog.outline(ref).lessons if lesson.id == sent.lesson]
    there = (one.id for lesson in lessons for step in lesson.steps for one in step.activities)
    return ref if sent.activity in there else None
