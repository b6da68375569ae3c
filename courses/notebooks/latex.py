"""LaTeX in results and text cells: formulas between dollars or in environments, as Jupyter's MathJax takes them."""

from __future__ import annotations

import re
from html import escape

from courses.markup.formulas import FormulaError, formula

_ENVIRONMENTS = "equation|align|eqnarray|gather|multline|alignat|displaymath|math"
_FORMULA = re.compile(
    rf"\$\$(.+?)\$\$|\$([^$]+?)\$|\\\[(.+?)\\\]|\\\((.+?)\\\)|(\\begin\{{({_ENVIRONMENTS})(\*?)\}}.+?\\end\{{\6\7\}})",
    re.DOTALL,
)
_BARE = re.compile(
    rf"^[ ]{{0,3}}(\\begin\{{({_ENVIRONMENTS})(\*?)\}}.+?\\end\{{\2\3\}})[ \t]*$", re.DOTALL | re.MULTILINE
)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST = 8_000
_MOST = 200  # environments of a text cell


def latex_html(source: str) -> str | None:
    """A result of kind text/latex as HTML; None when it holds anything but words and formulas that can be read."""
    if len(source) > _LONGEST:
        return None
    parts: list[str] = []
    at = 0
    try:
        for found in _FORMULA.finditer(source):
            parts.append(_words(source[at : found.start()]))
            parts.append(_made(found))
            at = found.end()
        parts.append(_words(source[at:]))
    except FormulaError:
        return None
    html = "".join(parts).strip()
    return f'<div class="formula">{html}</div>' if html else None


def _words(text: str) -> str:
    if re.search(r"[\\{}]", text):
        raise FormulaError("not a formula")
    return escape(text, quote=False)


def _made(found: re.Match[str]) -> str:
    inline = found.group(2) or found.group(4)
    if inline:
        return formula(inline, display=False)
    return formula(found.group(1) or found.group(3) or found.group(5), display=True)


def with_dollars(source: str) -> str:
    """A text cell with bare environments put between dollars, where our Markdown looks for formulas; code stays."""
    if not 0 < source.count("\\begin{") <= _MOST:
        return source
    parts: list[str] = []
    at = 0
    for found in _FENCE.finditer(source):
        parts += [_dressed(source[at : found.start()]), found.group(0)]
        at = found.end()
    return "".join([*parts, _dressed(source[at:])])


def _dressed(text: str) -> str:
    def dress(found: re.Match[str]) -> str:
        before = text[: found.start()]
        if before.count("$$") % 2:  # its author put the dollars there
            return found.group(0)
        body = re.sub(r"\n\s*\n", "\n", found.group(1)).strip()
        return f"$$\n{body}\n$$"

    return _BARE.sub(dress, text)
