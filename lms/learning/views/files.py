"""Files of a task: sent in parts by a script, or whole by a plain form; seen again; let go of."""

from __future__ import annotations

from uuid import UUID

from flask import abort, current_app, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from courses.activities.tasks import FILE_KINDS
from lms.accounts.access import me
from lms.kit import clock
from lms.kit.audience import SIGNED_IN, audience
from lms.kit.db import db
from lms.kit.limits import limiter
from lms.kit.uploads import takes_files
from lms.learning.access import Study, study_or_404
from lms.learning.denials import denial
from lms.learning.task_page import Task, find_task
from lms.learning.views import blueprint
from lms.practice import receiving, works
from lms.practice.asked import NoSuchActivity
from lms.practice.file_kinds import LARGEST, FileRefused
from lms.practice.handing_out import file_answer
from lms.practice.receiving import COMING, PART, Desk, FileDenied, OutOfStep

HERE = "/learn/<course>/<lesson>/tasks/<activity>/files"


@blueprint.post(HERE)
@audience(SIGNED_IN)
@limiter.limit("120 per hour")
def begin_file(course: str, lesson: str, activity: str) -> ResponseReturnValue:
    """Begin a file of which `{"name": …, "size": …}` is told, or go on with one; says from which byte on."""
    desk, _ = _desk(course, lesson, activity)
    said = request.get_json(silent=True) or {}
    name, size = said.get("name"), said.get("size")
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool):
        abort(400)
    try:
        file = receiving.begin(desk, name, size, clock.now())
    except FileDenied as error:
        return jsonify(problem=denial(error.what)), 422
    db.session.commit()
    return jsonify(file=str(file.uuid), received=file.received, part=PART)


@blueprint.post(f"{HERE}/<file>/part")
@audience(SIGNED_IN)
@limiter.limit("3000 per hour")
def send_part(course: str, lesson: str, activity: str, file: str) -> ResponseReturnValue:
    """Take the bytes of the body as those from `?at=` on. With the last one the file is looked at and kept.

    409 says from which byte on to go on; 422 why the file cannot be taken.
    """
    desk, task = _desk(course, lesson, activity)
    found = receiving.one(desk, _name(file)) or abort(404)
    at = request.args.get("at", -1, type=int)
    try:
        if not (at == found.received == found.size):
            receiving.add(desk, found, at, request.get_data(cache=False))
        db.session.commit()
        return jsonify(received=found.received, ready=_is_ready(desk, found.uuid, accepted(task)))
    except OutOfStep as error:
        db.session.rollback()
        return jsonify(received=error.received), 409
    except FileRefused as error:
        return jsonify(problem=denial(error.what)), 422


def _is_ready(desk: Desk, uuid: UUID, kinds: tuple[str, ...]) -> bool:
    """Look at a file once all of it is there; whether it is kept. Commits. Raises FileRefused, when it is let go of."""
    found = receiving.one(desk, uuid)
    if found is None or found.sha256 or not receiving.claim(found):
        ready = found is not None and bool(found.sha256)
        db.session.commit()
        return ready
    db.session.commit()
    try:
        looked = receiving.looked_at(desk, uuid, kinds)
    except FileRefused:
        _let_go(desk, uuid)
        raise
    found = receiving.one(desk, uuid)
    if found is not None:
        receiving.finish(desk, found, looked)
    db.session.commit()
    return found is not None


def _let_go(desk: Desk, uuid: UUID) -> None:
    found = receiving.one(desk, uuid)
    if found is not None:
        receiving.let_go(desk, found)
    db.session.commit()


@blueprint.post("/learn/<course>/<lesson>/tasks/<activity>/whole-files")
@audience(SIGNED_IN)
@takes_files(LARGEST + 100_000)
@limiter.limit("60 per hour")
def send_whole(course: str, lesson: str, activity: str) -> ResponseReturnValue:
    """Take files from a plain form, for browsers in which no script sends them in parts."""
    desk, task = _desk(course, lesson, activity)
    for sent in request.files.getlist("file"):
        if not sent.filename:
            continue
        try:
            size = sent.stream.seek(0, 2)
            sent.stream.seek(0)
            found = receiving.begin(desk, sent.filename, size, clock.now())
            sent.stream.seek(found.received)
            while part := sent.stream.read(PART):
                receiving.add(desk, found, found.received, part)
                db.session.commit()
            _is_ready(desk, found.uuid, accepted(task))
        except (FileDenied, FileRefused) as error:
            flash(f"{receiving.tidy(sent.filename)}: {denial(error.what)}", "care")
            db.session.commit()
    return redirect(_address(course, lesson, activity))


@blueprint.post(f"{HERE}/<file>/remove")
@audience(SIGNED_IN)
def remove_file(course: str, lesson: str, activity: str, file: str) -> ResponseReturnValue:
    """Let go of a file that is not handed in."""
    desk, _ = _desk(course, lesson, activity)
    found = receiving.one(desk, _name(file))
    if found is not None:
        receiving.let_go(desk, found)
        db.session.commit()
        flash(gettext("The file is gone."), "info")
    return redirect(_address(course, lesson, activity))


@blueprint.get(f"{HERE}/<file>")
@audience(SIGNED_IN)
def own_file(course: str, lesson: str, activity: str, file: str) -> ResponseReturnValue:
    """One of my own files of a task, handed in or not."""
    desk, _ = _desk(course, lesson, activity)
    found = works.file_of(desk.person_id, course, activity, _name(file))
    return file_answer(found if found is not None else abort(404))


def _name(file: str) -> UUID:
    try:
        return UUID(file)
    except ValueError:
        abort(404)


def accepted(task: Task) -> tuple[str, ...]:
    """The kinds of files that a task takes."""
    return task.exercise.accepts or FILE_KINDS


def _desk(course: str, lesson: str, activity: str) -> tuple[Desk, Task]:
    study = study_or_404(me(), course)
    try:
        task = find_task(study, study.lesson_or_404(lesson), activity)
    except NoSuchActivity:
        abort(404)
    if "file" not in task.exercise.hand_in:
        abort(404)
    return desk_of(study, activity), task


def desk_of(study: Study, activity: str) -> Desk:
    """Where somebody's files of a task lie. Only for people with a seat."""
    folder = current_app.extensions["gonin_settings"].data / COMING
    return Desk(study.learner.person_id, study.ref.course, activity, folder, current_app.extensions["gonin_storage"])


def _address(course: str, lesson: str, activity: str) -> str:
    return url_for("learning.task", course=course, lesson=lesson, activity=activity, _anchor="my-files")
