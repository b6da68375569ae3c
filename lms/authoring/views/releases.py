"""Publishing a version, and putting an earlier release back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from courses import Outline, from_data
from courses.version import ENGINE
from lms.accounts.access import me
from lms.accounts.roles import ADMIN, INSTRUCTOR
from lms.authoring import rules
from lms.authoring.access import Work, version_or_404, work_or_404
from lms.authoring.forms import BackForm, PublishForm
from lms.authoring.rules import Difference
from lms.authoring.views import blueprint
from lms.catalog import drafts, publishing, sources
from lms.catalog import queries as catalog
from lms.catalog.drafts import Draft, DraftIsLost
from lms.catalog.publishing import Moved, Whose
from lms.kit import clock
from lms.kit.audience import audience
from lms.kit.db import db
from lms.kit.i18n import current_language

if TYPE_CHECKING:
    from lms.catalog.models import SourceVersion


@dataclass(frozen=True)
class Plan:
    """What publishing would change, and what keeps it from happening."""

    draft: Draft | None
    hindrance: rules.Hindrance
    shape: list[Difference]
    files: list[Difference]


@blueprint.route("/author/<course>/<int:number>/publish", methods=["GET", "POST"])
@audience(INSTRUCTOR, ADMIN)
def publish(course: str, number: int) -> ResponseReturnValue:
    """What changes for learners, and the press that does it."""
    work, version = version_or_404(me(), course, number)
    plan, form = _plan(work, version), PublishForm(has_warnings=version.warnings > 0)
    if form.validate_on_submit() and plan.draft is not None and not plan.hindrance:
        try:
            whose = Whose(me().id, clock.now(), version.id, form.current.data)
            release, _ = publishing.publish_draft(plan.draft, whose)
            db.session.commit()
            flash(gettext("People now read version %(number)d.", number=release), "success")
            return redirect(url_for("authoring.course", course=course))
        except (Moved, DraftIsLost) as error:
            _say(form, error)
            work = work_or_404(me(), course)
    form.current.data = work.current
    page = render_template("authoring/publish.html", form=form, work=work, version=version, plan=plan)
    return page, 400 if form.is_submitted() else 200


def _say(form: PublishForm | BackForm, error: Exception) -> None:
    db.session.rollback()
    if isinstance(error, Moved):
        words = gettext("Somebody else changed what people read meanwhile. Please look at the changes once more.")
    else:
        words = gettext("Some files of this draft are missing. Please have it checked again.")
    form.form_errors.append(words)


def _plan(work: Work, version: SourceVersion) -> Plan:
    try:
        draft = drafts.load(version.draft) if version.draft else None
    except DraftIsLost:
        draft = None
    ref = catalog.current_release(work.course)
    is_same = draft is not None and ref is not None and ref.digest == draft.digest
    hindrance = rules.hindrance(version.state, draft.engine if draft else "", ENGINE, is_same)
    if draft is None:
        return Plan(None, hindrance, [], [])
    outline = from_data(Outline, draft.outline)
    shape = rules.differences(catalog.outline(ref) if ref else None, outline, current_language())
    known = sources.files_of_release(work.course, work.current)
    return Plan(draft, hindrance, shape, rules.changed_files(known, version.files) if known is not None else [])


@blueprint.route("/author/<course>/releases/<int:number>/back", methods=["GET", "POST"])
@audience(INSTRUCTOR, ADMIN)
def go_back(course: str, number: int) -> ResponseReturnValue:
    """Let people read another release again."""
    work, form = work_or_404(me(), course), BackForm()
    if catalog.release_by_number(course, number) is None or number == work.current:
        abort(404)
    if form.validate_on_submit():
        try:
            whose = Whose(me().id, clock.now(), None, form.current.data)
            publishing.roll_back(course, number, form.reason.data or "", whose)
            db.session.commit()
            flash(gettext("People now read version %(number)d.", number=number), "success")
            return redirect(url_for("authoring.course", course=course))
        except Moved as error:
            _say(form, error)
            work = work_or_404(me(), course)
    form.current.data = work.current
    return render_template("authoring/back.html", form=form, work=work, number=number), 400 if form.errors else 200
