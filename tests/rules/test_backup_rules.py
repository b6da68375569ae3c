"""What a backup may hold, and which old ones may go."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lms.backups import rules, sealing
from lms.backups.faults import BackupFault


@pytest.mark.parametrize(
    "name",
    [
        "database/people.jsonl",
        "files/" + "a" * 64,
        "erased.jsonl",
        "keys.sealed",
        "content/rpa-basics/course.toml",
        "content/はじめ/01-a/lesson.ja.md",
    ],
)
def test_our_own_names_fit(name: str) -> None:
    assert rules.member_fits(name)


@pytest.mark.parametrize(
    "name",
    [
        "../people.jsonl",
        "database/../x.jsonl",
        "/etc/passwd",
        "content/../../x",
        "content/./x",
        "content/a/..",
        "content//x",
        "content/c:/x",
        "content\\x",
        "files/short",
        "database/People.jsonl",
        "content/a\nb",
        "content/ . /x",
        "manifest.json",
        "",
        "content/" + "/".join("a" * 13),
    ],
)
def test_names_that_lead_elsewhere_do_not_fit(name: str) -> None:
    assert not rules.member_fits(name)


@given(some.lists(some.integers(0, 10_000), unique=True), some.integers(0, 50))
def test_the_newest_always_stay(days: list[int], keep: int) -> None:
    names = [f"gonin-2026-01-01T00-00-00Z-{day:05d}.backup" for day in days]
    gone = rules.too_many([*names, "notes.txt"], keep)
    assert "notes.txt" not in gone
    assert len(names) - len(gone) == (min(keep, len(names)) if keep else len(names))
    assert not gone or max(gone) < min(set(names) - set(gone))


def test_keys_open_with_their_passphrase_only() -> None:
    keys = {"signing.json": b"secret bytes", "old.json": b"older"}
    sealed = sealing.seal(keys, "a long passphrase")
    assert sealing.open_sealed(sealed, "a long passphrase") == keys
    assert b"secret" not in sealed
    with pytest.raises(BackupFault, match="does not open"):
        sealing.open_sealed(sealed, "another passphrase")
    for place in (0, len(sealing.HEADER) + 3, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(BackupFault):
            sealing.open_sealed(bytes(changed), "a long passphrase")


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(BackupFault, match="too short"):
        sealing.seal({"a": b"b"}, "short")
