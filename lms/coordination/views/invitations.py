"""A team's invitation: made, made anew, stopped, printed."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lms.accounts.access import me
from lms.accounts.roles import COORDINATOR
from lms.cohorts import access, rules
from lms.coordination import arranging, desk, qr
from lms.coordination.forms import ConfirmForm
from lms.coordination.papers import WORDS
from lms.coordination.views import blueprint
from lms.kit import clock
from lms.kit.audience import audience
from lms.kit.db import db
from lms.kit.i18n import current_language
from lms.kit.outward import outward


@blueprint.route("/coordinate/teams/<cohort>/invitation/new", methods=["GET", "POST"])
@audience(COORDINATOR)
def new_invitation(cohort: str) -> ResponseReturnValue:
    """Make an invitation. Where one is open, this asks first: its link and its paper stop working."""
    found, form = access.run_team_or_404(me(), cohort), ConfirmForm()
    if form.validate_on_submit():
        arranging.make_invitation(found, me().id, clock.now())
        db.session.commit()
        flash(gettext("The invitation is ready."), "info")
        return redirect(url_for("coordination.team", cohort=cohort) + "#invitation")
    page = desk.team_page(found, clock.now())
    return render_template("coordination/new_invitation.html", form=form, page=page), 400 if form.errors else 200


@blueprint.route("/coordinate/teams/<cohort>/invitation/stop", methods=["GET", "POST"])
@audience(COORDINATOR)
def stop_invitation(cohort: str) -> ResponseReturnValue:
    """Close the invitation, after asking."""
    found, form = access.run_team_or_404(me(), cohort), ConfirmForm()
    if form.validate_on_submit():
        arranging.stop_invitation(found, me().id, clock.now())
        db.session.commit()
        flash(gettext("The invitation is closed. Nobody can join with it any more."), "info")
        return redirect(url_for("coordination.team", cohort=cohort))
    page = desk.team_page(found, clock.now())
    return render_template("coordination/stop_invitation.html", form=form, page=page), 400 if form.errors else 200


@blueprint.get("/coordinate/teams/<cohort>/sheet")
@audience(COORDINATOR)
def sheet(cohort: str) -> ResponseReturnValue:
    """The invitation on one page of paper, in the language of who gets it."""
    page = desk.team_page(access.run_team_or_404(me(), cohort), clock.now())
    if page.line.invite is None or page.line.entry != "open":
        return redirect(url_for("coordination.team", cohort=cohort))
    wanted = request.args.get("language", "")
    words = WORDS.get(wanted) or WORDS.get(current_language()) or WORDS["en"]
    url = str(current_app.config["PUBLIC_URL"])
    return render_template(
        "coordination/sheet.html",
        page=page,
        words=words,
        languages=WORDS,
        course=desk.course_titles(words.language).get(page.line.team.course, ""),
        drawn=qr.svg(outward(f"{url}/join/{page.line.invite.code}")),
        short=url.removeprefix("https://").removeprefix("http://") + "/join",
        halves=rules.in_halves(page.line.invite.code),
    )
