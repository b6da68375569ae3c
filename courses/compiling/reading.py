"""One reading from its file: what the course needs of it, and what it looked up on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from courses.assets import Assets, PictureUse
from courses.checking import Sheet, check_sheet, paragraphs
from courses.compiling.lookups import Lookup, RecordingFiles, RecordingLessons, lookups
from courses.data import canonical, to_data
from courses.drafts import Draft, draft, open_lesson_file
from courses.files import CourseFiles, normal
from courses.frontmatter import FrontMatter, LessonError
from courses.frozen import FrozenMap
from courses.lesson_file import LessonFile
from courses.markup.dialect import Dialect
from courses.outline import LessonKind
from courses.problems import Problem, problem
from courses.release import Asset
from courses.targets import CourseTargets, StepLink


@dataclass(frozen=True)
class ReadingFile:
    """Where a reading lies, and what its name says of it."""

    path: str
    language: str
    kind: LessonKind


@dataclass(frozen=True)
class Setting:
    """What all readings of a course have in common: its id, the id of each lesson's folder, and its level."""

    course_id: str
    lessons: Mapping[str, str] = field(default_factory=FrozenMap)
    level: str = ""


@dataclass(frozen=True)
class Opened:
    """A file's front matter; None, with the problems, when it cannot be opened. `digest` is that of the bytes read."""

    file: ReadingFile
    front: FrontMatter | None
    problems: tuple[Problem, ...]
    digest: str = ""

    def lesson_file(self) -> LessonFile | None:
        """The file as lessons know it, without its text."""
        if self.front is None:
            return None
        return LessonFile(self.file.path, self.file.language, self.file.kind, "", self.front)


@dataclass(frozen=True)
class Drafted:
    """What became of a reading; `draft` is None when it could not be read. `assets` carry no content when they were kept."""

    draft: Draft | None
    problems: tuple[Problem, ...]
    links: tuple[StepLink, ...] = ()
    assets: tuple[Asset, ...] = ()
    uses: tuple[PictureUse, ...] = ()
    asked: tuple[Lookup, ...] = ()
    digest: str = ""

    def originals(self) -> dict[str, str]:
        """The files it was made of: SHA-256 by path."""
        read = (one for one in self.asked if one.question.startswith("read ") and not one.answer.startswith("!"))
        return {normal(one.name): one.answer for one in read}


def open_reading(files: CourseFiles, file: ReadingFile) -> Opened:
    """Open one file."""
    told: list[Problem] = []
    found = open_lesson_file(files, file.path, file.language, file.kind, told.append)
    front = replace(found.front, body="") if found else None
    return Opened(file, front, tuple(told), files.read_so_far.get(normal(file.path), ""))


def draft_reading(files: RecordingFiles, file: ReadingFile, setting: Setting, md: Dialect) -> Drafted:
    """Compile one file by itself.

    Promises: the same bytes, setting and answers to its lookups give the same outcome.
    """
    told: list[Problem] = []
    found = open_lesson_file(files, file.path, file.language, file.kind, lambda problem: None)
    lessons, assets, links = RecordingLessons(setting.lessons), Assets(), list[StepLink]()
    made = None
    if found is not None:
        targets = CourseTargets(files, assets, setting.course_id, lessons, file.path, told.append, step_links=links)
        made = _draft(found, targets, md, told.append)
    if made is not None:
        made = _checked(Sheet(made, files, setting.level), told.append)
    return Drafted(
        draft=made,
        problems=tuple(told),
        links=tuple(links),
        assets=tuple(assets.kept[name] for name in sorted(assets.kept)),
        uses=tuple(assets.uses),
        asked=tuple(lookups(files, lessons)),
        digest=digest_of_draft(made) if made else "",
    )


def _draft(file: LessonFile, targets: CourseTargets, md: Dialect, tell: Callable[[Problem], None]) -> Draft | None:
    """The draft; None, with a problem told, when one of the readers under us gives up on the file.

    They are written for text that people write: nesting beyond all measure, for one, can exhaust the stack of
    any of them, and no list of their errors would be complete. Our own tests run `draft` without this net.
    """
    try:
        return draft(file, targets, md)
    except LessonError as error:
        tell(problem(error.code, file.path, error.line, word=error.word))
    except MemoryError:
        raise
    except Exception as error:
        tell(problem("lesson-failed", file.path, None, word=type(error).__name__))
    return None


def _checked(sheet: Sheet, tell: Callable[[Problem], None]) -> Draft:
    """The draft with everything told that it tells by itself; its text and the sights in it have done their duty then."""
    check_sheet(sheet, tell)
    made = sheet.draft
    bare = replace(made.file, source="", front=replace(made.file.front, body=""))
    return replace(made, file=bare, seen=(), paragraphs=paragraphs(sheet))


def digest_of_draft(made: Draft) -> str:
    """SHA-256 of what people read of it and of its answers; the lesson's id is not in it yet."""
    content = {"reading": to_data(made.reading("")), "keys": to_data(made.keys())}
    return hashlib.sha256(canonical(content)).hexdigest()
