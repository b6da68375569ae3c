"""The public page that says where we stand on accessibility."""

from __future__ import annotations

from flask import render_template

from lms.administration.accessibility import STATES, statement
from lms.administration.views.desk import blueprint
from lms.kit.audience import ANYONE, audience
from lms.kit.i18n import current_language


@blueprint.get("/accessibility")
@audience(ANYONE)
def accessibility() -> str:
    """Where we stand on JIS X 8341-3:2016 AA and WCAG 2.2 AA."""
    language = current_language()
    return render_template(
        "administration/accessibility.html",
        statement=statement(),
        states=STATES,
        language=language,
        titles_in="ja" if language.startswith("ja") else "en",
    )
