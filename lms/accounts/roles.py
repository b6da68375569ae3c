"""The names of roles as audiences of views."""

from __future__ import annotations

from lms.kit.audience import Audience

LEARNER = Audience("learner")
"""Whoever holds no role."""
INSTRUCTOR = Audience("instructor")
COORDINATOR = Audience("coordinator")
ADMIN = Audience("admin")
