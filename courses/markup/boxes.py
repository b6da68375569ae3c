"""Callouts, folded boxes and tabs: from their tokens to elements that need no script."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown_it.token import Token

from courses.activities.names import KINDS
from courses.markup.callouts import alert, callout, kind_of
from courses.markup.inline import TELL
from courses.markup.labels import label
from courses.markup.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable

LINE = "data-line"
# Words for a box that says only that it is folded.
_FOLDED = {"dropdown", "details"}


class BoxBuilder:
    """The part of the tree's builder that knows boxes; `skipped` tokens after the present one are not looked at."""

    scene: Scene
    stack: list[Element]
    skipped: int
    _open: Callable[..., Element]

    def _blockquote_open(self, token: Token, tokens: list[Token], place: int) -> None:
        # Tokens here are: blockquote_open, paragraph_open, inline.
        first = tokens[place + 2] if place + 2 < len(tokens) and tokens[place + 1].type == "paragraph_open" else None
        found = alert(first.content) if first else None
        if first is None or found is None:
            self._open("blockquote", token)
            return
        word, fold, title, rest = found
        self._open_callout(token, word, title, {"-": True, "+": False}.get(fold))
        first.content = rest
        if not rest.strip():
            self.skipped = 3  # the paragraph held nothing but the mark

    def _admonition_open(self, token: Token, tokens: list[Token], place: int) -> None:
        # The reader writes the word small, and makes it the title where there is none.
        small = str(token.meta["tag"])
        word = token.info.split()[0].strip('"') if token.info.split() else small
        titled = tokens[place + 1].type == "admonition_title_open"
        title = tokens[place + 2].content if titled else ""
        self.skipped = 3 if titled else 0
        folded = {"???": True, "???+": False}.get(token.markup)
        self._open_callout(token, word, "" if title == small.title() else title, folded)

    def _box_open(self, token: Token, tokens: list[Token], place: int) -> None:
        word, title, options = token.meta["word"], token.meta["title"], token.meta["options"]
        classes = options.get("class", "").split()
        folded = (not {"open"} & options.keys()) if word in _FOLDED or "dropdown" in classes else None
        if word.lower() in {*_FOLDED, "admonition"}:
            word = next((name for name in classes if kind_of(name)), "note")
        self._open_callout(token, word, title, folded)

    def _open_callout(self, token: Token, word: str, title: str, folded: bool | None) -> Element:
        kind = kind_of(word)
        element = callout(self.stack[-1], kind or "note", title or ("" if kind else word), self.scene.language, folded)
        element.set(LINE, str(token.map[0] if token.map else 0))
        if kind is None:
            meant = word.lower() in KINDS
            element.set(TELL, f"activity-as-text\n{word.lower()}" if meant else f"callout-kind\n{word}")
        self.stack.append(element)
        return element

    def _tabs_open(self, token: Token, tokens: list[Token], place: int) -> None:
        name = label("tabs", self.scene.language)
        self._open("div", token, {"class": "tabs", "role": "group", "aria-label": name})

    def _tab_open(self, token: Token, tokens: list[Token], place: int) -> None:
        # The first is open; the others are one press away, and opening one shuts none, so that nothing jumps.
        first = not any(child.tag == "details" for child in self.stack[-1])
        element = self._open("details", token, {"class": "tab flow-s"} | ({"open": ""} if first else {}))
        SubElement(element, "summary").text = token.meta["title"] or label("tab", self.scene.language)
