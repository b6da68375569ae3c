"""The preview's small server: this machine only, reading only, nothing but the course on the bench."""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

from courses.preview.look import Look
from courses.preview.pages import Pages
from courses.preview.watching import watch
from courses.preview.words import LANGUAGES
from courses.preview.workbench import Workbench

_STATIC = Path(__file__).parent / "static"
_HEARTBEAT = 15.0  # seconds between two signs of life to a page that waits
_FRAME_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# A lesson of somebody else's may be looked at before it is trusted: nothing of it runs, nothing of it is fetched from elsewhere.
_LESSON_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
_HTML, _CSS, _SCRIPT = "text/html; charset=utf-8", "text/css; charset=utf-8", "text/javascript; charset=utf-8"


class PreviewServer(ThreadingHTTPServer):
    """Serves one workbench on the loopback address; `close` ends its threads as well."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, bench: Workbench, look: Look, ui: str) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.bench, self.look, self.ui = bench, look, ui
        self.pages = Pages(bench, look)
        self.ended = Event()

    @property
    def address(self) -> str:
        """Where to look."""
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def watch(self) -> None:
        """Renew the bench after every save, in a thread of its own."""
        Thread(target=watch, args=(self.bench.folder, self.bench.renew, self.ended), daemon=True).start()

    def close(self) -> None:
        """Stop watching and serving."""
        self.ended.set()
        self.bench.ring()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if not self._is_for_us():
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, b"", "text/plain")
            return
        parts = urlsplit(self.path)
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        place = [part for part in parts.path.split("/") if part]
        try:
            self._route(place, asked)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # The page was left; nobody is told anything.

    def _route(self, place: list[str], asked: dict[str, str]) -> None:
        pages, look = self.server.pages, self.server.look
        ui = asked.get("ui", "") if asked.get("ui") in LANGUAGES else self.server.ui
        where = asked.get("lesson", ""), asked.get("language", "")
        match place:
            case []:
                self._text(pages.frame(*where, ui), _HTML, _FRAME_POLICY)
            case ["problems"]:
                self._text(pages.problems(*where, ui), _HTML, _FRAME_POLICY)
            case ["lesson", lesson, language]:
                self._text(pages.lesson(lesson, language), _HTML, _LESSON_POLICY)
            case ["problems", code]:
                self._text(pages.explanation(code, ui), _HTML, _LESSON_POLICY)
            case ["look.css"]:
                self._text(look.styles(), _CSS)
            case ["frame.css" | "frame.js" as name]:
                self._text((_STATIC / name).read_text(encoding="utf-8"), _CSS if name.endswith("css") else _SCRIPT)
            case ["assets", name]:
                self._asset(name)
            case ["changes"]:
                self._changes()
            case _:
                self._text(None, _HTML)

    def _is_for_us(self) -> bool:
        """Pages of other sites may send requests here under a name of their own: only ours is answered."""
        port = self.server.server_address[1]
        return self.headers.get("Host", "") in {f"127.0.0.1:{port}", f"localhost:{port}"}

    def _text(self, text: str | None, kind: str, policy: str = "default-src 'none'") -> None:
        if text is None:
            self._answer(HTTPStatus.NOT_FOUND, b"404", "text/plain", policy)
        else:
            self._answer(HTTPStatus.OK, text.encode("utf-8"), kind, policy)

    def _asset(self, name: str) -> None:
        asset = self.server.bench.file(name)
        if asset is None:
            self._text(None, _HTML)
        else:
            # A drawing opened by itself is a page: it may do nothing either.
            self._answer(
                HTTPStatus.OK, asset.content, asset.media_type, "default-src 'none'; style-src 'unsafe-inline'; sandbox"
            )

    def _changes(self) -> None:
        """A stream of events: the state now, then after every change."""
        self._head(HTTPStatus.OK, "text/event-stream", "default-src 'none'", None)
        known = -1
        while not self.server.ended.is_set():
            number = self.server.bench.wait(known, _HEARTBEAT)
            line = f"data: {self.server.pages.state()}\n\n" if number != known else ": here\n\n"
            known = number
            self.wfile.write(line.encode("utf-8"))
            self.wfile.flush()
        self.close_connection = True

    def _answer(self, status: HTTPStatus, content: bytes, kind: str, policy: str = "default-src 'none'") -> None:
        self._head(status, kind, policy, len(content))
        self.wfile.write(content)

    def _head(self, status: HTTPStatus, kind: str, policy: str, length: int | None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is None:
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(length))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name
        """The terminal belongs to what the author needs to know."""
