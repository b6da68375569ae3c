"""`python -m courses preview PATH`: a course as its learners see it, renewed whenever a file is saved."""

from __future__ import annotations

import argparse
import os
import webbrowser
from collections.abc import Callable
from pathlib import Path

from courses.compiling import Workshop, compile_confined
from courses.preview.look import Look, beside_the_engine
from courses.preview.server import PreviewServer
from courses.preview.words import LANGUAGES
from courses.preview.workbench import Progress, Workbench
from courses.release import Compiled

NAME = "preview"
HELP = "show a course as its learners see it, and show it anew whenever a file is saved"
_READY = {
    "en": "The preview of {path} is at {address}  (end it with Ctrl+C)",
    "ja": "{path}のプレビュー：{address}（終わるときはCtrl+C）",
}
_TAKEN = {
    "en": "Port {port} cannot be used, or is in use. Give another one with --port, or --port 0 for any.",
    "ja": "ポート{port}は使えないか、もう使われています。--port でほかの番号を選んでください。0なら空いている番号になります。",
}
_MISSING = {"en": "There is no folder {path}.", "ja": "フォルダ{path}がありません。"}


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `preview`."""
    parser.add_argument("path", help="the course's folder: the one with course.toml in it")
    parser.add_argument(
        "--port", type=int, default=8765, help="where to serve, on this machine only; 0 for any free one"
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=_own_language(), help="language of the preview's own words"
    )
    parser.add_argument("--look", type=Path, default=None, help="folder with templates/ and static/css/ of the site")
    parser.add_argument("--open", action="store_true", help="open the browser")


def run(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Serve until Ctrl+C; 2 when the folder or the port cannot be used."""
    folder, lang = Path(options.path), options.lang
    if not folder.is_dir():
        say(_MISSING[lang].format(path=folder))
        return 2
    with Workshop() as workshop:
        return _serve(options, folder, workshop, say)


def _serve(options: argparse.Namespace, folder: Path, workshop: Workshop, say: Callable[[str], None]) -> int:
    lang = options.lang

    def compile_it(course: Path, progress: Progress) -> Compiled:
        # The workers stay: what is saved next is shown without their start.
        return compile_confined(course, workshop=workshop, progress=progress)

    bench = Workbench(folder, compile_it)
    try:
        server = PreviewServer(options.port, bench, Look(options.look or beside_the_engine()), lang)
    except (OSError, OverflowError):
        say(_TAKEN[lang].format(port=options.port))
        return 2
    bench.renew()
    server.watch()
    say(_READY[lang].format(path=folder, address=server.address))
    if options.open:
        webbrowser.open(server.address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
    return 0


def _own_language() -> str:
    return "ja" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("ja") else "en"
