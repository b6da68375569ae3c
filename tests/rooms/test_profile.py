"""The page about oneself: languages and looks."""

import re
from collections.abc import Callable

from flask import Flask

from lms.accounts.models import Person
from lms.kit.db import db
from tests.app_fixtures import Browser, Cast
from tests.rooms.deeds import words

GOOD = {
    "interface_language": "ja",
    "text_language": "uk",
    "text_size": "largest",
    "theme": "dark",
}


def person(app: Flask, number: int) -> Person:
    with app.app_context():
        found = db.session.get_one(Person, number)
        db.session.expunge(found)
        return found


def test_a_profile_is_kept_whole(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    assert aya.post("/me/look", GOOD).location == "/me/look"
    kept = person(app, cast.aya)
    assert {name: getattr(kept, name) for name in GOOD} == GOOD
    assert (kept.furigana, kept.data_saving) == (False, False), "an unticked box is not sent"
    page = aya.sees("/me")
    assert '<html lang="ja" dir="ltr" data-theme="dark" data-text="largest">' in page
    assert 'class="furigana-off"' in page
    aya.post("/me/look", {**GOOD, "data_saving": "y"})
    assert person(app, cast.aya).data_saving is True
    aya.post("/sign-out")
    assert '<html lang="ja"' in aya.sees("/login"), "the browser goes on in the language chosen last"


def test_each_bad_field_is_named_and_the_others_are_kept(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    bad = [
        ("interface_language", "tlh"),
        ("text_language", ""),
        ("text_size", "huge"),
        ("theme", "blink"),
    ]
    for field, value in bad:
        answer = aya.post("/me/look", {**GOOD, field: value})
        page = answer.get_data(as_text=True)
        assert answer.status_code == 400, field
        assert "Not a valid choice" in words(page), field
        assert f'href="#{field}"' in page, "the summary leads to the field"
        if field != "text_language":
            assert re.search('<input[^>]* checked[^>]* value="uk"|<input checked[^>]* value="uk"', page)
    kept = person(app, cast.aya)
    assert (kept.name, kept.theme, kept.interface_language) == ("Aya", "", "en")


def test_a_name_that_cannot_be_shown_is_refused_and_any_other_kept(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    bad = {
        "": "Please write a name",
        "\u200b": "Please write a name",
        "x" * 101: "100 characters or fewer",
        "A\u202eya": "cannot be shown",
    }
    for name, sentence in bad.items():
        answer = aya.post("/me", {"name": name})
        assert (answer.status_code, sentence in words(answer.get_data(as_text=True))) == (400, True), name
    assert aya.post("/me", {"name": "彩 Aya"}).location == "/me"
    assert person(app, cast.aya).name == "彩 Aya"
    assert "彩 Aya" in aya.sees("/me")
    assert "need not be your legal name" in words(aya.sees("/me"))


def test_a_name_is_shown_as_text_and_never_as_markup(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    aya.post("/me", {"name": '<b>A</b>"&'})
    for address in ("/", "/me", f"/team/{cast.team}"):
        assert "<b>A" not in aya.sees(address)
    assert "&lt;b&gt;A&lt;/b&gt;" in signed_in(cast.bilal).sees(f"/team/{cast.team}")


def test_a_visitor_chooses_a_language_and_it_stays(visitor: Browser, cast: Cast) -> None:
    assert '<html lang="en"' in visitor.sees("/")
    assert visitor.post("/language", {"language": "ja", "next": "/courses"}).location == "/courses"
    assert '<html lang="ja"' in visitor.sees("/courses")
    assert visitor.post("/language", {"language": "xx", "next": "/"}).status_code == 302
    assert '<html lang="ja"' in visitor.sees("/")
    asked = visitor.client.application.test_client().get("/", headers={"Accept-Language": "fr, ja;q=0.8, en;q=0.5"})
    assert '<html lang="ja"' in asked.get_data(as_text=True), "else what the browser asks for counts"


def test_a_signed_in_persons_language_goes_with_the_account(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    signed_in(cast.aya).post("/language", {"language": "ja"})
    assert person(app, cast.aya).interface_language == "ja"
    assert '<html lang="ja"' in signed_in(cast.aya).sees("/")


def test_the_answer_to_a_new_language_is_in_that_language(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    aya.post("/me/look", GOOD)
    page = aya.sees("/me/look")
    assert "保存しました。" in page
    assert "Saved." not in page


def test_unknown_wishes_about_reading_change_nothing(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    wishes = {"text_language": "xx", "furigana": "maybe", "text_size": "giant"}
    assert signed_in(cast.aya).post("/me/reading", wishes).location == "/"
    kept = person(app, cast.aya)
    assert (kept.text_language, kept.furigana, kept.text_size) == ("en", True, "")
