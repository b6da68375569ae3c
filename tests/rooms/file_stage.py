"""The stage of files: sending them to the task part by part, and what is kept of them."""

import io
import os
from pathlib import Path
from typing import Any

from flask import Flask
from PIL import Image
from werkzeug.test import TestResponse

from lms.kit.db import db
from lms.practice.models import WorkFile
from lms.practice.receiving import PART
from tests.app_fixtures import Browser
from tests.cast import Cast
from tests.rooms.task_stage import task


def noise(size: tuple[int, int] = (900, 900)) -> bytes:
    """A picture of more than one part."""
    stream = io.BytesIO()
    Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3)).save(stream, "PNG")
    return stream.getvalue()


PDF = b"%PDF-1.4\n" + b"% words\n" * 300_000 + b"%%EOF\n"


def begin(browser: Browser, cast: Cast, name: str, size: Any) -> TestResponse:
    return browser.send(f"{task(cast)}/files", {"name": name, "size": size})


def part(browser: Browser, cast: Cast, file: str, at: int, body: bytes) -> TestResponse:
    headers = {"X-CSRFToken": browser.token(), "Content-Type": "application/octet-stream"}
    return browser.client.post(f"{task(cast)}/files/{file}/part?at={at}", data=body, headers=headers)


def send(browser: Browser, cast: Cast, content: bytes, name: str) -> TestResponse:
    """The whole of a file, part by part, as the script does it."""
    file = begin(browser, cast, name, len(content)).get_json()["file"]
    for at in range(0, len(content), PART):
        answer = part(browser, cast, file, at, content[at : at + PART])
    return answer


def fetched(browser: Browser, address: str) -> TestResponse:
    """An answer that was read to its end and closed, as a server does it."""
    answer = browser.get(address)
    answer.get_data()
    answer.close()
    return answer


def files(app: Flask) -> list[WorkFile]:
    with app.app_context():
        found = db.session.query(WorkFile).order_by(WorkFile.id).all()
        db.session.expunge_all()
        return found


def stored(app: Flask) -> list[Path]:
    """Everything in the storage and on its way there."""
    data = app.extensions["gonin_settings"].data
    return [path for folder in ("files", "coming") for path in (data / folder).rglob("*") if path.is_file()]
