"""From an invitation to a seat: language, a name, and in."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from lms.accounts.models import Person
from lms.cohorts import forming, seating
from lms.cohorts.models import Cohort, Seat
from lms.kit.db import db
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import main_of, words


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return db.session.query(model).count()


def fill(app: Flask, cast: Cast, *people: int) -> None:
    """Seat people in the first team."""
    with app.app_context():
        for person in people:
            seating.take_seat(cast.team_id, person, NOW)
        db.session.commit()


FIRST_STEP = "/learn/tiny/hello?step=morning#step-morning"


def test_from_the_link_to_reading_in_three_pages(app: Flask, visitor: Browser, cast: Cast) -> None:
    first = visitor.sees(f"/join/{cast.invitation}")
    assert ">日本語</button>" in first
    assert ">English</button>" in first
    onward = visitor.post("/language", {"language": "ja", "next": f"/join/{cast.invitation}/name"})
    second = visitor.sees(onward.location)
    assert '<html lang="ja"' in second
    assert "Tide" in second
    assert "小さなコース" in second
    joined = visitor.post(onward.location, {"name": "  山田 花子 "})
    assert joined.location == FIRST_STEP
    lesson = visitor.sees(joined.location)
    assert '<details class="step" id="step-morning" data-step="morning" open>' in lesson, (
        "the first paragraph is in sight"
    )
    assert "チーム「Tide」へようこそ" in lesson
    assert "/learn/tiny/hello/finish" in lesson
    assert "山田 花子" in visitor.sees("/")
    with app.app_context():
        person = db.session.query(Person).filter_by(name="山田 花子").one()
        seat = db.session.query(Seat).filter_by(person_id=person.id).one()
        assert (seat.number, seat.cohort_id, person.interface_language, person.text_language) == (
            3,
            cast.team_id,
            "ja",
            "ja",
        )
        assert (person.email, person.password_hash) == (None, None)


def test_a_code_on_paper_may_be_typed_as_people_type(visitor: Browser, cast: Cast) -> None:
    code = cast.invitation
    spellings = [code, code.lower(), f" {code[:5]}-{code[5:]} ", "".join(chr(ord(c) + 0xFEE0) for c in code)]
    for typed in spellings:
        assert visitor.post("/join", {"code": typed}).location == f"/join/{code}"
        assert visitor.get(f"/join/{typed.strip()}").status_code == 200


def test_each_bad_code_says_what_to_do(visitor: Browser, cast: Cast, now: Callable[..., None]) -> None:
    for typed in ("", "   ", "NOSUCHCODE", "あいう", "x" * 5000, "%00", "'; --"):
        answer = visitor.post("/join", {"code": typed})
        assert answer.status_code == 400
        assert "Please write the code" in words(answer) or "We do not know this code" in words(answer)
    unknown = visitor.get("/join/NOSUCHCODE")
    assert unknown.status_code == 404
    assert "We do not know this invitation" in words(unknown)
    assert visitor.get("/join/NOSUCHCODE/name").status_code == 404
    assert visitor.post("/join/NOSUCHCODE/name", {"name": "Eve"}).status_code == 404
    now(NOW + timedelta(days=30))
    for address in (f"/join/{cast.invitation}", f"/join/{cast.invitation}/name"):
        assert "It may be out of date" in words(visitor.get(address)), "an old invitation is closed"
    assert visitor.post("/join", {"code": cast.invitation}).status_code == 400
    assert visitor.post(f"/join/{cast.invitation}/name", {"name": "Eve"}).status_code == 404


def test_typing_codes_without_end_is_stopped(visitor: Browser, cast: Cast) -> None:
    found = [visitor.post("/join", {"code": "NOSUCHCODE"}).status_code for _ in range(41)]
    assert found == [400] * 40 + [429]
    refused = visitor.post("/join", {"code": cast.invitation})
    assert "Please wait 15 minutes" in words(refused)
    assert cast.invitation in refused.get_data(as_text=True), "what was typed is kept"
    assert visitor.get(f"/join/{cast.invitation}").status_code == 200, "a link still works"


def test_each_bad_name_is_refused_in_words_and_takes_no_seat(app: Flask, visitor: Browser, cast: Cast) -> None:
    before = count(app, Person)
    bad = {
        "": "Please write a name",
        " \u3000": "Please write a name",
        "x" * 101: "100 characters or fewer",
        "A\u202eB": "cannot be shown",
    }
    for name, sentence in bad.items():
        answer = visitor.post(f"/join/{cast.invitation}/name", {"name": name})
        assert answer.status_code == 400
        assert sentence in words(answer)
        if name.strip():
            assert f'value="{name}"' in answer.get_data(as_text=True), "what was typed is kept"
    assert count(app, Person) == before
    assert count(app, Seat) == 3


def test_a_full_team_is_told_with_a_way_on(app: Flask, visitor: Browser, cast: Cast) -> None:
    fill(app, cast, cast.chen, cast.instructor, cast.supporter)
    before = count(app, Person)
    answer = visitor.post(f"/join/{cast.invitation}/name", {"name": "Sixth"})
    assert answer.status_code == 409
    assert "Please tell the person who invited you" in words(answer)
    assert count(app, Person) == before, "no account is left behind"
    assert visitor.get("/me").location == "/login?next=/me", "nobody is signed in"


def test_a_seat_that_was_left_can_be_taken_again(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    fill(app, cast, cast.chen, cast.instructor, cast.supporter)
    with app.app_context():
        db.session.query(Seat).filter_by(person_id=cast.bilal).update({"state": "left"})
        db.session.commit()
    assert signed_in(cast.dora).post(f"/join/{cast.invitation}/name").location == FIRST_STEP
    with app.app_context():
        assert db.session.query(Seat).filter_by(person_id=cast.dora).one().number == 2
    assert "Bilal" not in main_of(signed_in(cast.aya).sees(f"/team/{cast.team}"))
    assert signed_in(cast.bilal).get(f"/team/{cast.team}").status_code == 404


def test_a_signed_in_person_joins_without_a_name_and_once(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    dora, before = signed_in(cast.dora), count(app, Person)
    page = dora.sees(f"/join/{cast.invitation}/name")
    assert "You join as Dora." in page
    assert 'name="name"' not in page
    assert dora.post(f"/join/{cast.invitation}/name").location == FIRST_STEP
    assert dora.post(f"/join/{cast.invitation}/name").location == "/", "pressed twice"
    assert "Tide" in dora.sees("/")
    assert (count(app, Person), count(app, Seat)) == (before, 4)


def test_the_newest_of_several_open_invitations_is_shown_and_each_works(
    app: Flask, cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser]
) -> None:
    with app.app_context():
        second = forming.invite(db.session.get_one(Cohort, cast.team_id), NOW).code
        db.session.commit()
    page = signed_in(cast.coordinator).sees(f"/coordinate/teams/{cast.team}")
    assert second in page
    assert cast.invitation not in page
    assert [visitor.get(f"/join/{code}").status_code for code in (cast.invitation, second)] == [200, 200]
