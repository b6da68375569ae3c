"""Anybody reads where we stand on accessibility, in words, and how to tell us what stands in the way."""

from collections.abc import Callable

from lms.administration.accessibility import statement
from tests.app_fixtures import Browser, Cast
from tests.rooms.deeds import words


def test_anybody_reads_it_from_every_page(cast: Cast, visitor: Browser, signed_in: Callable[[int], Browser]) -> None:
    for browser, addresses in (
        (visitor, ("/", "/login", "/courses")),
        (signed_in(cast.aya), ("/", "/learn/tiny/hello")),
    ):
        for address in addresses:
            assert 'href="/accessibility"' in browser.sees(address), address
    page = words(visitor.sees("/accessibility"))
    assert all(f"{each.number} {each.en}" in page for each in statement().criteria)
    for told in (
        "JIS X 8341-3:2016",
        "WCAG 2.2",
        "We are not there in every point yet",
        "If something stands in your way",
    ):
        assert told in page


def test_it_claims_no_more_than_was_declared(visitor: Browser) -> None:
    page = words(visitor.sees("/accessibility"))
    for state, said in (("tested", "Tested"), ("partly", "Partly tested"), ("open", "Not looked at yet")):
        assert f"{said} {statement().count(state)} " in page, state
    assert "conforms" not in page


def test_japanese_readers_get_japanese_names(visitor: Browser) -> None:
    visitor.post("/language", {"language": "ja"})
    page = words(visitor.sees("/accessibility"))
    assert "1.4.3 コントラスト（最低限） AA · JIS" in page
