"""Notes and bookmarks beside steps: kept, put back, found again, and nobody else's."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from lms.cohorts.models import Seat
from lms.kit import privacy
from lms.kit.db import db
from lms.margins import noting
from lms.margins.jobs import sweep
from lms.margins.models import Margin
from lms.margins.noting import Where
from lms.margins.rules import fingerprint
from tests.app_fixtures import NOW, Browser, Cast
from tests.rooms.deeds import a_draft, lesson, main_of, words

SignedIn = Callable[[int], Browser]
NOTE = "Ohayo <b>before</b> noon\n& konnichiwa after"


def write(browser: Browser, cast: Cast, **fields: str) -> object:
    """Send the page's form: `note_morning="…"`, `was_morning="…"`, `do="mark:morning"`."""
    sent = {re.sub("^(note|was)_", r"\1-", name): value for name, value in fields.items()}
    return browser.post(f"{lesson(cast)}/margin", {"release": cast.release_id, **sent})


def margins_of(app: Flask, person_id: int) -> list[Margin]:
    with app.app_context():
        found = list(db.session.scalars(select(Margin).where(Margin.person_id == person_id).order_by(Margin.step_id)))
        db.session.expunge_all()
    return found


def typed_in(page: str, step: str = "morning") -> str:
    found = re.search(rf'name="note-{step}"[^>]*>([^<]*)</textarea>', page)
    assert found, page
    return found[1]


def test_a_note_stands_beside_its_step_and_on_my_page(cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    answer = write(aya, cast, note_morning=NOTE.replace("\n", "\r\n"), do="save:morning")
    assert answer.location == f"{lesson(cast)}?step=morning#margin-morning"
    page = aya.sees(answer.location)
    assert typed_in(page) == "Ohayo &lt;b&gt;before&lt;/b&gt; noon\n&amp; konnichiwa after"
    assert typed_in(page, "evening") == ""
    assert "Only you can see it." in page
    mine = words(aya.sees("/me/notes"))
    assert "A tiny course Saying hello Good morning Ohayo <b>before</b> noon & konnichiwa after" in mine
    assert "Your team and staff never do." in mine
    assert 'href="/me/notes"' in aya.sees("/me")


def test_a_bookmark_is_set_and_taken_off_and_what_is_typed_is_kept_with_it(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    aya = signed_in(cast.aya)
    for _ in range(2):
        write(aya, cast, note_morning="half a thought", do="mark:evening")
    page = aya.sees(lesson(cast))
    assert re.search(r'value="unmark:evening" aria-pressed="true"', page)
    assert re.search(r'value="mark:morning" aria-pressed="false"', page)
    assert typed_in(page) == "half a thought"
    write(aya, cast, do="unmark:evening")
    assert [margin.step_id for margin in margins_of(app, cast.aya)] == ["morning"], "nothing stays of what is empty"


def test_nobody_else_ever_sees_a_note(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    write(signed_in(cast.aya), cast, note_morning="canary-note", do="mark:morning")
    bilal = signed_in(cast.bilal)
    for address in (lesson(cast), "/me/notes", "/me/notes.md", "/me/notes/tiny/hello/morning", f"/team/{cast.team}"):
        assert "canary-note" not in bilal.sees(address)
    for person in (cast.instructor, cast.coordinator, cast.supporter, cast.admin):
        staff = signed_in(person)
        assert "canary-note" not in staff.sees(lesson(cast)) + staff.sees("/me/notes")
        assert "my-margin" not in staff.sees(lesson(cast)), "a preview has no margin"
        assert write(staff, cast, note_morning="mine", do="save:morning").status_code == 404
    assert write(signed_in(cast.dora), cast, note_morning="mine").status_code == 404
    write(bilal, cast, note_morning="of Bilal", do="unmark:morning")
    assert [(each.note, each.marked_at) for each in margins_of(app, cast.aya)] == [("canary-note", NOW)]


def test_a_deleted_note_can_be_put_back_for_a_day(
    app: Flask, cast: Cast, signed_in: SignedIn, now: Callable[[datetime], None]
) -> None:
    aya = signed_in(cast.aya)
    write(aya, cast, note_morning=NOTE, do="save:morning")
    was = fingerprint(NOTE)
    write(aya, cast, note_morning="", was_morning=was, do="save:morning")
    page = aya.sees(lesson(cast))
    assert typed_in(page) == ""
    assert "You can put it back for one day." in page
    write(aya, cast, note_morning="", do="back:morning")
    assert "Ohayo" in typed_in(aya.sees(lesson(cast)))
    write(aya, cast, do="drop:morning", back_to="notes")
    assert "Put my note back" in words(aya.sees("/me/notes"))
    now(NOW + timedelta(hours=25))
    assert "Put my note back" not in words(aya.sees("/me/notes"))
    write(aya, cast, do="back:morning")
    assert typed_in(aya.sees(lesson(cast))) == ""
    with app.app_context():
        sweep()
    assert margins_of(app, cast.aya) == []


def test_the_sweep_leaves_bookmarks_and_what_was_deleted_today(app: Flask, cast: Cast) -> None:
    with app.app_context():
        for step, hours in (("morning", 30), ("evening", 2)):
            where = Where(cast.aya, cast.course, "hello", step)
            noting.keep_note(where, "a note", "", NOW - timedelta(hours=40))
            noting.mark(where, True, NOW)
            noting.remove_note(where, NOW - timedelta(hours=hours))
        db.session.commit()
        sweep()
    kept = margins_of(app, cast.aya)
    assert [(each.step_id, each.note, bool(each.marked_at)) for each in kept] == [
        ("evening", "a note", True), ("morning", "", True),
    ]  # fmt: skip


def test_what_was_written_on_another_device_is_not_written_over_unseen(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    phone, pc = signed_in(cast.aya), signed_in(cast.aya)
    write(phone, cast, note_morning="from the phone", do="save:morning")
    answer = write(pc, cast, note_morning="from the pc", note_evening="more", do="save:morning")
    assert answer.status_code == 422
    said = words(answer)
    assert "You changed this note in another place meanwhile" in said
    assert "from the phone" in said
    assert typed_in(answer.get_data(as_text=True)).strip() == "from the pc"
    assert [each.note for each in margins_of(app, cast.aya)] == ["more", "from the phone"], "the rest is kept"
    was = re.search(r'name="was-morning" value="([^"]+)"', answer.get_data(as_text=True))
    assert was
    write(pc, cast, note_morning="from both", was_morning=was[1], do="save:morning")
    stale = write(
        phone, cast, note_morning="from the phone", was_morning=fingerprint("from the phone"), do="mark:evening"
    )
    assert stale.status_code == 302, "an untouched note of an old page asks nothing and changes nothing"
    assert margins_of(app, cast.aya)[1].note == "from both"


def test_a_note_that_is_too_long_comes_back_to_be_shortened(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    answer = write(aya, cast, note_morning="x" * 4001, do="save:morning")
    assert answer.status_code == 422
    assert "Please write 4000 characters or fewer. What you wrote is still here." in words(answer)
    assert "x" * 4001 in answer.get_data(as_text=True)
    assert margins_of(app, cast.aya) == []
    assert write(aya, cast, note_morning="雪" * 4000, do="save:morning").status_code == 302


@pytest.mark.parametrize(
    "fields",
    [{"note_nowhere": "x", "do": "mark:nowhere"}, {"do": "burn:morning"}, {"do": ""}, {"note_morning": " \r\n\x00\t "}],
)
def test_nonsense_writes_nothing(app: Flask, cast: Cast, signed_in: SignedIn, fields: dict[str, str]) -> None:
    assert write(signed_in(cast.aya), cast, **fields).status_code == 302
    assert margins_of(app, cast.aya) == []


def test_notes_are_found_by_words_and_handed_out_as_text(cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    write(aya, cast, note_morning="ロボット ＲＰＡ", note_evening="Sleep well", do="mark:evening")
    found = words(main_of(aya.sees("/me/notes?q=rpa")))
    assert "ＲＰＡ" in found
    assert "Sleep" not in found
    assert "Sleep" in words(main_of(aya.sees("/me/notes?q=evening WELL"))), "titles count, too"
    assert "Nothing found" in words(aya.sees("/me/notes?q=zebra"))
    assert "Sleep" in words(aya.sees(f"/me/notes?q={'x' * 101}")), "too much to look for shows everything"
    text = aya.get("/me/notes.md")
    assert text.headers["Content-Disposition"] == "attachment; filename=notes-2026-04-08.md"
    assert text.get_data(as_text=True).splitlines()[::2][:4] == [
        "# My notes", "## A tiny course", "### Saying hello", "#### Good morning",
    ]  # fmt: skip
    assert "No notes yet" in words(signed_in(cast.bilal).sees("/me/notes"))


def test_who_left_the_team_keeps_their_notes(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    write(aya, cast, note_morning="mine", do="save:morning")
    with app.app_context():
        db.session.execute(update(Seat).where(Seat.person_id == cast.aya).values(state="left"))
        db.session.commit()
    page = aya.sees("/me/notes")
    assert "mine" in page
    assert "/learn/tiny/hello?" not in page, "there is no way to a lesson one may not read"
    assert "mine" in aya.sees("/me/notes/tiny/hello/morning")
    assert write(aya, cast, note_evening="more", do="save:morning").status_code == 302
    changed = write(aya, cast, note_morning="still mine", was_morning=fingerprint("mine"), back_to="notes")
    assert changed.location == "/me/notes#tiny-hello"
    assert [each.note for each in margins_of(app, cast.aya)] == ["still mine"]


def test_my_page_asks_the_database_little(
    cast: Cast, signed_in: SignedIn, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    aya = signed_in(cast.aya)
    write(aya, cast, note_morning="a", do="save:morning")
    few = count_queries(lambda: aya.sees("/me/notes"))
    write(aya, cast, note_evening="b", do="mark:evening")
    assert count_queries(lambda: aya.sees("/me/notes")) == few <= 5


def test_what_i_keep_beside_the_text_is_handed_over_to_me(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    aya = signed_in(cast.aya)
    write(aya, cast, note_morning="mine", do="mark:morning")
    place = {"course": cast.course, "lesson": "hello", "step": "evening", "block": 1, "part": 500, "age": 0}
    aya.send("/places", {"places": [place]})
    aya.send("/drafts", {"drafts": [a_draft(cast, "fill-bye", "bye", gap=["half"])]})
    with app.test_request_context():
        kept = {each.name: list(each.rows(cast.aya)) for each in privacy.kept()}
        assert not any(
            list(each.rows(cast.bilal)) for each in privacy.kept() if each.name in ("notes", "reading_places", "drafts")
        )
    assert [(row["step"], row["note"], row["marked_at"]) for row in kept["notes"]] == [("morning", "mine", NOW)]
    assert [(row["step"], row["part"]) for row in kept["reading_places"]] == [("evening", 0.5)]
    assert [row["answer"] for row in kept["drafts"]] == ["half"]
