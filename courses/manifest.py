"""course.toml: what the course is, with every problem in it told at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from courses.files import CourseFiles, FileError, normal
from courses.frozen import FrozenMap
from courses.languages import canonical_tag, is_tag
from courses.outline import CertificateRules, Prerequisite, SkillOutline
from courses.problems import Problem, problem
from courses.tables import Source, Table
from courses.toml_lines import key_lines
from courses.toml_reasons import toml_code

NAME = "course.toml"
_LARGEST = 500_000
_HOURS = re.compile(r"(?:0|[1-9][0-9]{0,3})(?:\.[0-9]{1,2})?\Z")
_SKILL = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,99}\Z")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True)
class LessonPlace:
    """A lesson as the manifest lists it: its folder, and the line that names it."""

    folder: str
    line: int


@dataclass(frozen=True)
class ModulePlan:
    """A module as the manifest lists it."""

    id: str
    titles: Mapping[str, str]
    lessons: tuple[LessonPlace, ...]
    line: int


@dataclass(frozen=True)
class Silence:
    """A problem that the author knows of and leaves; `path` is a pattern like `01-*/lesson.ja.md`, empty for all."""

    code: str
    path: str
    reason: str
    line: int


@dataclass(frozen=True)
class Manifest:
    """The contents of course.toml; wrong values are empty, and were told of."""

    id: str
    languages: tuple[str, ...]
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    outcomes: Mapping[str, tuple[str, ...]]
    hours: str
    level: str
    licence: str
    authors: tuple[str, ...]
    modules: tuple[ModulePlan, ...]
    skills: tuple[SkillOutline, ...]
    certificate: CertificateRules | None
    certificate_line: int
    silences: tuple[Silence, ...] = ()
    purposes: Mapping[str, str] = field(default_factory=FrozenMap)
    prerequisites: tuple[Prerequisite, ...] = ()
    unreviewed: tuple[str, ...] = ()


def read_manifest(files: CourseFiles, tell: Callable[[Problem], None]) -> Manifest | None:
    """The manifest, or None when there is none that can be read as TOML."""
    try:
        text = files.text(NAME, _LARGEST)
    except FileError as error:
        tell(problem(f"manifest-file-{error.code}", NAME, error.line))
        return None
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = _AT_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        reason = _AT_LINE.sub("", str(error)).strip()
        tell(problem(toml_code(reason), NAME, line, word=reason))
        return None
    return _manifest(Table(data, (), Source(NAME, key_lines(text), tell)))


def _manifest(top: Table) -> Manifest:
    course_id, languages = top.id("id"), _languages(top)
    certificate = top.table("certificate", required=False)
    manifest = Manifest(
        id=course_id,
        languages=languages,
        titles=top.by_language("title", languages),
        summaries=top.by_language("summary", languages, required=False),
        outcomes=_outcomes(top, languages),
        hours=_hours(top),
        level=top.text("level", required=False),
        licence=top.text("licence"),
        authors=top.texts("authors"),
        modules=_modules(top, languages),
        skills=_skills(top, languages),
        certificate=_certificate(certificate, languages) if certificate else None,
        certificate_line=top.source.line(("certificate",)),
        silences=_silences(top),
        purposes=top.by_language("purpose", languages, required=False),
        prerequisites=_prerequisites(top, course_id, languages),
        unreviewed=_unreviewed(top, languages),
    )
    top.close()
    return manifest


def _languages(top: Table) -> tuple[str, ...]:
    languages = top.texts("languages")
    if "languages" in top.data and not languages:
        top.report("manifest-empty", "languages")
    for language in languages:
        canonical = canonical_tag(language)
        if canonical is None:
            top.report("manifest-language", "languages", word=language)
        elif canonical != language:
            top.report("manifest-language-case", "languages", word=language, other=canonical)
    top.source.refused = {language for language in languages if not is_tag(language)}
    if len(set(languages)) < len(languages):
        top.report("manifest-twice", "languages")
    return tuple(dict.fromkeys(language for language in languages if is_tag(language)))


def _hours(top: Table) -> str:
    value = top.text("hours")
    if value and not _HOURS.match(value):
        top.report("manifest-hours", "hours", word=value)
        return ""
    return value


def _outcomes(top: Table, languages: tuple[str, ...]) -> FrozenMap[str, tuple[str, ...]]:
    table = top.table("outcomes", required=False)
    if table is None:
        return FrozenMap()
    found = {language: table.texts(language) for language in languages if language in table.data}
    table.check_languages(languages)
    return FrozenMap(found)


def _prerequisites(top: Table, course_id: str, languages: tuple[str, ...]) -> tuple[Prerequisite, ...]:
    """Each names another course, or says something, or both."""
    found: list[Prerequisite] = []
    for table in top.tables("prerequisites", required=False):
        course = table.id("course") if "course" in table.data else ""
        texts = table.by_language("text", languages, required=False)
        if course and course == course_id:
            table.report("manifest-prerequisite-itself", "course", word=course)
        elif course and any(course == one.course for one in found):
            table.report("manifest-twice", "course")
        if not {"course", "text"} & set(table.data):
            table.report("manifest-prerequisite")
        found.append(Prerequisite(course, texts))
        table.close()
    return tuple(found)


def _unreviewed(top: Table, languages: tuple[str, ...]) -> tuple[str, ...]:
    """In the order of `languages`, so that one meaning has one digest."""
    told = top.texts("unreviewed", required=False)
    for language in told:
        if language not in languages:
            top.report("manifest-unreviewed", "unreviewed", word=language)
    return tuple(language for language in languages if language in told)


def _silences(top: Table) -> tuple[Silence, ...]:
    silences = []
    for table in top.tables("silence", required=False):
        code, path = table.text("code"), table.text("path", required=False)
        reason = table.text("reason")
        if code and reason:
            silences.append(Silence(code, path, reason, table.source.line(table.place)))
        table.close()
    return tuple(silences)


def _skills(top: Table, languages: tuple[str, ...]) -> tuple[SkillOutline, ...]:
    skills: list[SkillOutline] = []
    for table in top.tables("skills", required=False):
        code = table.text("code")
        if code and not _SKILL.match(code):
            table.report("manifest-skill", "code", word=code)
        if any(code == skill.code for skill in skills):
            table.report("manifest-twice", "code")
        skills.append(SkillOutline(code, table.by_language("name", languages)))
        table.close()
    return tuple(skills)


def _certificate(table: Table, languages: tuple[str, ...]) -> CertificateRules:
    if table.text("lessons") not in {"all", ""}:
        table.report("manifest-certificate-lessons", "lessons")
    percent = table.number("points_percent", 0, 100)
    titles = table.by_language("title", languages, required=False)
    tasks = table.text("tasks", required=False)
    if tasks not in {"passed", ""}:
        table.report("manifest-certificate-tasks", "tasks")
    table.close()
    return CertificateRules("all", percent, titles, "passed" if tasks == "passed" else "")


def _modules(top: Table, languages: tuple[str, ...]) -> tuple[ModulePlan, ...]:
    plans: list[ModulePlan] = []
    seen: set[str] = set()
    for table in top.tables("modules"):
        module_id = table.id("id")
        if module_id and any(module_id == plan.id for plan in plans):
            table.report("manifest-twice", "id")
        lessons = tuple(normal(folder) for folder in table.texts("lessons"))
        if "lessons" in table.data and not lessons:
            table.report("manifest-empty", "lessons")
        for folder in lessons:
            if folder in seen:
                table.report("lesson-listed-twice", "lessons", word=folder)
            seen.add(folder)
        line = table.source.line((*table.place, "lessons"))
        places = tuple(LessonPlace(folder, line) for folder in dict.fromkeys(lessons))
        titles = table.by_language("title", languages)
        plans.append(ModulePlan(module_id, titles, places, table.source.line(table.place)))
        table.close()
    if not plans and isinstance(top.data.get("modules"), list):
        top.report("manifest-empty", "modules")
    return tuple(plans)
