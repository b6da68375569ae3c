"""Setting and changing a way in: a password, an address that is proved with a code, and who cannot take whose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from flask import Flask

from lms.accounts.models import Person
from lms.kit.db import db
from tests.app_fixtures import NOW, PASSWORD, Browser, Cast
from tests.rooms.deeds import main_of, words
from tests.rooms.letter_box import code_in, letter_to, letters, path_in

NEW = "a whole new plum tree"


def person(app: Flask, number: int) -> Person:
    with app.app_context():
        found = db.session.get_one(Person, number)
        db.session.expunge(found)
        return found


def without_mail(app: Flask) -> None:
    app.extensions["gonin_settings"] = replace(app.extensions["gonin_settings"], mail_url="")


def change(app: Flask, cast: Cast, number: int, **columns: object) -> None:
    with app.app_context():
        for name, value in columns.items():
            setattr(db.session.get_one(Person, number), name, value)
        db.session.commit()


def test_a_new_password_signs_other_browsers_out_and_its_owner_is_told(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], visitor: Browser
) -> None:
    here, elsewhere = signed_in(cast.aya), signed_in(cast.aya)
    given = {"email": "aya@people.test", "current_password": PASSWORD, "new_password": NEW}
    assert here.post("/me/way-in", given).location == "/"
    assert here.get("/me").status_code == 200
    assert elsewhere.get("/me").status_code == 302
    assert visitor.post("/login", {"email": "aya@people.test", "password": NEW}).status_code == 302
    assert "Your password was changed" in letter_to(app, "aya@people.test")


def test_a_new_address_counts_once_its_code_was_typed(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], visitor: Browser
) -> None:
    aya = signed_in(cast.aya)
    answer = aya.post("/me/way-in", {"email": "Aya.New@Example.org", "current_password": PASSWORD})
    assert answer.location == "/me/address"
    assert "aya.new@example.org" in aya.sees("/me/address")
    assert person(app, cast.aya).email == "aya@people.test", "until then nothing changes"
    assert visitor.post("/login", {"email": "aya@people.test", "password": PASSWORD}).status_code == 302
    code = code_in(letter_to(app, "aya.new@example.org"))
    assert aya.post("/me/address", {"code": code}).location == "/"
    assert person(app, cast.aya).email == "aya.new@example.org"
    assert visitor.post("/login", {"email": "aya.new@example.org", "password": PASSWORD}).status_code == 302
    assert visitor.post("/login", {"email": "aya@people.test", "password": PASSWORD}).status_code == 400


def test_the_code_works_in_the_browser_that_asked_and_five_times_at_most(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya, other = signed_in(cast.aya), signed_in(cast.aya)
    aya.post("/me/way-in", {"email": "aya@example.org", "current_password": PASSWORD})
    code = code_in(letter_to(app, "aya@example.org"))
    assert other.post("/me/address", {"code": code}).location == "/me/way-in"
    for _ in range(5):
        assert aya.post("/me/address", {"code": "00000000"}).status_code == 400
    assert aya.post("/me/address", {"code": code}).status_code == 400
    assert person(app, cast.aya).email == "aya@people.test"


def test_the_old_address_is_told_and_can_take_the_change_back(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], visitor: Browser, now: Callable[..., None]
) -> None:
    thief = signed_in(cast.aya)
    for address in ("thief@example.org", "thief2@example.org"):
        thief.post("/me/way-in", {"email": address, "current_password": PASSWORD})
        thief.post("/me/address", {"code": code_in(letter_to(app, address))})
        told = letters(app)
    thief.post("/me/way-in", {"email": "thief2@example.org", "current_password": PASSWORD, "new_password": NEW})
    assert [mail["To"] for mail in told] == ["thief@example.org"]
    now(NOW + timedelta(days=6))
    with app.app_context():
        from lms.accounts import passing
        from lms.accounts.passing import Holder

        passing.hand_out("undo", Holder(cast.aya, "aya@people.test"), passing.link_digest("known"), NOW)
        db.session.commit()
    assert visitor.get("/login/undo/known").status_code == 200
    assert person(app, cast.aya).email == "thief2@example.org", "opening the link changes nothing"
    assert visitor.post("/login/undo/known", {"new_password": "back to my own plum"}).location == "/"
    assert person(app, cast.aya).email == "aya@people.test"
    assert thief.get("/me").status_code == 302
    takes_again = path_in(str(told[0].get_content()), "/login/undo/")
    assert visitor.get(takes_again).status_code == 404, "the thief cannot take it back once more"


def test_the_letter_to_the_old_address_holds_the_way_back(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], visitor: Browser, now: Callable[..., None]
) -> None:
    aya = signed_in(cast.aya)
    aya.post("/me/way-in", {"email": "new@example.org", "current_password": PASSWORD})
    aya.post("/me/address", {"code": code_in(letter_to(app, "new@example.org"))})
    link = path_in(letter_to(app, "aya@people.test"), "/login/undo/")
    now(NOW + timedelta(days=7, minutes=1))
    assert visitor.get(link).status_code == 404, "after a week it is over"
    now(NOW + timedelta(days=6))
    assert visitor.post(link, {"new_password": NEW}).location == "/"
    assert person(app, cast.aya).email == "aya@people.test"
    assert visitor.post(link, {"new_password": NEW}).status_code == 404


def test_who_fears_a_reader_of_the_old_mail_sends_nothing_there(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    aya.post("/me/way-in", {"email": "safe@example.org", "current_password": PASSWORD})
    assert "Others can read my old mail" in words(aya.sees("/me/address"))
    aya.post("/me/address", {"code": code_in(letter_to(app, "safe@example.org")), "quietly": "y"})
    assert letters(app) == []
    admin = signed_in(cast.admin)
    admin.post("/me/way-in", {"email": "boss@example.org", "current_password": PASSWORD})
    assert "Others can read my old mail" not in words(admin.sees("/me/address"))
    admin.post("/me/address", {"code": code_in(letter_to(app, "boss@example.org")), "quietly": "y"})
    assert [mail["To"] for mail in letters(app)] == ["admin@people.test"], "for staff the old address is always told"


def test_an_address_of_somebody_else_looks_like_any_other_and_its_owner_is_told(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    pages = []
    for address in ("nobody@people.test", "bilal@people.test"):
        aya = signed_in(cast.aya)
        answer = aya.post("/me/way-in", {"email": address.upper(), "current_password": PASSWORD})
        assert answer.location == "/me/address"
        pages.append(words(aya.sees("/me/address")).replace(address, "…"))
    assert pages[0] == pages[1]
    first, second = letters(app)
    assert "Here is your code" in first.get_content()
    assert "belongs to your account already" in second.get_content()
    assert (first["Subject"], second["Subject"]) == ("You have one message",) * 2
    assert person(app, cast.bilal).email == "bilal@people.test"


def test_nobody_is_kept_from_their_own_address_by_who_only_typed_it(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    change(app, cast, cast.bilal, email="aya@example.org", email_confirmed_at=None)
    aya = signed_in(cast.aya)
    aya.post("/me/way-in", {"email": "aya@example.org", "current_password": PASSWORD})
    assert aya.post("/me/address", {"code": code_in(letter_to(app, "aya@example.org"))}).location == "/"
    assert person(app, cast.aya).email == "aya@example.org"
    assert person(app, cast.bilal).email is None


def test_an_unconfirmed_address_gets_no_link_and_no_code(app: Flask, cast: Cast, visitor: Browser) -> None:
    """Whoever typed a stranger's address by mistake must not have handed them the account."""
    change(app, cast, cast.bilal, email="stranger@example.org", email_confirmed_at=None)
    visitor.post("/login/forgotten", {"email": "stranger@example.org"})
    visitor.post("/login/mail", {"email": "stranger@example.org"})
    assert letters(app) == []


def test_an_address_alone_is_enough_where_mail_is_sent(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    change(app, cast, cast.dora, email=None, email_confirmed_at=None, password_hash=None)
    dora = signed_in(cast.dora)
    assert dora.post("/me/way-in", {"email": "dora@example.org"}).location == "/me/address"
    dora.post("/me/address", {"code": code_in(letter_to(app, "dora@example.org"))})
    assert person(app, cast.dora).email == "dora@example.org"
    assert dora.get("/me/way-in").location == "/me/confirm?next=/me/way-in", "from now on it asks whether it is they"
    assert dora.post("/sign-out").location == "/login", "and signing out needs no warning"


def test_no_stranger_can_use_up_the_codes_that_show_that_it_is_me(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], visitor: Browser
) -> None:
    change(app, cast, cast.dora, password_hash=None)
    for _ in range(8):
        visitor.post("/login/forgotten", {"email": "dora@people.test", "device": "mine"})
    letters(app)
    assert signed_in(cast.dora).post("/me/confirm/code", {"next": "/me/way-in"}).status_code == 302
    assert code_in(letter_to(app, "dora@people.test"))


def test_without_mail_a_password_is_needed_and_an_address_counts_at_once(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], visitor: Browser
) -> None:
    without_mail(app)
    change(app, cast, cast.dora, email=None, email_confirmed_at=None, password_hash=None)
    dora = signed_in(cast.dora)
    assert "8 characters or more" in words(dora.post("/me/way-in", {"email": "dora@example.org"}))
    taken = dora.post("/me/way-in", {"email": "aya@people.test", "new_password": NEW})
    assert "This address cannot be used here" in words(taken)
    assert dora.post("/me/way-in", {"email": "dora@example.org", "new_password": NEW}).location == "/"
    assert visitor.post("/login", {"email": "dora@example.org", "password": NEW}).status_code == 302
    assert person(app, cast.dora).email_confirmed_at is None


def test_each_refused_way_in_says_why_at_its_field(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya, before = signed_in(cast.aya), person(app, cast.aya).password_hash
    good = {"email": "aya@example.org", "current_password": PASSWORD, "new_password": NEW}
    bad = [
        ({"email": "aya@"}, "This e-mail address is not complete"),
        ({"email": ""}, "This e-mail address is not complete"),
        ({"email": "彩@example.org"}, "This e-mail address is not complete"),
        ({"email": f"{'ß' * 60}@{'a' * 60}.{'b' * 60}.{'c' * 60}.example.org"}, "This address is too long"),
        ({"new_password": "seven77"}, "Please write 8 characters or more"),
        ({"new_password": "password1"}, "Many people use this password"),
        ({"new_password": "aya-2024-aya"}, "made of your name or address"),
        ({"new_password": "xyzw" * 65}, "256 characters or fewer"),
        ({"current_password": "not it"}, "This is not your current password"),
        ({"current_password": ""}, "This is not your current password"),
    ]
    for changed, sentence in bad:
        answer = aya.post("/me/way-in", {**good, **changed})
        assert answer.status_code == 400, changed
        assert sentence in words(answer), changed
        page = main_of(answer.get_data(as_text=True))
        assert f'value="{changed.get("email", good["email"])}"' in page, "the address is kept"
        assert NEW not in page, "a password is never sent back"
    kept = person(app, cast.aya)
    assert (kept.email, kept.password_hash) == ("aya@people.test", before)


def test_staff_need_a_longer_password(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    given = {"email": "coordinator@people.test", "current_password": PASSWORD, "new_password": "fourteen chars"}
    answer = signed_in(cast.coordinator).post("/me/way-in", given)
    assert answer.status_code == 400
    assert "Please write 15 characters or more" in words(answer)
