"""Drawing diagrams with an installed Chromium, else with mmdc: without network, in limited time, looked through before use."""

from __future__ import annotations

import hashlib
import html
import json
import lzma
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from courses.diagrams.mmdc import command as command_line
from courses.diagrams.mmdc import drawn_by_mmdc
from courses.diagrams.running import OFFLINE, output_of, sandbox_arguments
from courses.frozen import FrozenMap
from courses.pictures.drawings import read_drawing
from courses.pictures.error import AssetError
from courses.release import Derivative, Release

VERSION = "11.17.2"
_VENDOR = Path(__file__).parent / "vendor" / "mermaid" / VERSION
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_LARGEST = 500_000  # bytes of one drawing
_SECONDS = 60.0
_OUT = re.compile(r'<pre id="drawn">(.*?)</pre>', re.DOTALL)
_OUTSIDE = re.compile(rb"@import|url\(\s*['\"]?(?!#|['\"]?#)|expression\(|javascript:", re.IGNORECASE)
_VIEW = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
# Only our two scripts run: a source is data to them, and nothing on the page may ask for anything.
_PAGE = """<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"
content="default-src 'none'; script-src 'nonce-ours'; style-src 'unsafe-inline'"><body>
<script id="sources" type="application/json">{sources}</script><script nonce="ours">{library}</script>
<script nonce="ours">(async () => {{
mermaid.initialize({{startOnLoad: false, securityLevel: "strict", htmlLabels: false, flowchart: {{htmlLabels: false}},
  class: {{htmlLabels: false}}, deterministicIds: true, deterministicIDSeed: "gonin", fontFamily: "sans-serif",
  theme: "neutral", maxTextSize: 20000, suppressErrorRendering: true}});
const sources = JSON.parse(document.getElementById("sources").textContent), drawn = {{}};
for (const name in sources) {{
  try {{ drawn[name] = (await mermaid.render("d" + name, sources[name])).svg; }} catch {{ drawn[name] = ""; }}
}}
const out = document.createElement("pre"); out.id = "drawn"; out.textContent = JSON.stringify(drawn);
document.body.replaceChildren(out); }})()</script>"""


def draw_diagrams(release: Release, seconds: float = _SECONDS) -> Release:
    """The release with a drawing beside it for each of its diagrams that could be drawn; its digest stays.

    Promises: it never raises for a diagram, and a release without diagrams comes back at once. Where neither a Chromium
    (the environment's CHROMIUM, or on the PATH) nor `mmdc` is found, diagrams stay words.
    """
    return with_drawn(release, render_diagrams(release.diagrams, seconds))


def with_drawn(release: Release, made: Mapping[str, bytes]) -> Release:
    """The release with these drawings, by the names of their diagrams, beside it."""
    drawn = {name: (_derivative(name, content),) for name, content in made.items()}
    return replace(release, derivatives=FrozenMap({**release.derivatives, **drawn})) if drawn else release


def can_draw() -> bool:
    """Whether there is something to draw with."""
    return _browser() is not None or _command() is not None


def render_diagrams(sources: Mapping[str, str], seconds: float = _SECONDS) -> dict[str, bytes]:
    """SVG by name for the sources that could be drawn and were found harmless."""
    if not sources:
        return {}
    browser, command = _browser(), _command()
    if browser is not None:
        drawn = _drawn_by_browser(browser, sources, seconds)
    else:
        drawn = drawn_by_mmdc(command, sources, seconds) if command else {}
    safe = {name: _safe(drawn.get(name)) for name in sources}
    return {name: content for name, content in safe.items() if content is not None}


def _drawn_by_browser(browser: str, sources: Mapping[str, str], seconds: float) -> Mapping[str, object]:
    """All at once, on a page of ours."""
    text = json.dumps(dict(sorted(sources.items()))).replace("<", "\\u003c")
    with tempfile.TemporaryDirectory(prefix="gonin-diagrams-", ignore_cleanup_errors=True) as folder:
        page = Path(folder) / "page.html"
        page.write_text(_PAGE.format(sources=text, library=_library()), encoding="utf-8")
        out = _run(browser, page, Path(folder) / "profile", seconds)
    found = _OUT.search(out)
    try:
        drawn = json.loads(html.unescape(found.group(1))) if found else {}
    except ValueError:
        return {}
    return drawn if isinstance(drawn, dict) else {}


def _browser() -> str | None:
    """The browser to draw with; an empty CHROMIUM says that none is wanted."""
    wanted = os.environ.get("CHROMIUM")
    if wanted is not None:
        return shutil.which(wanted) if wanted else None
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)


def _command() -> str | None:
    """Mermaid's own command, which brings a browser along; it is not asked where no browser is wanted."""
    return None if os.environ.get("CHROMIUM") == "" else command_line()


def _library() -> str:
    content = lzma.decompress((_VENDOR / "mermaid.min.js.xz").read_bytes())
    return content.decode().replace("</script", "<\\/script")


def _run(browser: str, page: Path, profile: Path, seconds: float) -> str:
    """What the page holds in the end; empty when it took too long, and then nothing of it goes on running."""
    arguments = [browser, "--headless", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}", *OFFLINE]
    arguments += ["--virtual-time-budget=30000", "--dump-dom", *sandbox_arguments(), page.as_uri()]
    return (output_of(arguments, seconds, page.parent) or b"").decode("utf-8", "replace")


def _safe(drawn: object) -> bytes | None:
    """The drawing with its size written on it; None when there is none, or something in it that reaches out."""
    if not isinstance(drawn, str) or not drawn.startswith("<svg") or not (view := _VIEW.search(drawn)):
        return None
    width, height = (max(1, round(float(side))) for side in view.groups())
    content = drawn.replace('width="100%"', f'width="{width}" height="{height}"', 1).encode()
    if len(content) > _LARGEST or _OUTSIDE.search(content):
        return None
    try:
        read_drawing(content)
    except AssetError:
        return None
    return content


def _derivative(name: str, content: bytes) -> Derivative:
    size = re.search(rb'width="(\d+)" height="(\d+)"', content)
    width, height = (int(size.group(1)), int(size.group(2))) if size else (None, None)
    return Derivative(f"{name}.svg", "image/svg+xml", hashlib.sha256(content).hexdigest(), content, width, height)
