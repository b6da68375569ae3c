"""Code made readable with four colours: keywords, strings, numbers and comments."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Any

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, String
from pygments.util import ClassNotFound

# Longer code is shown plain: some lexers take much more than linear time.
_LONGEST = 50_000
_LANGUAGE = re.compile(r"[A-Za-z0-9+#_.-]{1,30}\Z")
_LEXERS: dict[str, Lexer | None] = {}


def code_block(source: str, language: str = "", style: str = "") -> str:
    """`<pre><code>` with coloured spans, `style` being a class for the whole; an unknown language stays plain."""
    name = language.lower() if _LANGUAGE.match(language) else ""
    mark = f' class="language-{escape(re.sub("[^a-z0-9-]", "-", name))}"' if name else ""
    whole = f' class="{style}"' if style else ""
    return f'<pre{whole} tabindex="0"><code{mark}>{coloured(source, name)}</code></pre>'


def coloured(source: str, language: str) -> str:
    """Escaped source with `<span class="k|s|n|c">` around what the lexer knows."""
    lexer = _lexer(language)
    if lexer is None or len(source) > _LONGEST:
        return escape(source, quote=False)
    runs: list[tuple[str, str]] = []
    for token, text in lexer.get_tokens(source):
        mark = _mark(token)
        if runs and runs[-1][0] == mark:
            runs[-1] = (mark, runs[-1][1] + text)
        else:
            runs.append((mark, text))
    return "".join(_span(mark, text) for mark, text in runs)


def _span(mark: str, text: str) -> str:
    safe = escape(text, quote=False)
    return f'<span class="{mark}">{safe}</span>' if mark and text.strip() else safe


# There are some hundred kinds of tokens, and each is told apart by asking several that contain others.
@cache
def _mark(token: Any) -> str:  # pygments' tokens are tuples to its stubs, kinds that contain kinds in truth
    if token in Comment:
        return "c"
    if token in String:
        return "s"
    if token in Number or token in Keyword.Constant:
        return "n"
    if token in Keyword or token in Operator.Word or token in Name.Tag:
        return "k"
    return "s" if token in Literal else ""


def _lexer(language: str) -> Lexer | None:
    if language not in _LEXERS:
        try:
            _LEXERS[language] = get_lexer_by_name(language, stripnl=False, ensurenl=False) if language else None
        except ClassNotFound:
            _LEXERS[language] = None
    return _LEXERS[language]
