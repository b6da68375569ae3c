"""The desk offers what fits into the minutes and the device there are, and a week is planned in steps or minutes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import finish, words

PC = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0"}


def test_ten_minutes_offer_the_next_steps_in_order(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    page = signed_in(cast.aya).sees("/?minutes=10")
    assert 'name="minutes" value="10" aria-pressed="true"' in page
    assert "min together. You can stop anywhere and go on later." in words(page)


@pytest.mark.parametrize("wrong", ["0", "241", "-5", "soon", "9" * 30, "2.5"])
def test_a_time_that_is_none_is_asked_again_with_what_was_typed(
    cast: Cast, signed_in: Callable[[int], Browser], wrong: str
) -> None:
    page = signed_in(cast.aya).sees(f"/?minutes={wrong}")
    assert "Please write a number from 1 to 240." in words(page)
    assert f'value="{wrong}" aria-invalid="true"' in page


def test_nothing_is_asked_of_whoever_rests(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    aya.post(f"/team/{cast.team}/rest")
    assert "How many minutes do you have?" not in words(aya.sees("/?minutes=5"))


def test_the_device_is_told_and_can_be_put_right(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    assert "We show what a phone can do." in words(aya.sees("/"))
    assert "We show what a PC can do." in words(aya.get("/", headers=PC).text)
    assert aya.post("/device", {"device": "windows", "next": "/#time"}).location == "/#time"
    assert "We show what a PC with Windows can do." in words(aya.sees("/"))
    aya.post("/device", {"device": "a toaster"})
    assert "We show what a PC with Windows can do." in words(aya.sees("/"))


def test_a_week_is_planned_in_minutes_as_the_steps_name_them(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya, bilal = signed_in(cast.aya), signed_in(cast.bilal)
    assert aya.post(f"/team/{cast.team}/week", {"amount": "300", "unit": "minutes"}).location == "/"
    finish(aya, cast)
    page = words(aya.sees("/"))
    assert "My plan: 300 minutes a week" in page
    assert "of steps done this week." in page
    assert "Aya In progress" in words(bilal.sees(f"/team/{cast.team}")), "mates see the petal and no number"
    assert "300" not in words(bilal.sees(f"/team/{cast.team}"))
    aya.post(f"/team/{cast.team}/week", {"amount": "5", "unit": "minutes"})
    refused = aya.post(f"/team/{cast.team}/week", {"amount": "901", "unit": "minutes"})
    assert refused.status_code == 400
    assert "Please write a number from 5 to 900." in words(refused)
    assert 'value="901"' in refused.text
    assert "My plan: 5 minutes a week" in words(aya.sees("/"))


def test_a_plan_of_somebody_else_cannot_be_changed(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    for stranger in (cast.chen, cast.coordinator, cast.admin):
        answer = signed_in(stranger).post(f"/team/{cast.team}/week", {"amount": "3", "unit": "steps"})
        assert answer.status_code == 404


def test_who_was_away_long_is_greeted_with_the_next_step_and_no_number_of_days(
    cast: Cast, signed_in: Callable[[int], Browser], now: Callable[[datetime], None]
) -> None:
    aya = signed_in(cast.aya)
    finish(aya, cast)
    assert "Welcome back" not in words(aya.sees("/"))
    now(NOW + timedelta(days=15))
    page = words(aya.sees("/"))
    assert "Welcome back, Aya" in page
    assert "Next is “Good evening” (4 min)." in page
    assert not re.search(r"15|\bdays?\b", page)


def test_a_week_that_was_planned_larger_ends_kindly_on_its_last_day(
    cast: Cast, signed_in: Callable[[int], Browser], now: Callable[[datetime], None]
) -> None:
    aya = signed_in(cast.aya)
    finish(aya, cast)
    kind = "That was this week. Next week starts with “Good evening”."
    seen: list[bool] = []
    for day in range(1, 8):
        seen.append(kind in words(aya.sees("/")))
        now(NOW + timedelta(days=day))
    assert seen.count(True) == 1
    aya.post(f"/team/{cast.team}/week", {"amount": "1", "unit": "steps"})
    assert kind not in words(aya.sees("/"))
