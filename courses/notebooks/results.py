"""Stored results of code cells as HTML: text, tables, pictures and errors; what would need to run is a quiet note."""

from __future__ import annotations

import base64
import binascii
import re
from html import escape
from typing import Any

from courses.assets import AssetError
from courses.markup.clean import clean
from courses.markup.dialect import Dialect
from courses.markup.labels import label
from courses.markup.rawhtml import rewrite
from courses.markup.scene import Scene
from courses.markup.words import plain
from courses.targets import CourseTargets

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_NEEDS_RUNNING = re.compile(r"application/(?:javascript|vnd\.)|text/javascript")
_LONG = 30  # lines; more are folded
_LONGEST = 200_000  # signs; more is cut, nobody reads it on a phone


def terminal_text(text: str) -> str:
    """What a terminal would show in the end: no colours, and lines that were written over only in their last state."""
    lines = [line.rstrip("\r").rpartition("\r")[2] for line in _ANSI.sub("", text[:_LONGEST]).split("\n")]
    return _CONTROL.sub("", "\n".join(lines)).rstrip("\n")


class Results:
    """Makes HTML of the results of one notebook, keeping its pictures as assets."""

    def __init__(self, scene: Scene, targets: CourseTargets, md: Dialect) -> None:
        self.scene, self.targets, self.md = scene, targets, md

    def html(self, result: dict[str, Any], number: int) -> str:
        """The result of code cell `number`; never empty."""
        kind = result["output_type"]
        if kind == "stream":
            return self._text(result["text"])
        if kind == "error":
            traceback = result["traceback"] or f"{result['ename']}: {result['evalue']}"
            stopped = escape(label("stopped", self.scene.language))
            return f'<p class="small">{stopped}</p>{self._text(traceback)}'
        return self._bundle(result["data"], result["kinds"], number)

    def _text(self, text: str) -> str:
        shown = terminal_text(text)
        block = f'<pre tabindex="0"><code>{escape(shown, quote=False)}</code></pre>'
        if shown.count("\n") < _LONG:
            return block
        more = escape(label("more", self.scene.language))
        return f"<details><summary>{more}</summary>{block}</details>"

    def _bundle(self, data: dict[str, str], kinds: list[str], number: int) -> str:
        running = [kind for kind in kinds if _NEEDS_RUNNING.match(kind)]
        html = self._markup(data["text/html"]) if "text/html" in data else ""
        if html:
            return html
        for kind in ("image/svg+xml", *_PICTURES):
            if kind in data and (picture := self._picture(data[kind], kind, number)):
                return picture
        for kind in ("text/markdown", "text/latex"):
            if kind in data and not running:
                return self.md.block(data[kind], self._muted())
        if "text/plain" in data and not running and "text/html" not in data:
            return self._text(data["text/plain"])
        return self._note(next(iter(running or kinds), "?"))

    def _note(self, kind: str) -> str:
        self.scene.report("notebook-output", self.scene.line, word=kind)
        return f'<p class="small soft">{escape(label("not-shown", self.scene.language))}</p>'

    def _markup(self, html: str) -> str:
        """Sanitised, with tables that can be scrolled; empty when only a script was in it."""
        muted = self._muted()
        safe = clean(rewrite(html[:_LONGEST], muted, muted.line)).strip()
        if not plain(safe) and "<img " not in safe:
            return ""
        return framed_tables(safe, self.scene)

    def _picture(self, content: str, kind: str, number: int) -> str:
        try:
            if kind == "image/svg+xml":
                asset = self.targets.assets.keep(content.encode("utf-8"), "svg")
            else:
                asset = self.targets.assets.keep(base64.b64decode(content), _PICTURES[kind])
        except (AssetError, binascii.Error, ValueError):
            return ""
        alt = escape(label("picture", self.scene.language, number=number))
        return f'<p><img src="/assets/{asset.name}" alt="{alt}" loading="lazy"></p>'

    def _muted(self) -> Scene:
        """Results are the machine's: their author is not told of alt texts or addresses in them."""
        targets = CourseTargets(
            self.targets.files,
            self.targets.assets,
            self.targets.course_id,
            self.targets.lessons,
            self.targets.path,
            lambda problem: None,
        )
        return Scene(self.scene.language, self.scene.path, targets, lambda problem: None, tables=self.scene.tables)


def framed_tables(html: str, scene: Scene) -> str:
    """Sanitised HTML with each outer table inside a region that scrolls on a phone."""
    depth = 0

    def frame(found: re.Match[str]) -> str:
        nonlocal depth
        if found.group(0) == "</table>":
            depth -= 1
            return "</table></div>" if depth == 0 else found.group(0)
        depth += 1
        if depth > 1:
            return found.group(0)
        name = escape(label("table", scene.language, number=next(scene.tables)))
        return f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">{found.group(0)}'

    return re.sub(r"<table\b|</table>", frame, html)
