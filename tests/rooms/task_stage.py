"""The stage of tasks: the tiny course with something to hand in, the team in the instructor's hands."""

import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse

from courses import Release, compile_course
from lms.catalog import publishing
from lms.catalog import queries as catalog
from lms.cohorts import forming
from lms.cohorts.models import Cohort
from lms.kit import clock
from lms.kit.db import db
from lms.practice import handing_in
from lms.practice.handed import Handed
from lms.practice.handing_in import Sent
from lms.practice.models import Work
from lms.progress.recording import Learner
from tests.app_fixtures import TINY, Browser
from tests.cast import Cast

TASK = """
```exercise id=a-list hand-in=text,link,file files=png,jpg,pdf,zip shortest=10
Write a list for a friend.

hint: Begin with one thing.
rubric:
- Others can read it (2)
  - 2: Every line is clear
  - 1: Some lines are clear
- It is whole (1)
model:
Canary-model: paper, pens
> Canary-why: a list helps.
```
"""


@cache
def release_with_task(review: str = "staff", model: bool = True) -> Release:
    """The tiny course with a task at the end of its last lesson, in both languages. What mates review is not required."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "tiny"
        shutil.copytree(TINY, folder)
        for path in folder.glob("02-bye/lesson.*.md"):
            text = (
                TASK if review == "staff" else TASK.replace("shortest=10", f"shortest=10 required=no review={review}")
            )
            text = (
                text if model else text.replace("model:\nCanary-model: paper, pens\n> Canary-why: a list helps.\n", "")
            )
            path.write_text(path.read_text("utf-8") + text, "utf-8")
        compiled = compile_course(folder)
        assert compiled.release is not None, [one.sentence() for one in compiled.problems]
        return compiled.release


def set_up(app: Flask, cast: Cast, review: str = "staff", model: bool = True) -> int:
    """Publish it, and let the instructor teach the team. The number of the release's row."""
    with app.app_context():
        publishing.publish(release_with_task(review, model), app.extensions["gonin_storage"], None, clock.now())
        let_teach(cast)
        ref = catalog.current_release(cast.course)
        assert ref is not None
        return ref.id


def let_teach(cast: Cast) -> None:
    """Put the team into the instructor's hands. Commits."""
    programme = db.session.query(Cohort).filter_by(code=cast.team).one().programme_id
    forming.share_programme(programme, cast.instructor)
    db.session.commit()


def task(cast: Cast) -> str:
    """The address of the task."""
    return f"/learn/{cast.course}/bye/tasks/a-list"


def hand_in(browser: Browser, cast: Cast, text: str = "Paper and pens", **more: str) -> TestResponse:
    """Hand a text in, from the page as it stands."""
    release = re.findall(r'name="release" value="(\d+)"', browser.sees(f"/learn/{cast.course}/bye"))[0]
    sent = {"id": str(uuid4()), "release": release, "language": "en", "text": text, **more}
    return browser.post(task(cast), sent, follow=True)


def works(app: Flask, person: int) -> list[Work]:
    """What somebody handed in, the oldest first."""
    with app.app_context():
        return db.session.query(Work).filter_by(person_id=person).order_by(Work.id).all()


def review(browser: Browser, work: int, **more: str) -> TestResponse:
    """Review a work: two points and one, done, unless said otherwise."""
    sent = {"row-1": "2", "row-2": "1", "passed": "yes", "words": "Clear and whole.", **more}
    return browser.post(f"/teach/works/{work}", sent, follow=True)


def put_work(app: Flask, cast: Cast, person: int = 0) -> int:
    """A work that waits, Aya's unless said otherwise, for the table of doors; its number."""
    with app.app_context():
        ref = catalog.current_release(cast.course)
        assert ref is not None
        reading = catalog.reading(ref, "bye", "en")
        assert reading is not None
        learner = Learner(person or cast.aya, None, cast.course, ref.id)
        sent = Sent(uuid4(), ref, "bye", "a-list", "en", Handed("Paper and pens"), clock.now())
        number = handing_in.hand_in(learner, sent, handing_in.find_exercise(reading, "a-list")).id
        db.session.commit()
        return number
