"""Block tokens to Python-Markdown's tree, whose lines Python-Markdown then reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from markdown_it.token import Token

from courses.activities.names import activity_name, activity_within, meant_activity
from courses.markup.attributes import heading_attributes
from courses.markup.boxes import LINE, BoxBuilder
from courses.markup.code import code_block
from courses.markup.figures import drawing_name, fill_figure
from courses.markup.furigana import show_bars
from courses.markup.inline import FOOTNOTE, TELL, math_or_source
from courses.markup.labels import label
from courses.markup.lengths import MOST_MARKS
from courses.markup.listings import listing
from courses.markup.marks import holds_marks
from courses.markup.scene import Scene

if TYPE_CHECKING:
    from courses.markup.dialect import Dialect

# Fences that are activities become pieces of their own, so they may stand at the top level only.
ACTIVITY = "data-activity"
# Holds a block of HTML, which is no paragraph; the element itself is taken away when the tree is written.
RAW = "x-raw"
_LONGEST_BLOCK = 10_000  # signs, not counting pictures written out in the text
_PICTURE = re.compile(r"data:image/[A-Za-z0-9+/=;,.-]*")
_TASK = re.compile(r"\[([ xX])\]\s+")
_SIMPLE = {"bullet_list": "ul", "list_item": "li", "dl": "dl", "dt": "dt", "dd": "dd", "thead": "thead"}
_SIMPLE |= {"tbody": "tbody", "tr": "tr", "paragraph": "p"}
_WIDE = "\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60"
_INDENT = re.compile(r"\n[ \t]+")
_WIDE_BREAK = re.compile(f"(?<=[{_WIDE}])\n(?=[{_WIDE}])")
_ENVIRONMENT = re.compile(r"\s*\\begin\{([a-z]+\*?)\}.*\\end\{\1\}\s*\Z", re.DOTALL)


class TreeBuilder(BoxBuilder):
    """Builds one tree; `html` and `code` are stashed with Python-Markdown, which puts them back at the end."""

    def __init__(self, md: Dialect, scene: Scene) -> None:
        self.md, self.scene = md, scene
        self.root = Element("div")
        self.stack = [self.root]
        self.skipped = 0

    def build(self, tokens: list[Token]) -> Element:
        """The root, with the blocks as its children and the notes' texts at its end."""
        for place, token in enumerate(tokens):
            if self.skipped:
                self.skipped -= 1
            elif handler := getattr(self, f"_{token.type}", None):
                handler(token, tokens, place)
            elif token.nesting > 0:
                self._open(_SIMPLE.get(token.type.removesuffix("_open"), "div"), token)
            elif token.nesting < 0:
                self.stack.pop()
        return self.root

    def _open(self, tag: str, token: Token, attributes: dict[str, str] | None = None) -> Element:
        element = SubElement(self.stack[-1], tag, attributes or {})
        if token.map:
            element.set(LINE, str(token.map[0]))
        self.stack.append(element)
        return element

    def _leaf(self, tag: str, token: Token) -> Element:
        element = self._open(tag, token)
        self.stack.pop()
        return element

    def _stash(self, html: str, token: Token) -> None:
        self._leaf("p", token).text = AtomicString(self.md.htmlStash.store(html))

    def _paragraph_open(self, token: Token, tokens: list[Token], place: int) -> None:
        # In a tight list the text stands in the item itself: no element, but a place on the stack.
        if token.hidden:
            self.stack.append(self.stack[-1])
        else:
            self._open("p", token)

    def _inline(self, token: Token, tokens: list[Token], place: int) -> None:
        text = token.content
        self._tell_meant(token, activity_within(text))
        if "\n" in text:
            text = _INDENT.sub("\n", text)
            if self.scene.language.split("-")[0] in {"ja", "zh"} and self.scene.language != "ja-x-easy":
                text = _WIDE_BREAK.sub("", text)
        owner, is_marked = self.stack[-1], holds_marks(text)
        if len(text) > _LONGEST_BLOCK and len(_PICTURE.sub("", text)) > _LONGEST_BLOCK:
            # Some readers of lines take much more than linear time; no paragraph that people read is so long.
            owner.set(TELL, f"block-too-long\n{_LONGEST_BLOCK}")
            owner.text = AtomicString((owner.text or "") + show_bars(text))
            return None
        if is_marked and not self.scene.effort.has_marks_for(text):
            return self._unread(owner, text)
        if is_marked and _ENVIRONMENT.match(text):
            return self._display(owner, text)
        if task := _TASK.match(text) if self._begins_item(owner) else None:
            self._task(owner, done=task.group(1) != " ")
            text = text[task.end() - 1 :]
            owner[-1].tail = text
            return None
        if len(owner):
            owner[-1].tail = (owner[-1].tail or "") + "\n" + text
        else:
            # What holds no marks need not be looked through for them.
            owner.text = (owner.text or "") + text if owner.text or is_marked else AtomicString(text)
        return None

    def _unread(self, owner: Element, text: str) -> None:
        """Show a text as it was written; told is it where it begins, once."""
        if self.scene.effort.tells():
            self.scene.report("text-too-long", self.scene.line_at(int(owner.get(LINE, "0"))), word=MOST_MARKS)
        if len(owner):
            owner[-1].tail = AtomicString((owner[-1].tail or "") + "\n" + show_bars(text))
        else:
            owner.text = AtomicString((owner.text or "") + show_bars(text))

    def _begins_item(self, owner: Element) -> bool:
        """Whether what comes is the first text of a list's item, which may stand in a paragraph of its own."""
        if len(owner) or owner.text:
            return False
        return owner.tag == "li" or (owner.tag == "p" and self.stack[-2].tag == "li" and self.stack[-2][0] is owner)

    def _task(self, owner: Element, done: bool) -> None:
        words = label("task-done" if done else "task-open", self.scene.language)
        mark = SubElement(owner, "span", {"class": "task-mark", "role": "img", "aria-label": words})
        mark.text = AtomicString("☑" if done else "☐")

    def _display(self, owner: Element, source: str) -> None:
        made = math_or_source(self.md, show_bars(source), display=True)
        if isinstance(made, str):
            owner.text = AtomicString(made)
        else:
            owner.append(made)

    def _math_block(self, token: Token, tokens: list[Token], place: int) -> None:
        self._display(self._leaf("p", token), token.content)

    def _heading_open(self, token: Token, tokens: list[Token], place: int) -> None:
        text, attributes = heading_attributes(tokens[place + 1].content)
        tokens[place + 1].content = text
        element = self._open(token.tag, token)
        for name, value in attributes.items():
            element.set(f"data-own-{name}", value)

    def _figure_open(self, token: Token, tokens: list[Token], place: int) -> None:
        name = str(token.meta["name"])
        self._open("figure", token, {"id": name} if name else None)

    def _figcaption_open(self, token: Token, tokens: list[Token], place: int) -> None:
        self._open("figcaption", token, {"class": "small flow-s"})

    def _hr(self, token: Token, tokens: list[Token], place: int) -> None:
        self._leaf("hr", token)

    def _fence(self, token: Token, tokens: list[Token], place: int) -> None:
        activity = activity_name(show_bars(token.info), token.content)
        if not activity:
            self._tell_meant(token, meant_activity(show_bars(token.info), token.content))
            self._listing(token)
            return
        if _is_open(token):
            self.scene.report("activity-unclosed", self.scene.line_at(token.map[0] if token.map else 0))
        element = self._leaf("div", token)
        element.set(ACTIVITY, show_bars(token.info))
        element.text = AtomicString(token.content)
        if len(self.stack) > 1:
            element.set(TELL, f"activity-nested\n{activity}")

    def _tell_meant(self, token: Token, kind: str) -> None:
        """Code and HTML with an activity in them are shown with its answers; whoever did not mean that is told."""
        if kind:
            self.scene.report("activity-as-text", self.scene.line_at(token.map[0] if token.map else 0), word=kind)

    def _listing(self, token: Token) -> None:
        language, title = listing(show_bars(token.info))
        if language == "mermaid":
            source = show_bars(token.content)
            self.scene.diagrams[drawing_name(source)] = source
            if not fill_figure(self._leaf("figure", token), source, self.scene.language):
                self.scene.report("diagram-unread", self.scene.line_at(token.map[0] if token.map else 0))
        elif not title:
            self._stash(code_block(show_bars(token.content), language), token)
        else:
            figure = self._open("figure", token, {"class": "listing"})
            SubElement(figure, "figcaption", {"class": "small"}).text = AtomicString(title)
            self._stash(code_block(show_bars(token.content), language), token)
            self.stack.pop()

    def _code_block(self, token: Token, tokens: list[Token], place: int) -> None:
        self._tell_meant(token, activity_within(token.content))
        self._stash(code_block(show_bars(token.content)), token)

    def _html_block(self, token: Token, tokens: list[Token], place: int) -> None:
        self._tell_meant(token, activity_within(token.content))
        if self.scene.effort.has_marks_for(token.content):
            self._leaf(RAW, token).text = AtomicString(self.md.htmlStash.store(token.content))
        else:
            self._unread(self._leaf("p", token), token.content)

    def _ordered_list_open(self, token: Token, tokens: list[Token], place: int) -> None:
        element = self._open("ol", token)
        if "start" in token.attrs:
            element.set("start", str(token.attrs["start"]))

    def _table_open(self, token: Token, tokens: list[Token], place: int) -> None:
        name = label("table", self.scene.language, number=next(self.scene.tables))
        self._open("div", token, {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": name})
        self._open("table", token)

    def _table_close(self, token: Token, tokens: list[Token], place: int) -> None:
        del self.stack[-2:]

    def _th_open(self, token: Token, tokens: list[Token], place: int) -> None:
        self._open("th", token, {"scope": "col", **_alignment(token)})

    def _td_open(self, token: Token, tokens: list[Token], place: int) -> None:
        self._open("td", token, _alignment(token))

    def _footnote_reference_open(self, token: Token, tokens: list[Token], place: int) -> None:
        element = Element("section", {FOOTNOTE: str(token.meta["label"]), LINE: str(token.map[0] if token.map else 0)})
        self.root.append(element)
        self.stack.append(element)


def _is_open(token: Token) -> bool:
    """Whether a fence goes on to the end of what is around it, since nothing closes it."""
    inside = token.content.count("\n") + (not token.content.endswith("\n") and token.content != "")
    return token.map is not None and token.map[1] - token.map[0] < inside + 2


def _alignment(token: Token) -> dict[str, str]:
    return {"class": "num"} if "right" in str(token.attrs.get("style", "")) else {}
