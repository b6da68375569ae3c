"""My data: what is kept about me is said, and handed over whole, to me and nobody else."""

import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.test import TestResponse

from lms.accounts.models import Person, SignIn
from lms.kit import outbox, privacy
from lms.kit.db import db
from tests.app_fixtures import NOW, PASSWORD, Browser, Cast
from tests.rooms.certificate_stage import CANARY, issue, stored
from tests.rooms.deeds import do_everything, words

SignedIn = Callable[[int], Browser]
MINE = {"password": PASSWORD}


def taken(browser: Browser, form: dict[str, str] = MINE) -> ZipFile:
    answer = browser.post("/me/privacy/data", form)
    assert answer.status_code == 200, words(answer)
    return ZipFile(io.BytesIO(answer.data))


def data_of(archive: ZipFile) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(archive.read("data.json"))
    return found


def has_zip(answer: TestResponse) -> bool:
    return answer.data.startswith(b"PK")


def test_the_page_says_what_is_kept_and_why(cast: Cast, signed_in: SignedIn) -> None:
    said = words(signed_in(cast.aya).sees("/me/privacy"))
    assert "Your learning records So that you go on where you stopped" in said
    assert "Programmes you run" not in said, "what only staff have is not mentioned to learners"
    assert "Programmes you run" in words(signed_in(cast.coordinator).sees("/me/privacy"))


def test_the_way_to_it_is_on_the_page_about_me(cast: Cast, signed_in: SignedIn) -> None:
    assert 'href="/me/privacy"' in signed_in(cast.aya).sees("/me")


def test_everything_about_me_is_handed_over(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    do_everything(aya, cast)
    number = issue(app, cast, cast.aya)
    archive = taken(aya)
    data = data_of(archive)
    assert data["account"][0]["email"] == "aya@people.test"
    assert data["teams"][0]["team"] == "Tide"
    assert {"finished_step", "answered", "verdict", "completed_lesson"} <= {row["what"] for row in data["learning"]}
    assert "ya" in [row["answer"] for row in data["learning"]]
    assert data["certificates"][0]["number"] == number
    assert archive.read(f"certificates/{number}.json").decode() == stored(app, number).credential
    with app.app_context():
        assert set(data) == {"format", "made_at", *(kept.name for kept in privacy.kept())}
    assert sorted(archive.namelist()) == [f"certificates/{number}.json", "data.json", "index.html"]


def test_nothing_of_others_and_no_secret_is_in_it(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    do_everything(signed_in(cast.bilal), cast)
    issue(app, cast, cast.bilal)
    whole = "".join(taken(signed_in(cast.aya)).read(name).decode() for name in ("data.json", "index.html"))
    for foreign in ("Bilal", "bilal@people.test", "Chen", "Breeze", CANARY, "inner-1"):
        assert foreign not in whole
    with app.app_context():
        assert str(db.session.get(Person, cast.aya).password_hash) not in whole


def test_the_page_to_read_stands_by_itself_and_runs_nothing(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    with app.app_context():
        db.session.get(Person, cast.aya).name = "<script>alert(1)</script> & Co"
        db.session.commit()
    do_everything(aya, cast)
    page = taken(aya).read("index.html").decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co" in page
    assert not re.search(r"<script|\s(src|href|action)=|url\(|@import", page)
    assert '<html lang="en" dir="ltr">' in page
    assert "Finished a step" in page
    assert "finished_step" not in page, "people read words, not codes"
    assert "Programmes you run" not in page, "what only staff have is not mentioned to learners"
    assert "Apr 8, 2026, 6:00:00" in page.replace("\u202f", " "), "times are those of the person's zone"


def test_the_page_to_read_is_in_my_language(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    with app.app_context():
        db.session.get(Person, cast.aya).interface_language = "ja"
        db.session.commit()
    page = taken(signed_in(cast.aya)).read("index.html").decode()
    assert '<html lang="ja"' in page
    assert "メールアドレス" in page


def test_no_copy_is_kept_on_the_way(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.aya).post("/me/privacy/data", MINE)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == "attachment; filename=my-data.zip"
    assert answer.headers["Content-Type"] == "application/zip"


@pytest.mark.parametrize(
    ("password", "said"), [("", "Please write your password."), ("not it", "This is not your current password.")]
)
def test_a_phone_left_lying_about_gives_nothing_away(cast: Cast, signed_in: SignedIn, password: str, said: str) -> None:
    answer = signed_in(cast.aya).post("/me/privacy/data", {"password": password})
    assert answer.status_code == 400
    assert said in words(answer)
    assert not has_zip(answer)


def test_whoever_has_no_password_gets_their_data_by_the_button(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    with app.app_context():
        person = db.session.get(Person, cast.aya)
        person.password_hash = person.email = None
        db.session.commit()
    aya = signed_in(cast.aya)
    assert 'type="password"' not in aya.sees("/me/privacy")
    assert data_of(taken(aya, {}))["account"][0]["name"] == "Aya"


def test_whoever_signs_in_by_mailed_codes_shows_a_code_first(
    app: Flask, cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        person = db.session.get(Person, cast.aya)
        person.password_hash, person.email_confirmed_at = None, NOW
        db.session.commit()
    monkeypatch.setattr(outbox, "can_send", lambda: True)
    aya = signed_in(cast.aya)
    assert aya.post("/me/privacy/data").location == "/me/confirm?next=/me/privacy"
    assert aya.get("/me/privacy/delete").location == "/me/confirm?next=/me/privacy/delete"
    assert aya.post("/me/privacy/delete", {"sure": "y"}).location == "/me/confirm?next=/me/privacy/delete"
    with app.app_context():
        db.session.execute(update(SignIn).where(SignIn.person_id == cast.aya).values(confirmed_at=NOW))
        db.session.commit()
    assert data_of(taken(aya, {}))["account"]
    assert aya.post("/me/privacy/delete", {"sure": "y"}).location == "/me/privacy/deleted"


def test_the_seventh_try_in_an_hour_waits(cast: Cast, signed_in: SignedIn, now: Callable[..., None]) -> None:
    aya = signed_in(cast.aya)
    assert [aya.post("/me/privacy/data", {"password": "not it"}).status_code for _ in range(6)] == [400] * 6
    assert aya.post("/me/privacy/data", MINE).status_code == 429, "the right one waits too, or guessing would pay"
    assert signed_in(cast.bilal).post("/me/privacy/data", MINE).status_code == 200, "others do not wait"
    now(NOW + timedelta(hours=1, minutes=1))
    assert aya.post("/me/privacy/data", MINE).status_code == 200


def test_strangers_and_other_methods_get_nothing(cast: Cast, visitor: Browser, signed_in: SignedIn) -> None:
    assert visitor.get("/me/privacy").location == "/login?next=/me/privacy"
    assert visitor.post("/me/privacy/data", MINE).status_code == 401
    assert signed_in(cast.aya).get("/me/privacy/data").status_code == 405
    assert signed_in(cast.aya).client.post("/me/privacy/data", data=MINE).status_code == 400, "no token, no data"


def test_queries_do_not_grow_with_the_history(
    app: Flask, cast: Cast, signed_in: SignedIn, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    aya = signed_in(cast.aya)
    assert count_queries(lambda: aya.sees("/me/privacy")) <= 2
    taken(aya)
    few = count_queries(lambda: taken(aya))
    do_everything(aya, cast)
    taken(aya)
    assert count_queries(lambda: taken(aya)) <= few + 2, "one for the course's release, for each of the two forms"
