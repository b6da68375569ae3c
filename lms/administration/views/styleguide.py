"""The style guide: every component in every state."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from lms.accounts.roles import ADMIN
from lms.administration import styleguide
from lms.administration.views.desk import blueprint
from lms.kit.audience import audience
from lms.kit.i18n import INTERFACE, current_language, direction, speaking


@blueprint.get("/admin/styleguide")
@audience(ADMIN)
def style_guide() -> ResponseReturnValue:
    """All components, as they look by day or night and in one language. Both are chosen in the address (`theme`, `lang`)."""
    theme = request.args.get("theme", "")
    theme = theme if theme in styleguide.THEMES else "light"
    language = request.args.get("lang", "")
    language = language if language in INTERFACE else current_language()
    with speaking(language):
        return render_template(
            "administration/styleguide/page.html",
            page_lang=language,
            page_dir=direction(language),
            page_look=lambda: Markup(' data-theme="{}"').format(theme),  # A word of ours in a text of ours.
            theme=theme,
            guide=styleguide,
        )
