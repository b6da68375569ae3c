"""Our Markdown: CommonMark decides the blocks, Python-Markdown reads the lines; cut at headings and activities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from xml.etree.ElementTree import Element

import markdown

from courses.markup.attribute_lists import Braces
from courses.markup.boxes import LINE
from courses.markup.clean import clean
from courses.markup.furigana import PRIVATE, hide_bars, show_bars
from courses.markup.inline import FOOTNOTE, add_inline_patterns
from courses.markup.lengths import MOST_LINES, Effort
from courses.markup.links import References, add_links
from courses.markup.scene import OpenTargets, Scene
from courses.markup.sights import sights
from courses.markup.tokens import read_blocks, too_deep
from courses.markup.tree import ACTIVITY, RAW, TreeBuilder
from courses.markup.walk import Walk, note_section
from courses.markup.words import plain


@dataclass(frozen=True)
class Html:
    """Sanitised HTML."""

    html: str


@dataclass(frozen=True)
class Heading:
    """A first- or second-level heading at the top level; `own` is what its braces say."""

    level: int
    html: str
    text: str
    own: dict[str, str]
    line: int | None


@dataclass(frozen=True)
class Fence:
    """An activity's source: `info` is the fence's first line, `line` that of its first inner line."""

    info: str
    body: str
    line: int | None


Piece = Html | Heading | Fence


_RAW = re.compile(f"</?{RAW}>")


class Dialect(markdown.Markdown):
    """One converter, used for one text at a time."""

    def __init__(self) -> None:
        super().__init__(output_format="html")
        self.preprocessors.deregister("html_block")
        self.preprocessors.deregister("normalize_whitespace")
        self.treeprocessors.deregister("prettify")
        self.treeprocessors.register(Braces(self), "braces", 10)
        add_links(self)
        add_inline_patterns(self)
        self.references = References()
        self.effort = Effort()

    def pieces(self, text: str, scene: Scene) -> list[Piece]:
        """The text as clean HTML, cut at headings of level 1 and 2 and at activities."""
        self.reset()
        self.effort = scene.effort
        read, rest, lines = scene.effort.divide(hide_bars(PRIVATE.sub("", text)))
        tokens, references = read_blocks(read, scene.abbreviations)
        if deep := too_deep(tokens):
            scene.report("nested-too-deep", scene.line_at(deep.map[0] if deep.map else 0))
        self.references.update(references)
        root = TreeBuilder(self, scene).build(tokens)
        for processor in self.treeprocessors:
            root = processor.run(root) or root
        pieces = _Cutter(self, scene, root).cut()
        if rest:
            scene.report("text-too-long", scene.line_at(lines), word=MOST_LINES)
            pieces.append(Html(clean(f"<pre>{escape(show_bars(rest))}</pre>", scene.language)))
        return pieces

    def block(self, text: str, scene: Scene) -> str:
        """Clean HTML of a short text: a prompt, an explanation; headings stay headings, nothing is cut."""
        return "".join(_whole(piece, scene) for piece in self.pieces(text, scene)).strip()

    def line(self, text: str, scene: Scene) -> str:
        """Clean HTML of a single line, without a paragraph around it."""
        html = self.block(text, scene)
        inner = html.removeprefix("<p>").removesuffix("</p>")
        return inner if html == f"<p>{inner}</p>" and "<p>" not in inner else html

    def written(self, element: Element) -> str:
        """The element as a string, with everything stashed put back; not sanitised."""
        html = _RAW.sub("", str(self.serializer(element)))
        for processor in self.postprocessors:
            html = processor.run(html)
        return show_bars(html)


class _Cutter:
    """Cuts a finished tree into pieces, each section with its own notes."""

    def __init__(self, md: Dialect, scene: Scene, root: Element) -> None:
        self.md, self.scene = md, scene
        self.notes = {child.attrib.pop(FOOTNOTE): child for child in root if FOOTNOTE in child.attrib}
        apart = set(self.notes.values())
        self.blocks = [child for child in root if child not in apart]
        self.walk = Walk(md, scene, set(self.notes))
        self.waiting: list[Element] = []
        self.done: list[Piece] = []

    def cut(self) -> list[Piece]:
        """All pieces in order."""
        for block in self.blocks:
            line = self.scene.line_at(int(block.get(LINE, "0")))
            info = block.attrib.pop(ACTIVITY, None)
            if info is None:
                self._note(block, line)
            if block.tag in {"h1", "h2"}:
                self._end_section()
                self.walk.visit(block, line)
                self.done.append(self._heading(block, line))
            elif info is not None:
                self._flush()
                body_line = None if line is None else line + (0 if self.scene.fixed else 1)
                self.done.append(Fence(info, show_bars(block.text or ""), body_line))
            else:
                self._demote(block)
                self.walk.visit(block, line)
                self.waiting.append(block)
        self._end_section()
        for name, note in self.notes.items():
            if name not in self.walk.used:
                self.scene.report("footnote-unused", self.scene.line_at(int(note.get(LINE, "0"))), word=name)
        return self.done

    def _note(self, block: Element, line: int | None) -> None:
        """Remember what stands here, while it still is as its author wrote it."""
        offset = -1 if self.scene.fixed or self.scene.line is None else self.scene.line
        self.scene.seen += sights(block, line, offset, self.md.htmlStash.rawHtmlBlocks)

    def _demote(self, block: Element) -> None:
        for element in block.iter():
            if element.tag in {"h1", "h2"}:
                element.tag = "h3"
            if ACTIVITY in element.attrib:
                # It was reported; shown as a block of code it would give its answers away.
                element.attrib.pop(ACTIVITY)
                element.text = None

    def _heading(self, block: Element, line: int | None) -> Heading:
        own = {name[9:]: block.attrib.pop(name) for name in list(block.attrib) if name.startswith("data-own-")}
        level = int(str(block.tag)[1])
        block.tag = "span"
        html = clean(self.md.written(block), self.scene.language).removeprefix("<span>").removesuffix("</span>")
        return Heading(level, html, " ".join(plain(html).split()), own, line)

    def _end_section(self) -> None:
        for name in self.walk.referred:
            self._note(self.notes[name], self.scene.line)
            self._demote(self.notes[name])
            self.walk.visit(self.notes[name], self.scene.line)
        notes = note_section(self.walk, self.notes)
        if notes is not None:
            self.waiting.append(notes)
        self._flush()

    def _flush(self) -> None:
        html = clean("\n".join(self.md.written(block) for block in self.waiting), self.scene.language).strip()
        self.waiting = []
        if html:
            self.done.append(Html(html))


def _whole(piece: Piece, scene: Scene) -> str:
    if isinstance(piece, Html):
        return piece.html
    if isinstance(piece, Heading):
        return f"<h3>{piece.html}</h3>"
    # An activity inside an activity, or where there can be none: shown as code it would give its answers away.
    scene.report("activity-nested", piece.line, word=piece.info.split(None, 1)[0])
    return ""


def render_markdown(text: str, language: str = "en", scene: Scene | None = None) -> str:
    """Clean HTML of any Markdown text, without a course around it; headings begin at level 3."""
    place = scene or Scene(language, "", OpenTargets(), lambda problem: None)
    return Dialect().block(text, place)
