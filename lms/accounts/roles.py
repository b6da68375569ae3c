"""The names of roles as audiences of views."""

from __future__ import annotations

from lms.kit.audience import Audience

INSTRUCTOR = Audience("instructor")
COORDINATOR = Audience("coordinator")
CAREER_SUPPORTER = Audience("career_supporter")
ADMIN = Audience("admin")
