"""Blocks of tasks: an exercise with its rubric, a check of a notebook's cell, a prompt to write."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast, get_args

from courses.activities.bench import Bench
from courses.activities.head import Head, read_head, whole_number
from courses.activities.rubrics import read_rubric
from courses.activities.sections import Row, Sections, code_of, read_sections, rows
from courses.activities.tasks import (
    FILE_KINDS,
    HAND_IN,
    Check,
    Exercise,
    Prompt,
    PromptField,
    Reviewer,
    TaskKey,
)
from courses.markup.dialect import Dialect, Fence
from courses.markup.scene import Scene

Task = Exercise | Check | Prompt
_SECTIONS = {
    "exercise": ("rubric", "model", "hint", "explanation"),
    "check": ("tests", "hint", "explanation"),
    "prompt": ("fields", "check", "model", "hint", "explanation"),
}
_OWN_MARKS = re.compile("[\ue010-\ue01f]")
_LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class _Parts:
    """What all tasks have."""

    prompt: str
    hints: tuple[str, ...]
    found: Sections


def compile_task(kind: str, fence: Fence, scene: Scene, md: Dialect) -> tuple[Task, TaskKey] | None:
    """Both halves of a task; None, with the problems told, when nobody could do it."""
    fence = replace(fence, body=_OWN_MARKS.sub("", fence.body))
    head = read_head(fence, kind, scene)
    if head is None:
        return None
    bench = Bench(head, replace(scene, prefix=f"{scene.prefix}{head.id}-", line=fence.line), md)
    found = read_sections(fence.body, _SECTIONS[kind], bench)
    question = "\n".join(found.question.text)
    if not question.strip():
        bench.report("activity-no-task", 0, kind=kind)
        return None
    parts = _Parts(bench.block(question, 0), bench.hints(found.found.get("hint", [])), found)
    make: Callable[[_Parts, Bench], Task | None] = {"exercise": _exercise, "check": _check, "prompt": _prompt}[kind]
    made = make(parts, bench)
    return None if made is None else (made, _key(made, parts, bench))


def _key(task: Task, parts: _Parts, bench: Bench) -> TaskKey:
    model, why = parts.found.text("model"), parts.found.text("explanation")
    answer = bench.block(model.source, model.line, "model-")
    return TaskKey(task.id, answer, bench.block(why.source, why.line, "why-"), task.points)


def _exercise(parts: _Parts, bench: Bench) -> Exercise | None:
    head = bench.head
    rubric = read_rubric(parts.found, bench)
    hand_in = tuple(each for each in HAND_IN if each in _listed(head, "hand-in", HAND_IN, bench, "text"))
    accepts = _listed(head, "files", FILE_KINDS, bench, "")
    if accepts and "file" not in hand_in:
        bench.report("exercise-files", -1)
    shortest = whole_number(head.own.get("shortest", "0"), 0, _LONGEST_TEXT)
    review = head.own.get("review", "staff")
    for name, wrong in (("shortest", shortest is None), ("review", review not in get_args(Reviewer))):
        if wrong:
            bench.report_value(name)
    points = _points(head, sum(row.points for row in rubric), bench) if rubric else head.points
    return Exercise(
        head.id, parts.prompt, hand_in or ("text",), rubric, points, head.required,
        head.attempts, shortest or 0, accepts, cast(Reviewer, review), parts.hints,
    )  # fmt: skip


def _points(head: Head, brought: int, bench: Bench) -> int:
    """What the rubric's rows bring together; points that are declared besides must be the same."""
    if "points" in head.own and head.points != brought:
        bench.report("exercise-points", -1, points=head.points, brought=brought)
    return brought


def _listed(head: Head, name: str, known: tuple[str, ...], bench: Bench, default: str) -> tuple[str, ...]:
    """The words of an attribute like hand-in=text,file; of unknown ones is told."""
    words = [word for word in re.split(r"[,\s]+", head.own.get(name, default).lower()) if word]
    if (not words and name in head.own) or set(words) - set(known):
        bench.report_value(name)
    return tuple(dict.fromkeys(word for word in words if word in known))


def _check(parts: _Parts, bench: Bench) -> Check | None:
    head, scene = bench.head, bench.scene
    tests = code_of(parts.found.text("tests"))
    cell = head.own.get("cell", scene.exercise_cell)
    if head.own.get("language", "python") != "python":
        bench.report_value("language")
    if scene.cells is None:
        bench.report("check-no-notebook", -1)
    elif not cell or cell not in scene.cells:
        bench.report("check-no-cell", -1, cell=cell or "cell=…")
    elif not tests.strip():
        bench.report("check-no-tests", 0)
    else:
        return Check(
            head.id, parts.prompt, cell, "python", tests, head.points, head.required, head.attempts, parts.hints
        )
    return None


def _prompt(parts: _Parts, bench: Bench) -> Prompt | None:
    head = bench.head
    fields = rows(parts.found.text("fields"), bench)
    if not fields:
        bench.report("prompt-no-fields", 0)
        return None
    shown = tuple(PromptField(str(n), html) for n, html in enumerate(_lines(fields, "field", bench), start=1))
    checks = _lines(rows(parts.found.text("check"), bench), "check", bench)
    return Prompt(head.id, parts.prompt, shown, checks, head.points, head.required, head.attempts, parts.hints)


def _lines(found: list[Row], name: str, bench: Bench) -> tuple[str, ...]:
    return tuple(bench.line(row.source, row.line, f"{name}{number}-") for number, row in enumerate(found, start=1))
