"""Pictures with a caption as MyST writes them, `{figure} path` and `{image} path`: to the tokens of a picture."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it.rules_block import StateBlock

NAMES = {"figure", "image"}
_BRACKETS = re.compile(r"([\[\]\\])")


def push_picture(
    state: StateBlock, path: str, options: Mapping[str, str], is_figure: bool, lines: tuple[int, int, int]
) -> None:
    """A picture, and below it the blocks that stand in the directive; `lines` are the opening's, first's and end's.

    Sizes and places on a printed page are left out quietly: our pages have their own.
    """
    start, first, last = lines
    outer = "figure" if is_figure else "paragraph"
    token = state.push(f"{outer}_open", "figure", 1)
    token.block, token.map, token.meta = True, [start, last], {"name": options.get("name", "")}
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = _written(path, options), [start, start + 1], []
    if is_figure and any(not state.isEmpty(number) for number in range(first, last)):
        state.push("figcaption_open", "figcaption", 1).block = True
        parent, line_max = state.parentType, state.lineMax
        state.parentType, state.lineMax = "container", last
        state.md.block.tokenize(state, first, last)
        state.parentType, state.lineMax = parent, line_max
        state.push("figcaption_close", "figcaption", -1).block = True
    state.push(f"{outer}_close", "figure", -1).block = True


def _written(path: str, options: Mapping[str, str]) -> str:
    alt = _BRACKETS.sub(r"\\\1", options.get("alt", ""))
    picture = f"![{alt}]({_address(path)})"
    target = options.get("target", "")
    return f"[{picture}]({_address(target)})" if target else picture


def _address(path: str) -> str:
    return f"<{path}>" if re.search(r"[\s()]", path) and not re.search("[<>]", path) else path
