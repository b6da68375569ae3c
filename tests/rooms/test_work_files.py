"""Files of a task come in parts, in any weather, and are kept whole or not at all; nobody else gets them."""

import io
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from lms.catalog.sweeping import sweep
from lms.kit.db import db
from lms.practice import receiving
from lms.practice.jobs import let_go_of_halves
from lms.practice.receiving import PART
from tests.app_fixtures import NOW, Browser
from tests.cast import Cast
from tests.rooms.deeds import words
from tests.rooms.file_stage import PDF, begin, fetched, files, noise, part, send, stored
from tests.rooms.task_stage import hand_in, review, set_up, task

SignedIn = Callable[[int], Browser]


@pytest.fixture
def cast(app: Flask, cast: Cast) -> Cast:
    """The cast, reading the release with a task; the instructor teaches the team."""
    return replace(cast, release_id=set_up(app, cast))


@pytest.fixture
def aya(cast: Cast, signed_in: SignedIn) -> Browser:
    """Aya, at the task."""
    return signed_in(cast.aya)


def test_a_file_comes_in_parts_and_is_handed_in(app: Flask, cast: Cast, aya: Browser, signed_in: SignedIn) -> None:
    content = noise()
    assert len(content) > 2 * PART
    assert send(aya, cast, content, "私の 絵.PNG").get_json() == {"received": len(content), "ready": True}
    assert "私の 絵.png" in words(aya.sees(task(cast)))
    hand_in(aya, cast, "")
    (file,) = files(app)
    assert (file.kind, file.work_id) == ("png", 1)
    own = fetched(aya, f"{task(cast)}/files/{file.uuid}")
    assert (own.status_code, own.headers["Content-Type"]) == (200, "image/png")
    assert own.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert own.headers["X-Content-Type-Options"] == "nosniff"
    seen = fetched(signed_in(cast.instructor), f"/teach/works/1/files/{file.uuid}")
    assert seen.get_data() == own.get_data()
    for person in (cast.bilal, cast.chen, cast.other_instructor, cast.coordinator, cast.admin):
        assert signed_in(person).get(f"{task(cast)}/files/{file.uuid}").status_code == 404
        assert signed_in(person).get(f"/teach/works/1/files/{file.uuid}").status_code == 404


def test_a_document_is_only_ever_saved(app: Flask, cast: Cast, aya: Browser) -> None:
    send(aya, cast, PDF, "list.pdf")
    answer = fetched(aya, f"{task(cast)}/files/{files(app)[0].uuid}")
    assert answer.headers["Content-Disposition"] == "attachment; filename=list.pdf"
    assert answer.get_data() == PDF


def test_a_line_that_breaks_fifty_times_loses_nothing(app: Flask, cast: Cast, aya: Browser) -> None:
    step = len(PDF) // 50 + 1
    file, received = "", 0
    for cut in range(50):
        # Every time the page is opened anew: the same file is chosen again, and goes on from where it was.
        begun = begin(aya, cast, "list.pdf", len(PDF)).get_json()
        assert (begun["received"], file or begun["file"]) == (received, begun["file"])
        file = begun["file"]
        sent = PDF[received : received + step]
        answer = part(aya, cast, file, received, sent)
        if cut % 3 == 0:
            # The answer was lost on its way: the part is sent once more.
            again = part(aya, cast, file, received, sent)
            assert (again.status_code, again.get_json()["received"]) in ((409, received + len(sent)), (200, len(PDF)))
        received += len(sent)
    assert answer.get_json()["ready"]
    assert fetched(aya, f"{task(cast)}/files/{file}").get_data() == PDF
    assert len(files(app)) == 1
    assert len([path for path in stored(app) if path.parent.name == "coming"]) == 0, "nothing half is left"


def test_two_tabs_send_the_same_file(cast: Cast, aya: Browser) -> None:
    names = [begin(aya, cast, "list.pdf", len(PDF)).get_json()["file"] for _ in range(2)]
    assert names[0] == names[1]
    assert part(aya, cast, names[0], 0, PDF[:PART]).status_code == 200
    other = part(aya, cast, names[1], 0, PDF[:PART])
    assert (other.status_code, other.get_json()) == (409, {"received": PART})


def test_after_a_restore_the_missing_bytes_are_asked_for_again(app: Flask, cast: Cast, aya: Browser) -> None:
    file = begin(aya, cast, "list.pdf", len(PDF)).get_json()["file"]
    part(aya, cast, file, 0, PDF[:PART])
    (app.extensions["gonin_settings"].data / "coming" / file).unlink()
    assert begin(aya, cast, "list.pdf", len(PDF)).get_json()["received"] == 0


def test_there_are_five_at_most_and_one_can_be_removed(app: Flask, cast: Cast, aya: Browser) -> None:
    for number in range(5):
        begin(aya, cast, f"{number}.pdf", 10 + number)
    assert "There are 5 files already." in begin(aya, cast, "6.pdf", 10).get_json()["problem"]
    gone = aya.post(f"{task(cast)}/files/{files(app)[0].uuid}/remove", {}, follow=True)
    assert "The file is gone." in words(gone)
    assert begin(aya, cast, "6.pdf", 10).status_code == 200


def test_a_plain_form_sends_them_whole(app: Flask, cast: Cast, aya: Browser) -> None:
    sent = [
        FileStorage(io.BytesIO(content), filename=name) for content, name in ((PDF, "list.pdf"), (b"", "empty.pdf"))
    ]
    boundary, body = encode_multipart({"csrf_token": aya.token(), "file": sent})
    answer = aya.client.post(
        f"{task(cast)}/whole-files",
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        follow_redirects=True,
    )
    assert "empty.pdf: This file is empty." in words(answer)
    assert [file.name for file in files(app)] == ["list.pdf"]


def test_files_come_back_with_what_is_taken_back_and_after_nearly_there(
    app: Flask, cast: Cast, aya: Browser, signed_in: SignedIn
) -> None:
    send(aya, cast, PDF, "list.pdf")
    hand_in(aya, cast, "")
    form = {"id": "0b0bb2a3-6f4a-4b0e-8c39-0d9f6c1b7d10", "release": str(cast.release_id), "language": "en"}
    aya.post(f"{task(cast)}/back", form)
    assert [file.work_id for file in files(app)] == [None]
    hand_in(aya, cast, "")
    review(signed_in(cast.instructor), 2, passed="nearly", words="Please add one thing.")
    assert [file.work_id for file in files(app)] == [2, None], "what was reviewed keeps its file"
    assert aya.sees(task(cast)).count("list.pdf") >= 2
    hand_in(aya, cast, "")
    assert "list.pdf" in words(signed_in(cast.instructor).sees("/teach/works/3"))


def test_what_is_named_is_not_swept_and_halves_go(
    app: Flask, cast: Cast, aya: Browser, now: Callable[[datetime], None]
) -> None:
    send(aya, cast, PDF, "list.pdf")
    half = begin(aya, cast, "half.pdf", len(PDF)).get_json()["file"]
    part(aya, cast, half, 0, PDF[:PART])
    old = NOW.timestamp()
    for path in stored(app):
        os.utime(path, (old, old))
    now(NOW + timedelta(days=3))
    with app.app_context():
        sweep(app.extensions["gonin_storage"])
        db.session.rollback()
        let_go_of_halves()
    (file,) = files(app)
    assert file.name == "list.pdf"
    assert fetched(aya, f"{task(cast)}/files/{file.uuid}").get_data() == PDF
    assert not [path for path in stored(app) if path.parent.name == "coming" and path.stat().st_mtime < old + 1]


def test_nobody_sends_into_the_task_of_another(cast: Cast, aya: Browser, signed_in: SignedIn) -> None:
    file = begin(aya, cast, "list.pdf", len(PDF)).get_json()["file"]
    bilal = signed_in(cast.bilal)
    assert part(bilal, cast, file, 0, PDF[:PART]).status_code == 404
    bilal.post(f"{task(cast)}/files/{file}/remove", {})
    assert part(aya, cast, file, 0, PDF[:PART]).status_code == 200


def test_a_file_is_looked_at_once_and_again_after_a_crash(app: Flask, cast: Cast, aya: Browser) -> None:
    file = begin(aya, cast, "list.pdf", len(PDF)).get_json()["file"]
    for at in range(0, len(PDF) - PART, PART):
        part(aya, cast, file, at, PDF[at : at + PART])
    last = len(PDF) - len(PDF) % PART
    with patch.object(receiving, "looked_at", side_effect=MemoryError), pytest.raises(MemoryError):
        part(aya, cast, file, last, PDF[last:])
    again = part(aya, cast, file, len(PDF), b"")
    assert (again.status_code, again.get_json()) == (200, {"received": len(PDF), "ready": False}), (
        "somebody looks at it"
    )
    assert begin(aya, cast, "list.pdf", len(PDF)).get_json() == {"file": file, "received": len(PDF), "part": PART}
    assert part(aya, cast, file, len(PDF), b"").get_json()["ready"]
    assert part(aya, cast, file, len(PDF), b"").get_json()["ready"], "and stays so"
    assert [each.name for each in files(app)] == ["list.pdf"]


def test_words_stand_beside_a_file(app: Flask, cast: Cast, aya: Browser, signed_in: SignedIn) -> None:
    send(aya, cast, noise((60, 60)), "list.png")
    send(aya, cast, PDF, "other.pdf")
    hand_in(aya, cast)
    first = f"beside-file-{files(app)[0].uuid}"
    instructor = signed_in(cast.instructor)
    assert f'name="{first}"' in instructor.sees("/teach/works/1")
    refused = review(instructor, 1, **{"row-1": "", first: "Too dark to read."})
    assert "Too dark to read.</textarea>" in refused.get_data(as_text=True)
    strange = "beside-file-00000000-0000-0000-0000-000000000000"
    review(instructor, 1, **{first: "Too dark to read.", strange: "A stranger"})
    page = aya.sees(task(cast))
    seen = words(page)
    assert seen.index("list.png") < seen.index("Too dark to read.") < seen.index("other.pdf")
    assert "A stranger" not in page
