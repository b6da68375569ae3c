"""One version of a source: how far checking is, the report, and what can be done with it."""

from __future__ import annotations

import hashlib

from flask import abort, current_app, flash, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from courses.checking.explanations import explained
from courses.version import ENGINE
from lms.accounts.access import me
from lms.accounts.roles import ADMIN, INSTRUCTOR
from lms.authoring import downloading
from lms.authoring.access import version_or_404
from lms.authoring.forms import DeleteForm, PressForm
from lms.authoring.jobs import CHECK
from lms.authoring.report import places, report
from lms.authoring.views import blueprint
from lms.catalog import sources, sourcing
from lms.catalog.sourcing import Made, WasPublished
from lms.kit import clock, jobs
from lms.kit.audience import audience
from lms.kit.db import db
from lms.kit.i18n import current_language


@blueprint.get("/author/<course>/<int:number>")
@audience(INSTRUCTOR, ADMIN)
def version(course: str, number: int) -> ResponseReturnValue:
    """The report of a version, or how far checking it is."""
    work, found = version_or_404(me(), course, number)
    told = report(found, current_app.extensions["gonin_storage"], current_language())
    is_newest = number == sources.newest_number(course)
    return render_template(
        "authoring/version.html",
        work=work,
        version=found,
        report=told,
        button=PressForm(),
        engine=ENGINE,
        is_newest=is_newest,
    )


@blueprint.get("/author/<course>/<int:number>/problems/<code>")
@audience(INSTRUCTOR, ADMIN)
def problem(course: str, number: int, code: str) -> ResponseReturnValue:
    """What one of the report's problems means, why it matters, how to mend it, and where this version has it."""
    work, found = version_or_404(me(), course, number)
    page = explained(code, current_language())
    if page is None:
        abort(404)
    return render_template("authoring/problem.html", work=work, number=number, page=page, places=places(found, code))


@blueprint.get("/author/<course>/<int:number>/progress")
@audience(INSTRUCTOR, ADMIN)
def progress(course: str, number: int) -> ResponseReturnValue:
    """How far checking is, as a piece of the page. Unchanged, it has no body."""
    work, found = version_or_404(me(), course, number)
    response = make_response(render_template("authoring/_progress.html", work=work, version=found))
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:16])
    return response.make_conditional(request)


@blueprint.post("/author/<course>/<int:number>/check")
@audience(INSTRUCTOR, ADMIN)
def check_again(course: str, number: int) -> ResponseReturnValue:
    """Have a version checked anew."""
    _, found = version_or_404(me(), course, number)
    if not PressForm().validate_on_submit():
        abort(400)
    if found.state == "done":
        sourcing.check_again(found)
        db.session.commit()
        jobs.wake(CHECK)
    return redirect(url_for("authoring.version", course=course, number=number))


@blueprint.post("/author/<course>/<int:number>/restore")
@audience(INSTRUCTOR, ADMIN)
def restore(course: str, number: int) -> ResponseReturnValue:
    """Make an old version the newest one: a version more, with the same files."""
    _, found = version_or_404(me(), course, number)
    if not PressForm().validate_on_submit():
        abort(400)
    files = {path: (sha, size) for path, (sha, size) in found.files.items()}
    made = sourcing.add_version(course, Made("restored", me().id, clock.now(), {"from": number}), files, found.parcel)
    newest = made.number
    db.session.commit()
    jobs.wake(CHECK)
    flash(gettext("Draft %(old)d is the newest one again, as draft %(new)d.", old=number, new=newest), "info")
    return redirect(url_for("authoring.version", course=course, number=newest))


@blueprint.route("/author/<course>/<int:number>/delete", methods=["GET", "POST"])
@audience(INSTRUCTOR, ADMIN)
def delete_version(course: str, number: int) -> ResponseReturnValue:
    """Throw a draft away that was never published."""
    work, found = version_or_404(me(), course, number)
    form = DeleteForm()
    if form.validate_on_submit():
        try:
            sourcing.delete_draft(found)
            db.session.commit()
            flash(gettext("Draft %(number)d is gone.", number=number), "info")
            return redirect(url_for("authoring.course", course=course))
        except WasPublished:
            db.session.rollback()
            form.sure.errors = [gettext("This draft was published, so it stays.")]
    return render_template("authoring/delete.html", form=form, work=work, number=number), 400 if form.errors else 200


@blueprint.get("/author/<course>/<int:number>/zip")
@audience(INSTRUCTOR, ADMIN)
def download(course: str, number: int) -> ResponseReturnValue:
    """A version's files as a ZIP."""
    _, found = version_or_404(me(), course, number)
    if not found.files:
        abort(404)
    try:
        content = downloading.packed(course, found.files, current_app.extensions["gonin_storage"])
    except OSError:
        abort(404)
    name = f"{course}-{number}.zip"
    response = send_file(content, mimetype="application/zip", as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response
