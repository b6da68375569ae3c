"""Lost or unreadable keys stop issuing and checking with a calm word; no certificate reads as changed because of them."""

import shutil

import pytest

from lms.certificates.models import Certificate
from lms.kit.db import db
from tests.rooms.certificate_stage import claim_by_form, finish, issue, stored

CALM = "We cannot check certificates at the moment"
CHANGED = "Does not match what we issued"


def lose(folder):
    shutil.rmtree(folder)


def empty(folder):
    for path in folder.iterdir():
        path.unlink()


def damage(folder):
    path = folder / "ed25519-0001.json"
    path.unlink()
    path.write_text("{}")
    path.chmod(0o600)


WAYS = pytest.mark.parametrize("harm", [lose, empty, damage])


@pytest.fixture
def number(app, cast):
    return issue(app, cast, cast.aya)


@pytest.fixture
def folder(app, number):
    return app.extensions["gonin_settings"].data / "keys"


@WAYS
def test_no_new_key_is_made_once_certificates_were_issued(app, signed_in, cast, folder, harm, caplog):
    harm(folder)
    left = sorted(folder.iterdir()) if folder.exists() else None
    finish(app, cast, cast.bilal)
    answer = signed_in(cast.bilal).post(f"/me/certificates/{cast.course}/claim", {"name": "Bilal"})
    assert answer.status_code == 503
    assert "We cannot make certificates at the moment" in answer.text
    assert str(folder) in caplog.text
    assert "from a backup" in caplog.text
    assert (sorted(folder.iterdir()) if folder.exists() else None) == left
    with app.app_context():
        assert db.session.query(Certificate).count() == 1


@WAYS
def test_public_page_does_not_call_a_certificate_changed(visitor, number, folder, harm, caplog):
    harm(folder)
    answer = visitor.get(f"/certificates/{number}")
    assert answer.status_code == 503
    assert CALM in answer.text
    assert CHANGED not in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "from a backup" in caplog.text


@WAYS
def test_check_page_does_not_call_a_file_changed(app, visitor, number, folder, harm):
    credential = stored(app, number).credential
    harm(folder)
    answer = visitor.post("/verify", {"text": credential})
    assert answer.status_code == 503
    assert CALM in answer.text
    assert CHANGED not in answer.text


@WAYS
def test_programs_are_told_to_come_back_instead_of_that_nothing_is_there(visitor, folder, harm):
    harm(folder)
    for address in ("/.well-known/did.json", "/credentials/status/1"):
        assert visitor.get(address).status_code == 503


def test_the_calm_word_speaks_the_readers_language(visitor, number, folder):
    lose(folder)
    page = visitor.get(f"/certificates/{number}?lang=ja").text
    assert '<html lang="ja"' in page
    assert "いま修了証を確認できません" in page


def test_with_the_keys_back_everything_holds_again(app, signed_in, visitor, cast, number, folder, tmp_path):
    backup = tmp_path / "backup"
    shutil.copytree(folder, backup)
    lose(folder)
    assert visitor.get(f"/certificates/{number}").status_code == 503
    shutil.copytree(backup, folder)
    assert "We checked this just now" in visitor.sees(f"/certificates/{number}")
    finish(app, cast, cast.bilal)
    second = claim_by_form(signed_in(cast.bilal), cast, "Bilal")
    assert "We checked this just now" in visitor.sees(f"/certificates/{second}")
