"""The list of courses, and the files inside lessons."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request, send_file
from flask.typing import ResponseReturnValue

from courses.languages import is_tag
from lms.catalog import queries
from lms.catalog.courses_sheet import courses_sheet
from lms.kit import packing
from lms.kit.audience import ANYONE, audience
from lms.kit.statics import FOREVER
from lms.kit.storage import Storage

blueprint = Blueprint("catalog", __name__)
SMALL = 256 * 1024
"""Bytes. Smaller files are kept packed in memory, the last hundred that were asked for."""


@lru_cache(maxsize=100)
def _packed(path: Path, media_type: str) -> packing.Packed:
    """A small file of a lesson. Its path holds its digest, so what lies there never changes."""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return packing.packed(path.read_bytes(), media_type + charset)


def _file(path: Path, media_type: str, name: str) -> Response:
    """A file as an answer: pictures are shown, all others are kept by the reader. 404 where storage has lost it."""
    is_shown = media_type.startswith("image/")
    try:
        if path.stat().st_size >= SMALL:
            return send_file(path, mimetype=media_type, as_attachment=not is_shown, download_name=name)
        response = packing.send(_packed(path, media_type))
    except FileNotFoundError:
        abort(404)
    response.headers["Content-Disposition"] = f"{'inline' if is_shown else 'attachment'}; filename={name}"
    return response


@blueprint.get("/courses")
@audience(ANYONE)
def courses() -> ResponseReturnValue:
    """Every published course, or those that can be read in one language."""
    asked = request.args.get("language", "")
    return courses_sheet(queries.current_releases(), asked if is_tag(asked) else "")


@blueprint.get("/assets/<name>")
@audience(ANYONE)
def asset(name: str) -> ResponseReturnValue:
    """A picture or data file of a lesson. Its name is its digest, so it may be kept for ever."""
    found = queries.asset(name)
    if found is None:
        abort(404)
    sha256, media_type = found
    storage: Storage = current_app.extensions["gonin_storage"]
    response = _file(storage.path(sha256), media_type, name)
    response.headers["Cache-Control"] = FOREVER
    # A picture opened by itself runs nothing: SVG is shown without scripts, styles excepted.
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
