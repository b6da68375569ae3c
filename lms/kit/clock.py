"""The one place that reads the time of day; everything else is handed a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This moment, in UTC. Tests replace this function to travel."""
    return datetime.now(UTC)


def day_of(moment: datetime, zone: str) -> date:
    """The calendar day of a moment for somebody who lives in the zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def is_sunday(moment: datetime, zone: str) -> bool:
    """Whether the moment is on the last day of a week in the zone (ISO 8601 weeks)."""
    return day_of(moment, zone).isoweekday() == 7


def week_start(moment: datetime, zone: str) -> datetime:
    """The Monday midnight, in UTC, of the week that holds the moment in the zone (ISO 8601 weeks)."""
    local = moment.astimezone(ZoneInfo(zone))
    monday = local.date() - timedelta(days=local.weekday())
    return datetime(monday.year, monday.month, monday.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
