"""A course's folder in, a release or its problems out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from courses.assets import Assets
from courses.drafts import Draft, draft
from courses.files import CourseFiles, FileError
from courses.frontmatter import LessonError
from courses.frozen import FrozenMap
from courses.lesson_file import LessonFile
from courses.lessons import LessonFolder, lesson_outline, open_lesson
from courses.manifest import NAME, Manifest, read_manifest
from courses.markup.dialect import Dialect
from courses.outline import LessonOutline, ModuleOutline, Outline
from courses.problems import Problem, in_order, problem
from courses.release import Compiled, Release, digest_of
from courses.targets import CourseTargets, StepLink
from courses.version import ENGINE


@dataclass
class _Work:
    """What one compilation has at hand and has found so far."""

    files: CourseFiles
    manifest: Manifest
    problems: list[Problem]
    previous: Outline | None = None
    assets: Assets = field(default_factory=Assets)
    md: Dialect = field(default_factory=Dialect)
    links: list[StepLink] = field(default_factory=list)
    activities: dict[str, str] = field(default_factory=dict)
    sources: dict[tuple[str, str], str] = field(default_factory=dict)


def compile_course(folder: Path, previous: Outline | None = None) -> Compiled:
    """Compile the course in `folder`: every problem found is named, none raises; a release only without errors.

    `previous` is the outline of what people read now, so that ids that vanished or changed are told of.
    """
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
    work = _Work(files, manifest, problems, previous)
    made = _compile(work)
    found = in_order(problems)
    failed = any(one.severity == "error" for one in found)
    return Compiled(None if failed else made, found, made, FrozenMap(work.sources))


def _compile(work: _Work) -> Release:
    places = [place for module in work.manifest.modules for place in module.lessons]
    opened = [open_lesson(work.files, place, work.manifest.languages, work.problems.append) for place in places]
    lessons = {lesson.place.folder: lesson for lesson in opened if lesson is not None}
    _check_lesson_ids(list(lessons.values()), work)
    _check_unlisted(work, {place.folder for place in places})
    ids = {folder: lesson.id for folder, lesson in lessons.items() if lesson.id}
    tried = {folder: _drafts(lesson, ids, work) for folder, lesson in lessons.items()}
    drafts = {folder: made for folder, made in tried.items() if len(made) == len(lessons[folder].files)}
    told = work.problems.append
    outlines = {folder: lesson_outline(lessons[folder].id, made, told) for folder, made in drafts.items()}
    outline = _outline(work.manifest, outlines)
    _check_links(outline, work)
    _check_certificate(outline, work)
    work.sources = {
        (lessons[folder].id, one.file.language): one.file.path for folder, made in drafts.items() for one in made
    }
    return _release(outline, [(lessons[folder].id, drafts[folder]) for folder in drafts], work)


def _drafts(lesson: LessonFolder, ids: dict[str, str], work: _Work) -> list[Draft]:
    drafts = []
    for file in lesson.files:
        targets = CourseTargets(
            work.files, work.assets, work.manifest.id, ids, file.path, work.problems.append, step_links=work.links
        )
        one = _draft(file, targets, work)
        if one is not None:
            drafts.append(one)
            _check_activity_ids(one, lesson.place.folder, work)
    return drafts


def _draft(file: LessonFile, targets: CourseTargets, work: _Work) -> Draft | None:
    """The draft; None, with a problem told, when one of the readers under us gives up on the file.

    They are written for text that people write: nesting beyond all measure, for one, can exhaust the stack of
    any of them, and no list of their errors would be complete. Our own tests run `draft` without this net.
    """
    try:
        return draft(file, targets, work.md)
    except LessonError as error:
        work.problems.append(problem(error.code, file.path, error.line, word=error.word))
    except Exception as error:
        work.problems.append(problem("lesson-failed", file.path, None, word=type(error).__name__))
    return None


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


def _check_links(outline: Outline, work: _Work) -> None:
    steps = {(lesson.id, step.id) for lesson in outline.lessons for step in lesson.steps}
    for link in work.links:
        if (link.lesson_id, link.step_id) not in steps:
            work.problems.append(problem("link-step", link.path, link.line, word=link.step_id, lesson=link.lesson_id))


def _check_certificate(outline: Outline, work: _Work) -> None:
    if outline.certificate is None:
        return
    line = work.manifest.certificate_line
    required = [
        (activity, step)
        for lesson in outline.lessons
        for step in lesson.steps
        for activity in step.activities
        if activity.required
    ]
    if not any(activity.points for activity, _ in required):
        work.problems.append(problem("certificate-without-activity", NAME, line))
    for activity, step in required:
        if step.need != "phone":
            work.problems.append(problem("certificate-needs-pc", NAME, line, word=activity.id, need=step.need))


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
    )


def _release(outline: Outline, lessons: list[tuple[str, list[Draft]]], work: _Work) -> Release:
    pairs = [(lesson_id, one) for lesson_id, drafts in lessons for one in drafts]
    release = Release(
        outline=outline,
        readings=FrozenMap({(lesson_id, one.file.language): one.reading(lesson_id) for lesson_id, one in pairs}),
        keys=FrozenMap({(lesson_id, one.file.language): one.keys() for lesson_id, one in pairs}),
        assets=FrozenMap(work.assets.kept),
        digest="",
        engine=ENGINE,
    )
    return replace(release, digest=digest_of(release, work.files.read_so_far))
