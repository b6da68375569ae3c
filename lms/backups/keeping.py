"""The backups that lie in a folder: which there are, when each was checked, and which may go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lms.backups import rules


@dataclass(frozen=True)
class Backup:
    """A backup's file as its folder knows it; `checked_at` is a moment in UTC (ISO 8601), or empty."""

    path: Path
    made_at: datetime
    size: int
    checked_at: str


def backups_in(folder: Path) -> list[Backup]:
    """The backups in a folder, the newest first."""
    paths = [path for path in folder.glob("gonin-*.backup") if rules.NAME.fullmatch(path.name)]
    return [
        Backup(
            path, _made_at(path), path.stat().st_size, _note(path).read_text("utf-8") if _note(path).exists() else ""
        )
        for path in sorted(paths, reverse=True)
    ]


def note_checked(path: Path, at: datetime) -> None:
    """Write down beside a backup that it was found whole."""
    if rules.NAME.fullmatch(path.name):
        _note(path).write_text(at.astimezone(UTC).isoformat(timespec="seconds"), encoding="utf-8")


def forget_older(folder: Path, keep: int) -> list[Path]:
    """Remove the oldest so that `keep` stay (0: all); returns those that went."""
    gone = [folder / name for name in rules.too_many([path.name for path in folder.iterdir()], keep)]
    for path in gone:
        path.unlink()
        _note(path).unlink(missing_ok=True)
    return gone


def _note(path: Path) -> Path:
    return path.with_name(f"{path.name}.checked")


def _made_at(path: Path) -> datetime:
    return datetime.strptime(path.name[6:26], "%Y-%m-%dT%H-%M-%SZ").replace(tzinfo=UTC)
