"""Slow lines hold no thread: bodies are read before one is taken, answers are made whole, and patience has an end."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from flask import Flask, Response, request

from lms.kit.envelopes import IN_MEMORY
from lms.kit.gateway import Gateway, Patience
from lms.kit.lanes import Lane
from lms.kit.uploads import allow_files, takes_files

Said = dict[str, Any]
calls: list[str] = []


@pytest.fixture
def app() -> Flask:
    app = Flask("little")
    app.config["MAX_CONTENT_LENGTH"] = 100
    app.register_error_handler(413, lambda _: ("too large, in words", 413))
    calls.clear()

    @app.route("/echo", methods=["GET", "POST"])
    def echo() -> str:
        calls.append(request.method)
        return f"{request.form.get('word', '')}|{request.headers.get('X-Forwarded-For', '')}|{request.cookies.get('b', '')}"

    @app.post("/files")
    @takes_files(1_000)
    def files() -> str:
        return str(len(request.form.get("word", "")))

    allow_files(app)

    @app.get("/long")
    def long() -> Response:
        return Response((b"x" * 1000 for _ in range(IN_MEMORY // 500)), mimetype="text/plain")

    @app.get("/breaks")
    def breaks() -> Response:
        def parts() -> Iterator[bytes]:
            yield b"half"
            raise RuntimeError

        return Response(parts())

    return app


def scope_of(method: str, path: str, headers: list[tuple[bytes, bytes]] | None = None) -> dict[str, Any]:
    form = [(b"content-type", b"application/x-www-form-urlencoded")]
    scope: dict[str, Any] = {"type": "http", "http_version": "1.1", "method": method, "scheme": "http", "path": path}
    return scope | {
        "query_string": b"",
        "headers": form + (headers or []),
        "client": ("10.0.0.9", 1),
        "server": ("h", 80),
    }


def ask(
    gateway: Gateway, scope: dict[str, Any], *pieces: bytes, then: Callable[[], Any] | None = None
) -> tuple[int, bytes, Said]:
    """What the gateway answers to a request whose body comes in these pieces; `then` is awaited before the last."""
    sent: list[Said] = []

    async def body() -> AsyncIterator[Said]:
        for piece in pieces[:-1]:
            yield {"type": "http.request", "body": piece, "more_body": True}
        if then is not None:
            await then()
        yield {"type": "http.request", "body": pieces[-1] if pieces else b"", "more_body": False}

    async def go() -> None:
        stream = body()

        async def receive() -> Said:
            return await anext(stream)

        async def send(message: Said) -> None:
            sent.append(message)

        await gateway(scope, receive, send)

    asyncio.run(go())
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]} if sent else {}
    return (
        (sent[0]["status"] if sent else 0),
        b"".join(m.get("body", b"") for m in sent[1:]),
        headers | {"pieces": len(sent) - 1},
    )


def test_a_form_that_comes_in_pieces_and_without_a_length_is_read_whole(app: Flask) -> None:
    assert ask(Gateway(app), scope_of("POST", "/echo"), b"wo", b"rd=", b"plum")[:2] == (200, b"plum||")


def test_no_thread_is_taken_before_the_body_is_there(app: Flask) -> None:
    async def nothing_yet() -> None:
        await asyncio.sleep(0.05)
        assert calls == []

    assert ask(Gateway(app), scope_of("POST", "/echo"), b"word=", b"x", then=nothing_yet)[0] == 200
    assert calls == ["POST"]


def test_a_body_that_takes_too_long_is_let_go_with_a_word(app: Flask) -> None:
    gateway = Gateway(app, Patience(seconds=0.05, rate=1e9))
    status, _, headers = ask(gateway, scope_of("POST", "/echo"), b"word=", b"x", then=lambda: asyncio.sleep(5))
    assert (status, headers["connection"], calls) == (408, "close", [])
    assert ask(gateway, scope_of("POST", "/echo"), b"word=x")[0] == 200


def test_a_body_beyond_the_limit_is_refused_by_the_application_in_words(app: Flask) -> None:
    assert ask(Gateway(app), scope_of("POST", "/echo"), b"word=", b"x" * 200)[:2] == (413, b"too large, in words")


def test_a_body_far_beyond_the_limit_is_not_read_to_its_end(app: Flask) -> None:
    status, _, headers = ask(Gateway(app), scope_of("POST", "/echo"), *[b"x" * 100] * 20)
    assert (status, headers["connection"], calls) == (413, "close", [])


def test_more_uploads_than_can_be_waited_for_are_asked_to_come_again(app: Flask) -> None:
    status, _, headers = ask(Gateway(app, Patience(uploads=0)), scope_of("POST", "/echo"), b"word=x")
    assert (status, headers["retry-after"]) == (503, "5")


def test_a_header_with_an_underline_does_not_pass_for_one_that_a_proxy_sets(app: Flask) -> None:
    headers = [(b"x_forwarded_for", b"1.2.3.4"), (b"cookie", b"a=1"), (b"cookie", b"b=2")]
    assert ask(Gateway(app), scope_of("GET", "/echo", headers))[1] == b"||2"


def test_a_door_that_takes_files_reads_more_than_others_and_not_too_many_at_once(app: Flask) -> None:
    sent = b"word=", b"x" * 500
    assert ask(Gateway(app), scope_of("POST", "/files"), *sent)[:2] == (200, b"500")
    assert ask(Gateway(app), scope_of("POST", "/echo"), *sent)[0] == 413
    assert ask(Gateway(app), scope_of("POST", "/files"), b"word=", b"x" * 2_000)[:2] == (413, b"too large, in words")
    crowded = Gateway(app, Patience(large=0))
    assert ask(crowded, scope_of("POST", "/files"), *sent)[0] == 503
    assert ask(crowded, scope_of("POST", "/files", [(b"content-length", b"7")]), b"word=ab")[:2] == (200, b"2")


def test_a_long_answer_goes_out_in_pieces_and_a_short_one_at_once(app: Flask) -> None:
    _, body, told = ask(Gateway(app), scope_of("GET", "/long"))
    assert (len(body), told["content-length"]) == (IN_MEMORY // 500 * 1000, str(len(body)))
    assert int(told["pieces"]) > 3
    assert ask(Gateway(app), scope_of("GET", "/echo"))[2]["pieces"] == 1


def test_one_who_reads_too_slowly_is_let_go_short_of_the_announced_length(app: Flask) -> None:
    sent: list[Said] = []

    async def receive() -> Said:
        return {"type": "http.request"}

    async def send(message: Said) -> None:
        sent.append(message)
        if message.get("more_body"):
            await asyncio.sleep(5)

    asyncio.run(Gateway(app, Patience(seconds=0.05, rate=1e9))(scope_of("GET", "/long"), receive, send))
    announced = int(dict(sent[0]["headers"])[b"content-length"])
    assert sum(len(m.get("body", b"")) for m in sent) < announced
    assert not sent[-1].get("more_body")


def test_an_answer_that_breaks_halfway_is_a_500_and_not_half_a_page(app: Flask) -> None:
    status, body, _ = ask(Gateway(app), scope_of("GET", "/breaks"))
    assert (status, b"half" in body) == (500, False)


def test_readers_go_on_while_every_writer_waits(app: Flask) -> None:
    gateway, locked = Gateway(app), threading.Event()

    def wait_for_the_lock(_: float) -> None:
        locked.wait(10)

    for _ in range(8):
        assert gateway.writing.take(wait_for_the_lock)
    assert ask(gateway, scope_of("GET", "/echo"))[0] == 200
    locked.set()


def test_whoever_finds_a_full_queue_is_asked_to_come_again(app: Flask) -> None:
    begun, held = threading.Event(), threading.Event()
    lane = Lane("test", 1, 1)

    def stay(_: float) -> None:
        begun.set()
        held.wait(10)

    assert lane.take(stay)
    assert begun.wait(10)
    assert lane.take(lambda _: None)
    assert ask(Gateway(app, reading=lane), scope_of("GET", "/echo"))[0] == 503
    held.set()


def test_a_client_that_goes_away_leaves_nothing_behind(app: Flask) -> None:
    async def leave() -> None:
        async def receive() -> Said:
            return {"type": "http.disconnect"}

        async def send(_: Said) -> None:
            pytest.fail("Nobody is there to hear it.")

        await gateway(scope_of("POST", "/echo"), receive, send)

    gateway = Gateway(app)
    asyncio.run(leave())
    assert (gateway._uploads, calls) == (0, [])


def test_a_thread_outlives_work_that_breaks() -> None:
    lane, done = Lane("brittle", threads=1, longest_queue=5), threading.Event()

    def break_down(_: float) -> None:
        raise OSError(28, "No space left on device")

    assert lane.take(break_down)
    assert lane.take(lambda _: done.set())
    assert done.wait(5)


def test_a_body_that_cannot_be_read_back_is_answered_for(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lms.kit.gateway.environ_for", full)
    status, _, headers = ask(Gateway(app), scope_of("GET", "/echo"))
    assert (status, "retry-after" in {name.casefold() for name in headers}) == (503, True)
