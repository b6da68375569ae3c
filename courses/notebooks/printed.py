"""Printed text as blocks: the beginning at once, the rest folded, and what nobody reads on a phone cut with a word."""

from __future__ import annotations

from html import escape

from courses.markup.labels import label

_SHOWN = 30  # lines that stand open
_OPENING = 12  # lines that stand open when there are more
_FIRST, _LAST = 400, 100  # lines that are kept of a long text
_WIDE = 2_000  # signs of HTML kept of one line
_KEPT = 60_000  # signs of HTML kept of a text


def text_block(lines: list[str], language: str, opened: bool = False) -> str:
    """Lines of HTML as preformatted text; long ones are folded unless their author wants them `opened`."""
    first, left_out, last = _cut(lines)
    count = len(first) + len(last)
    if opened or count <= _SHOWN:
        return _pre(first) + _gap(left_out, language) + _pre(last)
    more = label("more-lines", language, number=count - _OPENING)
    rest = _pre(first[_OPENING:]) + _gap(left_out, language) + _pre(last)
    return _pre(first[:_OPENING]) + folded(more, rest)


def folded(words: str, html: str) -> str:
    """HTML behind words to press; what is in it does not count as reading time."""
    return f'<details class="fold"><summary>{escape(words)}</summary>{html}</details>'


def _cut(lines: list[str]) -> tuple[list[str], int, list[str]]:
    """The first lines, how many are left out, and the last ones."""
    lines = [line if len(line) <= _WIDE else _narrowed(line) for line in lines]
    first, last = (lines, []) if len(lines) <= _FIRST + _LAST else (lines[:_FIRST], lines[-_LAST:])
    size = 0
    for place, line in enumerate(first):
        size += len(line)
        if size > _KEPT:
            first = first[:place]
            break
    if sum(map(len, last)) > _KEPT // 4:
        last = last[-5:]
    return first, len(lines) - len(first) - len(last), last


def _narrowed(line: str) -> str:
    """The beginning of a line, without its colours, which might be cut in the middle."""
    words = "".join(part.partition(">")[2] if place else part for place, part in enumerate(line.split("<")))
    short = words[:_WIDE]
    whole = short[: short.rfind("&")] if "&" in short[-8:] and ";" not in short[short.rfind("&") :] else short
    return f"{whole}…"


def _pre(lines: list[str]) -> str:
    return '<pre tabindex="0"><code>' + "\n".join(lines) + "</code></pre>" if lines else ""


def _gap(left_out: int, language: str) -> str:
    if not left_out:
        return ""
    return f'<p class="small soft">{escape(label("left-out", language, number=left_out))}</p>'
