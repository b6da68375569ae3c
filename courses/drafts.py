"""One reading from its file: front matter, pieces, steps; a Markdown file here, a notebook next door."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from courses.activities.kinds import ActivityKey
from courses.activities.shown import shown_html
from courses.files import CourseFiles, FileError
from courses.frontmatter import KNOWN, FrontMatter, LessonError, read_front_matter
from courses.frozen import FrozenMap
from courses.glossary import read_glossary
from courses.hard_words import HardWord, hard_words
from courses.identifiers import is_id
from courses.lesson_file import LessonFile
from courses.markup.dialect import Dialect, Heading, Html, Piece
from courses.markup.furigana import misread
from courses.markup.scene import Scene
from courses.markup.sights import Sight
from courses.markup.words import plain
from courses.outline import LessonKind
from courses.problems import Problem, problem
from courses.reading import ActivityPart, HtmlPart, Reading
from courses.source_digests import source_digests
from courses.steps import DraftStep, Placed, build_steps, explain, read_minutes
from courses.targets import CourseTargets

LARGEST_TEXT = 1_000_000
LARGEST_NOTEBOOK = 30_000_000
_HEADING = re.compile(r"<h[3-6]\b[^>]*>(.*?)</h[3-6]>", re.DOTALL)


@dataclass(frozen=True)
class Draft:
    """A reading with what the outline and the checker need to know about it.

    `seen` is what stands where in its file, until the reading is checked; `paragraphs` are digests of its longer texts,
    known from then on. `sources` gives a digest of each step's source, by the step's id.
    """

    file: LessonFile
    title: str
    minutes: int | None
    steps: list[DraftStep]
    text: str = ""
    seen: tuple[Sight, ...] = ()
    sources: Mapping[str, str] = field(default_factory=FrozenMap)
    hard: tuple[HardWord, ...] = ()
    diagrams: Mapping[str, str] = field(default_factory=FrozenMap)
    paragraphs: tuple[str, ...] = ()

    def reading(self, lesson_id: str) -> Reading:
        """The reading as people get it."""
        steps = tuple(step.reading() for step in self.steps)
        return Reading(lesson_id, self.file.language, self.title, steps, self.text)

    def keys(self) -> FrozenMap[str, ActivityKey]:
        """The keys of all its activities."""
        return FrozenMap({name: key for step in self.steps for name, key in step.keys.items()})


def open_lesson_file(
    files: CourseFiles, path: str, language: str, kind: LessonKind, tell: Callable[[Problem], None]
) -> LessonFile | None:
    """The file with its front matter read; None, with the problem told, when it cannot be."""
    try:
        source = files.text(path, LARGEST_TEXT if kind == "markdown" else LARGEST_NOTEBOOK)
        if kind == "markdown":
            front = read_front_matter(source)
        else:
            # nbconvert takes more than a second to import: only courses with notebooks pay for it.
            from courses.notebooks.opening import notebook_front

            front = notebook_front(source)
    except FileError as error:
        tell(problem(f"lesson-{error.code}", path, error.line))
        return None
    except LessonError as error:
        tell(problem(error.code, path, error.line, word=error.word))
        return None
    _check_front(front, path, tell)
    return LessonFile(path, language, kind, source, front)


def _check_front(front: FrontMatter, path: str, tell: Callable[[Problem], None]) -> None:
    for name in front.values:
        if name not in KNOWN:
            tell(problem("front-unknown", path, front.lines.get(name), word=name))
    for name, code, right in (("id", "id-form", is_id), ("minutes", "front-minutes", read_minutes)):
        value = front.values.get(name)
        if value is not None and not right(value):
            tell(problem(code, path, front.lines.get(name), word=value))
    for word in misread(front.values.get("title", "")):
        tell(problem("furigana-count", path, front.lines.get("title"), word=word))


def draft(file: LessonFile, targets: CourseTargets, md: Dialect) -> Draft:
    """Compile one file; its problems go where its targets tell theirs."""
    if file.kind == "notebook":
        from courses.notebooks.pieces import notebook_pieces  # see open_lesson_file

        placed = notebook_pieces(file, targets, md)
    else:
        scene = Scene(file.language, file.path, targets, targets.tell, line=file.front.body_line)
        placed = [Placed(piece, scene) for piece in md.pieces(file.front.body, scene)]
    seen = placed[0].scene.seen if placed else []
    heading = _own_title(placed)
    title = file.title() or (heading.text if heading else _first_title(placed) if file.kind == "notebook" else "")
    if heading:
        placed = [one for one in placed if one.piece is not heading]
    if not title:
        targets.tell(problem("lesson-title-missing", file.path, 1))
    steps = build_steps(placed, title, md)
    abbreviations = {word: text for one in placed for word, text in (one.scene.abbreviations or {}).items()}
    explain(steps, abbreviations, read_glossary(targets.files, targets.tell).explained(file.language), file.language)
    minutes = file.front.values.get("minutes")
    sources = source_digests(file, steps)
    declared = read_minutes(minutes) if minutes else None
    diagrams = FrozenMap({name: source for one in placed for name, source in one.scene.diagrams.items()})
    return Draft(
        file,
        title,
        declared,
        steps,
        _text(title, steps),
        tuple(seen),
        sources,
        hard_words(seen, file.language, abbreviations),
        diagrams,
    )


def _own_title(placed: list[Placed]) -> Heading | None:
    """A first-level heading before anything else is the lesson's title, which pages show by themselves."""
    first: Piece | None = placed[0].piece if placed else None
    return first if isinstance(first, Heading) and first.level == 1 else None


def _first_title(placed: list[Placed]) -> str:
    """A notebook says nothing above its cells: its title is the first heading that it has, wherever it stands."""
    for one in placed:
        if isinstance(one.piece, Heading):
            return one.piece.text
        found = _HEADING.search(one.piece.html) if isinstance(one.piece, Html) else None
        if found:
            return " ".join(plain(found.group(1)).split())
    return ""


def _text(title: str, steps: list[DraftStep]) -> str:
    words = [title]
    for step in steps:
        words += [step.title, *(_heard(part) for part in step.parts)]
    return "\n".join(word for word in words if word)


def _heard(part: HtmlPart | ActivityPart) -> str:
    blocks = [part.html] if isinstance(part, HtmlPart) else shown_html(part.activity)
    return plain("".join(f"<div>{html}</div>" for html in blocks))
