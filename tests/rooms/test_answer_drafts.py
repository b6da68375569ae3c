"""Half-typed answers: kept, shown again on any device, let go of by answering, and nobody else's."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from lms.kit.db import db
from lms.practice.models import AnswerDraft
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import a_draft, answer, lesson, words

SignedIn = Callable[[int], Browser]
HERE = "Your half-written answer is here."


def send(browser: Browser, *drafts: Any) -> list[str]:
    found = browser.send("/drafts", {"drafts": list(drafts)})
    assert found.status_code == 200, found.get_data(as_text=True)
    outcomes: list[str] = found.get_json()["drafts"]
    return outcomes


def drafts(app: Flask) -> list[AnswerDraft]:
    with app.app_context():
        found = list(db.session.scalars(select(AnswerDraft).order_by(AnswerDraft.activity_id)))
        db.session.expunge_all()
    return found


def test_what_was_typed_on_one_device_stands_on_another(cast: Cast, signed_in: SignedIn) -> None:
    phone, pc = signed_in(cast.aya), signed_in(cast.aya)
    given = a_draft(cast, option=["2"]), a_draft(cast, "fill-bye", "bye", gap=['half "a" <word>'])
    assert send(phone, *given) == ["kept", "kept"]
    page = pc.sees(lesson(cast))
    assert re.findall(r'<input type="radio" name="option" value="(\d)"[^>]* checked', page) == ["2"]
    assert words(page).count(HERE) == 1
    assert "Have another look" not in words(page), "nothing is graded before it is answered"
    page = pc.sees(lesson(cast, "bye"))
    assert 'value="half &#34;a&#34; &lt;word&gt;"' in page
    for person in (cast.bilal, cast.chen):
        mate = signed_in(person)
        assert HERE not in mate.sees(lesson(cast)) + mate.sees(lesson(cast, "bye"))


def test_a_draft_of_a_second_try_hides_the_verdict_of_the_first(cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    answer(aya, cast, "which-evening", "3")
    assert "Have another look" in words(aya.sees(f"{lesson(cast)}?step=evening"))
    send(aya, a_draft(cast, "which-evening", option=["1", "2"], age=0))
    page = aya.sees(f"{lesson(cast)}?step=evening")
    assert re.findall(r'<input type="checkbox" name="option" value="(\d)"[^>]* checked', page) == ["1", "2"]
    assert "Have another look" not in words(page)
    assert HERE in words(page)


def test_the_newest_wins_whatever_order_it_comes_in(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    assert send(aya, a_draft(cast, option=["1"], age=60)) == ["kept"]
    assert send(aya, a_draft(cast, option=["2"], age=5)) == ["kept"]
    assert send(aya, a_draft(cast, option=["3"], age=30)) == ["older"]
    assert [(each.fields, each.written_at) for each in drafts(app)] == [({"option": ["2"]}, NOW - timedelta(seconds=5))]
    same = a_draft(cast, option=["2"], age=5)
    assert send(aya, same) == send(aya, same) == ["kept"], "sending again changes nothing"


def test_answering_lets_go_of_the_draft_and_a_late_one_does_not_come_back(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    aya, of_page = signed_in(cast.aya), str(uuid4())
    draft = a_draft(cast, option=["1"], answer=of_page)
    send(aya, draft, a_draft(cast, "fill-bye", "bye", gap=["see"]))
    answer(aya, cast, "when-morning", "1", id=of_page)
    assert [each.activity_id for each in drafts(app)] == ["fill-bye"]
    assert send(aya, draft) == ["answered"]
    assert [each.activity_id for each in drafts(app)] == ["fill-bye"]


def test_what_was_typed_after_an_answer_from_offline_stays(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    send(aya, a_draft(cast, option=["3"], age=60))
    fact = {
        "id": str(uuid4()), "kind": "answered", "course": cast.course, "release": cast.release_id, "lesson": "hello",
        "activity": "when-morning", "at": (NOW - timedelta(hours=2)).isoformat(), "language": "en",
        "detail": {"chosen": ["1"]},
    }  # fmt: skip
    aya.send("/facts", {"facts": [fact]})
    assert [each.fields for each in drafts(app)] == [{"option": ["3"]}]


def test_nothing_typed_any_more_is_no_draft(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    send(aya, a_draft(cast, "fill-bye", "bye", gap=["a"], age=9))
    assert send(aya, a_draft(cast, "fill-bye", "bye", gap=["  "], age=1)) == ["kept"]
    assert drafts(app) == []


def test_choices_of_another_release_are_not_put_into_this_one(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    send(aya, a_draft(cast, option=["2"]), a_draft(cast, "fill-bye", "bye", gap=["typed"]))
    with app.app_context():
        from lms.practice.drafts import drafts_of

        assert drafts_of(cast.aya, cast.course, "hello", cast.release_id + 1) == {"when-morning": {}}
        assert drafts_of(cast.aya, cast.course, "bye", cast.release_id + 1) == {"fill-bye": {"gap": ["typed"]}}


NONSENSE: tuple[dict[str, Any], ...] = (
    {"course": "none"}, {"release": 0}, {"release": 2**70}, {"release": "x"}, {"lesson": "nowhere"}, {"lesson": "bye"},
    {"activity": "none"}, {"activity": "x" * 101}, {"answer": "me"}, {"age": "nan"}, {"age": None}, {"fields": None},
    {"fields": {"csrf_token": ["x"]}}, {"fields": {"option": "2"}}, {"fields": {"option": [2]}},
    {"fields": {"gap": ["x" * 4001]}}, {"fields": {"gap": ["x"] * 51}}, {"fields": {"gap": ["x" * 4000] * 5}},
    {"fields": {"gap": ["\x00"]}},
)  # fmt: skip


def test_what_is_no_draft_is_refused_by_itself(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    strange = [{**a_draft(cast, option=["2"]), **change} for change in NONSENSE]
    outcomes = send(signed_in(cast.aya), *strange, a_draft(cast, "which-evening", option=["1"]))
    assert outcomes == ["refused"] * len(NONSENSE) + ["kept"]
    assert [each.activity_id for each in drafts(app)] == ["which-evening"]
    assert send(signed_in(cast.aya), a_draft(cast, gap=["\ud800"])) == ["refused"]


def test_a_request_has_a_shape_and_a_size(cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    for body, status in ((None, 400), ([], 400), ({"drafts": {}}, 400), ({"drafts": [{}] * 21}, 413)):
        assert aya.send("/drafts", body).status_code == status
    assert send(aya, None, "x", []) == ["refused"] * 3
    assert aya.client.post("/drafts", json={"drafts": []}).status_code == 400, "without a token nothing is taken"


def test_strangers_and_staff_keep_no_drafts(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    for person in (cast.dora, cast.instructor, cast.coordinator, cast.admin):
        assert send(signed_in(person), a_draft(cast, option=["2"])) == ["refused"]
    assert drafts(app) == []


def test_a_lesson_asks_for_drafts_once(
    cast: Cast,
    signed_in: SignedIn,
    count_queries: Callable[[Callable[[], object]], int],
    now: Callable[[datetime], None],
) -> None:
    aya = signed_in(cast.aya)
    aya.sees(lesson(cast))
    few = count_queries(lambda: aya.sees(lesson(cast)))
    send(aya, a_draft(cast, option=["2"]), a_draft(cast, "which-evening", option=["1"]))
    assert count_queries(lambda: aya.sees(lesson(cast))) == few <= 6
    now(NOW + timedelta(days=30))
    assert HERE in aya.sees(lesson(cast)), "nothing typed is too old"


def keep(browser: Browser, cast: Cast, activity: str, name: str = "hello", **fields: Any) -> Any:
    """Press "Keep for later", which stands there for whom no script keeps it."""
    data = {"id": str(uuid4()), "release": cast.release_id, "language": "en", **fields}
    return browser.post(f"{lesson(cast, name)}/keep/{activity}", data)


def test_without_a_script_one_press_keeps_what_is_typed(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    buttons = re.findall(r"<noscript><button[^>]*formaction=\"([^\"]+)\" formnovalidate>", aya.sees(lesson(cast)))
    assert f"{lesson(cast)}/keep/when-morning" in buttons
    answered = keep(aya, cast, "when-morning", option=["3"])
    assert answered.location == f"{lesson(cast)}?step=morning#activity-when-morning"
    for language in ("ja", "en"):
        aya.post("/me/reading", {"text_language": language, "next": lesson(cast)})
        page = aya.sees(lesson(cast))
        assert re.findall(r'<input type="radio" name="option" value="(\d)"[^>]* checked', page) == ["3"]
        assert HERE in words(page)
    keep(aya, cast, "when-morning")
    assert drafts(app) == [], "nothing typed, nothing kept"


def test_what_is_too_long_to_be_kept_is_told_and_what_was_typed_stays(cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    answered = keep(aya, cast, "fill-bye", "bye", gap=["y" * 5000])
    assert answered.status_code == 422
    assert "This is too long to be kept." in words(answered)
    assert keep(aya, cast, "no-such").status_code == 404
    assert keep(aya, cast, "when-morning", "bye").status_code == 404, "an activity of another lesson"
