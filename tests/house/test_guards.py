"""What all tests lean on: no network, a database of one's own, and a browser that stays on this machine."""

import socket
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.plugins.network_guard import OutsideAddressError, find_free_port, is_nearby
from tests.plugins.postgres import with_database

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytest_plugins = ["pytester"]
GUARD = 'pytest_plugins = ["tests.plugins.network_guard"]\n'


@pytest.mark.parametrize("address", [("127.0.0.1", 80), ("127.8.8.8", 1), ("localhost", 5), ("::1", 1, 0, 0), "/run/x"])
def test_addresses_of_this_machine_are_nearby(address: object) -> None:
    assert is_nearby(address)


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("learn.example", 443), ("2001:db8::1", 80, 0, 0)])
def test_other_addresses_are_not(address: object) -> None:
    assert not is_nearby(address)


def test_a_test_that_swallows_the_refusal_fails_all_the_same(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(GUARD)
    pytester.makepyfile(
        """
        import contextlib, socket

        def test_reaches_out():
            with contextlib.suppress(OSError):
                socket.create_connection(("192.0.2.1", 80), timeout=1)

        def test_asks_for_a_name():
            with contextlib.suppress(OSError):
                socket.getaddrinfo("learn.example", 443)

        def test_sends_a_packet():
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out, contextlib.suppress(OSError):
                out.sendto(b"x", ("192.0.2.1", 53))

        def test_stays_here():
            with socket.socket() as server:
                server.bind(("127.0.0.1", 0))
                server.listen()
                socket.create_connection(server.getsockname()).close()
        """
    )
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=4, errors=3)


def test_the_refusal_is_an_error_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert issubclass(OutsideAddressError, OSError)
    assert socket.socket.connect.__name__ == "call"


def test_a_free_port_can_be_listened_on() -> None:
    port = find_free_port()
    with socket.socket() as server:
        server.bind(("127.0.0.1", port))


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_has_an_empty_database(postgres_database: str, turn: int) -> None:
    with psycopg.connect(postgres_database) as connection:
        connection.execute("CREATE TABLE petals (number int)")
        connection.execute("INSERT INTO petals VALUES (%s)", (turn,))
        assert connection.execute("SELECT number FROM petals").fetchall() == [(turn,)]


def test_what_uses_postgresql_is_marked(postgres_database: str, request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("postgres") is not None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://postgres@/postgres?host=/x", "postgresql://postgres@/mine?host=/x"),
        ("postgresql://a:b@127.0.0.1:5/postgres", "postgresql://a:b@127.0.0.1:5/mine"),
    ],
)
def test_a_database_is_named_in_the_url(url: str, expected: str) -> None:
    assert with_database(url, "mine") == expected


def test_the_browser_opens_pages_of_this_machine_only(person: "BrowserContext", tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><title>五人</title><p>ここ", "utf-8")
    page = person.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    assert page.title() == "五人"
    with pytest.raises(Exception, match="net::ERR_"):
        page.goto("http://learn.example/")


def test_what_uses_a_browser_is_marked(chromium_path: Path, request: pytest.FixtureRequest) -> None:
    assert chromium_path.exists()
    assert request.node.get_closest_marker("browser") is not None
