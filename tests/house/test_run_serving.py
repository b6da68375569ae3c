"""Ports that cannot be used are named before anything starts; what installers say is told as a reason."""

import errno
import http.server
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from runner.door import plain_os_error
from runner.folders import locked
from runner.installing import SIGNS, diagnose
from runner.sentences import TEXTS, PlainError
from runner.serving import answers, app_environment, require_port, sandbox_environment, web_command


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_in_use_is_named_with_another_to_try(taken: int) -> None:
    with pytest.raises(PlainError) as caught:
        require_port("127.0.0.1", taken)
    assert f"Port {taken} is already in use on 127.0.0.1" in str(caught.value)
    assert "--port" in str(caught.value)


def test_a_free_port_passes(free_port: int) -> None:
    require_port("127.0.0.1", free_port)


def test_a_port_is_in_use_even_if_its_holder_would_share_it() -> None:
    """granian lets several processes listen on one port, so a second start must not join in unnoticed."""
    if not hasattr(socket, "SO_REUSEPORT"):
        return
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with pytest.raises(PlainError):
            require_port("127.0.0.1", listener.getsockname()[1])


def test_serving_counts_as_ready_only_when_healthz_says_so(free_port: int) -> None:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/healthz" and ready.is_set() else 503)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the test's output quiet."""

    ready = threading.Event()
    assert not answers("127.0.0.1", free_port)
    with http.server.HTTPServer(("127.0.0.1", free_port), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        assert not answers("127.0.0.1", free_port)
        ready.set()
        assert answers("0.0.0.0", free_port)
        server.shutdown()
        thread.join()


def test_a_demo_never_touches_the_database_of_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/real")
    monkeypatch.setenv("GONIN_JOBS_URL", "postgresql://somewhere/real")
    demo = sandbox_environment(tmp_path, "http://127.0.0.1:8000")
    assert not {"DATABASE_URL", "GONIN_JOBS_URL"} & set(demo)
    assert (demo["GONIN_ENV"], demo["GONIN_DATA"]) == ("demo", str(tmp_path))
    assert app_environment({})["DATABASE_URL"] == "postgresql://somewhere/real"


def test_web_is_served_through_the_gateway_with_limits_for_slow_lines() -> None:
    command = web_command(Path("python"), "127.0.0.1", 8000, 2)
    assert command[command.index("--workers") + 1] == "2"
    assert int(command[command.index("--http1-header-read-timeout") + 1]) <= 30_000
    assert int(command[command.index("--http1-buffer-size") + 1]) <= 64 * 1024
    assert int(command[command.index("--backpressure") + 1]) <= 1000
    assert command[-1] == "wsgi:door"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "hash"),
        ("error: Failed to fetch\n  cause: invalid peer certificate: UnknownIssuer", "certificates"),
        ("SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'))", "certificates"),
        ("NewConnectionError: [Errno -3] Temporary failure in name resolution", "network"),
        ("error sending request\n  cause: dns error", "network"),
        ("ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 403'))", "proxy"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk_full"),
        ("error: failed to write: No space left on device (os error 28)", "disk_full"),
        ("PermissionError: [Errno 13] Permission denied: '.venv/lib'", "unwritable"),
        ("ERROR: No matching distribution found for granian==2.8.7", "unavailable"),
        ("something never seen", "setup_failed"),
    ],
)
def test_what_an_installer_says_becomes_a_reason(said: str, reason: str) -> None:
    assert diagnose(said) == reason
    assert reason in TEXTS
    assert all(key in TEXTS for key, _ in SIGNS)


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "The disk is full"), (errno.EROFS, "cannot be written to"), (errno.EMFILE, "The system refused")],
)
def test_an_error_of_the_system_becomes_a_sentence(number: int, told: str) -> None:
    assert told in str(plain_os_error(OSError(number, "said so", "/some/folder")))


def test_a_lock_that_another_holds_is_refused_and_free_again_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with locked(path), pytest.raises(PlainError), locked(path, busy=PlainError("data_in_use", folder=tmp_path)):
        pytest.fail("Two held the lock at once.")
    with locked(path, busy=PlainError("data_in_use", folder=tmp_path)):
        pass
