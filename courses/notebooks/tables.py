"""Tables of stored results: each in a frame that scrolls, its heads saying what they are the head of, and numbers in line."""

from __future__ import annotations

import re
from html import escape

from courses.markup.labels import label
from courses.markup.scene import Scene

_PART = re.compile(
    r"<table\b[^>]*>|</table>|<(thead|tbody|tfoot)\b[^>]*>|<th\b([^>]*)>(</th>)?|<td>(?=[-+0-9.,:/% eE]{1,24}</td>)"
)

_SCOPE = re.compile(r' scope="[^"]*"')


def framed_tables(html: str, scene: Scene) -> str:
    """Sanitised HTML with each outer table inside a region that scrolls on a phone, a scope on every head and numbers in line.

    Promises: only sanitised HTML may come in; nothing but our own frames and scopes is added.
    """
    return _Framing(scene).framed(html)


class _Framing:
    """Goes once over sanitised HTML, in which every `<` begins a tag."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.depth = scene, 0
        self.in_head: list[bool] = []

    def framed(self, html: str) -> str:
        """The HTML with frames."""
        return _PART.sub(self._part, html)

    def _part(self, found: re.Match[str]) -> str:
        tag = found.group(0)
        if tag == "</table>":
            self.depth -= 1
            return "</table></div>" if self.depth == 0 else tag
        if tag.startswith("<table"):
            self.depth += 1
            self.in_head = [*self.in_head[: self.depth - 1], False]
            return self._frame() + tag if self.depth == 1 else tag
        if found.group(1):
            self.in_head[self.depth - 1 :] = [found.group(1) == "thead"]
            return tag
        return self._head(found) if tag.startswith("<th") else '<td class="num">'

    def _frame(self) -> str:
        name = escape(label("table", self.scene.language, number=next(self.scene.tables)))
        return f'<div class="scroll" tabindex="0" role="region" dir="ltr" aria-label="{name}">'

    def _head(self, found: re.Match[str]) -> str:
        attributes = found.group(2)
        if found.group(3):  # a corner that says nothing is no head
            return f"<td{_SCOPE.sub('', attributes)}></td>"
        if "scope=" in attributes:
            return found.group(0)
        scope = "col" if self.in_head and self.in_head[-1] else "row"
        return f'<th{attributes} scope="{scope}">'
