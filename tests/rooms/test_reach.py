"""How and when somebody wants to be reached: said freely, kept apart, shown to who runs their programme, and written down."""

from collections.abc import Callable

import pytest
from flask import Flask

from lms.accounts import auditing, queries
from lms.accounts.models import Person, ReachWish
from lms.kit.db import db
from lms.kit.i18n import INTERFACE
from lms.kit.privacy import kept
from tests.app_fixtures import PASSWORD, Browser, Cast
from tests.rooms.deeds import words

WISHES = {
    "by_message": "y",
    "message_contact": "Signal: plum.41",
    "no_phone": "y",
    "when": ["week-evening", "weekend-morning"],
    "others": "nothing",
    "note": "Write first, please.",
}
CANARIES = ("plum.41", "Write first")


def wish(app: Flask, number: int) -> ReachWish | None:
    with app.app_context():
        return db.session.get(ReachWish, number)


def reach_page(cast: Cast, person: int) -> str:
    return f"/coordinate/teams/{cast.team}/people/{person}/reach"


def test_wishes_are_kept_and_shown_again(app: Flask, cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    assert "How to reach me" in words(aya.sees("/me"))
    assert aya.post("/me/contact", WISHES).location == "/me/contact"
    page = aya.sees("/me/contact")
    assert "Saved." in words(page)
    assert 'value="Signal: plum.41"' in page
    assert page.count(" checked") == 5
    kept = wish(app, cast.aya)
    assert kept is not None
    assert (kept.no_phone, kept.by_phone, kept.others) == (True, False, "nothing")
    aya.post("/me/contact", {**WISHES, "note": "Later"})
    again = wish(app, cast.aya)
    assert again is not None
    assert again.note == "Later"


def test_who_empties_the_page_leaves_nothing_behind(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    aya.post("/me/contact", WISHES)
    aya.post("/me/contact", {"others": "", "message_contact": "", "note": " "})
    assert wish(app, cast.aya) is None


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("mail_address", "nobody", "not complete"),
        ("phone", "call me", "with digits"),
        ("phone", "1" * 41, "40 signs or fewer"),
        ("message_contact", "x" * 201, "200 characters or fewer"),
        ("by_phone", "y", "choose one of the two"),
        ("when", "never-morning", "Please choose from the list."),
        ("others", "everything", "Not a valid choice"),
        ("note", "x" * 501, "500 characters or fewer"),
    ],
)
def test_each_bad_field_is_named_and_what_was_typed_stays(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser], field: str, value: str, sentence: str
) -> None:
    answer = signed_in(cast.aya).post("/me/contact", {**WISHES, field: value})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert sentence in words(page)
    if field != "message_contact":
        assert "Signal: plum.41" in page
    assert wish(app, cast.aya) is None


def test_the_coordinator_of_the_programme_looks_and_it_is_written_down(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya, coordinator = signed_in(cast.aya), signed_in(cast.coordinator)
    aya.post("/me/contact", WISHES)
    aya.post("/me/hours", {"time_zone": "Europe/Kyiv", "suits": ["0-evening"]})
    team = coordinator.sees(f"/coordinate/teams/{cast.team}")
    assert f'href="{reach_page(cast, cast.aya)}"' in team
    asked = coordinator.sees(reach_page(cast, cast.aya))
    assert not any(canary in team + asked for canary in CANARIES), "nothing is shown before the press"
    answer = coordinator.post(reach_page(cast, cast.aya))
    page = words(answer.get_data(as_text=True))
    told = ("Signal: plum.41", "Please do not call", "Saturday and Sunday: Morning", "Say nothing. I call back.",
            "Monday: Evening", "Ukraine", *CANARIES)  # fmt: skip
    assert [each for each in told if each not in page] == []
    assert answer.headers["Cache-Control"] == "no-store"
    with app.app_context():
        entries = queries.entries_about(auditing.about(cast.aya))
        assert [(entry.actor, entry.deed, entry.detail) for entry in entries] == [("Coordinator", "reach.looked", {})]


def test_somebody_who_said_nothing_is_not_guessed_about(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    page = signed_in(cast.coordinator).post(reach_page(cast, cast.bilal)).get_data(as_text=True)
    assert "said nothing about it yet" in words(page)
    assert "bilal@people.test" not in page, "the address to sign in with is not a wish to be written to"


def test_hours_and_zone_are_kept_and_the_day_follows_them(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    assert "18:00" in aya.sees("/me/hours").replace("6:00\u202fPM", "18:00").replace("6:00 PM", "18:00")
    assert aya.post("/me/hours", {"time_zone": "Europe/Kyiv", "suits": ["6-night", "0-morning"]}).status_code == 302
    page = aya.sees("/me/hours")
    assert '<option selected value="Europe/Kyiv">Ukraine – Kyiv</option>' in page
    assert page.count(" checked") == 2
    for bad in ({"time_zone": "Moon/Sea"}, {"time_zone": ""}, {"time_zone": "Europe/Kyiv", "suits": "7-noon"}):
        answer = aya.post("/me/hours", bad)
        assert (answer.status_code, "from the list" in words(answer.get_data(as_text=True))) == (400, True), bad
    with app.app_context():
        kept = db.session.get_one(Person, cast.aya)
        assert (kept.time_zone, kept.suiting_hours) == ("Europe/Kyiv", 1 << 27 | 1)


def test_zones_are_called_as_in_the_language_of_the_page(cast: Cast, signed_in: Callable[[int], Browser]) -> None:
    aya = signed_in(cast.aya)
    aya.post("/language", {"language": "ja"})
    page = aya.sees("/me/hours")
    assert '<optgroup label="アジア">' in page
    assert '<option selected value="Asia/Tokyo">日本 – 東京</option>' in page
    for language in INTERFACE:
        aya.post("/language", {"language": language})
        assert 'selected value="Asia/Tokyo">' in aya.sees("/me/hours"), language


def test_wishes_are_handed_over_and_go_with_the_account(
    app: Flask, cast: Cast, signed_in: Callable[[int], Browser]
) -> None:
    aya = signed_in(cast.aya)
    aya.post("/me/contact", WISHES)
    with app.test_request_context():
        (reach,) = (each for each in kept() if each.name == "reach")
        rows = list(reach.rows(cast.aya))
    assert [(row["note"], row["no_phone"]) for row in rows] == [("Write first, please.", True)]
    gone = aya.post("/me/privacy/delete", {"password": PASSWORD, "sure": "y", "certificates": "vanish"})
    assert gone.location == "/me/privacy/deleted"
    assert wish(app, cast.aya) is None
