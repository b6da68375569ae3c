"""The examples on the pages of problems with ZIPs are true: files named like the first are refused, like the second not."""

import io
import zipfile

import pytest

from courses.archives import open_archive
from tests.courses.problem_examples import examples_of

# Whose examples are names of files. Others need a password, gigabytes, or a ZIP that was damaged on purpose.
NAMED = """
archive-empty archive-left-out archive-name-long archive-name-outside archive-name-reserved archive-name-sign
archive-name-twice
""".split()


def told_of(name_lines):
    """The codes for a ZIP that holds a file for each line."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in name_lines:
            made.writestr(name, b"x")
    return {one.code for one in open_archive(stream).problems}


@pytest.mark.parametrize("code", NAMED)
def test_the_second_names_are_taken_without_a_word(code):
    for first, second in examples_of(code):
        assert code in told_of(first.split("\n")), first
        assert told_of(second.split("\n")) == set(), second


@pytest.mark.parametrize("code", [code for code in NAMED if code.startswith("archive-name-") and "twice" not in code])
def test_each_of_the_first_names_is_refused_for_that_reason(code):
    for first, _ in examples_of(code):
        for name in first.split("\n"):
            assert code in told_of([name]), name
