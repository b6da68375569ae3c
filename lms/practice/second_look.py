"""What answers would be worth if they had been given to a later release, whose author corrected the question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from courses import Quiz, QuizKey
from lms.catalog import queries as catalog
from lms.catalog.queries import ReleaseRef
from lms.practice import rules
from lms.practice.asked import NoSuchActivity, find_quiz
from lms.practice.carried import carried
from lms.practice.given import answer_from
from lms.practice.rules import Answer, UnreadableAnswer, Verdict
from lms.progress.answered import AnsweredFact
from lms.progress.rules import FactRow, standing_of

_THIS = "this"
"""The activity that is looked at; there is no other in these standings."""


@dataclass(frozen=True)
class Judgement:
    """An answer and what it is worth now."""

    answered: AnsweredFact
    language: str
    answer: Answer
    """As it would have been given to the later release."""
    verdict: Verdict


@dataclass(frozen=True)
class Outlook:
    """What grading anew means for one person: the verdicts that change, and whether their result does."""

    judgements: Sequence[Judgement] = ()
    before: tuple[bool, int] = (False, 0)
    """Whether it is right, and the points, as things stand."""
    after: tuple[bool, int] = (False, 0)
    is_unclear: bool = False
    """Whether there are answers of which nobody can say what they would be now."""

    @property
    def gains(self) -> bool:
        """Whether the result is better then."""
        return self.after != self.before and not self.loses

    @property
    def loses(self) -> bool:
        """Whether the result is worse then, in any way."""
        return self.after[0] < self.before[0] or self.after[1] < self.before[1]


class SecondLook:
    """Looks at the answers to one activity by the key it has in a release. What it reads of releases it reads once."""

    def __init__(self, ref: ReleaseRef, activity: str) -> None:
        self.ref, self.activity = ref, activity
        self._sides: dict[tuple[int, str, str], tuple[Quiz, QuizKey] | None] = {}
        self._refs: dict[int, ReleaseRef | None] = {ref.id: ref}
        self._lesson = self.lesson_in(ref)

    def of_person(self, facts: Sequence[AnsweredFact], number: int, spares: bool) -> Outlook:
        """What changes for somebody, of whom these are all answers and verdicts here. `number` is the correction's.

        `spares`: only answers that gain by it are judged anew.
        """
        newest = _newest(facts)
        judgements, is_unclear = [], False
        for fact in facts:
            if fact.kind != "answered" or fact.detail.get("unsure") or fact.release_id == self.ref.id:
                continue
            before = newest.get(str(fact.uuid))
            judgement = self.judge(fact, before)
            if judgement is None or before is None:
                is_unclear = True
            elif _changes(before, judgement.verdict, spares):
                judgements.append(judgement)
        return _outlook(facts, judgements, number, is_unclear)

    def judge(self, fact: AnsweredFact, verdict: AnsweredFact | None) -> Judgement | None:
        """What one answer is worth now; None where nobody can say. Facts without a language got theirs by their verdict."""
        for language in self._languages(fact):
            before = self._side(fact.release_id, fact.lesson, language)
            after = self._side(self.ref.id, self._lesson, language)
            if before is None or after is None:
                continue
            try:
                answer = answer_from(fact.detail)
                if "language" not in fact.detail and not _agrees(before[1], answer, verdict):
                    continue
                there = carried(answer, before[0], after[0])
                if there is not None and rules.is_understood(after[1], there):
                    return Judgement(fact, language, there, rules.grade(after[1], there))
            except UnreadableAnswer:
                continue
        return None

    def alike(self, release: int, lesson: str, language: str) -> bool | None:
        """Whether an earlier release asks and grades in this language as this one does; None where it asked something else."""
        before, after = self._side(release, lesson, language), self._side(self.ref.id, self._lesson, language)
        if before is None or after is None:
            return None
        return _graded_alike(before, after)

    def _languages(self, fact: AnsweredFact) -> Iterable[str]:
        said = fact.detail.get("language")
        return [said] if isinstance(said, str) else catalog.outline(self.ref).languages

    def lesson_in(self, ref: ReleaseRef) -> str:
        """The lesson of a release in which the activity stands; empty where it does not."""
        for lesson in catalog.outline(ref).lessons:
            if any(one.id == self.activity for step in lesson.steps for one in step.activities):
                return lesson.id
        return ""

    def _side(self, release: int, lesson: str, language: str) -> tuple[Quiz, QuizKey] | None:
        place = release, lesson, language
        if place not in self._sides:
            self._sides[place] = self._read(*place)
        return self._sides[place]

    def _read(self, release: int, lesson: str, language: str) -> tuple[Quiz, QuizKey] | None:
        if release not in self._refs:
            self._refs[release] = catalog.release(release, self.ref.course)
        ref = self._refs[release]
        reading = catalog.reading(ref, lesson, language) if ref else None
        if ref is None or reading is None:
            return None
        key = catalog.keys(ref, lesson, language).get(self.activity)
        try:
            return (find_quiz(reading, self.activity)[1], key) if isinstance(key, QuizKey) else None
        except NoSuchActivity:
            return None


def _graded_alike(before: tuple[Quiz, QuizKey], after: tuple[Quiz, QuizKey]) -> bool | None:
    """Of several questions each must be, at its own place."""
    (quiz, key), (now, new) = before, after
    if len(quiz.others) != len(now.others):
        return None
    alike = [
        _alike((quiz.variant(n), key.variant(n)), (now.variant(n), new.variant(n))) for n in range(len(quiz.others) + 1)
    ]
    return None if None in alike else all(alike)


def _alike(before: tuple[Quiz, QuizKey], after: tuple[Quiz, QuizKey]) -> bool | None:
    (quiz, key), (now, new) = (replace(before[0], others=()), before[1]), (replace(after[0], others=()), after[1])
    right = Answer(
        chosen=key.right if key.form in ("one", "several") else (),
        order=key.right if key.form == "order" else (),
        pairs=key.right if key.form == "pairs" else (),
    )
    there = carried(right, quiz, now)
    if there is None:
        return None
    same = (sorted(there.chosen), there.order, there.pairs) == (
        sorted(new.right) if key.form in ("one", "several") else [],
        new.right if key.form == "order" else (),
        new.right if key.form == "pairs" else (),
    )
    return same and (key.gaps, key.number, key.points, key.whole) == (new.gaps, new.number, new.points, new.whole)


def _agrees(key: QuizKey, answer: Answer, verdict: AnsweredFact | None) -> bool:
    """Whether this key, too, would have said what the verdict says."""
    if verdict is None or not rules.is_understood(key, answer):
        return False
    return rules.grade(key, answer).right == bool(verdict.detail.get("right"))


def _newest(facts: Iterable[AnsweredFact]) -> Mapping[str, AnsweredFact]:
    """For each answer, by its id, the verdict that holds."""
    found: dict[str, AnsweredFact] = {}
    for fact in facts:
        of = str(fact.detail.get("of"))
        if fact.kind == "verdict" and (of not in found or _number(found[of]) < _number(fact)):
            found[of] = fact
    return found


def _number(verdict: AnsweredFact) -> int:
    return int(verdict.detail.get("regraded", 0))


def _changes(before: AnsweredFact, verdict: Verdict, spares: bool) -> bool:
    right, points = bool(before.detail.get("right")), int(before.detail.get("points", 0))
    if spares:
        return (
            verdict.right >= right and verdict.points >= points and (verdict.right, verdict.points) != (right, points)
        )
    return (verdict.right, verdict.points) != (right, points)


def _outlook(facts: Sequence[AnsweredFact], judged: Sequence[Judgement], number: int, is_unclear: bool) -> Outlook:
    """Compare the result of somebody's facts with and without the new verdicts."""
    rows = [_row(fact) for fact in facts]
    anew = [_row(one.answered)._replace(kind="verdict", detail=detail_of(one, number)) for one in judged]
    before, after = (standing_of(each).activity(_THIS) for each in (rows, [*rows, *anew]))
    return Outlook(judged, (before.right, before.points), (after.right, after.points), is_unclear)


def detail_of(judgement: Judgement, number: int) -> dict[str, object]:
    """What the fact of a new verdict keeps: as much as that of the first, and by which correction it came."""
    return {
        "right": judgement.verdict.right,
        "points": judgement.verdict.points,
        "answer": judgement.answer.as_detail(),
        "of": str(judgement.answered.uuid),
        "regraded": number,
    }


def _row(fact: AnsweredFact) -> FactRow:
    place = fact.lesson, fact.step, _THIS
    return FactRow(fact.kind, *place, fact.detail, fact.at, fact.release_id, fact.received_at)
