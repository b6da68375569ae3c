"""The instructor's desk for teaching: names in one's own teams, numbers never about fewer than five people, safe files."""

import csv
import io
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from openpyxl import load_workbook

from courses import Release
from lms.accounts import registering
from lms.cohorts import forming, seating
from lms.cohorts.models import Cohort
from lms.kit.db import db
from lms.practice.jobs import correct_waiting
from tests.app_fixtures import NOW, Browser
from tests.cast import Cast
from tests.rooms import author_stage
from tests.rooms.correction_stage import RIGHT, publish_with
from tests.rooms.deeds import answer, do_everything, finish, kept, words

SignedIn = Callable[[int], Browser]


@pytest.fixture
def taught(app: Flask, cast: Cast) -> str:
    """The team in the instructor's hands, who writes the course, too. The address of the course."""
    author_stage.own(app, cast)
    with app.app_context():
        programme = db.session.query(Cohort).filter_by(code=cast.team).one().programme_id
        forming.share_programme(programme, cast.instructor)
        db.session.commit()
    return f"/teach/{cast.course}"


@pytest.fixture
def three_more(app: Flask, cast: Cast) -> list[int]:
    """Three more people in the team, who make it five."""
    with app.app_context():
        people = [registering.register(registering.Newcomer(f"Mate {n}", "en", "Asia/Tokyo"), NOW) for n in range(3)]
        for person in people:
            seating.take_seat(cast.team_id, person.id, NOW)
        db.session.commit()
        return [person.id for person in people]


def test_the_desk_lists_what_one_writes_and_teaches(cast: Cast, signed_in: SignedIn, taught: str) -> None:
    assert "A tiny course 1 team of yours" in words(signed_in(cast.instructor).sees("/teach"))
    assert "No course to teach yet" in words(signed_in(cast.other_instructor).sees("/teach"))
    page = words(signed_in(cast.instructor).sees(taught))
    assert "Tide 2 people" in page
    assert "Nobody answered yet" in page
    assert "Once five people have finished a step" in page


def test_a_team_is_seen_question_by_question(cast: Cast, signed_in: SignedIn, taught: str) -> None:
    aya, bilal = signed_in(cast.aya), signed_in(cast.bilal)
    do_everything(aya, cast)
    answer(bilal, cast, "when-morning", "1")
    answer(bilal, cast, "which-evening", "1")
    answer(bilal, cast, "fill-bye", name="bye", unsure="yes")
    page = words(signed_in(cast.instructor).sees(f"{taught}/teams/{cast.team}"))
    assert "Aya 2 of 2 lessons done ・ 4 of 4 points" in page
    assert "Bilal 0 of 2 lessons done ・ 1 of 4 points" in page
    assert "When do we say good morning? That's right Have another look" in page
    assert "1/2 1 of 2 points" in page
    assert "See [[" not in page
    assert page.index("Aya") < page.index("Bilal"), "in the order of joining, never by how far they are"
    one = words(signed_in(cast.instructor).sees(f"{taught}/questions/when-morning"))
    assert "Aya Before noon That's right" in one
    assert "Bilal At night Have another look" in one


def test_nothing_is_said_about_fewer_than_five(
    cast: Cast, signed_in: SignedIn, taught: str, three_more: list[int]
) -> None:
    for person in (cast.aya, cast.bilal, cast.chen, three_more[0]):
        answer(signed_in(person), cast, "when-morning", "2")
        finish(signed_in(person), cast)
    instructor = signed_in(cast.instructor)
    page = words(instructor.sees(taught))
    assert "fewer than 5 people" in page
    assert "tries each" not in page
    assert "Once five people have finished a step" in page
    assert "Fewer than five people have answered." in words(instructor.sees(f"{taught}/questions/when-morning"))
    answer(signed_in(three_more[1]), cast, "when-morning", "1")
    finish(signed_in(three_more[1]), cast)
    page = words(instructor.sees(f"{taught}/questions/when-morning"))
    assert "Before noon right fewer than 5 people" in page
    assert "At night fewer than 5 people" in page
    assert "Never 0 people" in page
    assert "Good morning Saying hello 5 people 100" in words(instructor.sees(taught))


def test_typed_answers_are_shown_once_five_people_typed_them(
    cast: Cast, signed_in: SignedIn, taught: str, three_more: list[int]
) -> None:
    people = (cast.aya, cast.bilal, cast.chen, *three_more)
    for person in people:
        answer(signed_in(person), cast, "fill-bye", name="bye", gap=["tomorrow" if person != cast.aya else "my secret"])
    admin = words(signed_in(cast.admin).sees(f"{taught}/questions/fill-bye"))
    assert "tomorrow 5 people" in admin
    assert "my secret" not in admin
    assert "Aya" not in admin, "names are for instructors of the programme"
    assert "Aya my secret" in words(signed_in(cast.instructor).sees(f"{taught}/questions/fill-bye"))


def test_files_for_spreadsheets_hold_no_formulas(app: Flask, cast: Cast, signed_in: SignedIn, taught: str) -> None:
    signed_in(cast.aya).post("/me", {"name": "=HYPERLINK(0)"})
    signed_in(cast.bilal).post("/me", {"name": 'ー太郎, "さん"'})
    do_everything(signed_in(cast.aya), cast)
    instructor = signed_in(cast.instructor)
    sent = instructor.get(f"{taught}/teams/{cast.team}/points.csv")
    assert sent.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(sent.get_data().decode("utf-8-sig"))))
    assert rows[0][:3] == ["Name", "Points", "Points there are"]
    assert rows[1] == ["'=HYPERLINK(0)", "4", "4", "2", "2", "1", "2", "1"]
    assert rows[2] == ['ー太郎, "さん"', "0", "4", "0", "2", "", "", ""]
    book = load_workbook(io.BytesIO(instructor.get(f"{taught}/teams/{cast.team}/points.xlsx").get_data()))
    cell = book.worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(0)", "s")
    assert book.worksheets[0]["B2"].value == 4


@pytest.mark.usefixtures("taught")
def test_earlier_answers_are_graded_anew_after_a_look(
    app: Flask, cast: Cast, signed_in: SignedIn, tiny_release: Release
) -> None:
    for person, option in ((cast.aya, "1"), (cast.bilal, "2"), (cast.chen, "1")):
        answer(signed_in(person), cast, "when-morning", option)
    instructor, course = signed_in(cast.instructor), f"/teach/{cast.course}"
    assert "You changed what counts as right" not in words(instructor.sees(course))
    publish_with(app, tiny_release, RIGHT)
    assert "When do we say good morning? 3 people answered" in words(instructor.sees(course))
    busy = words(instructor.post(f"{course}/questions/when-morning/correct", {"who": "all"}, follow=True))
    assert "Counting what would change 0 of 3 people" in busy
    with app.app_context():
        correct_waiting()
    shown = words(instructor.sees(f"{course}/corrections/1"))
    assert "2 people gain." in shown
    assert "1 person loses points. What they completed stays completed" in shown
    assert "Aya Tide 0 points 1 point" in shown
    assert "Bilal Tide 1 point 0 points" in shown
    assert "Chen" not in shown, "a team of another programme"
    assert not [fact for fact in kept(app, cast.aya, "verdict") if fact.detail.get("regraded")]
    instructor.post(f"{course}/corrections/1/apply", {})
    with app.app_context():
        correct_waiting()
    done = words(instructor.sees(f"{course}/corrections/1"))
    assert "Done" in done
    assert "What changed 2 people gain." in done
    again = words(instructor.post(f"{course}/corrections/1/drop", {}, follow=True))
    assert "This was decided already." in again
    assert "You changed what counts as right" not in words(instructor.sees(course))


@pytest.mark.usefixtures("taught")
def test_what_was_counted_may_be_left(app: Flask, cast: Cast, signed_in: SignedIn, tiny_release: Release) -> None:
    answer(signed_in(cast.aya), cast, "when-morning", "1")
    publish_with(app, tiny_release, RIGHT)
    instructor, course = signed_in(cast.instructor), f"/teach/{cast.course}"
    instructor.post(f"{course}/questions/when-morning/correct", {"who": "gain"})
    twice = words(instructor.post(f"{course}/questions/when-morning/correct", {"who": "all"}, follow=True))
    assert "This question is being graded anew already." in twice
    assert "Nothing was changed." in words(instructor.post(f"{course}/corrections/1/drop", {}, follow=True))
    assert "Left as it was" in words(instructor.sees(course))
    with app.app_context():
        correct_waiting()
    assert len(kept(app, cast.aya, "verdict")) == 1


def test_queries_do_not_grow_with_the_team(
    cast: Cast,
    signed_in: SignedIn,
    taught: str,
    three_more: list[int],
    count_queries: Callable[[Callable[[], object]], int],
) -> None:
    instructor = signed_in(cast.instructor)
    address = f"{taught}/teams/{cast.team}"
    instructor.sees(address)
    before = count_queries(lambda: instructor.sees(address))
    for person in three_more:
        answer(signed_in(person), cast, "when-morning", "1", id=str(uuid4()))
    assert count_queries(lambda: instructor.sees(address)) <= before + 1, "one more after something new was done"
