"""A file of a work as an answer: never something that a browser runs."""

from __future__ import annotations

from flask import Response, current_app, send_file

from lms.kit.storage import Storage
from lms.practice.file_kinds import PICTURES
from lms.practice.models import WorkFile

TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "zip": "application/zip",
    "mp4": "video/mp4",
}
"""What is not named here is a heap of bytes."""


def file_answer(file: WorkFile, name: str = "") -> Response:
    """The file: pictures, which we made anew, to be seen; everything else to be saved. It stays with whoever may see it.

    `name` is said in the place of its own.
    """
    storage: Storage = current_app.extensions["gonin_storage"]
    answer = send_file(
        storage.path(file.sha256),
        mimetype=TYPES.get(file.kind, "application/octet-stream"),
        as_attachment=file.kind not in PICTURES,
        download_name=name or file.name,
        etag=file.sha256,
        conditional=True,
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, max-age=0, must-revalidate"
    return answer
