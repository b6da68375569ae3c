"""The list of courses, and the files inside lessons."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template, send_file
from flask.typing import ResponseReturnValue

from lms.catalog import queries
from lms.kit.audience import ANYONE, audience
from lms.kit.i18n import current_language
from lms.kit.statics import FOREVER
from lms.kit.storage import Storage

blueprint = Blueprint("catalog", __name__)


@blueprint.get("/courses")
@audience(ANYONE)
def courses() -> ResponseReturnValue:
    """Every published course."""
    outlines = [queries.outline(ref) for ref in queries.current_releases()]
    return render_template("catalog/courses.html", outlines=outlines, language=current_language())


@blueprint.get("/assets/<name>")
@audience(ANYONE)
def asset(name: str) -> ResponseReturnValue:
    """A picture or data file of a lesson. Its name is its digest, so it may be kept for ever."""
    found = queries.asset(name)
    if found is None:
        abort(404)
    sha256, media_type = found
    storage: Storage = current_app.extensions["gonin_storage"]
    shown = media_type.startswith("image/")
    response = send_file(storage.path(sha256), mimetype=media_type, as_attachment=not shown, download_name=name)
    response.headers["Cache-Control"] = FOREVER
    # A picture opened by itself runs nothing: SVG is shown without scripts, styles excepted.
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
