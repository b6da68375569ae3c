"""What becomes of certificates when their holder is erased: they live on without an account, or they vanish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import delete, update

from lms.accounts import auditing
from lms.certificates import queries
from lms.certificates.models import Certificate, ExcuseRecord, VanishedCertificate
from lms.kit.db import db
from lms.kit.privacy import Wishes
from lms.progress.recording import hold

WISH = "certificates"
"""The name of what somebody chooses for their certificates, among their wishes."""
Fate = Literal["live_on", "vanish"]
FATES: tuple[Fate, ...] = get_args(Fate)


def erase(person_id: int, wishes: Wishes, at: datetime) -> None:
    """Take the person out of their certificates, or take the certificates away, as they wish.

    What lives on is a page that employers can go on checking, with the name or without it as it was; nobody can change that
    any more. What vanishes is unknown from now on, and its place in the status list stays withdrawn for ever, since signed
    files may lie anywhere. Without a wish they live on. Flushes.
    """
    hold(person_id)
    db.session.execute(delete(ExcuseRecord).where(ExcuseRecord.person_id == person_id))
    db.session.execute(update(ExcuseRecord).where(ExcuseRecord.given_by == person_id).values(given_by=None))
    held = queries.of_person(person_id)
    numbers = [each.number for each in held]
    if wishes.get(WISH) == "vanish":
        auditing.lose_words(numbers, renamed="certificate")
        _vanish(held, at)
    else:
        auditing.lose_words(numbers)
        db.session.execute(update(Certificate).where(Certificate.person_id == person_id).values(person_id=None))
    db.session.flush()


def _vanish(held: Sequence[Certificate], at: datetime) -> None:
    db.session.add_all(
        VanishedCertificate(
            status_list=each.status_list,
            status_index=each.status_index,
            ended_at=each.revoked_at or each.replaced_at or at,
        )
        for each in held
    )
    db.session.execute(delete(Certificate).where(Certificate.id.in_([each.id for each in held])))
