"""A certificate is ready when the course's requirements are met, carries the name as written, and is given once."""

import json
from dataclasses import replace
from uuid import uuid4

import pytest

from lms.accounts.models import Person
from lms.certificates.models import Certificate
from lms.cohorts import queries as cohorts
from lms.cohorts.models import Seat
from lms.kit import clock
from lms.kit.db import db
from lms.progress import recording
from lms.progress.recording import Deed, Learner
from tests.rooms.certificate_stage import CANARY, claim_by_form, finish, issue, stored

CLAIM = "/me/certificates/tiny/claim"
STUCK = "Please ask your instructor or coordinator"


def test_page_says_in_words_what_is_left(signed_in, cast):
    page = signed_in(cast.aya).sees("/me/certificates")
    assert "0 of 2 lessons done" in page
    assert "Saying hello" in page
    assert "0 of 3 points" in page
    assert "You need 3 points more." in page
    assert CLAIM not in page


def test_finished_learner_is_offered_the_certificate(app, signed_in, cast):
    finish(app, cast, cast.aya)
    page = signed_in(cast.aya).sees("/me/certificates")
    assert "Ready for you" in page
    assert CLAIM in page


def test_too_few_points_are_not_enough(app, signed_in, cast):
    finish(app, cast, cast.aya, points=False)
    browser = signed_in(cast.aya)
    assert "You need 3 points more." in browser.sees("/me/certificates")
    assert browser.post(CLAIM, {"name": "Aya"}).status_code == 302
    with app.app_context():
        assert db.session.query(Certificate).count() == 0


def test_claiming_gives_the_certificate_with_the_name_as_written(app, signed_in, cast):
    finish(app, cast, cast.aya)
    browser = signed_in(cast.aya)
    form = browser.sees(CLAIM)
    assert 'name="name"' in form
    number = claim_by_form(browser, cast, "  Yuliia Канарка 花子 ")
    found = stored(app, number)
    assert found.name == CANARY
    assert found.release_id == cast.release_id
    assert found.language == "en"
    assert CANARY in found.credential
    assert "Ready for you" not in browser.sees("/me/certificates")


@pytest.mark.parametrize("name", ["\ufa19谷 髙橋 﨑", "Олександра Їжакевич", "فاطمة الزهراء", "ኣበበ", "O’Neil-Åström"])
def test_name_is_never_spelt_in_another_way(app, signed_in, cast, name):
    finish(app, cast, cast.aya)
    assert stored(app, claim_by_form(signed_in(cast.aya), cast, name)).name == name


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Please write the name for your certificate."),
        ("   ", "Please write the name for your certificate."),
        ("a" * 101, "Please write a name of 100 characters or fewer."),
        ("Aya\u202eevil", "This name has a character that cannot be shown."),
        ("Aya\u0007", "This name has a character that cannot be shown."),
        ("Aya 🌸", "This name has a picture or a sign in it."),
    ],
)
def test_bad_name_gets_a_kind_message_and_is_kept(app, signed_in, cast, name, message):
    finish(app, cast, cast.aya)
    answer = signed_in(cast.aya).post(CLAIM, {"name": name})
    assert answer.status_code == 400
    assert message in answer.text
    if len(name) > 3:
        assert name[:3] in answer.text.split('name="name"')[1]
    with app.app_context():
        assert db.session.query(Certificate).count() == 0


def test_second_claim_gives_the_same_certificate(app, signed_in, cast):
    finish(app, cast, cast.aya)
    browser = signed_in(cast.aya)
    first = claim_by_form(browser, cast)
    assert claim_by_form(browser, cast, "Another Name") == first
    assert stored(app, first).name == CANARY


def test_certificate_speaks_the_language_of_its_holder(app, signed_in, cast):
    with app.app_context():
        db.session.get(Person, cast.aya).interface_language = "ja"
        db.session.commit()
    finish(app, cast, cast.aya)
    credential = json.loads(stored(app, claim_by_form(signed_in(cast.aya), cast)).credential)
    assert credential["name"] == "小さなコース"
    achievement = credential["credentialSubject"]["achievement"]
    assert achievement["inLanguage"] == "ja"
    assert achievement["alignment"][0]["targetName"] == "あいさつ"


def test_mate_and_stranger_and_visitor_cannot_claim(app, signed_in, visitor, cast):
    finish(app, cast, cast.aya)
    assert signed_in(cast.bilal).get(CLAIM).headers["Location"].endswith("/me/certificates")
    assert signed_in(cast.dora).get(CLAIM).status_code == 404
    assert signed_in(cast.dora).post(CLAIM, {"name": "Dora"}).status_code == 404
    assert "/login" in visitor.get(CLAIM).headers["Location"]
    assert signed_in(cast.aya).get("/me/certificates/nothing/claim").status_code == 404


def leave(app, person_id):
    with app.app_context():
        db.session.query(Seat).filter_by(person_id=person_id).update({"state": "left"})
        db.session.commit()


def test_who_left_the_team_after_finishing_is_offered_the_certificate_and_gets_it(app, signed_in, cast):
    finish(app, cast, cast.aya)
    leave(app, cast.aya)
    browser = signed_in(cast.aya)
    page = browser.sees("/me/certificates")
    assert "Ready for you" in page
    assert CLAIM in page
    number = claim_by_form(browser, cast)
    page = browser.sees("/me/certificates")
    assert number in page
    assert "Ready for you" not in page


def test_who_left_the_team_before_is_not_asked_for_more(app, signed_in, cast):
    finish(app, cast, cast.aya, points=False)
    leave(app, cast.aya)
    page = signed_in(cast.aya).sees("/me/certificates")
    assert "No certificate yet" in page
    assert "What is left" not in page


def answer_wrongly(app, cast, times):
    with app.app_context():
        place = cohorts.place_in_course(cast.aya, cast.course)
        learner = Learner(cast.aya, place.seat_id, cast.course, cast.release_id)
        for _ in range(times):
            detail = {"right": False, "points": 0, "answer": {}}
            wrong = Deed(uuid4(), "verdict", "hello", clock.now(), "evening", "which-evening", detail)
            recording.record(learner, wrong, clock.now())
        db.session.commit()


def test_who_has_too_few_tries_left_reads_whom_to_ask(app, signed_in, cast):
    browser = signed_in(cast.aya)
    answer_wrongly(app, cast, times=1)
    assert STUCK not in browser.sees("/me/certificates")
    answer_wrongly(app, cast, times=1)
    page = browser.sees("/me/certificates")
    assert "You need 3 points more." in page
    assert STUCK in page


def test_who_has_points_enough_is_not_troubled_by_used_up_tries(app, signed_in, cast):
    answer_wrongly(app, cast, times=2)
    finish(app, cast, cast.aya)
    assert STUCK not in signed_in(cast.aya).sees("/me/certificates")


def test_nothing_is_issued_under_another_address_than_the_first(app, signed_in, cast, caplog):
    issue(app, cast, cast.bilal)
    settings = app.extensions["gonin_settings"]
    app.extensions["gonin_settings"] = replace(settings, public_url="http://moved.test")
    finish(app, cast, cast.aya)
    answer = signed_in(cast.aya).post(CLAIM, {"name": "Aya"})
    assert answer.status_code == 503
    assert "We cannot make certificates at the moment" in answer.text
    assert "Aya" in answer.text
    assert "did:web:gonin.test" in caplog.text
    with app.app_context():
        assert db.session.query(Certificate).count() == 1


def test_unreadable_keys_are_named_in_the_log_and_nothing_is_issued(app, signed_in, cast, caplog):
    folder = app.extensions["gonin_settings"].data / "keys"
    folder.mkdir()
    (folder / "ed25519-0001.json").write_text("{}")
    (folder / "ed25519-0001.json").chmod(0o600)
    finish(app, cast, cast.aya)
    assert signed_in(cast.aya).post(CLAIM, {"name": "Aya"}).status_code == 503
    assert "ed25519-0001.json" in caplog.text
