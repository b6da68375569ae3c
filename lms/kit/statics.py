"""Static files: one style sheet out of many, addresses that change with the content, cached for a year."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, abort, url_for
from flask.typing import ResponseReturnValue

from lms.kit import packing
from lms.kit.audience import ANYONE, audience
from lms.kit.packing import Packed

ROOT = Path(__file__).resolve().parent.parent / "static"
FOREVER = "public, max-age=31536000, immutable"
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".svg": "image/svg+xml", ".wasm": "application/wasm"}
"""Media types that some systems' tables have wrong; a browser refuses a script of another type."""

blueprint = Blueprint("statics", __name__)


@lru_cache(maxsize=1)
def bundle() -> Packed:
    """The style sheet. Files are joined in the order of `css/ORDER`."""
    return packing.packed(_joined(ROOT / "css"), "text/css; charset=utf-8")


def _joined(folder: Path) -> bytes:
    """The files of a folder as one, in the order that its `ORDER` says."""
    names = [line.strip() for line in (folder / "ORDER").read_text(encoding="utf-8").splitlines()]
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in names if name and not name.startswith("#"))
    return text.encode()


@lru_cache(maxsize=1)
def joined_scripts() -> Mapping[str, bytes]:
    """Scripts made of several files, one concern each, so that a page asks for one: `js/lesson/…` is `js/lesson.js`."""
    return {f"js/{order.parent.name}.js": _joined(order.parent) for order in (ROOT / "js").glob("*/ORDER")}


@lru_cache(maxsize=1)
def known_files() -> frozenset[str]:
    """The names of all static files."""
    files = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()}
    return frozenset(files | set(joined_scripts()))


def content_of(name: str) -> bytes:
    """What one static file holds."""
    return joined_scripts().get(name) or (ROOT / name).read_bytes()


@lru_cache(maxsize=256)
def digest_of(name: str) -> str:
    """The digest of one static file, to be part of its address."""
    return hashlib.sha256(content_of(name)).hexdigest()[:12]


@lru_cache(maxsize=256)
def packed_file(name: str) -> Packed:
    """One static file, packed the first time that it is asked for."""
    media_type = TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return packing.packed(content_of(name), media_type + charset)


def stylesheet_url() -> str:
    """The address of the style sheet."""
    return url_for("statics.stylesheet", digest=bundle().digest)


def static_url(name: str) -> str:
    """The address of a static file."""
    return url_for("statics.file", version=digest_of(name), name=name)


@blueprint.get("/static/gonin-<digest>.css")
@audience(ANYONE)
def stylesheet(digest: str) -> ResponseReturnValue:
    """The style sheet. An old digest gets the present one: a page from before an update must not lose its look."""
    response = packing.send(bundle())
    response.headers["Cache-Control"] = FOREVER if digest == bundle().digest else "no-cache"
    return response


@blueprint.get("/static/<version>/<path:name>")
@audience(ANYONE)
def file(version: str, name: str) -> ResponseReturnValue:
    """One static file. Only under its present digest may it be kept for ever: an old process must not fix old bytes there."""
    if name not in known_files():
        abort(404)
    response = packing.send(packed_file(name))
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
