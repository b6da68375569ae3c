"""Quizzes of a release as GIFT, with their words as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from courses.activities.kinds import Activity, ActivityKey
from courses.activities.quiz import GapText, Quiz, QuizKey
from courses.activities.tasks import Exercise
from courses.problems import Problem, problem

_SPECIAL = re.compile(r"([~=#{}:\\])")


def gift_of(activities: Iterable[tuple[Activity, ActivityKey]], path: str) -> tuple[str, tuple[Problem, ...]]:
    """The file's text, and what GIFT has no form for, or holds less of."""
    made, told = [], []
    for activity, key in (each for pair in activities for each in _apart(*pair)):
        inside = _inside(activity, key)
        if inside is None:
            told.append(problem("gift-no-form", path, None, word=activity.id))
            continue
        if _holds_more(activity, key):
            told.append(problem("gift-less", path, None, word=activity.id))
        before, after = _asked(activity)
        why = f"\n####{_written(key.explanation)}" if key.explanation else ""
        made.append(f"::{activity.id}::[html]{before}{{\n{inside}{why}\n}}{after}".rstrip())
    return "\n\n".join(made) + "\n", tuple(told)


def _apart(activity: Activity, key: ActivityKey) -> list[tuple[Activity, ActivityKey]]:
    """A quiz of several questions as that many questions: GIFT draws from a category."""
    if not isinstance(activity, Quiz) or not isinstance(key, QuizKey):
        return [(activity, key)]
    others = zip(activity.others, key.others, strict=True)
    more = [(replace(quiz, id=f"{activity.id}-{number}"), of) for number, (quiz, of) in enumerate(others, start=2)]
    return [(activity, key), *more]


def _holds_more(activity: Activity, key: ActivityKey) -> bool:
    """Whether there is something that GIFT has no place for: hints, replies, a rubric, a model answer."""
    if isinstance(key, QuizKey):
        return bool(activity.hints or key.replies)
    return bool(activity.hints or key.model or (isinstance(activity, Exercise) and activity.rubric))


def _asked(activity: Activity) -> tuple[str, str]:
    """The words before and behind the answers."""
    if not isinstance(activity, Quiz) or activity.form != "gap":
        return _written(activity.prompt_html), ""
    parts = [piece.html if isinstance(piece, GapText) else "\ue010" for piece in activity.pieces]
    before, _, after = "".join(parts).partition("\ue010")
    return _written(before), _written(after)


def _inside(activity: Activity, key: ActivityKey) -> str | None:
    if isinstance(activity, Exercise):
        return ""
    if not isinstance(activity, Quiz) or not isinstance(key, QuizKey):
        return None
    if activity.form in {"one", "several"}:
        return "\n".join(_options(activity, key))
    if activity.form == "gap" and len(key.gaps) == 1:
        return "\n".join(f"={_written(spelling)}" for spelling in key.gaps[0])
    if activity.form == "number" and key.number is not None:
        return f"#{key.number.value}:{key.number.tolerance}"
    if activity.form == "pairs":
        rights = {option.value: option.html for option in activity.options}
        pairs = zip(activity.lefts, key.right, strict=True)
        return "\n".join(f"={_written(left.html)} -> {_written(rights[value])}" for left, value in pairs)
    return None


def _options(quiz: Quiz, key: QuizKey) -> list[str]:
    share = f"%{100 / len(key.right):.5f}%" if key.right else ""
    lines = []
    for option in quiz.options:
        right = option.value in key.right
        mark = ("=" if right else "~") if quiz.form == "one" else f"~{share if right else '%-100%'}"
        feedback = key.feedback.get(option.value, "")
        lines.append(f"{mark}{_written(option.html)}" + (f"#{_written(feedback)}" if feedback else ""))
    return lines


def _written(html: str) -> str:
    return _SPECIAL.sub(r"\\\1", html.strip()).replace("->", "-\\>").replace("\n", "\\n")
