"""The first lesson of a course is read by anybody: to look at, with every choice of how it is shown, and nothing is recorded."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask

from lms.kit.db import db
from lms.progress.models import Fact
from tests.app_fixtures import Browser, Cast
from tests.rooms.deeds import finish, main_of, words

FIRST = "/learn/tiny/hello"
BY_CHOICE = "/me/reading"


def facts(app: Flask) -> int:
    """How many facts there are, of anybody."""
    with app.app_context():
        return db.session.query(Fact).count()


def text_language(page: str) -> str:
    """The language of the lesson's text on its page."""
    return page.split('<article class="flow-l reading" lang="', 1)[1].split('"', 1)[0]


def test_anybody_reads_it_and_is_told_that_nothing_is_recorded(app: Flask, visitor: Browser, cast: Cast) -> None:
    page = visitor.sees(FIRST)
    assert "We say it before noon." in page
    assert "We say it after dark." in page
    assert "Anybody can read this lesson. Nothing about you is recorded." in words(page)
    assert 'href="?step=evening#step-evening"' in main_of(page), "a way to the next step"
    assert "You read this as staff" not in page
    assert facts(app) == 0


def test_the_questions_are_seen_and_neither_answered_nor_given_away(visitor: Browser, cast: Cast) -> None:
    page = main_of(visitor.sees(FIRST))
    assert "When do we say good morning?" in page
    assert "Before noon" in page
    assert "You can answer this once you are in a team." in words(page)
    for secret in (
        "Canary",
        "Yes, until about ten",
        "The night has a greeting",
        "right",
        "/answer/",
        "/finish",
        "/hard",
    ):
        assert secret not in page, secret
    assert page.count("<fieldset disabled>") == 2, "what cannot be sent cannot be chosen"


def test_at_its_end_there_is_a_way_into_a_team_and_back(
    visitor: Browser, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    page = main_of(visitor.sees(FIRST))
    for way in ("/join", "/login?next=/courses/tiny", "/courses/tiny"):
        assert f'href="{way}"' in page
    assert "/learn/tiny/bye" not in page, "no link that leads to a closed door"
    known = main_of(signed_in(cast.dora).sees(FIRST))
    assert 'href="/join"' in known
    assert "/login" not in known, "somebody who is signed in is not asked to sign in"


def test_somebody_of_a_team_finds_their_own_page_and_staff_theirs(
    cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    assert "Anybody can read this lesson" not in aya.sees(FIRST)
    assert "/learn/tiny/hello/finish" in aya.sees(FIRST)
    assert "You read this as staff" in signed_in(cast.instructor).sees(FIRST)


@pytest.mark.parametrize("address", ["/learn/tiny/bye", "/learn/tiny/nowhere", "/learn/nowhere/hello"])
def test_other_lessons_stay_closed_and_do_not_tell_whether_they_are(
    address: str, visitor: Browser, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    assert visitor.get(address).location == f"/login?next={address}"
    assert signed_in(cast.dora).get(address).status_code == 404


def test_the_doors_that_write_refuse_whoever_has_no_place(
    app: Flask, visitor: Browser, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    answer = {"id": str(uuid4()), "release": cast.release_id, "language": "en", "option": "2"}
    for somebody, refusal in ((visitor, 401), (signed_in(cast.dora), 404)):
        assert finish(somebody, cast).status_code == refusal
        assert somebody.post(f"{FIRST}/answer/when-morning", answer).status_code == refusal
        hard = {"step": "morning", "release": cast.release_id, "hard": "yes"}
        assert somebody.post(f"{FIRST}/hard", hard).status_code == refusal
        assert somebody.post(FIRST).status_code == 405
    assert facts(app) == 0


def test_the_text_is_in_the_language_chosen_here_then_the_browsers_then_the_original(
    visitor: Browser, cast: Cast
) -> None:
    def asking(languages: str) -> str:
        return text_language(visitor.get(FIRST, headers={"Accept-Language": languages}).get_data(as_text=True))

    assert asking("ko, ja-JP;q=0.8, en;q=0.5") == "ja", "the first of the browser's languages that there is"
    assert asking("ko, en;q=0") == "en", "the course's first where none fits"
    assert asking("!, *;q=1") == "en"
    visitor.post("/language", {"language": "ja"})
    assert asking("en") == "ja", "who chose Japanese pages reads Japanese"
    assert visitor.post(BY_CHOICE, {"text_language": "en", "next": FIRST}).location == FIRST
    assert asking("ja") == "en"
    assert '<html lang="ja"' in visitor.sees(FIRST), "the page around the text is another choice"


def test_furigana_and_text_size_are_kept_in_this_browser_without_an_account(
    app: Flask, visitor: Browser, cast: Cast
) -> None:
    visitor.post(BY_CHOICE, {"text_language": "ja"})
    assert "furigana-off" not in visitor.sees(FIRST)
    visitor.post(BY_CHOICE, {"furigana": "off"})
    visitor.post(BY_CHOICE, {"text_size": "large"})
    page = visitor.sees(FIRST)
    assert 'class="furigana-off"' in page
    assert 'data-text="large"' in page
    assert "<ruby>昼<" in page, "one press brings it back"
    assert text_language(page) == "ja", "a choice leaves the others as they are"
    assert "furigana-off" not in Browser(app.test_client()).sees(FIRST), "another browser knows nothing of it"


def test_what_is_no_choice_is_left_out(visitor: Browser, cast: Cast) -> None:
    sent = {"text_language": "xx", "furigana": "maybe", "text_size": "9000", "role": "admin", "next": "//evil.test"}
    assert visitor.post(BY_CHOICE, sent).location == "/"
    with visitor.client.session_transaction() as session:
        assert session["reading"] == {}
    with visitor.client.session_transaction() as session:
        session["reading"] = "broken"
    assert text_language(visitor.sees(FIRST)) == "en"


def test_who_joins_goes_on_reading_as_they_chose_to(visitor: Browser, cast: Cast) -> None:
    visitor.post(BY_CHOICE, {"furigana": "off", "text_size": "large"})
    visitor.post(f"/join/{cast.invitation}/name", {"name": "Emi"})
    page = visitor.sees(FIRST)
    assert "Anybody can read this lesson" not in page
    assert 'class="furigana-off"' in page
    assert 'data-text="large"' in page
    visitor.post("/sign-out", {"sure": "yes"})
    assert "furigana-off" not in visitor.sees(FIRST), "whoever comes next to this device begins anew"


def test_it_asks_the_database_once(
    visitor: Browser, cast: Cast, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    visitor.sees(FIRST)
    assert count_queries(lambda: visitor.sees(FIRST)) == 1
