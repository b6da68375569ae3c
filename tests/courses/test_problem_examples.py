"""The examples on the pages of problems are true: what stands before raises the problem, what stands after does not."""

import pytest

from tests.courses.problem_examples import examples_of, told_of_lesson

# Whose examples are pieces of a lesson. Others need a whole course, a file of another kind, or thousands of signs.
CODES = """
attribute-dropped callout-kind diagram-unread footnote-unknown footnote-unused formula furigana-count html-dropped
image-alt-missing image-missing image-outside image-remote link-broken link-missing link-outside link-scheme
step-attribute step-minutes step-need step-untitled
""".split()


@pytest.mark.parametrize("code", CODES)
def test_the_problem_is_in_the_first_and_not_in_the_second(code):
    for first, second in examples_of(code):
        assert code in told_of_lesson(first), first
        assert code not in told_of_lesson(second), second
