"""A one-time code for somebody in a team who cannot get in any more."""

from __future__ import annotations

from flask import abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from lms.accounts import access as accounts_access
from lms.accounts import helping, throttling
from lms.accounts import queries as accounts
from lms.accounts.access import me
from lms.accounts.roles import COORDINATOR
from lms.accounts.rules import WAY_IN_LIMIT, in_groups
from lms.cohorts import access, queries
from lms.coordination.views import blueprint
from lms.kit import clock, errors
from lms.kit.audience import audience
from lms.kit.db import db


@blueprint.route("/coordinate/teams/<cohort>/people/<int:person>/code", methods=["GET", "POST"])
@audience(COORDINATOR)
def code_for(cohort: str, person: int) -> ResponseReturnValue:
    """Say how it works; the button makes the code, and the page that answers shows it once."""
    team = access.run_team_or_404(me(), cohort)
    mate = next((each for each in queries.mates(team.id) if each.person_id == person), None)
    if mate is None:
        abort(404)
    if first := accounts_access.confirm_first():
        return first
    is_staff, code = bool(accounts.roles_of(person)), ""
    if request.method == "POST" and not is_staff:
        seconds = throttling.count_try("make-code", str(me().id), WAY_IN_LIMIT, clock.now())
        if seconds:
            db.session.commit()
            return errors.wait(seconds)
        code = _made(person)
    page = render_template(
        "coordination/code.html", team=team, mate=mate, is_staff=is_staff, code=in_groups(code), now=clock.now()
    )
    return make_response(page, 409 if request.method == "POST" and is_staff else 200)


def _made(person: int) -> str:
    """A new code; older ones are dead from now on. A closed account gets none."""
    try:
        code = helping.make_code(person, me().id, clock.now())
    except (LookupError, helping.NotForStaff):
        abort(404)
    db.session.commit()
    return code
