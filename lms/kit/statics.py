"""Static files: one style sheet out of many, addresses that change with the content, cached for a year."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request, send_from_directory, url_for
from flask.typing import ResponseReturnValue

from lms.kit.audience import ANYONE, audience

ROOT = Path(__file__).resolve().parent.parent / "static"
FOREVER = "public, max-age=31536000, immutable"

blueprint = Blueprint("statics", __name__)


@lru_cache(maxsize=1)
def bundle() -> tuple[str, bytes, bytes]:
    """The style sheet: its digest, its bytes, the same gzipped. Files are joined in the order of `css/ORDER`."""
    folder = ROOT / "css"
    names = [line.strip() for line in (folder / "ORDER").read_text(encoding="utf-8").splitlines()]
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in names if name and not name.startswith("#"))
    content = text.encode()
    return hashlib.sha256(content).hexdigest()[:16], content, gzip.compress(content, 9, mtime=0)


@lru_cache(maxsize=1)
def known_files() -> frozenset[str]:
    """The names of all static files."""
    return frozenset(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file())


@lru_cache(maxsize=256)
def digest_of(name: str) -> str:
    """The digest of one static file, to be part of its address."""
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()[:12]


def stylesheet_url() -> str:
    """The address of the style sheet."""
    return url_for("statics.stylesheet", digest=bundle()[0])


def static_url(name: str) -> str:
    """The address of a static file."""
    return url_for("statics.file", version=digest_of(name), name=name)


@blueprint.get("/static/gonin-<digest>.css")
@audience(ANYONE)
def stylesheet(digest: str) -> ResponseReturnValue:
    """The style sheet. An old digest gets the present one: a page from before an update must not lose its look."""
    current, plain, packed = bundle()
    response = Response(plain, content_type="text/css; charset=utf-8")
    if request.accept_encodings["gzip"] > 0:
        response.set_data(packed)
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOREVER if digest == current else "no-cache"
    return response


@blueprint.get("/static/<version>/<path:name>")
@audience(ANYONE)
def file(version: str, name: str) -> ResponseReturnValue:
    """One static file. Only under its present digest may it be kept for ever: an old process must not fix old bytes there."""
    if name not in known_files():
        abort(404)
    response = send_from_directory(ROOT, name)
    response.headers["Cache-Control"] = FOREVER if version == digest_of(name) else "no-cache"
    return response


def serve_statics(app: Flask) -> None:
    """Register the routes and hand templates the addresses."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        static_url=static_url,
        script_url=lambda name: static_url(f"js/{name}"),
        stylesheet_url=stylesheet_url,
    )
