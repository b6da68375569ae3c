"""The doctor's look at what is around the service: mail server, clock, zones of the world, proxies."""

from __future__ import annotations

import smtplib
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import text

from config import Settings
from lms.cli.doctor_findings import Finding, act, note, well
from lms.kit import mailing
from lms.kit.db import db

LARGEST_GAP = timedelta(seconds=30)
"""Between two clocks. Codes that are good for minutes, and the order of facts, hang on them."""


def mail(settings: Settings) -> Finding:
    """Whether the mail server takes us. Nothing is sent."""
    parts = urlsplit(settings.mail_url)
    if not settings.mail_url:
        return note("No mail server is set, so people come back by other ways. Set GONIN_MAIL_URL to offer mail.")
    if parts.scheme not in ("smtp", "smtps", "smtp+plain"):
        return note("Letters are shown here and not sent; that is right for trying things out.")
    try:
        mailing.Server(settings.mail_url).greet()
    except smtplib.SMTPAuthenticationError:
        return act(f"The mail server {parts.hostname} refuses user or password. Check them in GONIN_MAIL_URL.")
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return act(
            f"The mail server {parts.hostname} cannot be used ({type(error).__name__}). Check GONIN_MAIL_URL and the network."
        )
    return well(f"The mail server {parts.hostname} takes letters from us.")


def clock_agrees(settings: Settings) -> Finding:
    """Whether this machine, the database's and the disk's agree on the time."""
    gaps = {"the disk": _gap_to_disk(settings)}
    if db.engine.dialect.name == "postgresql":
        gaps["the database"] = _gap_to_database()
    for name, gap in gaps.items():
        if abs(gap) > LARGEST_GAP:
            return act(
                f"Our clock and that of {name} are {abs(gap.total_seconds()):.0f} seconds apart. Set both by NTP."
            )
    return well(f"The clock says {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, and others agree.")


def _gap_to_disk(settings: Settings) -> timedelta:
    with tempfile.NamedTemporaryFile(dir=settings.data) as file:
        file.write(b"1")
        file.flush()
        written = time.time()
        from_disk = datetime.fromtimestamp(Path(file.name).stat().st_mtime, UTC)
    return from_disk - datetime.fromtimestamp(written, UTC)


def _gap_to_database() -> timedelta:
    theirs = db.session.execute(text("SELECT clock_timestamp()")).scalar_one()
    gap: timedelta = theirs - datetime.now(UTC)
    return gap


def zones(settings: Settings) -> Finding:
    """Whether the zones of the world are there: every date a person sees needs them."""
    try:
        tokyo = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo")).utcoffset()
        ZoneInfo(settings.time_zone)
    except ZoneInfoNotFoundError:
        return act("The zones of the world are missing. Run: python3 run.py setup")
    if tokyo != timedelta(hours=9):
        return act("The zones of the world are damaged. Install the package tzdata anew.")
    return well(f"Zones are there; visitors see times of {settings.time_zone}.")


def proxies(settings: Settings) -> Finding:
    """Whether the address people use and the proxies before us fit."""
    host = urlsplit(settings.public_url).hostname or ""
    if settings.is_secure and not settings.trusted_proxies:
        return act(
            "PUBLIC_URL is https, which a proxy before us serves, and GONIN_TRUSTED_PROXIES is 0: "
            "all people then count as one visitor. Set it to the number of proxies, mostly 1."
        )
    if not settings.is_secure and settings.trusted_proxies:
        return note("There is a proxy before us and PUBLIC_URL is http: cookies and passwords travel open. Use https.")
    if settings.env == "production" and host in ("localhost", "127.0.0.1"):
        return act(
            "PUBLIC_URL is this machine alone. Write the address that people use: certificates carry it for ever."
        )
    return well(f"People come to {settings.public_url}; {settings.trusted_proxies} proxies are trusted.")
