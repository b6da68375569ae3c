"""Which stored files this room names, so that nobody sweeps them away."""

from __future__ import annotations

from sqlalchemy import select

from lms.kit.db import db
from lms.practice.models import WorkFile


def named() -> set[str]:
    """The digests of everything that was handed in or lies with a draft. One query."""
    return {sha256 for sha256 in db.session.scalars(select(WorkFile.sha256).distinct()) if sha256}
