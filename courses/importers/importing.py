"""A foreign folder in, a course of ours out: files to write, and a report of all that could not be carried over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from courses.assets import Assets
from courses.identifiers import is_id
from courses.importers.addresses import Addresses, Spot
from courses.importers.imported import Imported, Sums
from courses.importers.items import fold, github_anchor
from courses.importers.lessons import Lesson, cut_original, cut_translation, is_translation
from courses.importers.manifests import Cover, Module, manifest_bytes, rights_of
from courses.importers.realms import Realm, read_config
from courses.importers.rewriting import Tally
from courses.importers.shelf import Shelf
from courses.importers.source import Source
from courses.importers.steps import minutes
from courses.importers.structure import Chapter, Ids, Planned, slug, structure_of
from courses.importers.tags import tag_of
from courses.importers.writing_lessons import Room, reading_bytes
from courses.importers.yaml_files import text_of
from courses.problems import Problem, in_order, problem


@dataclass
class _Unit:
    """A module while its lessons are made."""

    title: dict[str, str]
    lessons: list[Lesson] = field(default_factory=list)


def import_course(
    source: Path,
    *,
    translations: Sequence[tuple[str, Path]] = (),
    language: str = "",
    course_id: str = "",
    title: str = "",
) -> Imported:
    """Read the folder and give back the course as files, never raising at what it holds.

    `translations` are (language, folder) of further folders with the same files in another language; `language` is
    the original's; `course_id` and `title` replace what the source suggests. Nothing is run, fetched or written.
    """
    return _Import(source, translations, tag_of(language) or language).run(course_id, title)


class _Import:
    def __init__(self, source: Path, translations: Sequence[tuple[str, Path]], language: str) -> None:
        self.problems: list[Problem] = []
        tell = self.problems.append
        self.realms = [Realm(0, Source(source), tell)]
        for number, (tag, folder) in enumerate(translations, start=1):
            self.realms.append(Realm(number, Source(folder), tell, f"{folder.name}/", tag_of(tag) or tag))
        for realm in self.realms:
            realm.config = read_config(realm.source)
        self.name = source.resolve().name
        self.tally, self.assets = Tally(), Assets()
        self.structure = structure_of(self.realms, language)
        self.languages = self.structure.languages
        self.ids = Ids()
        self.files_read = 0

    @property
    def original(self) -> str:
        return self.languages[0]

    def run(self, course_id: str, title: str) -> Imported:
        units = [unit for chapter in self.structure.chapters if (unit := self._unit(chapter)).lessons]
        units = _by_lab_module(units)
        if not units:
            self.problems.append(problem("import-empty", ".", None))
            return Imported({}, in_order(self.problems), Sums())
        lessons = [lesson for unit in units for lesson in unit.lessons]
        self.languages = [tag for tag in self.languages if any(tag in lesson.pages for lesson in lessons)]
        self._address(lessons)
        files: dict[str, bytes] = {}
        for lesson in lessons:
            files |= self._written(lesson)
        cover = self._cover(lessons, course_id, title)
        files["course.toml"] = manifest_bytes(cover, self._modules(units, cover))
        if cover.rights.file:
            files["LICENSE"] = cover.rights.file
        return Imported(files, in_order(self.problems), self._sums(lessons), cover.id, tuple(self.languages))

    # Reading

    def _unit(self, chapter: Chapter) -> _Unit:
        unit = _Unit(dict(chapter.title))
        for planned in chapter.lessons:
            unit.lessons += self._lessons(planned)
        return unit

    def _lessons(self, planned: Planned) -> list[Lesson]:
        """The lesson, and behind it one for each file that is no translation of it after all."""
        pages = {}
        for tag in self.languages:
            if tag in planned.files:
                number, path = planned.files[tag]
                page = self.realms[number].page(path)
                self.files_read += 1
                if page is not None:
                    pages[tag] = page
        if not pages:
            return []
        first = next(iter(pages))
        if self.original not in pages:
            pages[first].desk.report("import-stand-in", None, first, language=self.original)
            pages = {self.original: pages[first], **pages}
        lesson = Lesson(planned.key, self.ids.id(planned.key), pages, planned.named)
        for tag in pages:
            lesson.read(tag)
        cut_original(lesson, self.original)
        strangers = [tag for tag in pages if tag != self.original and not is_translation(lesson, self.original, tag)]
        more = [self._apart(lesson, tag) for tag in strangers]
        for tag in pages:
            if tag in lesson.pages and tag != self.original:
                cut_translation(lesson, self.original, tag)
        return [lesson, *more]

    def _apart(self, lesson: Lesson, tag: str) -> Lesson:
        page = lesson.pages.pop(tag)
        page.desk.report("import-not-parallel", None, tag, language=self.original)
        named = {self.original: lesson.named.get(tag, ""), tag: lesson.named.get(tag, "")}
        alone = Lesson(f"{lesson.key}\n{tag}", self.ids.id(lesson.key, tag), {self.original: page, tag: page}, named)
        self.realms[page.realm].keys[page.path] = alone.key
        for language in alone.pages:
            alone.read(language)
        cut_original(alone, self.original)
        cut_translation(alone, self.original, tag)
        return alone

    # Addresses

    def _address(self, lessons: list[Lesson]) -> None:
        ids = {lesson.key: lesson.id for lesson in lessons}
        spots: dict[tuple[str, str], Spot] = {}
        labels: dict[str, str] = {}
        for lesson in lessons:
            for tag in lesson.pages:
                _spots(lesson, tag, spots, labels)
        titles = {(lesson.key, tag): title for lesson in lessons for tag, title in lesson.titles.items()}
        titles |= {(lesson.key, ""): lesson.titles[self.original] for lesson in lessons}
        for realm in self.realms:
            keys = {path: key for path, key in realm.keys.items() if key in ids}
            realm.addresses = Addresses(realm.source, keys, ids, [one.key for one in lessons], spots, labels, titles)

    def _written(self, lesson: Lesson) -> dict[str, bytes]:
        room = Room([realm.addresses for realm in self.realms if realm.addresses], self.tally)
        shelf = Shelf(self.assets)
        made: dict[str, bytes] = {}
        for tag in self.languages:
            if tag in lesson.pages:
                ending = "ipynb" if lesson.kind == "notebook" else "md"
                made[f"{lesson.id}/lesson.{tag}.{ending}"] = reading_bytes(lesson, tag, room, shelf)
        return {**made, **{f"{lesson.id}/{name}": content for name, content in shelf.names.items()}}

    # The cover

    def _cover(self, lessons: list[Lesson], course_id: str, title: str) -> Cover:
        rights = rights_of(self.realms[0].source, text_of(self.realms[0].config, "author"))
        if rights.licence == "unknown":
            self.problems.append(problem("import-licence", ".", None))
        if not rights.authors:
            self.problems.append(problem("import-authors", ".", None))
        titles = self._titles(lessons, title)
        wish = course_id if is_id(course_id) else slug(self.name, self.name)
        spent = sum(round(minutes(step.items)) for lesson in lessons for step in lesson.steps[self.original])
        return Cover(wish, tuple(self.languages), titles, spent, rights)

    def _titles(self, lessons: list[Lesson], title: str) -> dict[str, str]:
        """The course's title: the wish, the configuration's, or that of the file that speaks for the whole folder."""
        configured = text_of(self.realms[0].config, "title")
        if title or configured:
            return {self.original: title or configured}
        front = next((one for one in lessons if re.fullmatch(r"(?i)(?:readme|index)\.\w+", one.key)), None)
        if front:
            return {tag: front.titles[tag] for tag in self.languages if tag in front.titles}
        return {self.original: " ".join(re.split(r"[-_.]+", self.name)).strip().capitalize() or self.name}

    def _modules(self, units: list[_Unit], cover: Cover) -> list[Module]:
        made: list[Module] = []
        seen: set[str] = set()
        for number, unit in enumerate(units, start=1):
            titles = {tag: unit.title[tag] for tag in self.languages if unit.title.get(tag)}
            if self.original not in titles:
                named = unit.title.get("") or next(iter(unit.title.values()), "")
                own = unit.lessons[0].titles if len(units) > 1 else dict(cover.titles)
                titles = {self.original: named, **titles} if named else dict(own)
            name = f"part-{number}"
            seen.add(name)
            made.append(Module(name, titles, tuple(lesson.id for lesson in unit.lessons)))
        return made

    def _sums(self, lessons: list[Lesson]) -> Sums:
        tally = self.tally
        return Sums(
            files=self.files_read,
            lessons=len(lessons),
            readings=sum(len(lesson.pages) for lesson in lessons),
            steps=sum(len(lesson.cuts) for lesson in lessons),
            quizzes=tally.quizzes,
            images=tally.images,
            images_missing=tally.images_missing,
            images_remote=tally.images_remote,
            links=tally.links,
            links_missing=tally.links_missing,
        )


def _by_lab_module(units: list[_Unit]) -> list[_Unit]:
    """Jekyll's labs say in their front matter which module they belong to."""
    lessons = [lesson for unit in units for lesson in unit.lessons]
    named = [_lab_module(lesson) for lesson in lessons]
    if sum(1 for titles in named if titles) < 2:
        return units
    made: list[_Unit] = []
    for lesson, titles in zip(lessons, named, strict=True):
        if made and list(made[-1].title.values()) == list(titles.values()):
            made[-1].lessons.append(lesson)
        else:
            made.append(_Unit(titles, [lesson]))
    return made


def _lab_module(lesson: Lesson) -> dict[str, str]:
    found = {}
    for tag, page in lesson.pages.items():
        title = text_of(page.front, "lab", "module") or text_of(page.front, "demo", "module")
        if title:
            found[tag] = title
    return found


def _spots(lesson: Lesson, tag: str, spots: dict[tuple[str, str], Spot], labels: dict[str, str]) -> None:
    """Note where in the lesson every anchor of one reading leads."""
    single = len(lesson.cuts) == 1 and not lesson.cuts[0].heading
    for step in lesson.steps[tag]:
        step_id = "step-1" if single else step.id
        names = {fold(github_anchor(step.title)): Spot(step_id), fold(step.id): Spot(step_id)}
        for item in [*([step.head] if step.head else []), *step.items]:
            if item.kind == "heading" and item is not step.head:
                item.own = re.sub(r"[^\w-]", "", item.own or github_anchor(item.words)) or f"part-{item.line or 1}"
            anchor = item.own if item.kind == "heading" and item is not step.head else ""
            names |= {name: Spot(step_id, anchor) for name in item.anchors}
            for label in item.labels:
                labels.setdefault(label, item.page.path)
        for name, spot in names.items():
            for path in {page.path for page in lesson.pages.values()}:
                spots.setdefault((path, name), spot)
            spots.setdefault((lesson.key, name), spot)
