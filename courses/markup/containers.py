"""Blocks that hold blocks, as MyST, Docusaurus, Pandoc and pymdown write them: `:::`, ```` ```{note} ````, `=== "tab"`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from courses.markup.callouts import kind_of
from courses.markup.pictured import NAMES as PICTURES
from courses.markup.pictured import push_picture

_COLONS = re.compile(r"(:{3,})[ \t]*(?:\{([^{}\n]+)\}|([\w-]+))[ \t]*(?:\[([^\]\n]*)\])?[ \t]*(.*?)[ \t]*:*\Z")
_SHUT = re.compile(r"(:{3,})[ \t]*\Z")
_FENCE = re.compile(r"(`{3,}|~{3,})(?:\{([\w-]+)\}[ \t]*([^`\n]*))?")
_TAB = re.compile(r'===([!+]*)[ \t]+"([^"\n]{1,200})"[ \t]*\Z')
_OPTION = re.compile(r":([A-Za-z][\w-]*):[ \t]*(.*)\Z")
_YAML = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)\Z")
_CLASS = re.compile(r"\.([\w-]+)")
_TITLE = re.compile(r"""title=(?:"([^"]*)"|'([^']*)')""")
# What stands in braces and makes a box that holds text; all else in a fence's braces names a language.
_BOXES = {"admonition", "dropdown", "details", "tab-set", "tab-item", "tabs", "tab"}
# A box inside a box … is read again by every box around it, so there is an end to that.
_DEEPEST = 12


@dataclass
class _Opening:
    """The first line of a box: what it is, its title, and the lines that tell more of it."""

    word: str
    title: str
    options: dict[str, str] = field(default_factory=dict)
    myst: bool = False


def containers_plugin(reader: MarkdownIt) -> None:
    """Let a reader of blocks know all of them."""
    rules: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    reader.block.ruler.before("fence", "colon_box", _colon_box, rules)
    reader.block.ruler.before("fence", "fence_box", _fence_box, rules)
    reader.block.ruler.before("fence", "tabs", _tabs, rules)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _begins(state: StateBlock, number: int, sign: str) -> bool:
    """Whether a line can open a box: it begins with the sign and is no indented code."""
    return state.sCount[number] - state.blkIndent < 4 and state.src.startswith(
        sign, state.bMarks[number] + state.tShift[number]
    )


def _colon_box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not _begins(state, start, ":::"):
        return False
    found = _COLONS.match(_line(state, start))
    if not found or state.level >= _DEEPEST * 2:
        return False
    if (found.group(2) or found.group(3)).lower() == "mermaid":
        return _diagram(state, start, end, silent)
    if silent:
        return True
    opening = _opening(found.group(2), found.group(3), found.group(4) or found.group(5))
    last = _colon_end(state, start, end, len(found.group(1)))
    _emit(state, opening, start, last, shut=last < end and bool(_SHUT.match(_line(state, last))))
    return True


def _diagram(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`:::mermaid` holds no Markdown: it is the same as a fence of that name."""
    if not silent:
        last = start + 1
        while last < end and not _leaves(state, last) and not _SHUT.match(_line(state, last)):
            last += 1
        token = state.push("fence", "code", 0)
        token.info, token.map = "mermaid", [start, last]
        token.content = state.getLines(start + 1, last, state.sCount[start], True)
        state.line = min(last + 1, end)
    return True


def _opening(braces: str | None, bare: str | None, title: str) -> _Opening:
    """`{note}`, `{.callout-note title="…"}` or a bare word."""
    if bare is not None:
        return _Opening(bare, title)
    inner = (braces or "").strip()
    if re.fullmatch(r"[\w-]+", inner):
        return _Opening(inner, title, myst=True)
    classes, given = _CLASS.findall(inner), _TITLE.search(inner)
    word = classes[0].removeprefix("callout-") if classes else inner.split()[0]
    return _Opening(word, title or (given and (given.group(1) or given.group(2))) or "")


def _colon_end(state: StateBlock, start: int, end: int, colons: int) -> int:
    """The line that shuts the box, or the one behind its last; boxes and fences inside it are passed over."""
    opened, fence = [colons], ""
    for number in range(start + 1, end):
        if _leaves(state, number):
            return number
        line = _line(state, number)
        if mark := _FENCE.match(line):
            fence = mark.group(1) if not fence else "" if _shuts(line, fence) else fence
        elif not fence and (shut := _SHUT.match(line)):
            _shut_boxes(opened, len(shut.group(1)))
            if not opened:
                return number
        elif not fence and (inner := _COLONS.match(line)):
            opened.append(len(inner.group(1)))
    return end


def _shut_boxes(opened: list[int], colons: int) -> None:
    """Take away the boxes that a line of colons shuts: up to the one with as many, else the innermost with fewer."""
    if colons in opened:
        while opened.pop() != colons:
            pass
    elif colons > opened[-1]:
        opened.pop()


def _leaves(state: StateBlock, number: int) -> bool:
    """Whether a line stands further left than the block around, which ends everything in it."""
    return state.sCount[number] < state.blkIndent and not state.isEmpty(number)


def _shuts(line: str, fence: str) -> bool:
    return set(line.strip()) == {fence[0]} and len(line.strip()) >= len(fence)


def _fence_box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not (_begins(state, start, "```") or _begins(state, start, "~~~")):
        return False
    found = _FENCE.match(_line(state, start))
    if not found or not found.group(2) or state.level >= _DEEPEST * 2:
        return False
    word = found.group(2).lower()
    if word not in _BOXES | PICTURES and kind_of(word) is None:
        return False
    if word in PICTURES and not found.group(3).strip():
        return False  # a picture without an address: shown as it was written
    if silent:
        return True
    last = start + 1
    while last < end and not _leaves(state, last) and not _shuts(_line(state, last), found.group(1)):
        last += 1
    shut = last < end and _shuts(_line(state, last), found.group(1))
    _emit(state, _Opening(word, found.group(3).strip(), myst=True), start, last, shut)
    return True


def _emit(state: StateBlock, opening: _Opening, start: int, last: int, shut: bool) -> None:
    first = start + 1
    if opening.myst:
        first = _read_options(state, opening, first, last)
    if opening.myst and opening.word in PICTURES and opening.title:
        push_picture(state, opening.title, opening.options, opening.word == "figure", (start, first, last))
        state.line = last + 1 if shut else last
        return
    kind = {"tab-set": "tabs", "tabs": "tabs", "tab-item": "tab", "tab": "tab"}.get(opening.word, "box")
    meta = {"word": opening.word, "title": opening.title, "options": opening.options}
    _hold(state, kind, meta, (start, first, last))
    state.line = last + 1 if shut else last


def _read_options(state: StateBlock, opening: _Opening, first: int, last: int) -> int:
    """`:class: tip` lines on top of a box, or `class: tip` between two lines of hyphens; the line behind them."""
    if first < last and _line(state, first).strip() == "---":
        end = next((at for at in range(first + 1, last) if _line(state, at).strip() == "---"), None)
        found_all = [_YAML.match(_line(state, at)) for at in range(first + 1, end or first) if not state.isEmpty(at)]
        if end is not None and all(found_all):
            opening.options.update({found.group(1).lower(): found.group(2).strip() for found in found_all if found})
            return end + 1
    while first < last and (found := _OPTION.match(_line(state, first))):
        opening.options[found.group(1).lower()] = found.group(2).strip()
        first += 1
    return first


def _hold(state: StateBlock, kind: str, meta: Mapping[str, object], lines: tuple[int, int, int]) -> None:
    """A token that opens, the blocks inside, a token that closes; `lines` are the opening's, first's and end's."""
    start, first, last = lines
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    token = state.push(f"{kind}_open", "div", 1)
    token.block, token.meta, token.map = True, dict(meta), [start, last]
    state.md.block.tokenize(state, first, last)
    state.push(f"{kind}_close", "div", -1).block = True
    state.parentType, state.lineMax = parent, line_max


def _tabs(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not _begins(state, start, "===") or not _TAB.match(_line(state, start)) or state.level >= _DEEPEST * 2:
        return False
    if silent:
        return True
    token = state.push("tabs_open", "div", 1)
    token.block, token.meta, token.map = True, {"word": "tabs", "title": "", "options": {}}, [start, start + 1]
    number = after = start
    while number < end and _begins(state, number, "===") and state.sCount[number] >= state.blkIndent:
        found = _TAB.match(_line(state, number))
        if not found or ("!" in found.group(1) and number > start):
            break
        last = _indented_end(state, number + 1, end)
        state.blkIndent += 4
        _hold(state, "tab", {"word": "tab", "title": found.group(2), "options": {}}, (number, number + 1, last))
        state.blkIndent -= 4
        number = after = last
        while number < end and state.isEmpty(number):
            number += 1
    state.push("tabs_close", "div", -1).block = True
    state.line = after
    return True


def _indented_end(state: StateBlock, first: int, end: int) -> int:
    """The line behind the last one that stands four blanks in."""
    last = first
    for number in range(first, end):
        if state.isEmpty(number):
            continue
        if state.sCount[number] < state.blkIndent + 4:
            break
        last = number + 1
    return last
