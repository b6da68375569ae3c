"""Time zones are called by country and city, in every language of the pages, and only those that people live in."""

from zoneinfo import available_timezones

import pytest
from babel import Locale

from lms.accounts import zones
from lms.kit.catalogues import babel_name
from lms.kit.i18n import INTERFACE


@pytest.mark.parametrize("language", INTERFACE)
def test_every_zone_has_a_name_in_every_language(language: str) -> None:
    listed = zones.by_continent(str(Locale.parse(babel_name(language), sep="_")))
    called = {zone: words for group in listed.values() for zone, words in group}
    assert set(called) <= available_timezones()
    assert {"Asia/Tokyo", "Europe/Kyiv", "Asia/Kabul", "Africa/Addis_Ababa", "America/La_Paz"} <= set(called)
    assert all(zones.is_listed(zone) for zone in called)
    assert not any(zone.startswith("Etc/") for zone in called), "nobody lives there"
    assert len(set(called.values())) > 0.98 * len(called), "hardly two are called the same"


def test_old_names_lead_to_those_of_today() -> None:
    assert zones.current_name("Asia/Calcutta") == "Asia/Kolkata"
    assert zones.current_name("Europe/Kyiv") == "Europe/Kyiv"
    assert not zones.is_listed("Moon/Sea")
    assert not zones.is_listed("Etc/GMT+3")
