"""Quizzes where one option or several are chosen."""

from __future__ import annotations

from courses.activities.bench import Bench
from courses.activities.lines import Lines
from courses.activities.quiz import Option, Quiz, QuizForm, QuizKey
from courses.frozen import FrozenMap


def choice_quiz(lines: Lines, bench: Bench) -> tuple[Quiz, QuizKey] | None:
    """Both halves: options in the author's order, and the right ones' values."""
    if not _makes_sense(lines, bench):
        return None
    head = bench.head
    right = tuple(str(number) for number, choice in enumerate(lines.choices, start=1) if choice.right)
    form: QuizForm = "one" if len(right) == 1 else "several"
    options, feedback = [], {}
    for number, choice in enumerate(lines.choices, start=1):
        options.append(Option(str(number), bench.line(choice.source, choice.line, f"{number}-")))
        if choice.feedback:
            feedback[str(number)] = bench.block("\n".join(choice.feedback), choice.line, f"{number}-")
    prompt = bench.block(lines.question, lines.question_line)
    quiz = Quiz(head.id, form, prompt, tuple(options), (), head.points, head.attempts, head.required)
    return quiz, QuizKey(head.id, form, right, (), FrozenMap(feedback), "", head.points)


def _makes_sense(lines: Lines, bench: Bench) -> bool:
    wrong, place = None, lines.choices[0].line if lines.choices else 0
    if not lines.choices:
        wrong = "quiz-no-options"
    elif len(lines.choices) == 1:
        wrong = "quiz-one-option"
    elif not any(choice.right for choice in lines.choices):
        wrong = "quiz-none-right"
    elif not lines.question.strip():
        wrong, place = "quiz-no-question", 0
    for choice in lines.choices:
        if not choice.source.strip():
            wrong, place = "quiz-empty-option", choice.line
    if wrong:
        bench.report(wrong, place)
    return wrong is None
