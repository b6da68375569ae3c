"""Time zones as people know them: by continent, country and city, in their own language (CLDR)."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location

CONTINENTS = {
    "Asia": "142",
    "Europe": "150",
    "Africa": "002",
    "America": "019",
    "Australia": "009",
    "Pacific": "009",
}
"""The first part of a zone's name, and the continent it lies in as CLDR numbers it (UN M49). Oceans and ice are apart."""
APART = "001"


@lru_cache(maxsize=16)
def by_continent(locale: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Every zone that people live in: by continent, as pairs of its name and what it is called, in the order of the alphabet."""
    words = Locale.parse(locale)
    found: dict[str, list[tuple[str, str]]] = {number: [] for number in (*CONTINENTS.values(), APART)}
    for zone, country in get_global("zone_territories").items():
        if is_listed(zone) and country in words.territories:
            found[CONTINENTS.get(zone.partition("/")[0], APART)].append((zone, _called(zone, country, words)))
    return {
        str(words.territories.get(number, number)): tuple(sorted(zones, key=lambda each: each[1]))
        for number, zones in found.items()
    }


def current_name(zone: str) -> str:
    """The name under which a zone is listed: that of today, where an old one is known too."""
    return str(get_global("zone_aliases").get(zone, zone))


def is_listed(zone: str) -> bool:
    """Whether people live in a zone of this name."""
    return zone in get_global("zone_territories") and not zone.startswith("Etc/")


def _called(zone: str, country: str, words: Locale) -> str:
    city = get_timezone_location(zone, locale=words, return_city=True)
    name = str(words.territories[country])
    return name if city == name else f"{name} – {city}"
