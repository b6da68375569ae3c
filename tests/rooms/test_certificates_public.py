"""A certificate's page says kind and validity to everybody, the name only once its holder shows it, and nothing else."""

import json
from datetime import timedelta

import pytest

from lms.accounts.models import Person
from lms.certificates.models import Certificate
from lms.kit.db import db
from tests.app_fixtures import NOW
from tests.rooms.certificate_stage import CANARY, issue, stored
from tests.rooms.deeds import without_random_signs


@pytest.fixture
def number(app, cast):
    return issue(app, cast, cast.aya)


def show_name(browser, number, shown="yes"):
    answer = browser.post(f"/me/certificates/{number}/name", {"shown": shown}, follow=True)
    assert answer.status_code == 200
    return answer.text


def test_page_says_kind_and_validity_and_no_name(visitor, number):
    page = visitor.sees(f"/certificates/{number}")
    for words in ("Valid", "A tiny course", "April 8, 2026", "Greeting", "All 2 lessons were completed.", number):
        assert words in page
    assert "At least 60 percent of the points" in page
    assert "The holder does not show a name" in page
    assert "1 (as designed)" in page
    assert CANARY not in page


def test_holder_shows_the_name_and_takes_it_back(signed_in, visitor, cast, number):
    browser = signed_in(cast.aya)
    show_name(browser, number)
    assert CANARY in visitor.sees(f"/certificates/{number}")
    assert visitor.get(f"/certificates/{number}.json").status_code == 200
    show_name(browser, number, "no")
    assert CANARY not in visitor.sees(f"/certificates/{number}")
    assert visitor.get(f"/certificates/{number}.json").status_code == 404


def test_nobody_else_can_show_the_name(signed_in, visitor, cast, number):
    for person in (cast.bilal, cast.dora, cast.coordinator, cast.admin):
        assert signed_in(person).post(f"/me/certificates/{number}/name", {"shown": "yes"}).status_code == 404
    assert visitor.post(f"/me/certificates/{number}/name", {"shown": "yes"}).status_code == 401
    assert signed_in(cast.aya).get(f"/me/certificates/{number}/name").status_code == 405
    assert signed_in(cast.aya).post(f"/me/certificates/{number}/name", {"shown": "?"}).status_code == 400
    assert CANARY not in visitor.sees(f"/certificates/{number}")


def test_file_is_for_its_holder_alone_until_the_name_is_shown(app, signed_in, visitor, cast, number):
    address = f"/certificates/{number}.json"
    for browser in (visitor, signed_in(cast.bilal), signed_in(cast.admin)):
        answer = browser.get(address)
        assert answer.status_code == 404
        assert CANARY not in answer.text
    mine = signed_in(cast.aya).get(address)
    assert mine.data.decode() == stored(app, number).credential
    assert mine.content_type == "application/vc"
    assert mine.headers["Content-Disposition"] == f'attachment; filename="certificate-{number}.json"'


@pytest.mark.parametrize("how", ["lower", "blanks", "bare", "misread"])
def test_number_is_taken_as_people_type_it(visitor, number, how):
    typed = {
        "lower": number.lower(),
        "blanks": number.replace("-", " "),
        "bare": number.replace("-", ""),
        "misread": number.replace("0", "O").replace("1", "l"),
    }[how]
    assert number in visitor.sees(f"/certificates/{typed}")


@pytest.mark.parametrize("number", ["0000-0000-0000-0000-0000", "nothing", "X" * 600, "%01", "1'--", "<b>x", "..%2f"])
def test_unknown_number_is_a_page_that_says_what_to_do(app, cast, visitor, number):
    for address in (f"/certificates/{number}", f"/certificates/{number}.json"):
        answer = visitor.get(address)
        assert answer.status_code == 404
        if "2f" not in address:
            assert "We could not confirm this" in answer.text
            assert "ask the person who gave it to you" in answer.text
        assert "<b>x" not in answer.text


def test_headers_keep_the_address_between_holder_and_reader(visitor, signed_in, cast, number):
    for address in (f"/certificates/{number}", "/certificates/none"):
        answer = visitor.get(address)
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.text.index('content="same-origin"') < answer.text.index('content="no-referrer"')
        assert "<form" not in answer.text or "/verify" in answer.text
    mine = signed_in(cast.aya).get(f"/certificates/{number}.json")
    assert mine.headers["X-Robots-Tag"] == "noindex"


def test_page_speaks_the_readers_language(visitor, number):
    assert "A tiny course" in visitor.sees(f"/certificates/{number}?lang=en")
    page = visitor.sees(f"/certificates/{number}?lang=ja")
    assert '<html lang="ja"' in page
    assert "小さなコース" in page
    assert "あいさつ" in page
    assert visitor.get(f"/certificates/{number}?lang=xx").status_code == 200


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Asia/Tokyo", "Pacific/Kiritimati"])
def test_everybody_reads_the_day_that_was_signed(app, now, signed_in, visitor, cast, zone):
    # In Tokyo it is the 9th already, in Honolulu still the 8th, in Kiritimati the 9th too.
    now(NOW.replace(hour=15, minute=30))
    number = issue(app, cast, cast.aya)
    with app.app_context():
        for person in db.session.query(Person):
            person.time_zone = zone
        db.session.commit()
    signed = json.loads(stored(app, number).credential)["validFrom"]
    assert signed == "2026-04-08T15:00:00Z"
    owner = signed_in(cast.aya)
    pages = [
        owner.sees(f"/certificates/{number}"),
        visitor.sees(f"/certificates/{number}"),
        owner.sees("/me/certificates"),
    ]
    for page in pages:
        assert "April 9, 2026" in page
        assert "April 8, 2026" not in page


def test_page_needs_few_queries(visitor, number, count_queries):
    visitor.get(f"/certificates/{number}")
    assert count_queries(lambda: visitor.get(f"/certificates/{number}")) <= 6


def test_page_of_a_record_that_was_changed_says_so_and_shows_nothing(app, signed_in, visitor, cast, number):
    show_name(signed_in(cast.aya), number)
    with app.app_context():
        found = db.session.query(Certificate).one()
        found.name = "Somebody Else"
        db.session.commit()
    page = visitor.sees(f"/certificates/{number}")
    assert "Does not match what we issued" in page
    assert CANARY not in page
    assert "Somebody Else" not in page


@pytest.mark.parametrize("field", ["replaced_at", "valid_until"])
def test_page_says_when_the_certificate_no_longer_holds(app, visitor, number, field):
    with app.app_context():
        setattr(db.session.query(Certificate).one(), field, NOW - timedelta(hours=1))
        db.session.commit()
    page = visitor.sees(f"/certificates/{number}")
    assert ("No longer valid" if field == "replaced_at" else "It was valid until") in page
    assert "We checked this just now" not in page


def test_nothing_public_tells_why_somebody_is_here(app, signed_in, visitor, cast, number):
    show_name(signed_in(cast.aya), number)
    found = stored(app, number)
    index = json.loads(found.credential)["credentialSubject"]["achievement"]
    pages = [visitor.get(address) for address in (
        f"/certificates/{number}", f"/certificates/{number}?lang=ja", f"/certificates/{number}.json",
        "/.well-known/did.json", "/credentials/status/1", "/skills/gonin:hello",
        index["id"].removeprefix("http://gonin.test"),
    )]  # fmt: skip
    for answer in pages:
        assert answer.status_code == 200
        everything = without_random_signs(answer.text + str(answer.headers))
        for secret in ("inner-1", "Work from home", "Tide", "Aya", "aya@people.test", cast.team):
            assert secret not in everything, (answer.request.path, secret)


def test_too_many_guesses_are_slowed_down(app, cast, visitor):
    codes = [visitor.get("/certificates/nothing").status_code for _ in range(125)]
    assert codes[0] == 404
    assert codes[-1] == 429
