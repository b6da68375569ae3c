"""What people answered to one question, and how all questions of a course go: never about fewer than five people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from courses import LessonOutline, Quiz, QuizKey
from courses.activities.spelling import folded
from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.cohorts import queries as cohorts
from lms.cohorts.programmes import OwnTeam
from lms.practice import rules as practice
from lms.practice.described import asked, described
from lms.practice.given import answer_from
from lms.practice.rules import UnreadableAnswer
from lms.progress import answered
from lms.progress.answered import AnsweredFact
from lms.progress.rules import ActivityStanding
from lms.progress.standing import standings
from lms.teaching.rules import FEWEST, Count, count, most_common
from lms.teaching.wording import labels, quizzes, short

MOST_PEOPLE = 2_000
"""People whose answers are read for one question."""
MOST_TYPED = 20


@dataclass(frozen=True)
class QuestionLine:
    """A question in the list of a course. `people` and `tries` (of each, on average) only from five people on."""

    lesson: LessonOutline
    activity: str
    label: str
    people: Count
    tries: float | None


@dataclass(frozen=True)
class Choice:
    """An option or a typed text, and how many people ever gave it; `asked` where the quiz has several questions."""

    words: str
    people: Count
    is_right: bool
    asked: str = ""


@dataclass(frozen=True)
class Insight:
    """What is known of the answers to one question."""

    quiz: Quiz
    lesson: LessonOutline
    people: int
    right: Count
    unsure: Count
    choices: tuple[Choice, ...]
    is_whole: bool
    """Whether everybody's answers were read."""


@dataclass(frozen=True)
class Given:
    """One person's last answer, in a team whose names may be seen."""

    name: str
    words: tuple[str, ...]
    standing: ActivityStanding
    at: datetime | None
    asked: str = ""
    """Which question it was, where the quiz has several."""


def question_lines(ref: ReleaseRef, language: str) -> list[QuestionLine]:
    """All questions of a course. One query."""
    words, counts = labels(ref, language), answered.counts(ref.course)
    lines = []
    for lesson in catalog.outline(ref).lessons:
        for step in lesson.steps:
            for one in step.activities:
                if one.id in words:
                    people, answers = counts.get(one.id, (0, 0))
                    tries = answers / people if people >= FEWEST else None
                    lines.append(QuestionLine(lesson, one.id, words[one.id], count(people), tries))
    return lines


def insight(ref: ReleaseRef, activity: str, language: str) -> Insight | None:
    """One question; None where the course has none of this name. Answers to the present release only are told apart by option."""
    quiz = quizzes(ref, language).get(activity)
    lesson = _lesson(ref, activity)
    if quiz is None or lesson is None:
        return None
    people = answered.people_who_answered(ref.course, activity, 0, MOST_PEOPLE)
    facts = answered.answers_of(ref.course, activity, people)
    now = standings(people, ref.course)
    right = sum(now[person].activity(activity).right for person in people)
    unsure = sum(any(fact.detail.get("unsure") for fact in each if fact.kind == "answered") for each in facts.values())
    key = catalog.keys(ref, lesson.id, catalog.fitting_language(lesson.languages, language))[activity]
    choices = (
        _choices(quiz, key, ref, [fact for each in facts.values() for fact in each]) if isinstance(key, QuizKey) else ()
    )
    enough = len(people) >= FEWEST
    return Insight(
        quiz, lesson, len(people), count(right), count(unsure), choices if enough else (), len(people) < MOST_PEOPLE
    )


def _lesson(ref: ReleaseRef, activity: str) -> LessonOutline | None:
    for lesson in catalog.outline(ref).lessons:
        if any(one.id == activity for step in lesson.steps for one in step.activities):
            return lesson
    return None


def _choices(quiz: Quiz, key: QuizKey, ref: ReleaseRef, facts: list[AnsweredFact]) -> tuple[Choice, ...]:
    """How many people ever gave each option, or each wording of what is typed."""
    sent = [fact for fact in facts if fact.kind == "answered" and fact.release_id == ref.id]
    found: list[Choice] = []
    for number in range(len(quiz.others) + 1):
        of = [fact for fact in sent if fact.detail.get("variant", 0) == number]
        words = short(asked(quiz.variant(number))) if quiz.others else ""
        found += [replace(one, asked=words) for one in _choices_of(quiz.variant(number), key.variant(number), of)]
    return tuple(found)


def _choices_of(quiz: Quiz, key: QuizKey, sent: list[AnsweredFact]) -> tuple[Choice, ...]:
    if quiz.form in ("one", "several"):
        given = {(fact.person_id, value) for fact in sent for value in fact.detail.get("chosen", ())}
        numbers = {option.value: sum(value == option.value for _, value in given) for option in quiz.options}
        words = {option.value: described(quiz, practice.Answer(chosen=(option.value,)))[0] for option in quiz.options}
        return tuple(Choice(words[value], count(number), value in key.right) for value, number in numbers.items())
    said: dict[str, tuple[str, bool]] = {}
    people: set[tuple[int, str]] = set()
    for fact in sent:
        try:
            answer = answer_from(fact.detail)
            verdict = practice.grade(key, answer)
        except UnreadableAnswer:
            continue
        if not answer.unsure:
            words_given = " ／ ".join(described(quiz, answer))
            said.setdefault(folded(words_given), (words_given, verdict.right))
            people.add((fact.person_id, folded(words_given)))
    common = most_common((name for _, name in people), MOST_TYPED)
    return tuple(Choice(said[name][0], count(number), said[name][1]) for name, number in common.items())


def answers_in(ref: ReleaseRef, team: OwnTeam, activity: str, language: str) -> list[Given]:
    """Each person's last answer in a team, in the order in which people joined."""
    quiz = quizzes(ref, language)[activity]
    mates = cohorts.mates(team.id)
    ids = [mate.person_id for mate in mates]
    facts, now = answered.answers_of(ref.course, activity, ids), standings(ids, ref.course)
    return [
        _given(quiz, ref, mate.name, facts[mate.person_id], now[mate.person_id].activity(activity)) for mate in mates
    ]


def _given(quiz: Quiz, ref: ReleaseRef, name: str, facts: list[AnsweredFact], standing: ActivityStanding) -> Given:
    sent = [fact for fact in facts if fact.kind == "answered" and not fact.detail.get("unsure")]
    if not sent:
        return Given(name, (), standing, None)
    last = sent[-1]
    try:
        answer = answer_from(last.detail)
    except UnreadableAnswer:
        return Given(name, (), standing, last.at)
    # Options of another release may stand elsewhere: what was typed can be told, what was chosen cannot.
    is_same = last.release_id == ref.id or quiz.form in ("gap", "number")
    words = short(asked(quiz.variant(answer.variant))) if quiz.others and is_same else ""
    return Given(name, described(quiz, answer) if is_same else (), standing, last.at, words)
