"""However many ask at once, a person has one certificate, and a withdrawal happened once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from lms.accounts.models import AuditEntry
from lms.certificates.models import Certificate, IssuerRecord
from lms.kit.db import db
from tests.rooms.certificate_stage import finish, issue

CROWD = 20


def at_once(acts: list[Callable[[], int]]) -> list[int]:
    """Let everybody go at the same moment; the answers in order."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], int]) -> int:
        gate.wait(30)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def poster(browser, address, data):
    """A browser with its form open, ready to press."""
    data = {"csrf_token": browser.token(), **data}
    return lambda: browser.client.post(address, data=data).status_code


def test_twenty_claims_at_once_give_one_certificate(app, cast, signed_in):
    finish(app, cast, cast.aya)
    claims = [poster(signed_in(cast.aya), "/me/certificates/tiny/claim", {"name": f"Aya {n}"}) for n in range(CROWD)]
    assert at_once(claims) == [302] * CROWD
    with app.app_context():
        assert db.session.query(Certificate).count() == 1
        assert db.session.query(IssuerRecord).count() == 1
    assert len(list((app.extensions["gonin_settings"].data / "keys").glob("ed25519-*.json"))) == 1


def test_first_claims_of_several_people_freeze_one_issuer(app, cast, signed_in):
    people = [cast.aya, cast.bilal, cast.chen]
    for person in people:
        finish(app, cast, person)
    claims = [poster(signed_in(person), "/me/certificates/tiny/claim", {"name": "N"}) for person in people * 4]
    assert set(at_once(claims)) == {302}
    with app.app_context():
        assert db.session.query(Certificate).count() == len(people)
        assert db.session.query(IssuerRecord).count() == 1


def test_two_withdrawals_at_once_leave_one_entry(app, cast, signed_in):
    number = issue(app, cast, cast.aya)
    form = {"reason": "mistake", "confirm": "y"}
    presses = [poster(signed_in(cast.admin), f"/admin/certificates/{number}", form) for _ in range(6)]
    assert at_once(presses) == [302] * 6
    with app.app_context():
        assert db.session.query(AuditEntry).count() == 1
