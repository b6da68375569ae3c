"""The preview's pages: the frame with the course's lessons and problems, and a lesson as learners see it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any

from courses.checking.explanations import explained
from courses.files import CourseFiles, FileError
from courses.outline import LessonOutline, in_language
from courses.preview.look import Look
from courses.preview.words import own_name, words
from courses.preview.workbench import Workbench
from courses.problems import Problem
from courses.reading import HtmlPart, Reading

_LESSON_LINK = re.compile(r'href="/learn/[a-z0-9-]+/([a-z0-9-]+)')
_LONGEST_LINE = 160
_LARGEST = 30_000_000


@dataclass(frozen=True)
class Named:
    """A problem as the panel shows it."""

    severity: str
    place: str
    line: int | None
    sentence: str
    source: str
    code: str
    lesson: str
    language: str


class Pages:
    """Makes HTML of what lies on the bench."""

    def __init__(self, bench: Workbench, look: Look) -> None:
        self.bench, self.look = bench, look

    def frame(self, lesson: str, language: str, ui: str) -> str:
        """The page an author opens: choices on top, the lesson in frames, the problems beside it."""
        chosen = self._chosen(lesson)
        tag = self._language(chosen, language)
        lessons = [
            {"id": each.id, "title": each.title(tag or ui), "languages": list(each.languages)}
            for each in self.bench.lessons()
        ]
        release = self.bench.release
        return self.look.page(
            "frame.html.j2",
            words=words(ui),
            ui=ui,
            title=in_language(release.outline.titles, ui, release.outline.languages) if release else "",
            lessons=lessons,
            lesson=chosen.id if chosen else "",
            languages=[(each, own_name(each)) for each in release.outline.languages] if release else [],
            language=tag,
            number=self.bench.number,
        )

    def problems(self, lesson: str, language: str, ui: str) -> str:
        """The panel: what to mend in this text, then what is wrong elsewhere."""
        here = self.bench.source_of(lesson, language)
        named = [(one.path == here, self._named(one, ui)) for one in self.bench.problems]
        return self.look.page(
            "problems.html.j2",
            words=words(ui),
            ui=ui,
            here=[one for is_here, one in named if is_here],
            elsewhere=[one for is_here, one in named if not is_here],
            is_old=self.bench.is_old,
            is_empty=self.bench.release is None,
            path=here,
        )

    def explanation(self, code: str, ui: str) -> str | None:
        """What a problem means, and how to mend it; None when there is no such code."""
        found = explained(code, ui)
        return self.look.page("explanation.html.j2", words=words(ui), ui=ui, found=found) if found else None

    def lesson(self, lesson: str, language: str) -> str | None:
        """A lesson as a page of its own; None when there is no such reading."""
        release = self.bench.release
        reading = self.bench.reading(lesson, language)
        if release is None or reading is None:
            return None
        ui = "ja" if language.split("-")[0] == "ja" else "en"
        lessons = self.bench.lessons()
        place = next(number for number, each in enumerate(lessons) if each.id == lesson)
        return self.look.page(
            "lesson.html.j2",
            words=words(ui),
            ui=ui,
            language=language,
            outline=lessons[place],
            steps=self._steps(lessons[place], reading),
            title=reading.title,
            around=[
                (word, other.id, other.title(language))
                for word, number in (("previous", place - 1), ("next", place + 1))
                if 0 <= number < len(lessons) and (other := lessons[number])
            ],
        )

    def state(self) -> str:
        """What the frame's script needs to know after a change, as JSON."""
        bench = self.bench
        readings = [list(key) for key in bench.sources]
        return json.dumps(
            {
                "number": bench.number,
                "working": bench.is_working,
                "done": bench.done,
                "total": bench.total,
                "errors": sum(one.severity == "error" for one in bench.problems),
                "warnings": sum(one.severity == "warning" for one in bench.problems),
                "readings": readings,
            }
        )

    def _steps(self, outline: LessonOutline, reading: Reading) -> list[dict[str, Any]]:
        return [
            {
                "id": step.id,
                "number": number,
                "title_html": step.title_html,
                "minutes": place.minutes,
                "need": place.need,
                "parts": [self._part(part, reading) for part in step.parts],
            }
            for number, (place, step) in enumerate(zip(outline.steps, reading.steps, strict=False), start=1)
        ]

    def _part(self, part: Any, reading: Reading) -> dict[str, Any]:
        if isinstance(part, HtmlPart):
            return {"html": _LESSON_LINK.sub(rf'href="/lesson/\1/{reading.language}', part.html), "key": []}
        keys = self.bench.release.keys if self.bench.release else {}
        key = keys.get((reading.lesson_id, reading.language), {}).get(part.activity.id)
        html = "".join(self.look.activity(each, reading.language) for each in _questions(part.activity))
        return {"html": html, "key": [row for each in _questions(key) for row in _told(each)]}

    def _named(self, one: Problem, ui: str) -> Named:
        lesson, language = self.bench.reading_of(one.path) or ("", "")
        return Named(one.severity, one.path, one.line, one.sentence(ui), self._source(one), one.code, lesson, language)

    def _source(self, one: Problem) -> str:
        """The line that the problem stands on, as its author wrote it."""
        if one.line is None:
            return ""
        try:
            lines = CourseFiles(self.bench.folder).text(one.path, _LARGEST).split("\n")
        except FileError:
            return ""
        line = lines[one.line - 1].strip() if one.line <= len(lines) else ""
        return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1] + "…"

    def _chosen(self, lesson: str) -> LessonOutline | None:
        lessons = self.bench.lessons()
        return next((each for each in lessons if each.id == lesson), lessons[0] if lessons else None)

    def _language(self, lesson: LessonOutline | None, language: str) -> str:
        if lesson is None:
            return ""
        return language if language in lesson.languages else lesson.languages[0]


def _questions(half: Any) -> tuple[Any, ...]:
    """Every question of a quiz, or every key to them; of what has one only, that one."""
    return (half, *getattr(half, "others", ()))


def _told(key: Any) -> list[tuple[str, Any]]:
    """All that an activity's key says, name by name, without what the page shows anyway."""
    if key is None or not is_dataclass(key) or isinstance(key, type):
        return []
    data = asdict(key)
    names = [each.name for each in fields(key) if each.name not in {"id", "form", "kind", "points", "others"}]
    return [(name, _flat(data[name])) for name in names if data[name]]


def _flat(value: Any) -> Any:
    if hasattr(value, "items"):
        return {str(name): _flat(inner) for name, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_flat(inner) for inner in value]
    return value if isinstance(value, str) else str(value)
