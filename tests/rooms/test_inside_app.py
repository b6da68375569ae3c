"""Inside LINE and the like: reading and joining work, the real browser is offered before anything is kept, and links lead out."""

from collections.abc import Callable

import pytest

from tests.app_fixtures import Browser, Cast
from tests.rooms.deeds import words

LINE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari Line/14.9.0"
FACEBOOK = "Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 Chrome/126.0 [FB_IAB/FB4A;FBAV/468.0.0.58.72;]"


@pytest.mark.parametrize(("agent", "inside"), [(LINE, "LINE"), (FACEBOOK, "Facebook")])
def test_the_real_browser_is_offered_where_something_is_kept_and_nowhere_else(
    cast: Cast, visitor: Browser, agent: str, inside: str
) -> None:
    keeping = ("/login", f"/join/{cast.invitation}/name")
    for address in keeping:
        page = visitor.get(address, headers={"User-Agent": agent}).get_data(as_text=True)
        assert f"You are inside {inside}" in words(page), address
        assert f'readonly dir="ltr" value="http://gonin.test{address}?openExternalBrowser=1"' in page
        assert ("Open in the usual browser" in page) == (inside == "LINE"), "only LINE follows the mark"
        assert "You are inside" not in visitor.sees(address), "a real browser is left alone"
    for address in ("/", "/courses", "/accessibility", f"/join/{cast.invitation}"):
        assert "You are inside" not in visitor.get(address, headers={"User-Agent": agent}).get_data(as_text=True)


def test_joining_and_reading_work_inside_an_app(cast: Cast, visitor: Browser) -> None:
    inside = {"User-Agent": LINE}
    joined = visitor.post(f"/join/{cast.invitation}/name", {"name": "Emi"}, headers=inside)
    assert joined.location.startswith("/learn/tiny/hello")
    lesson = visitor.get(joined.location, headers=inside)
    assert (lesson.status_code, "You are inside" in lesson.get_data(as_text=True)) == (200, False)


def test_who_has_only_a_name_makes_a_way_in_first(
    cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser]
) -> None:
    visitor.post(f"/join/{cast.invitation}/name", {"name": "Emi"})
    new, known = (
        words(browser.get("/me/way-in", headers={"User-Agent": LINE}).get_data(as_text=True))
        for browser in (visitor, signed_in(cast.aya))
    )
    assert "Save your address and password here first" in new, "elsewhere nothing would let them in yet"
    assert "Save your address and password here first" not in known
    assert "It is better to go on in your usual browser" in known


def test_the_mark_goes_no_further_than_the_page_it_opened(
    cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser]
) -> None:
    mark = "openExternalBrowser=1"
    assert visitor.get(f"/me?{mark}").location == "/login?next=/me"
    assert visitor.post("/language", {"language": "en", "next": f"/courses?{mark}&q=x"}).location == "/courses?q=x"
    assert mark not in visitor.sees(f"/join/{cast.invitation}/name?{mark}")
    aya = signed_in(cast.aya)
    assert aya.get(f"/join/{cast.invitation}?{mark}").location == f"/team/{cast.team}"
    for address in ("/", "/courses", "/learn/tiny/hello", f"/team/{cast.team}"):
        assert mark not in aya.sees(f"{address}?{mark}"), address
