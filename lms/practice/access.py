"""Who may keep a draft: who has a place in a team that takes the course, for what its lessons ask."""

from __future__ import annotations

from lms.catalog import queries as catalog
from lms.cohorts import queries as cohorts
from lms.practice.drafts import SentDraft


def may_keep(person_id: int, sent: SentDraft) -> bool:
    """Whether the person takes the course and this release of it has the activity in the lesson."""
    ref = catalog.release(sent.release, sent.course)
    if ref is None or cohorts.place_in_course(person_id, sent.course) is None:
        return False
    lessons = [lesson for lesson in catalog.outline(ref).lessons if lesson.id == sent.lesson]
    return any(one.id == sent.activity for lesson in lessons for step in lesson.steps for one in step.activities)
