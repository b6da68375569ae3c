"""A verdict that replaces another one counts as if it had been the first."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lms.progress.rules import ActivityStanding, Corrected, FactRow, is_still_news, standing_of

START = datetime(2026, 4, 1, tzinfo=UTC)
LATER = START + timedelta(days=9)
tries = st.lists(st.tuples(st.sampled_from("123"), st.integers(0, 5)), min_size=1, max_size=8)
"""Options that were chosen, and in which minute."""
keys = st.tuples(st.sampled_from("123"), st.integers(1, 3))
"""The right option, and the points for it."""


def verdict(number: int, chosen: str, minute: int, key: tuple[str, int], regraded: int = 0) -> FactRow:
    right, points = chosen == key[0], key[1] if chosen == key[0] else 0
    detail: dict[str, Any] = {
        "right": right,
        "points": points,
        "answer": {"chosen": [chosen]},
        "of": str(UUID(int=number)),
    }
    if regraded:
        detail["regraded"] = regraded
    at = START + timedelta(minutes=minute)
    return FactRow("verdict", "hello", "a", "q", detail, at, 1, LATER if regraded else at)


def counts(standing: ActivityStanding) -> tuple[object, ...]:
    return standing.tries, standing.right, standing.points, standing.last_right, standing.last_detail, standing.seen_at


@given(tries, st.lists(keys, min_size=2, max_size=4), st.randoms(use_true_random=False), st.booleans())
def test_grading_anew_is_grading_afresh(
    given_tries: list[tuple[str, int]], keys: list[tuple[str, int]], random: Any, writes_all: bool
) -> None:
    facts = [verdict(number, *one, keys[0]) for number, one in enumerate(given_tries)]
    held = {fact.detail["of"]: fact for fact in facts}
    for correction, key in enumerate(keys[1:], start=1):
        for number, one in enumerate(given_tries):
            anew = verdict(number, *one, key, correction)
            before = held[anew.detail["of"]].detail
            if writes_all or (before["right"], before["points"]) != (anew.detail["right"], anew.detail["points"]):
                held[anew.detail["of"]] = anew
                facts.append(anew)
    random.shuffle(facts)
    afresh = [verdict(number, *one, keys[-1]) for number, one in enumerate(given_tries)]
    assert counts(standing_of(facts).activity("q")) == counts(standing_of(afresh).activity("q"))


def test_what_changed_is_known_and_is_news_while_it_matters() -> None:
    one, two = verdict(1, "1", 0, ("2", 2)), verdict(1, "1", 0, ("1", 2), regraded=7)
    now = standing_of([two, one]).activity("q")
    assert now.corrected == Corrected(LATER, 7, False, 0, True, 2)
    assert is_still_news(now)
    back = verdict(1, "1", 0, ("2", 2), regraded=8)
    assert standing_of([two, one, back]).activity("q").corrected is None, "it is as it was at first"
    lost = [verdict(1, "1", 0, ("1", 2)), verdict(1, "1", 0, ("2", 2), regraded=7)]
    assert is_still_news(standing_of(lost).activity("q"))
    answered_since = [*lost, verdict(2, "2", 5, ("2", 2))]
    assert not is_still_news(standing_of(answered_since).activity("q"))
    assert not is_still_news(ActivityStanding())
