"""The page that says who sees what about me."""

from __future__ import annotations

from flask import render_template

from lms.administration import sight
from lms.administration.views.desk import blueprint
from lms.kit.audience import SIGNED_IN, audience
from lms.kit.i18n import only_reviewed


@blueprint.get("/me/who-sees")
@audience(SIGNED_IN)
@only_reviewed
def who_sees() -> str:
    """Who sees what about me."""
    return render_template("administration/who_sees.html", lines=sight.LINES, viewers=sight.VIEWERS)
