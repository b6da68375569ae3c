"""Saying something to one's teams, and taking it back."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from lms.accounts.access import me
from lms.accounts.roles import INSTRUCTOR
from lms.circle import announcements, announcing
from lms.kit import clock
from lms.kit.audience import audience
from lms.kit.db import db
from lms.kit.limits import limiter
from lms.teaching.access import Teaching, teaching_or_404
from lms.teaching.forms import AnnounceForm, PressForm
from lms.teaching.views import blueprint


@blueprint.route("/teach/<course>/announcements", methods=["GET", "POST"])
@audience(INSTRUCTOR)
@limiter.limit("60 per hour", methods=["POST"])
def announce(course: str) -> ResponseReturnValue:
    """A few words to one or several of my teams, and what was said to them so far."""
    teaching = _teaching(course)
    form = AnnounceForm()
    form.offer(teaching.teams)
    if form.validate_on_submit():
        chosen = [team for team in teaching.teams if team.code in (form.teams.data or ())]
        for team in chosen:
            announcing.announce(team.id, me().id, form.text.data or "", clock.now())
        db.session.commit()
        flash(ngettext("%(num)d team sees it now.", "%(num)d teams see it now.", len(chosen)), "info")
        return redirect(url_for("teaching.announce", course=course))
    said = announcements.of_teams([team.id for team in teaching.teams])
    names = {team.id: team.name for team in teaching.teams}
    page = render_template(
        "teaching/announcements.html", teaching=teaching, form=form, said=said, names=names, button=PressForm(formdata=None)
    )  # fmt: skip
    return page, 400 if form.errors else 200


@blueprint.post("/teach/<course>/announcements/<int:announcement>/back")
@audience(INSTRUCTOR)
def take_back_announcement(course: str, announcement: int) -> ResponseReturnValue:
    """Take an announcement back: nobody sees it any more."""
    teaching = _teaching(course)
    found = announcements.one_of([team.id for team in teaching.teams], announcement)
    if found is None:
        abort(404)
    if not PressForm().validate_on_submit():
        abort(400)
    announcing.take_back(found, clock.now())
    db.session.commit()
    flash(gettext("It is taken back. Nobody sees it any more."), "info")
    return redirect(url_for("teaching.announce", course=course))


def _teaching(course: str) -> Teaching:
    found = teaching_or_404(me(), course)
    return found if found.teams else abort(404)
