"""Quiz blocks: their lines to a quiz that people see and a key that stays behind."""

from __future__ import annotations

import re
from dataclasses import replace

from courses.activities.arranged import order_quiz, pairs_quiz
from courses.activities.bench import Bench
from courses.activities.chosen import choice_quiz
from courses.activities.head import YES_NO, read_head
from courses.activities.lines import Lines, questions_of, sorted_lines
from courses.activities.quiz import Quiz, QuizKey, Reply, is_answered_alike
from courses.activities.slips import first_slip
from courses.activities.typed import GAP, gap_quiz, half_gap, number_quiz
from courses.markup.dialect import Dialect, Fence
from courses.markup.furigana import without_furigana
from courses.markup.scene import Scene

_OWN_MARKS = re.compile("[\ue010-\ue01f]")


def compile_quiz(fence: Fence, scene: Scene, md: Dialect) -> tuple[Quiz, QuizKey] | None:
    """Both halves of a quiz; None, with the problems told, when it cannot be answered or graded."""
    body = _OWN_MARKS.sub("", fence.body).replace("［［", "[[").replace("］］", "]]")
    fence = replace(fence, body=body)
    head = read_head(fence, "quiz", scene)
    if head is None:
        return None
    scene = replace(scene, prefix=f"{scene.prefix}{head.id}-", line=fence.line)
    asked = []
    for number, (offset, text) in enumerate(questions_of(fence.body), start=1):
        place = scene if number == 1 else replace(scene, prefix=f"{scene.prefix}v{number}-", line=scene.line_at(offset))
        asked.append(_question(text, Bench(head, place, md)))
    whole = [each for each in asked if each is not None]
    if len(whole) < len(asked):
        return None
    return _together(whole, Bench(head, scene, md))


def _question(text: str, bench: Bench) -> tuple[Quiz, QuizKey] | None:
    lines = sorted_lines(text, GAP)
    made = _made(lines, bench)
    if made is None:
        return None
    quiz, key = made
    explanation = bench.block("\n".join(lines.explanation), lines.explanation_line, "why-")
    return (
        replace(quiz, hints=bench.hints(lines.hints), shuffle=_shuffle(quiz, bench)),
        replace(key, replies=_replies(lines, bench), explanation=explanation, whole=_whole(bench)),
    )


def _together(asked: list[tuple[Quiz, QuizKey]], bench: Bench) -> tuple[Quiz, QuizKey] | None:
    """One activity of questions of which one is asked at a time. All are answered in the same way."""
    (quiz, key), *others = asked
    if any(not is_answered_alike(quiz.form, other.form) for other, _ in others):
        bench.report("quiz-variant-forms", -1)
        return None
    return (
        replace(quiz, others=tuple(other for other, _ in others)),
        replace(key, others=tuple(other for _, other in others)),
    )


def _made(lines: Lines, bench: Bench) -> tuple[Quiz, QuizKey] | None:
    """The halves as their form makes them, without hints, replies and explanation."""
    has_gaps = bool(GAP.search(lines.question))
    if lines.unclosed is not None:
        bench.report("activity-unclosed", lines.unclosed)
        return None
    if (slip := first_slip(lines, has_gaps)) is not None:
        bench.report("quiz-line-unread", slip)
        return None
    if has_gaps + bool(lines.choices) + bool(lines.numbers) > 1:
        bench.report("quiz-two-forms", 0)
        return None
    if lines.stray is not None:
        bench.report("quiz-stray-text", lines.stray)
        return None
    if not (lines.choices or lines.numbers) and (place := half_gap(lines)) is not None:
        bench.report("quiz-gap-open", place)
        return None
    if has_gaps:
        return gap_quiz(lines, bench)
    if lines.replies and not lines.numbers:
        bench.report("quiz-reply-place", lines.replies[0].line)
    for rows, make in ((lines.numbers, number_quiz), (lines.pairs, pairs_quiz), (lines.items, order_quiz)):
        if rows:
            return make(lines, bench)
    return choice_quiz(lines, bench)


def _whole(bench: Bench) -> bool:
    """Whether the author gives points for all parts together only (`partial=no`)."""
    said = YES_NO.get(bench.head.own.get("partial", "yes").lower())
    if said is None:
        bench.report_value("partial")
    return said is False


def _shuffle(quiz: Quiz, bench: Bench) -> bool:
    """Whether choices are mixed (`shuffle=yes`). What is put in order or matched always is; other quizzes have nothing to mix."""
    said = YES_NO.get(bench.head.own.get("shuffle", "no").lower())
    if said is None or (said and quiz.form in ("gap", "number")):
        bench.report_value("shuffle")
    return bool(said) and quiz.form in ("one", "several")


def _replies(lines: Lines, bench: Bench) -> tuple[Reply, ...]:
    return tuple(
        Reply(without_furigana(reply.mark), bench.block(reply.source, reply.line, f"reply{number}-"))
        for number, reply in enumerate(lines.replies, start=1)
    )
