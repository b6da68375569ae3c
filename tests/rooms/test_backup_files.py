"""A backup's file is read with suspicion: cut off, changed or made to do harm, it is refused and nothing is touched."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from flask_migrate import stamp

from courses import Release
from lms.app import create_app
from lms.backups import archives, checks
from lms.backups.faults import BackupFault
from lms.kit.db import db
from tests.app_fixtures import settings_for
from tests.cast import gather


@pytest.fixture
def backup(tiny_release: Release, tmp_path: Path, now: Callable[[datetime], None]) -> Path:
    """A good backup without keys, of SQLite: the file is the same for every kind of database."""
    site = create_app(settings_for(tmp_path / "site", f"sqlite:///{tmp_path / 'site.sqlite'}"))
    with site.app_context():
        db.create_all()
        gather(tiny_release, site.extensions["gonin_storage"])
        stamp(directory="migrations")
        db.session.remove()
        db.engine.dispose()
    done = site.test_cli_runner().invoke(args=["backup", "create"])
    assert done.exit_code == 0, done.output
    return next(Path(word) for word in done.output.split() if word.endswith(".backup"))


@pytest.fixture
def refuses(tmp_path: Path) -> Callable[[Path], str]:
    """`refuses(path)`: the sentence with which an empty site refuses a backup; nothing lies in it afterwards."""

    def refused(path: Path) -> str:
        folder = tmp_path / f"empty-{len(list(tmp_path.iterdir()))}"
        place = create_app(settings_for(folder, f"sqlite:///{folder / 'x.sqlite'}"))
        before = sorted(each.name for each in folder.rglob("*"))
        found = place.test_cli_runner().invoke(args=["backup", "restore", str(path), "--without-keys"])
        assert found.exit_code == 1, found.output
        assert "Traceback" not in found.output
        left = {each.name for each in folder.rglob("*") if each.is_file()} - set(before)
        assert left <= {"x.sqlite", "x.sqlite-wal", "x.sqlite-shm"}, "the place stays empty"
        with place.app_context():
            db.session.remove()
            db.engine.dispose()
        return found.output

    return refused


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same backup with its members changed."""
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    change(members)
    target = path.with_name("changed.backup")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return target


def listed(members: dict[str, bytes], name: str, content: bytes) -> None:
    """Put a member in, and into the manifest as it should be."""
    members[name] = content
    manifest = json.loads(members["manifest.json"])
    manifest["members"][name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    members["manifest.json"] = json.dumps(manifest).encode()


def test_a_file_that_was_cut_off_is_refused_wherever_it_was_cut(
    backup: Path, refuses: Callable[[Path], str], tmp_path: Path
) -> None:
    content = backup.read_bytes()
    for tenth in range(10):
        cut = tmp_path / "cut.backup"
        cut.write_bytes(content[: len(content) * tenth // 10])
        assert "cut off" in refuses(cut)


def test_every_changed_part_is_noticed(backup: Path) -> None:
    content = backup.read_bytes()
    noticed = 0
    for place in range(100, len(content), len(content) // 40):
        changed = bytearray(content)
        changed[place] ^= 0x55
        backup.write_bytes(bytes(changed))
        try:
            checks.check(backup, None)
        except BackupFault:
            noticed += 1
            continue
        # Names and times stand twice in a ZIP; what lies in it is the same then.
        with archives.opened(backup) as archive, zipfile.ZipFile(io.BytesIO(content)) as packed:
            assert {name: archive.content(name) for name in archive.manifest.members} == {
                name: packed.read(name) for name in packed.namelist() if name != "manifest.json"
            }
    assert noticed > 30


@pytest.mark.parametrize("name", ["../../evil", "/tmp/evil", "content/../../evil", "C:evil", "files/evil", "keys/evil"])
def test_names_that_lead_out_are_refused(backup: Path, refuses: Callable[[Path], str], name: str) -> None:
    assert "other files" in refuses(rewritten(backup, lambda members: listed(members, name, b"evil")))


def test_a_member_nobody_listed_is_refused(backup: Path, refuses: Callable[[Path], str]) -> None:
    assert "other files" in refuses(rewritten(backup, lambda members: members.update({"erased.jsonl": b""})))


def test_a_bomb_is_refused_before_it_unfolds(backup: Path, refuses: Callable[[Path], str]) -> None:
    def small_in_the_manifest(members: dict[str, bytes]) -> None:
        content = b"0" * 50_000_000
        listed(members, "files/" + hashlib.sha256(content).hexdigest(), content)
        manifest = json.loads(members["manifest.json"])
        for name, member in manifest["members"].items():
            if name.startswith("files/") and member["size"] == 50_000_000:
                member["size"] = 10
        members["manifest.json"] = json.dumps(manifest).encode()

    assert "damaged" in refuses(rewritten(backup, small_in_the_manifest))


def test_more_than_the_disk_holds_is_refused(backup: Path, refuses: Callable[[Path], str]) -> None:
    def endless(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        manifest["members"]["database/people.jsonl"]["size"] = 2**60
        members["manifest.json"] = json.dumps(manifest).encode()

    assert "MB left" in refuses(rewritten(backup, endless))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("format", 99, "newer"),
        ("migration", "ffffffffffff", "newer"),
        ("format", "x", "no backup"),
        ("tables", [], "no backup"),
        ("members", None, "no backup"),
    ],
)
def test_a_manifest_of_another_time_or_of_nobody_is_refused(
    backup: Path, refuses: Callable[[Path], str], field: str, value: object, sentence: str
) -> None:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), field: value}).encode()

    assert sentence in refuses(rewritten(backup, change))


@pytest.mark.parametrize("line", [b"[1]\n", b"{}\n", b"not json\n", b"[" * 5000 + b"\n", b"no end"])
def test_a_row_that_is_none_is_refused(backup: Path, refuses: Callable[[Path], str], line: bytes) -> None:
    def change(members: dict[str, bytes]) -> None:
        listed(members, "database/people.jsonl", members["database/people.jsonl"] + line)

    assert "damaged" in refuses(rewritten(backup, change))


def test_no_file_and_no_zip_are_told_apart(refuses: Callable[[Path], str], tmp_path: Path) -> None:
    other = tmp_path / "holiday.jpg"
    other.write_bytes(b"\xff\xd8" * 100)
    assert "not there" in refuses(tmp_path / "gone.backup")
    assert "no backup" in refuses(other)
