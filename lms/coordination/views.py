"""The coordinator's desk: the teams of my programmes, their free places and their invitations."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from lms.accounts.access import me
from lms.accounts.roles import COORDINATOR
from lms.catalog import queries as catalog
from lms.cohorts import queries as cohorts
from lms.kit import clock
from lms.kit.audience import audience
from lms.kit.i18n import current_language

blueprint = Blueprint("coordination", __name__)


@blueprint.get("/coordinate")
@audience(COORDINATOR)
def teams() -> ResponseReturnValue:
    """My teams."""
    found = cohorts.teams_run_by(me().id)
    invitations = cohorts.open_invitations([team.id for team in found], clock.now())
    outlines = {ref.course: catalog.outline(ref) for ref in catalog.current_releases()}
    return render_template(
        "coordination/teams.html",
        teams=found,
        invitations=invitations,
        outlines=outlines,
        public_url=current_app.config["PUBLIC_URL"],
        language=current_language(),
    )
