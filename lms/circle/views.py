"""The team's page, and the part of it that refreshes itself."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.accounts.access import me
from lms.circle.board import board
from lms.cohorts import queries as cohorts
from lms.cohorts.access import team_or_404
from lms.kit import clock
from lms.kit.audience import SIGNED_IN, audience
from lms.kit.i18n import current_language

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
    found = board(team_or_404(me(), cohort), me().id, clock.now())
    return render_template("circle/team.html", board=found, language=current_language(), visitor=me())


@blueprint.get("/team/<cohort>/board")
@audience(SIGNED_IN)
def board_part(cohort: str) -> ResponseReturnValue:
    """The board alone, for the open page to refresh itself; unchanged, it costs almost nothing."""
    found = board(team_or_404(me(), cohort), me().id, clock.now())
    response = make_response(render_template("circle/_board.html", board=found, language=current_language()))
    # The script keeps the mark of what it shows, not the browser: nothing of a team stays on a shared phone.
    response.headers["Cache-Control"] = "no-store"
    response.add_etag()
    return response.make_conditional(request)
