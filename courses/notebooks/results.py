"""Stored results of code cells as HTML: text, tables, pictures and errors; what would need to run is a quiet note."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from courses.markup.clean import clean
from courses.markup.code import code_block
from courses.markup.depth import deeper_than, unclosed_tags
from courses.markup.dialect import Dialect
from courses.markup.labels import label
from courses.markup.rawhtml import rewrite
from courses.markup.scene import Scene
from courses.markup.words import plain
from courses.notebooks.cells import Result
from courses.notebooks.latex import latex_html
from courses.notebooks.pictures import alt_words, picture
from courses.notebooks.printed import folded, text_block
from courses.notebooks.tables import framed_tables
from courses.notebooks.terminal import Patience, shown_lines
from courses.targets import CourseTargets

_NEEDS_RUNNING = re.compile(r"application/(?:javascript|x-javascript|ecmascript|vnd\.)|text/javascript")
_ACTIVE_HTML = re.compile(r"<(?:script|iframe|canvas|object|embed|video|audio)\b", re.IGNORECASE)
# "<Figure size 640x480 with 1 Axes>": what a thing calls itself when it cannot be shown.
_NAME_ONLY = re.compile(r"\s*<[^\n]*>\s*\Z")
_LONGEST_MARKUP = 300_000  # signs of HTML or Markdown that are read
DEEPEST = 200  # elements of HTML inside one another
MOST_UNCLOSED = 300
_FOLDED_MARKUP = 40  # rows of a table, above which it is folded


@dataclass(frozen=True)
class Wishes:
    """What a cell says about its results: its number among code cells, and how they are to be shown."""

    number: int
    opened: bool = False
    error_expected: bool = False
    alt: str = ""


class Results:
    """Makes HTML of the results of one cell; `targets` keep its pictures."""

    def __init__(self, scene: Scene, targets: CourseTargets, md: Dialect, patience: Patience) -> None:
        self.scene, self.targets, self.md, self.patience = scene, targets, md, patience
        self.language = scene.language

    def html(self, results: Iterable[Result], wishes: Wishes) -> list[str]:
        """Each result that has something to show; printed text that came in several goes is one."""
        wanted = joined(results)
        shown = wanted[: self.patience.results]
        self.patience.results -= len(shown)
        made = [html for html in (self._one(result, wishes) for result in shown) if html]
        if len(shown) < len(wanted):
            words = label("results-left-out", self.language, number=len(wanted) - len(shown))
            made.append(f'<p class="small soft">{escape(words)}</p>')
        return made

    def _one(self, result: Result, wishes: Wishes) -> str:
        if result.kind == "stream":
            return self._stream(result, wishes)
        if result.kind == "error":
            return self._error(result, wishes)
        return self._bundle(result, wishes)

    def _stream(self, result: Result, wishes: Wishes) -> str:
        lines = shown_lines(result.text, self.patience)
        block = text_block(lines, self.language, wishes.opened) if lines else ""
        if result.name != "stderr" or not block:
            return block
        return f'<div class="aside-text flow-s"><p class="tiny soft">{self._word("messages")}</p>{block}</div>'

    def _error(self, result: Result, wishes: Wishes) -> str:
        """What the code stopped with; the way there is folded."""
        lines = shown_lines(result.text, self.patience)
        last = shown_lines(result.name, self.patience) or lines[-1:]
        said = self._word("stopped-expected" if wishes.error_expected else "stopped")
        html = f'<p class="small">{said}</p>{text_block(last, self.language, opened=True)}'
        if [plain(line) for line in lines] not in ([], [plain(line) for line in last]):
            whole = text_block(lines, self.language, opened=True)
            html += folded(label("traceback", self.language), whole)
        return html if wishes.error_expected else f'<div class="stopped flow-s">{html}</div>'

    def _bundle(self, result: Result, wishes: Wishes) -> str:
        running = [kind for kind in result.kinds if _NEEDS_RUNNING.match(kind)]
        markup = result.data.get("text/html", "")
        if not running and not _ACTIVE_HTML.search(markup):
            return self._still(result, markup, wishes) or self._note(next(iter(result.kinds), "?"), "unreadable")
        shown = picture(result, self.targets, self.scene.line, self._alt(wishes)) or self._markup(markup)
        shown = shown or self._formula(result) or self._words(result, wishes)
        return shown + self._note(next(iter(running), "text/html"), "not-shown")

    def _still(self, result: Result, markup: str, wishes: Wishes) -> str:
        """The richest form that can be shown: tables before pictures of them, formulas before pictures of them."""
        return (
            self._markup(markup)
            or self._markdown(result)
            or self._formula(result)
            or picture(result, self.targets, self.scene.line, self._alt(wishes))
            or self._data(result)
            or self._words(result, wishes)
        )

    def _alt(self, wishes: Wishes) -> str:
        return wishes.alt or alt_words(self.language, wishes.number)

    def _formula(self, result: Result) -> str:
        return latex_html(result.data.get("text/latex", "")) or ""

    def _markdown(self, result: Result) -> str:
        text = result.data.get("text/markdown", "")
        return self.md.block(text[:_LONGEST_MARKUP], self._muted()) + self._cut(text) if text.strip() else ""

    def _data(self, result: Result) -> str:
        """JSON, folded."""
        kind = next((kind for kind in result.kinds if kind == "application/json" or kind.endswith("+json")), "")
        text = result.data.get(kind, "")
        if not text:
            return ""
        lines = text.split("\n")
        block = code_block(text, "json") if len(lines) <= 500 else text_block(list(map(escape, lines)), self.language)
        return folded(label("data", self.language), block)

    def _words(self, result: Result, wishes: Wishes) -> str:
        kinds = ["text/plain", *(kind for kind in result.kinds if kind.startswith("text/"))]
        skipped = {"text/html", "text/javascript"}
        text = next((result.data[kind] for kind in kinds if kind in result.data and kind not in skipped), "")
        others = any(kind != "text/plain" for kind in result.kinds)
        if not text.strip() or (others and _NAME_ONLY.match(text)):
            return ""
        return text_block(shown_lines(text, self.patience), self.language, wishes.opened)

    def _markup(self, html: str) -> str:
        """Sanitised, with tables that can be scrolled; empty when only a script was in it."""
        if not html.strip():
            return ""
        muted = self._muted()
        read = html[:_LONGEST_MARKUP]
        if unclosed_tags(read) > MOST_UNCLOSED or deeper_than(read, DEEPEST):
            return ""
        safe = clean(rewrite(read, muted, muted.line)).strip()
        if not plain(safe) and "<img " not in safe:
            return ""
        shown = framed_tables(safe, self.scene) + self._cut(html)
        if shown.count("<tr") <= _FOLDED_MARKUP:
            return shown
        return folded(label("more", self.language), shown)

    def _cut(self, text: str) -> str:
        left_out = max(0, len(text) - _LONGEST_MARKUP)
        words = label("cut-off", self.language, number=-(-left_out // 1000))
        return f'<p class="small soft">{escape(words)}</p>' if left_out else ""

    def _note(self, kind: str, why: str) -> str:
        if why == "unreadable":
            self.scene.report("notebook-result", self.scene.line, word=kind)
        else:
            self.scene.report("notebook-output", self.scene.line, word=kind)
        return f'<p class="small soft">{self._word(why)}</p>'

    def _word(self, key: str) -> str:
        return escape(label(key, self.language))

    def _muted(self) -> Scene:
        """Results are the machine's: their author is not told of alt texts or addresses in them."""
        targets = replace(self.targets, tell=lambda problem: None, step_links=[])
        return replace(self.scene, targets=targets, tell=lambda problem: None)


def joined(results: Iterable[Result]) -> list[Result]:
    """Texts printed one after another as one, and what was shown anew in the place where it was shown first."""
    found: list[Result] = []
    places: dict[str, int] = {}
    for name, group in groupby(results, key=lambda result: result.name if result.kind == "stream" else None):
        if name is not None:
            found.append(Result("stream", name, "".join(result.text for result in group)))
            continue
        for result in group:
            if result.display and result.display in places:
                found[places[result.display]] = result
                continue
            if result.display:
                places[result.display] = len(found)
            found.append(result)
    return found
