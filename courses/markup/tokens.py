"""Blocks as CommonMark and GFM see them: markdown-it reads them, nothing inside a line is read here."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from courses.markup.abbreviations import abbreviations_plugin
from courses.markup.containers import containers_plugin

# Deeper text is dropped by the reader; 60 levels of quotes and lists are far beyond any lesson.
DEEPEST = 60


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    reader.use(admon_plugin).use(deflist_plugin).use(footnote_plugin)
    reader.use(dollarmath_plugin, allow_labels=False, allow_blank_lines=False)
    reader.use(containers_plugin).use(abbreviations_plugin)
    reader.core.ruler.enableOnly(["normalize", "block"])
    return reader


_READER = _reader()


def read_blocks(
    text: str, abbreviations: dict[str, str] | None = None
) -> tuple[list[Token], dict[str, tuple[str, str]]]:
    """The block tokens, and link references as {label: (address, title)}; abbreviations are put where they are wanted."""
    env: dict[str, Any] = {} if abbreviations is None else {"abbreviations": abbreviations}
    tokens = _READER.parse(text, env)
    references = {
        _label(name): (str(found["href"]), str(found.get("title") or ""))
        for name, found in env.get("references", {}).items()
    }
    return tokens, references


def too_deep(tokens: list[Token]) -> Token | None:
    """The first token at the depth where the reader stops, with its line."""
    return next((token for token in tokens if token.level >= DEEPEST - 1 and token.map), None)


def _label(name: str) -> str:
    return re.sub(r"\s+", " ", name.strip()).casefold()
