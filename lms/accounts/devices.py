"""What a browser roughly is, and how long one may stay signed in. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from lms.accounts.rules import SIGN_IN_LASTS

BORROWED_IDLE = timedelta(hours=2)
BORROWED_LASTS = timedelta(hours=12)
BROWSERS = (
    ("Line/", "LINE"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("YaBrowser/", "Yandex"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""What stands in a user agent, and the name that people know. The first that fits counts: most pretend to be Safari too."""
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def rough_name(user_agent: str) -> str:
    """A browser as its owner would recognise it, `Chrome/Android`; either part is empty where it cannot be told.

    Promises: never longer than 40 signs, and nothing of the user agent itself is in it.
    """
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser}/{system}"


def ends_at(is_borrowed: bool, created_at: datetime, at: datetime) -> datetime:
    """Until when a sign-in lasts that was used now.

    Promises: on a borrowed device never beyond twelve hours from its beginning, and two hours from its last use.
    """
    if is_borrowed:
        return min(created_at + BORROWED_LASTS, at + BORROWED_IDLE)
    return at + SIGN_IN_LASTS
