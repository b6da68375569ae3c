"""Finishing steps and answering: each counts once, nothing tells the answer before, and the lesson completes."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from flask import Flask

from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import a_fact, answer, do_everything, finish, kept, lesson, main_of, send, words


def test_a_finished_step_leads_to_the_next_and_counts_once(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    for _ in range(2):
        assert finish(aya, cast).location == f"{lesson(cast)}?step=evening#step-evening"
    assert len(kept(app, cast.aya, "finished_step")) == 1
    assert "Done ・" in words(aya.sees(lesson(cast)))
    assert finish(aya, cast, "evening").location == f"{lesson(cast)}?step=morning#activity-when-morning", (
        "a check is left"
    )


def test_a_step_that_is_not_there_is_refused_in_words(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    for wrong in ({"step": "see-you"}, {"step": ""}, {"step": "morning", "release": "x"}, {"step": "\x00"}):
        for door in ("finish", "hard"):
            found = aya.post(f"{lesson(cast)}/{door}", wrong)
            assert found.status_code == 400, (door, wrong)
            assert "We could not read this" in words(found)
    assert kept(app, cast.aya) == []


def test_an_endless_release_number_is_taken_as_the_present_release(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    for number in ("9" * 18, "9" * 30, "-1", "0"):
        assert finish(aya, cast, release=number).status_code == 302
        assert answer(aya, cast, "when-morning", "1", release=number).status_code == 200
    assert {fact.release_id for fact in kept(app, cast.aya)} == {cast.release_id}


def test_one_choice_is_graded_with_feedback_and_explanation(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    wrong = answer(aya, cast, "when-morning", "1").get_data(as_text=True)
    assert "Have another look" in words(wrong)
    assert "The night has a greeting of its own." in wrong
    assert "Yes, until about ten." not in wrong
    assert "Canary-explanation" not in wrong, "it may still be answered"
    right = answer(aya, cast, "when-morning", "2").get_data(as_text=True)
    assert "That's right" in words(right)
    assert "Yes, until about ten." in right
    assert "Canary-explanation" in right
    assert [fact.detail["right"] for fact in kept(app, cast.aya, "verdict")] == [False, True]


def test_several_need_all_that_fit_and_tries_run_out(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    assert "You can try 2 times." in words(aya.sees(lesson(cast)))
    once = answer(aya, cast, "which-evening", "13").get_data(as_text=True)
    assert "You have 1 more try." in words(once)
    assert "Canary-feedback" in once, "feedback to what was chosen"
    answer(aya, cast, "which-evening", "3")
    third = words(answer(aya, cast, "which-evening", "12"))
    assert "All tries for this question are used. You can go on." in third
    assert len(kept(app, cast.aya, "answered")) == len(kept(app, cast.aya, "verdict")) == 2
    assert f'action="{lesson(cast)}/answer/which-evening"' not in aya.sees(lesson(cast))


def test_parts_that_are_right_give_points_that_no_later_try_takes_away(
    cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    page = words(answer(aya, cast, "which-evening", "1"))
    assert "Have another look So far: 1 of 2 points." in page
    assert "So far: 1 of 2 points." in words(answer(aya, cast, "which-evening", "3")), "the best try counts"


def test_gaps_are_judged_each_and_kept_as_typed(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    wrong = answer(aya, cast, "fill-bye", name="bye", gap=['<"me">']).get_data(as_text=True)
    assert "Have another look" in words(wrong)
    assert 'value="&lt;&#34;me&#34;&gt;"' in wrong
    assert "That's right" in words(answer(aya, cast, "fill-bye", name="bye", gap=["  ＹＡ "]))


def test_an_empty_answer_is_no_try(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    empty = [
        answer(aya, cast, "when-morning"),
        answer(aya, cast, "which-evening", gap=["x"]),
        answer(aya, cast, "which-evening", "9"),
        answer(aya, cast, "when-morning", "12"),
        answer(aya, cast, "fill-bye", name="bye"),
        answer(aya, cast, "fill-bye", name="bye", gap=[" \u3000"]),
        answer(aya, cast, "fill-bye", name="bye", gap=["you", "you"]),
        answer(aya, cast, "fill-bye", name="bye", gap=["x" * 201]),
    ]
    assert all("Please choose an answer first." in words(page) for page in empty)
    assert kept(app, cast.aya) == []


def test_an_answer_to_another_lessons_check_or_in_no_language_finds_nothing(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    assert answer(aya, cast, "fill-bye", name="hello", gap=["you"]).status_code == 404
    assert answer(aya, cast, "none", "1").status_code == 404
    assert answer(aya, cast, "when-morning", "2", language="uk").status_code == 404
    for broken in ({"id": "1"}, {"id": ""}, {"release": ""}, {"release": "x"}, {"language": ""}, {"language": "e\x00"}):
        assert answer(aya, cast, "when-morning", "2", **broken).status_code == 400, broken
    assert kept(app, cast.aya) == []


def test_the_same_answer_sent_twice_is_one_try_also_the_last(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    answer(aya, cast, "which-evening", "3")
    last = str(uuid4())
    for _ in range(2):
        page = words(answer(aya, cast, "which-evening", "12", id=last))
        assert "All tries for this question are used" not in page
        assert "That's right" in page
    assert len(kept(app, cast.aya, "verdict")) == 2


def test_nothing_tells_an_answer_before_answering(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya, staff = signed_in(cast.aya), signed_in(cast.instructor)
    send(aya, a_fact(cast, "opened_step"), a_fact(cast, "opened_step", "evening"))
    finish(aya, cast)
    addresses = ["/", "/courses", "/courses/tiny", lesson(cast), lesson(cast, "bye"), f"/team/{cast.team}", "/facts"]
    for browser in (aya, staff):
        for address in addresses[: 5 if browser is staff else 7]:
            for language in ("en", "ja"):
                browser.post("/me/reading", {"text_language": language})
                page = browser.sees(address)
                for secret in (
                    "Canary-",
                    "Yes, until",
                    "until about ten",
                    "はい、10時",
                    "朝のあいさつです",
                    "ya|",
                    "あした",
                ):
                    assert secret not in page, (address, secret)
    sent = send(aya, a_fact(cast, "answered", activity="which-evening", detail={"chosen": ["3"]}))
    assert sent[0]["verdict"] == {"right": False, "points": 0}
    assert "Canary-" not in str(sent)
    assert "Canary-" not in aya.sees(lesson(cast)), "nor feedback to what was not chosen"


def test_a_lesson_completes_when_steps_and_required_checks_are_done(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], now: Callable[..., None]
) -> None:
    aya = signed_in(cast.aya)
    finish(aya, cast)
    finish(aya, cast, "evening")
    page = words(main_of(aya.sees(lesson(cast))))
    assert "One more thing to do here" in page
    assert "Quick check in the step “Good evening”" in page
    answer(aya, cast, "when-morning", "2")
    assert kept(app, cast.aya, "completed_lesson") == []
    now(NOW + timedelta(minutes=1))
    answer(aya, cast, "which-evening", "3")
    answer(aya, cast, "which-evening", "13")
    completed = kept(app, cast.aya, "completed_lesson")
    assert [(fact.lesson_id, fact.happened_at) for fact in completed] == [("hello", NOW + timedelta(minutes=1))]
    assert "This lesson is done" in aya.sees(lesson(cast)), "every try was used: nothing more is asked"


def test_every_lesson_is_completed_once(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    for _ in range(2):
        do_everything(aya, cast)
    assert sorted(fact.lesson_id for fact in kept(app, cast.aya, "completed_lesson")) == ["bye", "hello"]
    assert len(kept(app, cast.aya, "finished_step")) == 3


def test_a_different_answer_from_another_tab_does_not_hide_what_was_right(
    cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    answer(aya, cast, "when-morning", "2")
    answer(aya, cast, "when-morning", "1")
    page = words(aya.sees(f"{lesson(cast)}?step=morning"))
    assert "That's right" in page
    assert "Have another look" not in page


def test_the_end_of_the_course_leads_to_the_certificate(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    assert "Your certificate is ready for you" not in words(aya.sees("/"))
    do_everything(aya, cast)
    assert "Your certificate is ready for you" in words(aya.sees("/"))
    assert "/me/certificates/tiny/claim" in aya.sees("/")
    assert "My certificates" in words(aya.sees(lesson(cast, "bye")))
