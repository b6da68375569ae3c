"""Fails every test whose Python code reaches for an address outside this machine, even where the error is swallowed."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest


class OutsideAddressError(OSError):
    """A test reached outside. An OSError, so that the code under test takes the path that it takes when offline."""


def is_nearby(address: object) -> bool:
    """Tell whether an address is on this machine: a path of a Unix socket, loopback, or an empty host."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0]).partition("%")[0]
    if host in {"", "localhost", "0.0.0.0", "::"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse connections and name look-ups that would leave this machine, and fail the test that tried one."""
    tried: list[str] = []

    def refuse(address: object) -> None:
        if not is_nearby(address):
            tried.append(str(address))
            raise OutsideAddressError(f"Tests may not reach {address!r}.")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name), refuse))
    sendto, getaddrinfo = socket.socket.sendto, socket.getaddrinfo

    def guarded_sendto(self: socket.socket, data: bytes, *rest: Any) -> int:
        refuse(rest[-1])
        return sendto(self, data, *rest)

    def guarded_getaddrinfo(host: str | bytes | None, *rest: Any, **more: Any) -> Any:
        refuse((host.decode() if isinstance(host, bytes) else host or "",))
        return getaddrinfo(host, *rest, **more)

    monkeypatch.setattr(socket.socket, "sendto", guarded_sendto)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
    yield
    if tried:
        pytest.fail(f"The test reached outside this machine: {', '.join(tried)}", pytrace=False)


def _guarded(original: Any, refuse: Any) -> Any:
    def call(self: socket.socket, address: object) -> Any:
        refuse(address)
        return original(self, address)

    return call


@pytest.fixture
def free_port() -> int:
    """Give a port on 127.0.0.1 that nobody listens on, and that Chromium does not refuse to open."""
    return find_free_port()


def find_free_port() -> int:
    """Ask the system for a free port. Those it gives are high, far from the ones that browsers ban."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
