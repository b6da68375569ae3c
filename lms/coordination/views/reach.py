"""How somebody in a team wants to be reached: shown on a press, which is written down."""

from __future__ import annotations

from flask import abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from lms.accounts import auditing, reach
from lms.accounts.access import me
from lms.accounts.auditing import Deed
from lms.accounts.roles import COORDINATOR
from lms.cohorts import access, queries
from lms.coordination.views import blueprint
from lms.kit import clock
from lms.kit.audience import audience
from lms.kit.db import db


@blueprint.route("/coordinate/teams/<cohort>/people/<int:person>/reach", methods=["GET", "POST"])
@audience(COORDINATOR)
def reach_of(cohort: str, person: int) -> ResponseReturnValue:
    """Say what the button shows; the page that answers it shows it."""
    team = access.run_team_or_404(me(), cohort)
    is_mate = any(each.person_id == person for each in queries.mates(team.id))
    found = reach.reach_of(person) if is_mate else None
    if found is None:
        abort(404)
    is_shown = request.method == "POST"
    if is_shown:
        auditing.write(me().id, Deed("reach.looked", auditing.about(person)), clock.now())
        db.session.commit()
    page = make_response(
        render_template("coordination/reach.html", team=team, found=found, is_shown=is_shown, reach=reach)
    )
    page.headers["Cache-Control"] = "no-store"
    return page
