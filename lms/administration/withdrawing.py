"""Withdrawing a certificate and letting its holder get a new one, with the entry in the audit that says who did it and why."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from lms.accounts import auditing
from lms.accounts.auditing import Deed
from lms.certificates import revoking
from lms.certificates.revoking import Revocation

if TYPE_CHECKING:
    from lms.certificates.models import Certificate


def withdraw(certificate: Certificate, revocation: Revocation, note: str, actor_id: int, at: datetime) -> bool:
    """Withdraw a certificate; False when it was withdrawn before, and then nothing is written. Flushes."""
    if not revoking.revoke(certificate, revocation, at):
        return False
    detail = {"reason": revocation.reason, "note": note, "may_claim_again": revocation.may_claim_again}
    auditing.write(actor_id, Deed("certificate.revoked", certificate.number, detail), at)
    return True


def allow_again(certificate: Certificate, actor_id: int, at: datetime) -> bool:
    """Let the holder of a withdrawn certificate get a new one; False when nothing changes and nothing is written. Flushes."""
    if not revoking.allow_again(certificate):
        return False
    auditing.write(actor_id, Deed("certificate.allowed_again", certificate.number), at)
    return True
