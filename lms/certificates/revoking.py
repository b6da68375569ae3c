"""Withdrawing a certificate, and letting its holder get a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import update

from lms.certificates.models import Certificate
from lms.kit.db import db

Reason = Literal["mistake", "name", "holder", "other"]


@dataclass(frozen=True)
class Revocation:
    """Why a certificate is withdrawn, and whether the person may get a new one by themselves."""

    reason: Reason
    may_claim_again: bool


def revoke(certificate: Certificate, revocation: Revocation, at: datetime) -> bool:
    """Withdraw a certificate; False when it was withdrawn before, and then nothing changes. Flushes.

    One statement, so that of two who press at once only one has done it.
    """
    done = db.session.execute(
        update(Certificate)
        .where(Certificate.id == certificate.id, Certificate.revoked_at.is_(None))
        .values(revoked_at=at, revoked_reason=revocation.reason, may_claim_again=revocation.may_claim_again)
    )
    return bool(done.rowcount == 1)  # type: ignore[attr-defined]  # UPDATE gives a cursor result.


def allow_again(certificate: Certificate) -> bool:
    """Let the holder of a withdrawn certificate get a new one; False when they may already, or it was not withdrawn. Flushes."""
    done = db.session.execute(
        update(Certificate)
        .where(
            Certificate.id == certificate.id,
            Certificate.revoked_at.is_not(None),
            Certificate.may_claim_again.is_(False),
        )
        .values(may_claim_again=True)
    )
    return bool(done.rowcount == 1)  # type: ignore[attr-defined]  # UPDATE gives a cursor result.
