"""Facts from devices: each is answered for by itself, kept once, in whatever order and however often it comes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

import pytest
from flask import Flask

from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import FAR_FUTURE, a_fact, answer, kept, lesson, send

STEPS = ("morning", "evening")


@pytest.fixture(scope="module")
def random() -> Random:
    return Random(5)


def hundred_facts(cast: Cast, random: Random) -> list[dict[str, object]]:
    """Facts of every kind a device sends, over two lessons and many days."""
    made = []
    for number in range(100):
        at = (NOW - timedelta(hours=number)).isoformat()
        kind = random.choice(["opened_step", "finished_step", "marked_hard", "cleared_hard", "answered"])
        if kind == "answered":
            more = {"activity": "which-evening", "step": None, "detail": {"chosen": [random.choice("123")]}}
        else:
            more = {"step": random.choice(STEPS)}
        made.append(a_fact(cast, kind, at=at, **more))
    return made


def test_the_same_facts_sent_again_and_again_give_one_row_each(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], random: Random
) -> None:
    aya, facts = signed_in(cast.aya), hundred_facts(cast, random)
    first = send(aya, *facts)
    assert [outcome["result"] for outcome in first] == ["kept"] * 100
    token = aya.token()
    for _ in range(99):
        random.shuffle(facts)
        cut = random.choice((100, random.randint(1, 99)))
        for batch in filter(None, (facts[:cut], facts[cut:])):
            again = aya.client.post("/facts", json={"facts": batch}, headers={"X-CSRFToken": token}).get_json()
            assert {outcome["result"] for outcome in again["facts"]} == {"known"}
    rows = kept(app, cast.aya)
    assert sorted(str(row.uuid) for row in rows if row.kind not in ("verdict", "completed_lesson")) == sorted(
        str(fact["id"]) for fact in facts
    )
    assert len([row for row in rows if row.kind == "verdict"]) == len([row for row in rows if row.kind == "answered"])


def test_order_and_batches_do_not_change_what_it_adds_up_to(
    cast: Cast, signed_in: Callable[[int], Browser], random: Random
) -> None:
    facts, found = hundred_facts(cast, random), []
    for person in (cast.aya, cast.bilal):
        browser = signed_in(person)
        random.shuffle(facts)
        for start in range(0, 100, random.choice((7, 100))):
            send(browser, *facts[start : start + 100])
        found.append(browser.get("/facts").get_json())
    assert found[0] == found[1]


def test_each_bad_fact_is_refused_by_itself_with_its_reason(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    unreadable = [
        None, 7, "fact", [], {}, {"id": str(uuid4())},
        a_fact(cast, id="1"), a_fact(cast, id=7), a_fact(cast, id=None), a_fact(cast, "verdict"),
        a_fact(cast, "completed_lesson"), a_fact(cast, "nonsense"), a_fact(cast, at="yesterday"), a_fact(cast, at=None),
        a_fact(cast, at="2026-04-08T09:00:00"), a_fact(cast, at="1999-12-31T00:00:00+00:00"), a_fact(cast, at=1e30),
        a_fact(cast, at="9999-12-31T23:59:59-12:00"), a_fact(cast, release="x"), a_fact(cast, release=10**30),
        a_fact(cast, release=1e400), a_fact(cast, release=0), a_fact(cast, course=""), a_fact(cast, course="t\x00"),
        a_fact(cast, course="\ud800"), a_fact(cast, lesson=["hello"]), a_fact(cast, lesson="x" * 101),
        a_fact(cast, step=7), a_fact(cast, "answered", activity={}, detail={}), a_fact(cast, detail=[1]),
    ]  # fmt: skip
    refused = [
        (a_fact(cast, course="none"), "no-seat"),
        (a_fact(cast, release=99), "no-such-release"),
        (a_fact(cast, lesson="none"), "no-such-lesson"),
        (a_fact(cast, step="see-you"), "no-such-step"),
        (a_fact(cast, step=None), "no-such-step"),
        (a_fact(cast, "answered", activity="none", detail={"chosen": ["1"]}), "no-such-activity"),
        (a_fact(cast, "answered", activity="fill-bye", detail={"gaps": ["you"]}), "no-such-activity"),
        (
            a_fact(cast, "answered", activity="when-morning", language="uk", detail={"chosen": ["1"]}),
            "no-such-activity",
        ),
        (a_fact(cast, "answered", activity="when-morning", detail={}), "unreadable-answer"),
        (a_fact(cast, "answered", activity="when-morning", detail={"chosen": "1"}), "unreadable-answer"),
        (a_fact(cast, "answered", activity="when-morning", detail={"chosen": ["9"]}), "unreadable-answer"),
        (a_fact(cast, "answered", lesson="bye", activity="fill-bye", detail={"gaps": ["\ud800"]}), "unreadable-answer"),
        (a_fact(cast, "answered", lesson="bye", activity="fill-bye", detail={"gaps": [""]}), "unreadable-answer"),
    ]
    bad = [(fact, "unreadable") for fact in unreadable] + refused
    mixed = [fact for wrong, _ in bad for fact in (wrong, a_fact(cast, "opened_step"))]
    outcomes = send(signed_in(cast.aya), *mixed)
    assert [outcome["reason"] for outcome in outcomes[::2]] == [reason for _, reason in bad]
    assert {outcome["result"] for outcome in outcomes[::2]} == {"refused"}
    assert {outcome["result"] for outcome in outcomes[1::2]} == {"kept"}
    assert outcomes[2 * len(unreadable)]["id"] == refused[0][0]["id"], "each outcome names its fact"
    assert len(kept(app, cast.aya)) == len(bad)
    assert signed_in(cast.aya).get(lesson(cast, "bye")).status_code == 200


def test_a_batch_that_is_no_batch_is_refused_in_words(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    headers = {"X-CSRFToken": aya.token(), "Accept": "application/json", "Content-Type": "application/json"}
    for body in (
        b"",
        b"[]",
        b"{}",
        b"7",
        b'{"facts": 7}',
        b'{"facts": {}}',
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"facts":' * 9000,
    ):
        answer = aya.client.post("/facts", data=body, headers=headers)
        assert answer.status_code == 400, body[:20]
        assert answer.get_json()["error"] == "We could not read this"
    form = aya.client.post("/facts", data={"facts": "[]", "csrf_token": aya.token()})
    assert form.status_code == 400
    too_many = aya.send("/facts", {"facts": [a_fact(cast) for _ in range(201)]})
    assert too_many.status_code == 413
    assert send(aya) == []
    huge = aya.send("/facts", {"facts": ["x" * 3_000_000]})
    assert huge.status_code == 413
    assert kept(app, cast.aya) == []


def test_facts_need_a_token_and_somebody_signed_in(
    cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser]
) -> None:
    without = signed_in(cast.aya).client.post("/facts", json={"facts": []}, headers={"Accept": "application/json"})
    assert (without.status_code, without.get_json()["error"]) == (400, "Please send it once more")
    unknown = visitor.send("/facts", {"facts": []})
    assert unknown.status_code == 401
    assert "Please sign in again" in unknown.get_json()["error"]


def test_nobody_writes_in_a_course_they_do_not_take_or_for_somebody_else(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    fact = a_fact(cast)
    assert send(signed_in(cast.dora), {**fact, "person": cast.aya})[0]["reason"] == "no-seat"
    assert send(signed_in(cast.aya), fact)[0]["result"] == "kept"
    assert send(signed_in(cast.bilal), fact)[0]["result"] == "kept", "an id is unique for one person only"
    assert [len(kept(app, person)) for person in (cast.aya, cast.bilal, cast.dora)] == [1, 1, 0]


def test_offline_answers_beyond_the_limit_are_all_kept_and_the_best_counts(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya, tries = signed_in(cast.aya), [["3"], ["1", "3"], ["2", "1"], ["3"]]
    facts = [
        a_fact(
            cast, "answered", None, activity="which-evening", detail={"chosen": chosen}, at=f"2026-04-0{day}T00:00:00Z"
        )
        for day, chosen in enumerate(tries, start=1)
    ]
    verdicts = [outcome["verdict"] for outcome in send(aya, *facts)]
    assert [verdict["right"] for verdict in verdicts] == [False, False, True, False]
    assert [verdict["points"] for verdict in verdicts] == [0, 0, 2, 0]
    assert len(kept(app, cast.aya, "verdict")) == 4
    send(aya, a_fact(cast, step="morning"), a_fact(cast, step="evening"))
    send(aya, a_fact(cast, "answered", None, activity="when-morning", detail={"chosen": ["2"]}))
    assert [fact.lesson_id for fact in kept(app, cast.aya, "completed_lesson")] == ["hello"]


def test_a_clock_that_runs_ahead_is_set_to_now_and_the_past_is_kept(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    past = "2026-04-01T12:00:00+09:00"
    send(signed_in(cast.aya), a_fact(cast, at=FAR_FUTURE), a_fact(cast, step="evening", at=past))
    rows = kept(app, cast.aya)
    assert [row.happened_at for row in rows] == [NOW, datetime.fromisoformat(past)]
    assert {row.received_at for row in rows} == {NOW}


def test_my_standing_can_be_asked_for(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    send(aya, a_fact(cast, step="evening"), a_fact(cast, "opened_step", "morning", at=FAR_FUTURE))
    assert aya.get("/facts").get_json() == {
        "courses": {
            "tiny": {
                "release": cast.release_id,
                "finished": [{"lesson": "hello", "step": "evening"}],
                "completed": [],
                "last_open": ["hello", "morning"],
            }
        }
    }
    assert signed_in(cast.dora).get("/facts").get_json() == {"courses": {}}


def test_an_answer_after_the_solution_was_seen_is_bound_like_online(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    for chosen in ("3", "13"):
        answer(aya, cast, "which-evening", chosen)
    late = a_fact(cast, "answered", None, activity="which-evening", detail={"chosen": ["1", "2"]}, at=NOW.isoformat())
    assert [outcome["reason"] for outcome in send(aya, late)] == ["no-tries-left"]


def test_a_device_cannot_take_the_name_of_a_verdict(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    taken = a_fact(cast) | {"id": "886313e1-3b8a-5372-9b90-0c9aee199e5d"}
    assert [outcome["reason"] for outcome in send(signed_in(cast.aya), taken)] == ["unreadable"]
