"""Verdicts on signatures are remembered, and yet a changed byte, a changed key and a withdrawal are seen at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from lms.certificates import queries, revoking, signatures
from lms.certificates.credentials import keys
from lms.certificates.models import Certificate
from lms.kit import clock
from lms.kit.db import db
from tests.app_fixtures import Browser, Cast
from tests.rooms.certificate_stage import issue, stored

CHANGED = "Does not match what we issued"
HOLDS = "We checked this just now."


@pytest.fixture
def number(app: Flask, cast: Cast) -> str:
    return issue(app, cast, cast.aya)


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was examined, text by text."""
    seen: list[bytes] = []
    examine = signatures.examine
    monkeypatch.setattr(signatures, "examine", lambda content, ours: seen.append(content) or examine(content, ours))
    return seen


def test_the_same_text_is_examined_once(visitor: Browser, number: str, examined: list[bytes]) -> None:
    for _ in range(3):
        assert HOLDS in visitor.sees(f"/certificates/{number}")
    assert len(examined) == 1


def test_a_changed_byte_is_seen_at_once(app: Flask, visitor: Browser, number: str, examined: list[bytes]) -> None:
    assert HOLDS in visitor.sees(f"/certificates/{number}")
    text = stored(app, number).credential
    places = [text.index('"proofValue"') + 20, text.index("credentialSubject") + 2, len(text) - 3]
    for place in places:
        other = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        write(app, number, other)
        assert CHANGED in visitor.sees(f"/certificates/{number}"), place
    write(app, number, text)
    assert HOLDS in visitor.sees(f"/certificates/{number}")
    assert len(examined) == 1 + len(places)


def write(app: Flask, number: str, text: str) -> None:
    with app.app_context():
        db.session.execute(update(Certificate).where(Certificate.number == number).values(credential=text))
        db.session.commit()


def test_other_keys_are_seen_at_once(app: Flask, visitor: Browser, number: str, tmp_path: Path) -> None:
    folder = app.extensions["gonin_settings"].data / "keys"
    assert HOLDS in visitor.sees(f"/certificates/{number}")
    shutil.move(folder, tmp_path / "kept")
    keys.load_or_create(folder, clock.now())
    assert CHANGED in visitor.sees(f"/certificates/{number}")
    shutil.rmtree(folder)
    shutil.move(tmp_path / "kept", folder)
    assert HOLDS in visitor.sees(f"/certificates/{number}")


def test_a_new_key_beside_the_old_one_changes_nothing(app: Flask, visitor: Browser, number: str) -> None:
    assert HOLDS in visitor.sees(f"/certificates/{number}")
    keys.rotate(app.extensions["gonin_settings"].data / "keys", clock.now())
    assert HOLDS in visitor.sees(f"/certificates/{number}")


def test_a_withdrawal_shows_with_the_next_request(
    app: Flask, visitor: Browser, number: str, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    assert HOLDS in visitor.sees(f"/certificates/{number}")
    assert count_queries(lambda: visitor.get(f"/certificates/{number}")) == 1
    with app.app_context():
        certificate = queries.by_number(number)
        assert certificate is not None
        revoking.revoke(certificate, revoking.Revocation("mistake", may_claim_again=False), clock.now())
        db.session.commit()
    page = visitor.sees(f"/certificates/{number}")
    assert "Withdrawn" in page
    assert HOLDS not in page
