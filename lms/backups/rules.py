"""Decisions about backups. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

FORMAT = 1
"""The form of the file. A program that knows only older ones refuses it."""
NAME = re.compile(r"gonin-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z(-\d+)?\.backup")
MEMBER = re.compile(
    r"database/[a-z][a-z0-9_]{0,62}\.jsonl|files/[0-9a-f]{64}|erased\.jsonl|keys\.sealed"
    r"|content(/[^/\\\x00-\x1f:]{1,120}){1,12}"
)
LARGEST_LINE = 64 * 1024 * 1024
"""Bytes of one row as text. A lesson with its pictures apart has a few hundred thousand."""


def member_fits(name: str) -> bool:
    """Whether a file in a backup has a name of ours.

    Promises: never a name that leads out of a folder, is absolute, or means something to a drive or a shell.
    """
    return bool(MEMBER.fullmatch(name)) and not any(part.strip(". ") == "" for part in name.split("/"))


def too_many(names: Sequence[str], keep: int) -> list[str]:
    """Which backups may go so that the newest `keep` stay; files of other names are nobody's business.

    Promises: never one of the newest `keep`; nothing when `keep` is 0, which means all.
    """
    ours = sorted(name for name in names if NAME.fullmatch(name))
    return ours[:-keep] if 0 < keep < len(ours) else []
