"""What people do in room tests, in few words: finishing a step, answering, sending facts; and what was kept of it."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

from flask import Flask
from markupsafe import escape
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.kit.db import db
from lms.progress.models import Fact
from tests.app_fixtures import NOW, Browser, Cast

FAR_FUTURE = "2099-01-01T00:00:00+00:00"


def lesson(cast: Cast, name: str = "hello") -> str:
    """The address of a lesson."""
    return f"/learn/{cast.course}/{name}"


def finish(browser: Browser, cast: Cast, step: str = "morning", name: str = "hello", **more: Any) -> TestResponse:
    """Press "done so far" at the end of a step."""
    return browser.post(f"{lesson(cast, name)}/finish", {"step": step, "release": cast.release_id, **more})


def answer(
    browser: Browser, cast: Cast, activity: str, options: str = "", name: str = "hello", **more: Any
) -> TestResponse:
    """Answer a quick check: `options="13"` chooses the first and the third."""
    data = {"id": str(uuid4()), "release": cast.release_id, "language": "en", "option": list(options)}
    return browser.post(f"{lesson(cast, name)}/answer/{activity}", {**data, **more}, follow=more.pop("follow", True))


def do_everything(browser: Browser, cast: Cast) -> None:
    """Finish both lessons with every point."""
    for name, step in (("hello", "morning"), ("hello", "evening"), ("bye", "see-you")):
        finish(browser, cast, step, name)
    answer(browser, cast, "when-morning", "2")
    answer(browser, cast, "which-evening", "12")
    answer(browser, cast, "fill-bye", name="bye", gap=["ya"])


def a_fact(cast: Cast, kind: str = "finished_step", step: str | None = "morning", **more: Any) -> dict[str, Any]:
    """A fact as a device sends it."""
    sent = {
        "id": str(uuid4()),
        "kind": kind,
        "course": cast.course,
        "release": cast.release_id,
        "lesson": "hello",
        "step": step,
        "at": NOW.isoformat(),
    }
    return {**sent, **more}


def a_draft(cast: Cast, activity: str = "when-morning", name: str = "hello", **fields: Any) -> dict[str, Any]:
    """A draft as a page sends it: `a_draft(cast, option=["2"])`."""
    more = {key: fields.pop(key) for key in ("answer", "age", "release", "course") if key in fields}
    sent = {"course": cast.course, "release": cast.release_id, "lesson": name, "activity": activity, "age": 1}
    return {**sent, "answer": str(uuid4()), "fields": fields, **more}


def send(browser: Browser, *facts: Any) -> list[dict[str, Any]]:
    """Send one batch and give what became of each."""
    found = browser.send("/facts", {"facts": list(facts)})
    assert found.status_code == 200, found.get_data(as_text=True)
    outcomes: list[dict[str, Any]] = found.get_json()["facts"]
    return outcomes


def kept(app: Flask, person_id: int, kind: str | None = None) -> list[Fact]:
    """The facts in the database, of one kind or all, in the order in which they were written."""
    with app.app_context():
        rows = db.session.scalars(select(Fact).where(Fact.person_id == person_id).order_by(Fact.id)).all()
        db.session.expunge_all()
    return [row for row in rows if kind in (None, row.kind)]


def words(page: TestResponse | str) -> str:
    """The words of a page as people read them."""
    text = page if isinstance(page, str) else page.get_data(as_text=True)
    # `bdi` sets words apart inside a sentence without a gap that a person would see.
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?bdi\b[^>]*>", "", text))).split())


def without_random_signs(text: str) -> str:
    """A text without signatures, keys and tokens, in which any short word turns up by chance every few thousand runs."""
    return re.sub(r"[\w-]{40,}", "…", text, flags=re.ASCII)


def main_of(html: str) -> str:
    """What stands between head and foot of a page."""
    found = re.search(r"<main.*</main>", html, re.DOTALL)
    assert found is not None
    return found.group(0)


def keeps(html: str, name: str, value: str) -> bool:
    """Whether a page holds a field of this name with this value in it, shown or hidden, to be sent again."""
    written = re.escape(str(escape(value)))
    return bool(re.search(rf'name="{name}"[^>]*( value="{written}"|>{written}</textarea>)', html))
