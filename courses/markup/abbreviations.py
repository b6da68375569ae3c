"""Abbreviations as PHP Markdown Extra writes them: `*[RPA]: Robotic Process Automation` on a line of its own."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from courses.markup.furigana import without_furigana

_DEFINITION = re.compile(r"\*\[([^\]\n]{1,60})\][ \t]?:[ \t]*(.*)\Z")
# Far more than any lesson explains; the search for all of them stays quick.
_MOST = 300


def abbreviations_plugin(reader: MarkdownIt) -> None:
    """Let a reader of blocks collect them in `env["abbreviations"]`."""
    reader.block.ruler.before("fence", "abbreviation", _abbreviation, {"alt": ["paragraph", "reference", "blockquote"]})


def _abbreviation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    place = state.bMarks[start] + state.tShift[start]
    if (
        "abbreviations" not in state.env
        or state.sCount[start] - state.blkIndent >= 4
        or not state.src.startswith("*[", place)
    ):
        return False
    found = _DEFINITION.match(state.src[place : state.eMarks[start]])
    if not found:
        return False
    if not silent:
        known = state.env["abbreviations"]
        words = without_furigana(found.group(2)).strip()
        if words and len(known) < _MOST:
            known[without_furigana(found.group(1)).strip()] = words
        state.line = start + 1
    return True
