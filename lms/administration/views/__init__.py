"""The administrator's desk, and what everybody decides about their own data."""

from __future__ import annotations

from lms.administration.views import accessibility, certificates, people, privacy, sight, styleguide
from lms.administration.views.desk import blueprint

__all__ = ["accessibility", "blueprint", "certificates", "people", "privacy", "sight", "styleguide"]
