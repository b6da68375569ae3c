"""An administrator finds any certificate and withdraws it with a reason, which everybody sees the effect of at once."""

import io
import re

import pytest

from lms.accounts.models import AuditEntry
from lms.certificates.models import Certificate
from lms.kit.db import db
from tests.rooms.certificate_stage import CANARY, claim_by_form, issue, stored

GOOD = {"reason": "mistake", "note": "Given to the wrong person.", "confirm": "y"}


@pytest.fixture
def number(app, cast):
    return issue(app, cast, cast.aya)


@pytest.fixture
def address(number):
    return f"/admin/certificates/{number}"


def count(app, model):
    with app.app_context():
        return db.session.query(model).count()


def test_list_shows_every_certificate_newest_first(app, signed_in, cast, number):
    later = issue(app, cast, cast.bilal, name="Bilal B.")
    page = signed_in(cast.admin).sees("/admin/certificates")
    assert page.index(later) < page.index(number)


@pytest.mark.parametrize(
    ("words", "finds"), [("Канарка", True), ("YULIIA", True), ("花", True), ("nobody", False), ("%", False)]
)
def test_search_by_a_part_of_the_name(signed_in, cast, number, words, finds):
    page = signed_in(cast.admin).get("/admin/certificates", query_string={"q": words}).text
    assert (number in page) is finds
    assert finds or "Nothing found" in page


def test_search_by_number_as_it_is_typed(app, signed_in, cast, number):
    other = issue(app, cast, cast.bilal)
    page = signed_in(cast.admin).get("/admin/certificates", query_string={"q": number.lower().replace("-", " ")}).text
    assert number in page
    assert other not in page


def test_long_lists_have_pages(app, signed_in, cast, number, monkeypatch):
    from lms.certificates import queries

    monkeypatch.setattr(queries, "PAGE", 1)
    issue(app, cast, cast.bilal)
    first = signed_in(cast.admin).sees("/admin/certificates")
    assert number not in first
    assert "Older" in first
    assert number in signed_in(cast.admin).sees("/admin/certificates?page=2")
    for odd in ("0", "-1", "x", "99999999999999999999"):
        assert signed_in(cast.admin).get(f"/admin/certificates?page={odd}").status_code == 200


def test_nobody_but_administrators_sees_the_desk(signed_in, visitor, cast, address):
    for person in (cast.aya, cast.bilal, cast.dora, cast.coordinator, cast.instructor, cast.supporter):
        browser = signed_in(person)
        assert browser.get("/admin/certificates").status_code == 404
        assert browser.get(address).status_code == 404
        assert browser.post(address, GOOD).status_code == 404
    assert "/login" in visitor.get(address).headers["Location"]
    assert visitor.post(address, GOOD).status_code == 401


def test_withdrawal_is_seen_at_once_everywhere_and_its_reason_nowhere(app, signed_in, visitor, cast, number, address):
    owner = signed_in(cast.aya)
    owner.post(f"/me/certificates/{number}/name", {"shown": "yes"})
    assert CANARY in visitor.sees(f"/certificates/{number}")
    credential = stored(app, number).credential
    assert signed_in(cast.admin).post(address, GOOD).status_code == 302
    page = visitor.sees(f"/certificates/{number}")
    assert "Withdrawn" in page
    assert "The issuer withdrew this certificate on April 8, 2026" in page
    assert visitor.get(f"/certificates/{number}.json").status_code == 404
    verified = visitor.post(
        "/verify", {"file": (io.BytesIO(credential.encode()), "c.json")}, content_type="multipart/form-data"
    )
    assert "withdrew it later" in verified.text
    for text in (page, verified.text, owner.sees("/me/certificates")):
        assert "wrong person" not in text
        assert "It was issued by mistake" not in text
    assert CANARY not in page


def test_withdrawal_leaves_an_entry_with_who_when_and_why(app, signed_in, cast, number, address):
    browser = signed_in(cast.admin)
    page = browser.post(address, GOOD, follow=True).text
    assert "Given to the wrong person." in page
    assert "It was issued by mistake" in page
    assert "Admin" in page
    assert "Withdraw this certificate" not in page
    with app.app_context():
        entry = db.session.query(AuditEntry).one()
        assert (entry.actor_id, entry.deed, entry.subject) == (cast.admin, "certificate.revoked", number)
        assert entry.detail["reason"] == "mistake"


def test_withdrawing_again_changes_nothing(app, signed_in, cast, number, address):
    browser = signed_in(cast.admin)
    browser.post(address, GOOD)
    before = stored(app, number).revoked_at
    again = browser.post(address, GOOD | {"reason": "other", "note": "Another."}, follow=True)
    assert "It was withdrawn before." in again.text
    assert stored(app, number).revoked_at == before
    assert stored(app, number).revoked_reason == "mistake"
    assert count(app, AuditEntry) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reason": ""}, "Please choose a reason."),
        ({"reason": "revenge"}, "Please choose a reason."),
        ({"reason": "other", "note": "  "}, "Please say which reason."),
        ({"note": "x" * 1001}, "Please write 1000 characters or fewer."),
        ({"confirm": ""}, "Please tick this to go on."),
    ],
)
def test_each_bad_field_is_named_and_what_was_written_stays(app, signed_in, cast, number, address, change, message):
    answer = signed_in(cast.admin).post(address, GOOD | change)
    assert answer.status_code == 400
    assert message in answer.text
    if "note" not in change:
        assert "Given to the wrong person." in answer.text
    assert stored(app, number).revoked_at is None
    assert count(app, AuditEntry) == 0


def test_wrong_methods_and_unknown_numbers_are_not_there(signed_in, cast, number):
    browser = signed_in(cast.admin)
    assert browser.post("/admin/certificates").status_code == 405
    assert browser.get("/admin/certificates/nothing").status_code == 404
    assert browser.post("/admin/certificates/0000-0000-0000-0000-0000", GOOD).status_code == 404


def test_after_a_wrong_name_the_person_may_claim_again(app, signed_in, visitor, cast, number, address):
    signed_in(cast.admin).post(address, GOOD | {"reason": "name", "may_claim_again": "y"})
    second = claim_by_form(signed_in(cast.aya), cast, "The Right Name")
    page = visitor.sees(f"/certificates/{number}")
    assert "Withdrawn" in page
    assert second not in page
    assert count(app, Certificate) == 2


def test_without_that_leave_a_withdrawal_cannot_be_undone_by_pressing_again(app, signed_in, cast, number, address):
    signed_in(cast.admin).post(address, GOOD)
    browser = signed_in(cast.aya)
    assert "Please contact us about this certificate" in browser.sees("/me/certificates")
    assert browser.post("/me/certificates/tiny/claim", {"name": "Aya"}).status_code == 302
    assert count(app, Certificate) == 1


def test_pages_of_the_desk_need_few_queries(signed_in, cast, number, address, count_queries):
    browser = signed_in(cast.admin)
    for page in ("/admin/certificates", address):
        assert count_queries(lambda page=page: browser.get(page)) <= 4
    assert re.search(r"<title>[^<]*" + number, browser.sees(address))
