"""The administrator's desk, and what everybody decides about their own data."""

from __future__ import annotations

from lms.administration.views import certificates, people, privacy
from lms.administration.views.desk import blueprint

__all__ = ["blueprint", "certificates", "people", "privacy"]
