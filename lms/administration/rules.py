"""Decisions about people's own data: how often they may ask for it. Pure."""

from __future__ import annotations

from datetime import timedelta

from lms.accounts.rules import Limit

TAKE_DATA_LIMIT = Limit(tries=6, window=timedelta(hours=1))
"""Whoever takes their data; a wrong password counts too."""
ERASE_LIMIT = Limit(tries=6, window=timedelta(minutes=15))
"""Whoever deletes their account; a wrong password counts too."""
