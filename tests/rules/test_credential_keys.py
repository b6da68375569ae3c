"""The issuer's key is made once, stays private, is never lost, and complains in words."""

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lms.certificates.credentials.keys import (
    KeyBrokenError,
    KeyFolderUnusableError,
    KeyMissingError,
    KeyTooOpenError,
    load,
    load_or_create,
    rotate,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = datetime(2027, 4, 1, tzinfo=UTC)
FIRST = "ed25519-0001.json"
posix_only = pytest.mark.skipif(os.name != "posix", reason="file modes are kept elsewhere on Windows")


def test_key_is_made_once_and_read_again(tmp_path):
    made = load_or_create(tmp_path / "keys", NOW)
    again = load_or_create(tmp_path / "keys", LATER)
    assert again.current.private_bytes_raw() == made.current.private_bytes_raw()
    assert again.created == NOW
    assert again.public == (made.current.public_key(),)


@posix_only
def test_only_the_owner_may_read(tmp_path):
    before = os.umask(0)
    try:
        load_or_create(tmp_path / "keys", NOW)
    finally:
        os.umask(before)
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "keys" / FIRST).stat().st_mode & 0o777 == 0o600


@posix_only
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_key_that_others_may_read_is_not_used(tmp_path, mode):
    load_or_create(tmp_path, NOW)
    (tmp_path / FIRST).chmod(mode)
    with pytest.raises(KeyTooOpenError, match="chmod 600"):
        load(tmp_path)


def test_missing_key_is_said(tmp_path):
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(KeyMissingError):
            load(folder)
        with pytest.raises(KeyMissingError):
            rotate(folder, NOW)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "5", "{}", '{"publicKeyMultibase": 5}', '{"publicKeyMultibase": "z6Mk", "created": "x"}', b"\xff"],
)
def test_broken_key_file_is_said_and_not_overwritten(tmp_path, content):
    load_or_create(tmp_path, NOW)
    raw = content if isinstance(content, bytes) else content.encode()
    (tmp_path / FIRST).write_bytes(raw)
    with pytest.raises(KeyBrokenError, match="backup"):
        load_or_create(tmp_path, NOW)
    assert (tmp_path / FIRST).read_bytes() == raw


def test_halves_of_different_keys_are_refused(tmp_path):
    load_or_create(tmp_path / "a", NOW)
    load_or_create(tmp_path / "b", NOW)
    content = json.loads((tmp_path / "a" / FIRST).read_text())
    content["publicKeyMultibase"] = json.loads((tmp_path / "b" / FIRST).read_text())["publicKeyMultibase"]
    (tmp_path / "a" / FIRST).write_text(json.dumps(content))
    with pytest.raises(KeyBrokenError):
        load(tmp_path / "a")


def test_newest_key_without_its_secret_is_refused(tmp_path):
    load_or_create(tmp_path, NOW)
    content = json.loads((tmp_path / FIRST).read_text())
    del content["secretKeyMultibase"]
    (tmp_path / FIRST).write_text(json.dumps(content))
    with pytest.raises(KeyBrokenError, match="secret"):
        load(tmp_path)


def test_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "keys"):
        with pytest.raises(KeyFolderUnusableError):
            load_or_create(folder, NOW)


def test_retired_key_stays_listed_and_loses_its_secret(tmp_path):
    first = load_or_create(tmp_path, NOW)
    second = rotate(tmp_path, LATER)
    third = rotate(tmp_path, LATER)
    assert second.created == LATER
    assert third.public == (third.current.public_key(), second.current.public_key(), first.current.public_key())
    assert "secretKeyMultibase" not in (tmp_path / FIRST).read_text()
    assert json.loads((tmp_path / FIRST).read_text())["created"] == "2026-11-22T09:00:00Z"
    assert load(tmp_path).current.private_bytes_raw() == third.current.private_bytes_raw()


def test_many_threads_make_one_key(tmp_path):
    start = threading.Barrier(8)

    def make(_):
        start.wait()
        return load_or_create(tmp_path / "keys", NOW).current.private_bytes_raw()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(make, range(8)))) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == [FIRST]


def test_many_processes_make_one_key(tmp_path):
    script = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime;"
        "from lms.certificates.credentials.keys import load_or_create;"
        "sys.stdout.write('ready\\n'); sys.stdout.flush(); sys.stdin.readline();"
        "print(load_or_create(Path(sys.argv[1]), datetime.now(UTC)).current.private_bytes_raw().hex())"
    )
    root = Path(__file__).resolve().parents[2]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "keys")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
        )
        for _ in range(4)
    ]
    for process in started:
        assert process.stdout.readline() == "ready\n"
    for process in started:
        process.stdin.write("go\n")
        process.stdin.flush()
    keys = {process.communicate(timeout=60)[0].strip() for process in started}
    assert len(keys) == 1
    assert all(len(key) == 64 for key in keys)
