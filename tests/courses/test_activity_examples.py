"""The examples on the pages of problems with activities are true: the first has the problem, the second has not."""

import pytest

from courses.activities.gift.blocks import blocks_from_gift
from tests.courses.problem_examples import examples_of, told_of_lesson

# Others need a notebook, a certificate or a version that was published before.
BLOCKS = """
activity-as-text activity-attribute activity-hint-empty activity-id-missing activity-later activity-nested
activity-no-task activity-row activity-section activity-section-twice activity-unclosed activity-value
exercise-files exercise-level
exercise-no-rubric exercise-points exercise-row prompt-no-fields quiz-empty-option quiz-gap-empty quiz-gap-open
quiz-gap-place quiz-line-unread quiz-no-options quiz-no-question quiz-none-right quiz-number-form quiz-number-twice
quiz-one-option
quiz-order-numbers quiz-pairs-alike quiz-reply-place quiz-row-twice quiz-rows quiz-stray-text quiz-two-forms
quiz-variant-forms
""".split()


@pytest.mark.parametrize("code", BLOCKS)
def test_the_second_block_has_no_problem_at_all(code):
    for first, second in examples_of(code):
        assert code in told_of_lesson(first), first
        assert told_of_lesson(second) == set(), second


@pytest.mark.parametrize("code", ["gift-unreadable", "gift-weights"])
def test_the_second_gift_question_is_carried_over(code):
    for first, second in examples_of(code):
        assert {one.code for one in blocks_from_gift(first, "a.gift")[1]} == {code}, first
        assert blocks_from_gift(second, "a.gift")[1] == (), second
