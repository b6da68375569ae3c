"""Letting releases and sources outlive whoever made them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from lms.catalog import sourcing
from lms.catalog.models import Release
from lms.kit.db import db
from lms.kit.privacy import Wishes


def erase(person_id: int, _: Wishes, __: datetime) -> None:
    """Forget who published a release and wrote a source; both stay as they are. Flushes."""
    db.session.execute(update(Release).where(Release.published_by == person_id).values(published_by=None))
    sourcing.lose_person(person_id)
