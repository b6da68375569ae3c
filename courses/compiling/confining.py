"""Compiling a course one need not trust: on all cores, remembering what did not change, each file within its limits."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from courses.checking.since import Earlier
from courses.compiling.assembling import assemble
from courses.compiling.keeping import Kept, key_of, usual_place
from courses.compiling.lookups import Replay
from courses.compiling.reading import Drafted, Opened, ReadingFile, Setting
from courses.compiling.workshop import TOO_LARGE, TOO_SLOW, Answer, Task, Workshop
from courses.data import from_data, to_data
from courses.diagrams.drawing import can_draw, render_diagrams, with_drawn
from courses.drafts import LARGEST_NOTEBOOK
from courses.files import CourseFiles, FileError
from courses.outline import Outline
from courses.pictures.deriving import Pictured
from courses.problems import Problem, problem
from courses.release import Asset, Compiled, Release

Progress = Callable[[int, int, str], None]
T = TypeVar("T", Opened, Drafted)
_CODES = {TOO_SLOW: "lesson-too-slow", TOO_LARGE: "lesson-too-much-memory"}


def compile_confined(
    folder: Path,
    previous: Outline | Earlier | None = None,
    *,
    cache: Path | bool = True,
    workshop: Workshop | None = None,
    progress: Progress | None = None,
) -> Compiled:
    """Compile as `compile_course` does, with the same outcome, for courses of anybody.

    `cache` is the folder that remembers (True: one's own, see `usual_place`; False: nothing is remembered). `workshop`
    is one that is already at work and goes on afterwards. `progress` is told how many readings are done, of how many,
    and the path of the last. Diagrams are drawn beside the release where a browser is at hand.
    """
    with ExitStack() as stack:
        place = cache if isinstance(cache, Path) else usual_place() if cache else None
        if place is None:
            place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gonin-")))
        shop = workshop or stack.enter_context(Workshop())
        maker = _Confined(folder, shop, Kept(place), progress)
        compiled = assemble(folder, maker, previous)
        shown = maker.drawn(compiled.draft) if compiled.draft else None
        if maker.made:
            maker.kept.prune()
        return replace(compiled, draft=shown, release=shown if compiled.release else None)


@dataclass(frozen=True)
class _Wish(Generic[T]):
    """What is to become of every reading: the worker's deed, how its data are read, and what a failure means."""

    deed: str
    common: tuple[Task, ...]
    read: Callable[[Any], T | None]
    failed: Callable[[ReadingFile, Problem], T]


class _Confined:
    """Takes what is kept and still right; has the rest made by workers, and keeps it."""

    def __init__(self, folder: Path, workshop: Workshop, kept: Kept, progress: Progress | None) -> None:
        self.folder, self.workshop, self.kept, self.progress = folder.resolve(), workshop, kept, progress
        self.until = time.monotonic() + workshop.limits.whole
        self.digests: dict[str, str] = {}
        self.contents: dict[str, bytes] = {}
        self.made = 0

    def open_all(self, files: CourseFiles, wanted: Sequence[ReadingFile]) -> list[Opened]:
        """Each file's front matter, as kept under the digest of its bytes."""
        self.digests = {file.path: _digest(files, file.path) for file in wanted}
        keys = [key_of("open", to_data(file), self.digests[file.path]) for file in wanted]
        wish = _Wish(
            "open",
            (self._course(),),
            self._opened,
            lambda file, why: Opened(file, None, (why,)),
        )
        return self._all(wanted, keys, wish, lambda done: None)

    def draft_all(self, wanted: Sequence[ReadingFile], setting: Setting) -> list[Drafted]:
        """Each reading, as kept while its lookups have the same answers."""
        replay = Replay(CourseFiles(self.folder), setting.lessons)
        keys = [
            key_of("draft", to_data(file), self.digests[file.path], setting.course_id, setting.level) for file in wanted
        ]
        common = [self._course(), {"do": "set", "setting": to_data(setting)}]
        if any(file.kind == "notebook" for file in wanted):
            common.append({"do": "warm"})

        def read(data: Any) -> Drafted | None:
            return self._filled(from_data(Drafted, data)) if replay.holds(data["asked"]) else None

        def tell(done: int) -> None:
            if self.progress:
                self.progress(done, len(wanted), wanted[done - 1].path if done else "")

        wish = _Wish("draft", tuple(common), read, lambda file, why: Drafted(None, (why,)))
        return self._all(wanted, keys, wish, tell)

    def derive_all(self, assets: Sequence[Asset]) -> list[Pictured]:
        """What lies beside each asset, as kept under its digest; nothing where it is too much."""
        keys = [key_of("derive", asset.name, asset.sha256) for asset in assets]
        found = [self._derived(self.kept.get(key)) for key in keys]
        missing = [place for place, one in enumerate(found) if one is None]
        for place in missing:
            self.kept.put_content(assets[place].content, assets[place].sha256)

        def done(number: int, answer: Answer) -> None:
            # A picture that is too much for its limits is shown as it is.
            if "failed" not in answer:
                self.kept.put(keys[missing[number]], answer["made"])
                found[missing[number]] = self._derived(answer["made"])

        self.workshop.tell([self._course()])
        tasks = [{"do": "derive", "asset": to_data(replace(assets[place], content=b""))} for place in missing]
        self.workshop.run(tasks, done, self.until)
        return [one or Pictured() for one in found]

    def _derived(self, data: Any) -> Pictured | None:
        try:
            made = from_data(Pictured, data)
        except ValueError:
            return None
        whole = [replace(one, content=self.kept.content(one.sha256) or b"") for one in made.derivatives]
        return replace(made, derivatives=tuple(whole)) if all(one.content for one in whole) else None

    def drawn(self, release: Release) -> Release:
        """The release with its diagrams drawn; a diagram that could not be drawn is remembered as such."""
        keys = {name: key_of("drawing", source) for name, source in release.diagrams.items()}
        found = {name: self.kept.get(key) for name, key in keys.items()}
        missing = {name: source for name, source in release.diagrams.items() if not isinstance(found[name], str)}
        if missing and can_draw():
            made = render_diagrams(missing)
            for name in missing:
                found[name] = made[name].decode("utf-8") if name in made else ""
                self.kept.put(keys[name], found[name])
        return with_drawn(release, {name: text.encode("utf-8") for name, text in found.items() if text})

    def _opened(self, data: Any) -> Opened | None:
        opened = from_data(Opened, data)
        return opened if opened.digest in {self.digests[opened.file.path], ""} else None

    def _all(
        self, wanted: Sequence[ReadingFile], keys: list[str], wish: _Wish[T], tell: Callable[[int], None]
    ) -> list[T]:
        found = [self._read(wish, self.kept.get(key)) for key in keys]
        missing = [place for place, one in enumerate(found) if one is None]
        tell(len(wanted) - len(missing))

        def done(number: int, answer: Answer) -> None:
            place = missing[number]
            if "failed" in answer:
                # Not kept: with less to do beside it the file may be quick enough.
                found[place] = wish.failed(wanted[place], _too_much(wanted[place], answer["failed"]))
            else:
                found[place] = self._read(wish, answer["made"])
                if found[place] is None:
                    found[place] = wish.failed(wanted[place], problem("lesson-changed", wanted[place].path))
                else:
                    self.kept.put(keys[place], answer["made"])
            self.made += 1
            tell(sum(one is not None for one in found))

        self.workshop.tell(wish.common)
        tasks = [{"do": wish.deed, "file": to_data(wanted[place])} for place in missing]
        self.workshop.run(tasks, done, self.until)
        return [one for one in found if one is not None]

    def _read(self, wish: _Wish[T], data: Any) -> T | None:
        try:
            return None if data is None else wish.read(data)
        except (ValueError, KeyError, TypeError):
            return None  # Something that this engine would not have written.

    def _filled(self, made: Drafted) -> Drafted | None:
        """The reading with the contents of its assets; None when one of them is gone."""
        for asset in made.assets:
            if asset.sha256 not in self.contents:
                content = self.kept.content(asset.sha256)
                if content is None:
                    return None
                self.contents[asset.sha256] = content
        return replace(made, assets=tuple(self._full(asset) for asset in made.assets))

    def _full(self, asset: Asset) -> Asset:
        return replace(asset, content=self.contents[asset.sha256])

    def _course(self) -> Task:
        return {"do": "course", "folder": str(self.folder), "kept": str(self.kept.folder.resolve())}


def _digest(files: CourseFiles, path: str) -> str:
    try:
        files.read(path, LARGEST_NOTEBOOK)
        return files.read_so_far[path]
    except FileError as error:
        return f"! {error.code}"


def _too_much(file: ReadingFile, why: str) -> Problem:
    return problem(_CODES.get(why, "lesson-failed"), file.path, None, word=why)
