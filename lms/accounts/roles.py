"""The names of roles as audiences of views."""

from __future__ import annotations

from lms.kit.audience import Audience

COORDINATOR = Audience("coordinator")
ADMIN = Audience("admin")
