"""What a reading looked up while it was compiled, so that the same answers later mean the same outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from courses.files import CourseFiles, FileError, normal

T = TypeVar("T")


@dataclass(frozen=True)
class Lookup:
    """One question to the course's folder or to its list of lessons, with its answer as text."""

    question: str
    name: str
    answer: str


class RecordingFiles(CourseFiles):
    """A course's files that write down what they were asked."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.asked: dict[tuple[str, str], str] = {}

    def names(self, folder: str) -> list[str]:
        """As in CourseFiles."""
        return self._note("names", folder, lambda: super(RecordingFiles, self).names(folder), "\n".join)

    def is_folder(self, path: str) -> bool:
        """As in CourseFiles."""
        return self._note("folder", path, lambda: super(RecordingFiles, self).is_folder(path), str)

    def exists(self, path: str) -> bool:
        """As in CourseFiles."""
        return self._note("exists", path, lambda: super(RecordingFiles, self).exists(path), str)

    def size(self, path: str) -> int:
        """As in CourseFiles."""
        return self._note("size", path, lambda: super(RecordingFiles, self).size(path), str)

    def read(self, path: str, limit: int) -> bytes:
        """As in CourseFiles."""
        return self._note(
            f"read {limit}", path, lambda: super(RecordingFiles, self).read(path, limit), self._digest(path)
        )

    def _digest(self, path: str) -> Callable[[bytes], str]:
        return lambda content: self.read_so_far[normal(path)]

    def _note(self, question: str, name: str, ask: Callable[[], T], write: Callable[[T], str]) -> T:
        try:
            found = ask()
        except FileError as error:
            self.asked[question, name] = f"! {error.code}"
            raise
        self.asked[question, name] = write(found)
        return found


class RecordingLessons(Mapping[str, str]):
    """The ids of lesson folders, writing down which were asked for."""

    def __init__(self, ids: Mapping[str, str]) -> None:
        self.ids = ids
        self.asked: dict[tuple[str, str], str] = {}

    def __getitem__(self, folder: str) -> str:
        self.asked["lesson", folder] = self.ids.get(folder, "")
        return self.ids[folder]

    def __iter__(self) -> Iterator[str]:
        # Whoever goes through all of them depends on all of them.
        for folder in self.ids:
            self.asked["lesson", folder] = self.ids[folder]
            yield folder

    def __len__(self) -> int:
        return len(self.ids)


def lookups(files: RecordingFiles, lessons: RecordingLessons) -> list[Lookup]:
    """All that was asked, in a fixed order."""
    asked = {**files.asked, **lessons.asked}
    return [Lookup(question, name, asked[question, name]) for question, name in sorted(asked)]


class Replay:
    """Answers the same questions now; each is asked of the folder once, however many readings ask it."""

    def __init__(self, files: CourseFiles, lessons: Mapping[str, str]) -> None:
        self.files, self.lessons = files, lessons
        self._known: dict[tuple[str, str], str] = {}

    def holds(self, asked: Sequence[Mapping[str, str]]) -> bool:
        """Whether every lookup (its data) still has the answer it had."""
        return all(self._answer(one["question"], one["name"]) == one["answer"] for one in asked)

    def _answer(self, question: str, name: str) -> str:
        if (question, name) not in self._known:
            try:
                self._known[question, name] = self._ask(question, name)
            except FileError as error:
                self._known[question, name] = f"! {error.code}"
        return self._known[question, name]

    def _ask(self, question: str, name: str) -> str:
        if question == "lesson":
            return self.lessons.get(name, "")
        if question == "names":
            return "\n".join(self.files.names(name))
        if question == "folder":
            return str(self.files.is_folder(name))
        if question == "exists":
            return str(self.files.exists(name))
        if question == "size":
            return str(self.files.size(name))
        self.files.read(name, int(question.removeprefix("read ")))
        return self.files.read_so_far[normal(name)]
