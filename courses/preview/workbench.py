"""What the preview shows right now: the newest compilation, its problems, and a bell that rings when it changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Condition

from courses.data import from_data, to_data
from courses.markup.figures import drawings_in, with_drawings
from courses.outline import LessonOutline
from courses.pictures.offering import offers_of, with_offers
from courses.problems import Problem
from courses.reading import Reading
from courses.release import Asset, Compiled, Derivative, Release

Progress = Callable[[int, int, str], None]
Compile = Callable[[Path, Progress], Compiled]


class Workbench:
    """One course on the bench. Threads of the server read it, the watching thread renews it."""

    def __init__(self, folder: Path, compile_it: Compile) -> None:
        self.folder = folder
        self._compile = compile_it
        self._bell = Condition()
        self._number = 0
        self.is_working = False
        self.done, self.total = 0, 0
        self.problems: tuple[Problem, ...] = ()
        self.release: Release | None = None
        self.sources: dict[tuple[str, str], str] = {}
        self.is_old = False
        """Whether what is shown was made before the newest save, which could not be read."""

    def renew(self) -> None:
        """Compile what is saved now. What could be read before stays on show when nothing can be."""
        self._tell(working=True)
        compiled = self._compile(self.folder, self._progress)
        self.problems = compiled.problems
        shown = compiled.release or compiled.draft
        self.is_old = shown is None
        if shown is not None:
            self.release, self.sources = shown, dict(compiled.sources)
        self._tell(working=False)

    def _progress(self, done: int, total: int, name: str) -> None:
        self.done, self.total = done, total
        self._tell(working=True)

    def _tell(self, working: bool) -> None:
        with self._bell:
            self.is_working = working
            if not working:
                self.done = self.total = 0
            self._number += 1
            self._bell.notify_all()

    def ring(self) -> None:
        """Wake everybody who waits, as when the preview ends."""
        with self._bell:
            self._bell.notify_all()

    @property
    def number(self) -> int:
        """Rises with every change of what is to be told."""
        return self._number

    def wait(self, known: int, seconds: float) -> int:
        """Wait until the number is another than `known`, at most so long; the number then."""
        with self._bell:
            self._bell.wait_for(lambda: self._number != known, seconds)
            return self._number

    def lessons(self) -> tuple[LessonOutline, ...]:
        """The lessons that can be shown, in order."""
        return self.release.outline.lessons if self.release else ()

    def file(self, name: str) -> Asset | Derivative | None:
        """A picture or file of the course, or what was made from one."""
        if self.release is None:
            return None
        made = (one for several in self.release.derivatives.values() for one in several)
        return self.release.assets.get(name) or next((one for one in made if one.name == name), None)

    def reading(self, lesson: str, language: str) -> Reading | None:
        """A reading with its pictures in several widths and its diagrams drawn, as the site serves it."""
        release = self.release
        found = release.readings.get((lesson, language)) if release else None
        if release is None or found is None:
            return None
        full = from_data(Reading, with_offers(to_data(found), offers_of(release)))
        drawn = {name: f"/assets/{made[0].name}" for name, made in release.derivatives.items()}
        return with_drawings(full, {name: drawn[name] for name in drawings_in(full) if name in drawn})

    def source_of(self, lesson: str, language: str) -> str:
        """The file of a reading, as problems name it; empty when there is none."""
        return self.sources.get((lesson, language), "")

    def reading_of(self, path: str) -> tuple[str, str] | None:
        """The lesson and language that a file holds."""
        return next((key for key, source in self.sources.items() if source == path), None)
