"""Writing beside the text, and all of one's notes and bookmarks on one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts.access import me
from lms.kit import clock
from lms.kit.audience import SIGNED_IN, audience
from lms.kit.batches import sent_batch
from lms.kit.db import db
from lms.kit.i18n import current_language
from lms.kit.limits import limiter
from lms.margins import noting, queries, rules
from lms.margins.access import OwnMargin, margin_or_404, may_read
from lms.margins.forms import FindForm, MarginForm, sent_notes
from lms.margins.notebook import as_markdown, notebook, titles
from lms.margins.noting import Where
from lms.margins.placing import UnreadablePlace, keep_place, read_place

blueprint = Blueprint("margins", __name__)
MOST_PLACES = 20
"""Places in one request."""


@dataclass(frozen=True)
class Asked:
    """A note on the page where it is written at length: what is typed, what is kept, and why it was not taken."""

    step: str
    title: str
    typed: str
    kept: str
    problem: str = ""

    @property
    def was(self) -> str:
        """The kept note is shown here, so it may be written over from here."""
        return rules.fingerprint(self.kept)


@blueprint.post("/learn/<course>/<lesson>/margin")
@audience(SIGNED_IN)
@limiter.limit("120 per minute")
def write(course: str, lesson: str) -> ResponseReturnValue:
    """Keep what was written beside a lesson, and do what was pressed: save, delete, put back, set or take off a bookmark."""
    form = MarginForm()
    own = margin_or_404(me(), course, lesson, form.release.data)
    if not form.validate_on_submit():
        abort(400)
    deed, step = form.pressed(own.steps)
    refused = _keep(own, clock.now())
    _press(own, deed, step, clock.now())
    db.session.commit()
    if refused:
        return _note_page(own, _asked_again(own, refused)), 422
    if form.back_to.data == "notes":
        return redirect(url_for("margins.notes", _anchor=f"{course}-{lesson}"))
    return redirect(url_for("learning.read", course=course, lesson=lesson, step=step, _anchor=f"margin-{step}"))


def _keep(own: OwnMargin, at: datetime) -> dict[str, tuple[str, rules.Outcome]]:
    """Keep every note that the page sends; returns what was typed where it could not be taken."""
    refused: dict[str, tuple[str, rules.Outcome]] = {}
    for step, (typed, was) in sent_notes(request.form, own.steps).items():
        outcome = noting.keep_note(_where(own, step), typed, was, at)
        if outcome in ("too-long", "changed-elsewhere"):
            refused[step] = (typed, outcome)
        elif outcome == "keep":
            flash(gettext("Your note is kept."), "success")
        elif outcome == "remove":
            flash(gettext("Your note is deleted. You can put it back for one day."), "info")
    return refused


def _press(own: OwnMargin, deed: str, step: str, at: datetime) -> None:
    where = _where(own, step)
    if deed == "drop":
        noting.remove_note(where, at)
        flash(gettext("Your note is deleted. You can put it back for one day."), "info")
    elif deed == "back":
        noting.put_back(where, at)
    elif deed in ("mark", "unmark"):
        noting.mark(where, deed == "mark", at)


def _where(own: OwnMargin, step: str) -> Where:
    return Where(own.person_id, own.course, own.lesson, step)


def _asked_again(own: OwnMargin, refused: dict[str, tuple[str, rules.Outcome]]) -> list[Asked]:
    kept = queries.of_lesson(own.person_id, own.course, own.lesson, clock.now())
    return [
        Asked(step, _title(own, step), typed, kept.beside(step).note, outcome)
        for step, (typed, outcome) in refused.items()
    ]


def _title(own: OwnMargin, step: str) -> str:
    return titles(own.course, own.lesson, step, current_language())[2]


@blueprint.post("/places")
@audience(SIGNED_IN)
@limiter.limit("120 per minute")
def send_places() -> ResponseReturnValue:
    """Keep `{"places": […]}`, at most 20: where somebody reads. Says of each in turn: `kept`, `older` or `refused`."""
    outcomes = [_placed(item) for item in sent_batch("places", MOST_PLACES)]
    db.session.commit()
    return jsonify(places=outcomes)


def _placed(item: Any) -> str:
    try:
        sent = read_place(item)
    except UnreadablePlace:
        return "refused"
    if not may_read(me(), sent.course, sent.lesson, sent.step):
        return "refused"
    return "kept" if keep_place(me().id, sent, clock.now()) else "older"


@blueprint.get("/me/notes/<course>/<lesson>/<step>")
@audience(SIGNED_IN)
def note(course: str, lesson: str, step: str) -> ResponseReturnValue:
    """One note, to be written at length."""
    own = margin_or_404(me(), course, lesson)
    if step not in own.steps:
        abort(404)
    kept = queries.of_lesson(own.person_id, course, lesson, clock.now()).beside(step).note
    return _note_page(own, [Asked(step, _title(own, step), kept, kept)])


def _note_page(own: OwnMargin, asked: list[Asked]) -> str:
    course, lesson, _ = titles(own.course, own.lesson, asked[0].step, current_language())
    return render_template(
        "margins/note.html", own=own, asked=asked, course=course, lesson=lesson, longest=rules.LONGEST_NOTE
    )


@blueprint.get("/me/notes")
@audience(SIGNED_IN)
def notes() -> ResponseReturnValue:
    """All my notes and bookmarks, or those that hold some words."""
    form = FindForm(request.args)
    asked = (form.q.data or "") if form.validate() else ""
    found = notebook(me().id, current_language(), clock.now(), asked)
    return render_template("margins/notes.html", form=form, asked=asked, courses=found)


@blueprint.get("/me/notes.md")
@audience(SIGNED_IN)
def download() -> ResponseReturnValue:
    """All my notes and bookmarks as a text file."""
    found = notebook(me().id, current_language(), clock.now())
    text = as_markdown(found, gettext("My notes"), gettext("Bookmark"))
    answer = Response(text, mimetype="text/markdown")
    answer.headers["Content-Disposition"] = f"attachment; filename=notes-{clock.now():%Y-%m-%d}.md"
    answer.headers["Cache-Control"] = "no-store"
    return answer
