"""Letting releases outlive whoever published them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from lms.catalog.models import Release
from lms.kit.db import db
from lms.kit.privacy import Wishes


def erase(person_id: int, _: Wishes, __: datetime) -> None:
    """Forget who published a release; what was published stays as it is. Flushes."""
    db.session.execute(update(Release).where(Release.published_by == person_id).values(published_by=None))
