"""A whole course from its readings: ids that fit together, an outline, a release with its digest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from courses.activities.evidence import check_certificate
from courses.activities.permanence import Place, check_kinds
from courses.anchors import places, settled
from courses.assets import PictureUse
from courses.checking import CourseView, Page, check_course
from courses.checking.silences import sorted_out
from courses.checking.since import Earlier
from courses.compiling.reading import Drafted, Opened, ReadingFile, Setting
from courses.drafts import Draft
from courses.files import CourseFiles, FileError
from courses.frozen import FrozenMap
from courses.glossary import read_glossary
from courses.lessons import FoundLesson, LessonFolder, find_readings, lesson_folder, lesson_outline
from courses.manifest import NAME, Manifest, read_manifest
from courses.outline import LessonOutline, ModuleOutline, Outline
from courses.pictures.deriving import Pictured
from courses.problems import Problem, in_order, problem
from courses.reading import ActivityPart
from courses.release import Asset, Compiled, Derivative, Release, digest_of
from courses.targets import StepLink
from courses.version import ENGINE


class Maker(Protocol):
    """Opens and drafts readings, wherever that happens; answers come in the order of the question."""

    def open_all(self, files: CourseFiles, wanted: Sequence[ReadingFile]) -> list[Opened]:
        """The front matter of each file."""

    def draft_all(self, wanted: Sequence[ReadingFile], setting: Setting) -> list[Drafted]:
        """Each reading by itself."""

    def derive_all(self, assets: Sequence[Asset]) -> list[Pictured]:
        """What is made from each asset, to lie beside it."""


@dataclass
class _Work:
    """What one compilation has at hand and has found so far."""

    files: CourseFiles
    maker: Maker
    manifest: Manifest
    problems: list[Problem]
    before: Earlier | None = None
    links: list[StepLink] = field(default_factory=list)
    assets: dict[str, Asset] = field(default_factory=dict)
    uses: list[PictureUse] = field(default_factory=list)
    originals: dict[str, str] = field(default_factory=dict)
    activities: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    sources: dict[tuple[str, str], str] = field(default_factory=dict)


def assemble(folder: Path, maker: Maker, previous: Outline | Earlier | None = None) -> Compiled:
    """The course in `folder`, its readings made by `maker`."""
    before = Earlier(previous) if isinstance(previous, Outline) else previous
    problems: list[Problem] = []
    try:
        if not folder.is_dir():
            return Compiled(None, (problem("course-missing", "."),))
    except (OSError, ValueError):
        return Compiled(None, (problem("course-missing", "."),))
    files = CourseFiles(folder)
    manifest = read_manifest(files, problems.append)
    if manifest is None:
        return Compiled(None, in_order(problems))
    work = _Work(files, maker, manifest, problems, before)
    made = _compile(work)
    told, quiet = sorted_out(problems, manifest.silences)
    found = in_order(told)
    failed = any(one.severity == "error" for one in found)
    return Compiled(None if failed else made, found, made, FrozenMap(work.sources), in_order(quiet))


def _compile(work: _Work) -> Release:
    lessons = {lesson.place.folder: lesson for lesson in _open(work)}
    _check_lesson_ids(list(lessons.values()), work)
    _check_unlisted(work, {place.folder for module in work.manifest.modules for place in module.lessons})
    tried = _drafts(lessons, work)
    drafts = {folder: made for folder, made in tried.items() if len(made) == len(lessons[folder].files)}
    told = work.problems.append
    outlines = {folder: lesson_outline(lessons[folder].id, made, told) for folder, made in drafts.items()}
    outline = _outline(work.manifest, outlines)
    known = {lessons[folder].id: _places_in(made) for folder, made in drafts.items()}
    _check_links(known, work)
    _check_certificate(outline, drafts, work)
    previous = work.before.outline if work.before else None
    check_kinds(outline, previous, _places(drafts), told)
    drafts = {folder: [_settled(one, known) for one in made] for folder, made in drafts.items()}
    pages = FrozenMap({lessons[f].id: tuple(Page(lessons[f].id, one) for one in made) for f, made in drafts.items()})
    # What is wrong in the glossary is told where readings are drafted.
    terms = read_glossary(work.files, lambda _: None)
    words = work.before.words if work.before else FrozenMap[tuple[str, str], Mapping[str, str]]()
    check_course(CourseView(work.manifest, work.files, outline, pages, previous, terms, words), told)
    work.sources = {
        (lessons[folder].id, one.file.language): one.file.path for folder, made in drafts.items() for one in made
    }
    return _release(outline, [(lessons[folder].id, drafts[folder]) for folder in drafts], work)


def _open(work: _Work) -> list[LessonFolder]:
    """The lessons whose original can be opened, in the order of the manifest."""
    languages, told = work.manifest.languages, work.problems.append
    places = [place for module in work.manifest.modules for place in module.lessons]
    found = [find_readings(work.files, place, languages, told) for place in places]
    lessons: list[FoundLesson] = [one for one in found if one is not None]
    wanted = [ReadingFile(*one) for lesson in lessons for one in lesson.readings]
    opened = {one.file.path: one for one in work.maker.open_all(work.files, wanted)}
    made = []
    for lesson in lessons:
        tries = [opened[path] for path, _, _ in lesson.readings]
        for one in tries:
            work.problems += one.problems
        folder = lesson_folder(lesson.place, languages, [one.lesson_file() for one in tries], told)
        made += [folder] if folder else []
    return made


def _drafts(lessons: dict[str, LessonFolder], work: _Work) -> dict[str, list[Draft]]:
    ids = FrozenMap({folder: lesson.id for folder, lesson in lessons.items() if lesson.id})
    files = [(folder, file) for folder, lesson in lessons.items() for file in lesson.files]
    wanted = [ReadingFile(file.path, file.language, file.kind) for _, file in files]
    drafts: dict[str, list[Draft]] = {folder: [] for folder in lessons}
    made = work.maker.draft_all(wanted, Setting(work.manifest.id, ids, work.manifest.level))
    for (folder, file), one in zip(files, made, strict=True):
        work.problems += one.problems
        work.links += one.links
        work.uses += one.uses
        work.assets.update({asset.name: asset for asset in one.assets})
        work.originals.update(one.originals())
        if one.draft is not None:
            drafts[folder].append(one.draft)
            work.digests[file.path] = one.digest
            _check_activity_ids(one.draft, folder, work)
    return drafts


def _check_activity_ids(one: Draft, folder: str, work: _Work) -> None:
    """An id names one activity in the whole course; only readings of one lesson share it."""
    seen: set[str] = set()
    for step in one.steps:
        for name, line in step.activities:
            if name in seen or work.activities.setdefault(name, folder) != folder:
                work.problems.append(problem("activity-id-twice", one.file.path, line, word=name))
            seen.add(name)


def _check_lesson_ids(lessons: list[LessonFolder], work: _Work) -> None:
    seen: dict[str, str] = {}
    for lesson in lessons:
        first = lesson.files[0]
        if lesson.id and lesson.id in seen:
            line = first.front.lines.get("id")
            work.problems.append(problem("lesson-id-twice", first.path, line, word=lesson.id, other=seen[lesson.id]))
        seen.setdefault(lesson.id, lesson.place.folder)


def _check_unlisted(work: _Work, listed: set[str]) -> None:
    for name in work.files.names("."):
        try:
            inside = work.files.names(name) if name not in listed and not name.startswith(".") else []
        except FileError:
            continue
        if any(entry.startswith("lesson.") for entry in inside):
            work.problems.append(problem("lesson-unlisted", NAME, None, word=name))


def _check_links(known: Mapping[str, Mapping[str, str]], work: _Work) -> None:
    for link in work.links:
        if link.step_id not in known.get(link.lesson_id, {}):
            work.problems.append(problem("link-step", link.path, link.line, word=link.step_id, lesson=link.lesson_id))


def _places_in(made: Sequence[Draft]) -> dict[str, str]:
    """Where links may lead in a lesson, by the headings of any of its readings; the original's win."""
    return {name: place for one in reversed(made) for name, place in places(one.steps).items()}


def _settled(one: Draft, known: Mapping[str, Mapping[str, str]]) -> Draft:
    return replace(one, steps=settled(one.steps, known))


def _check_certificate(outline: Outline, drafts: dict[str, list[Draft]], work: _Work) -> None:
    steps = [step for made in drafts.values() for step in made[0].steps]
    if any(name not in step.keys for step in steps for name, _ in step.activities):
        return  # what the certificate rests on is known when the activities are mended
    activities = [part.activity for step in steps for part in step.parts if isinstance(part, ActivityPart)]
    line = work.manifest.certificate_line
    check_certificate(
        outline, activities, lambda code, **params: work.problems.append(problem(code, NAME, line, **params))
    )


def _places(drafts: dict[str, list[Draft]]) -> dict[str, Place]:
    """Where each activity stands in the original."""
    originals = [made[0] for made in drafts.values()]
    return {name: (one.file.path, line) for one in originals for step in one.steps for name, line in step.activities}


def _outline(manifest: Manifest, lessons: dict[str, LessonOutline]) -> Outline:
    modules = tuple(
        ModuleOutline(
            plan.id, plan.titles, tuple(lessons[place.folder] for place in plan.lessons if place.folder in lessons)
        )
        for plan in manifest.modules
    )
    return Outline(
        id=manifest.id,
        languages=manifest.languages,
        titles=manifest.titles,
        summaries=manifest.summaries,
        outcomes=manifest.outcomes,
        hours=manifest.hours,
        modules=modules,
        skills=manifest.skills,
        certificate=manifest.certificate,
        licence=manifest.licence,
        authors=manifest.authors,
        level=manifest.level,
        purposes=manifest.purposes,
        prerequisites=manifest.prerequisites,
        unreviewed=manifest.unreviewed,
    )


def _release(outline: Outline, lessons: list[tuple[str, list[Draft]]], work: _Work) -> Release:
    pairs = [(lesson_id, one) for lesson_id, drafts in lessons for one in drafts]
    release = Release(
        outline=outline,
        readings=FrozenMap({(lesson_id, one.file.language): one.reading(lesson_id) for lesson_id, one in pairs}),
        keys=FrozenMap({(lesson_id, one.file.language): one.keys() for lesson_id, one in pairs}),
        assets=FrozenMap(work.assets),
        digest="",
        engine=ENGINE,
        diagrams=FrozenMap({name: source for _, one in pairs for name, source in one.diagrams.items()}),
    )
    digests = {f"{lesson_id} {one.file.language}": work.digests[one.file.path] for lesson_id, one in pairs}
    originals = {**work.originals, **work.files.read_so_far}
    release = replace(release, derivatives=_derivatives(work))
    return replace(release, digest=digest_of(release, originals, digests))


def _derivatives(work: _Work) -> FrozenMap[str, tuple[Derivative, ...]]:
    """What lies beside each asset; whoever shows a damaged picture is told where."""
    assets = [work.assets[name] for name in sorted(work.assets)]
    made = dict(zip((asset.name for asset in assets), work.maker.derive_all(assets), strict=True))
    for use in work.uses:
        if code := made[use.name].code:
            work.problems.append(problem(code, use.path, use.line, word=use.word))
    return FrozenMap({name: one.derivatives for name, one in made.items() if one.derivatives})
