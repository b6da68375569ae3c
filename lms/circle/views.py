"""The team's page with what staff said to it, and the part of it that refreshes itself."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.access import me, own_address
from lms.circle import announcements, announcing
from lms.circle.board import board
from lms.circle.board_sheet import board_alone, team_page
from lms.cohorts import queries as cohorts
from lms.cohorts.access import team_and_mates_or_404
from lms.kit import clock
from lms.kit.audience import SIGNED_IN, audience
from lms.kit.db import db

blueprint = Blueprint("circle", __name__)


@blueprint.get("/team")
@audience(SIGNED_IN)
def my_team() -> ResponseReturnValue:
    """My newest team, or how to come into one."""
    places = cohorts.places_of(me().id)
    if places:
        return redirect(url_for("circle.team", cohort=places[0].cohort_code))
    return render_template("circle/no_team.html")


@blueprint.get("/team/<cohort>")
@audience(SIGNED_IN)
def team(cohort: str) -> ResponseReturnValue:
    """How the team is doing."""
    found, mates = team_and_mates_or_404(me(), cohort)
    return team_page(board(found, mates, me().id, clock.now()), announcements.of_teams([found.id]))


@blueprint.post("/team/<cohort>/announcements/<int:announcement>/read")
@audience(SIGNED_IN)
def put_away(cohort: str, announcement: int) -> ResponseReturnValue:
    """Say that I have read an announcement: it leaves my desk."""
    found = announcements.one_of([team_and_mates_or_404(me(), cohort)[0].id], announcement)
    if found is None:
        abort(404)
    announcing.put_away(found, me().id, clock.now())
    db.session.commit()
    return redirect(own_address(request.form.get("next")))


@blueprint.get("/team/<cohort>/board")
@audience(SIGNED_IN)
def board_part(cohort: str) -> ResponseReturnValue:
    """The board alone, for the open page to refresh itself; unchanged, it costs almost nothing."""
    response = board_alone(board(*team_and_mates_or_404(me(), cohort), me().id, clock.now()))
    # The script keeps the mark of what it shows, not the browser: nothing of a team stays on a shared phone.
    response.headers["Cache-Control"] = "no-store"
    response.add_etag()
    return response.make_conditional(request)
