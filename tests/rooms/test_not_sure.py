"""Whoever does not know yet may say so: it is no try, tells no answer, and what was typed stays."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask

from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import a_fact, answer, kept, lesson, send, words

SignedIn = Callable[[int], Browser]
FINE = "That is fine. Read the text above again. You can answer at any time."


def not_sure(
    browser: Browser, cast: Cast, activity: str = "which-evening", name: str = "hello", **typed: object
) -> str:
    return answer(browser, cast, activity, name=name, unsure="yes", **typed).get_data(as_text=True)


def test_saying_so_is_kept_and_is_no_try(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    page = not_sure(aya, cast)
    assert FINE in words(page)
    assert "You have 2 more tries." in words(page), "no try is used"
    assert "Have another look" not in words(page)
    assert "Canary" not in re.sub(r"<nav.*?</nav>", "", page, flags=re.DOTALL), "nothing tells the answer"
    assert [fact.detail for fact in kept(app, cast.aya, "answered")] == [{"unsure": True, "language": "en"}]
    assert [fact.detail["right"] for fact in kept(app, cast.aya, "verdict")] == [False]
    assert FINE not in words(answer(aya, cast, "which-evening", "12"))
    assert FINE not in words(not_sure(aya, cast)), "who knew it once knows it"


def test_it_may_come_between_two_tries(cast: Cast, signed_in: SignedIn, now: Callable[[datetime], None]) -> None:
    aya = signed_in(cast.aya)
    answer(aya, cast, "which-evening", "1")
    now(NOW + timedelta(minutes=1))
    page = words(not_sure(aya, cast))
    assert FINE in page
    assert "You have 1 more try." in page
    now(NOW + timedelta(minutes=2))
    answer(aya, cast, "which-evening", "3")
    assert FINE not in words(not_sure(aya, cast)), "nothing is asked any more"


def test_what_was_typed_stays(cast: Cast, signed_in: SignedIn) -> None:
    page = not_sure(signed_in(cast.aya), cast, "fill-bye", "bye", gap=["half"])
    assert FINE in words(page)
    assert 'name="gap" value="half"' in page


def test_a_device_may_say_it_later(cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    fact = a_fact(cast, "answered", None, activity="which-evening", language="en", detail={"unsure": True})
    assert [each["result"] for each in send(aya, fact)] == ["kept"]
    assert FINE in words(aya.sees(f"{lesson(cast)}?step=evening"))
