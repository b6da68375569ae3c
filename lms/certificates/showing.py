"""Letting the public page show the holder's name, and taking that back."""

from __future__ import annotations

from datetime import datetime

from lms.certificates.models import Certificate
from lms.kit.db import db


def show_name(certificate: Certificate, at: datetime) -> None:
    """Show the name from now on. Flushes; shown already, nothing changes."""
    if certificate.name_shown_at is None:
        certificate.name_shown_at = at
        db.session.flush()


def hide_name(certificate: Certificate) -> None:
    """Show the name no longer. Flushes."""
    certificate.name_shown_at = None
    db.session.flush()
