"""Examples of problems in course.toml, glossaries and front matter are true: the first has the problem, the second has not."""

import pytest

from courses.glossary import read_glossary
from courses.manifest import read_manifest
from tests.courses.problem_examples import examples_of, told_of_file
from tests.fuzz.targets import HeldFiles

# What the others tell of shows only in a whole course, or has no example.
MANIFESTS = """
lesson-listed-twice manifest-bounds manifest-certificate-lessons manifest-certificate-tasks manifest-empty manifest-hours
manifest-id manifest-kind-list manifest-kind-number manifest-kind-table manifest-kind-tables manifest-kind-text manifest-language
manifest-original manifest-prerequisite manifest-prerequisite-itself manifest-skill
manifest-toml-backslash manifest-toml-bracket manifest-toml-end manifest-toml-key
manifest-toml-quote manifest-toml-twice manifest-toml-value manifest-twice manifest-unknown manifest-unreviewed
manifest-untranslated
""".split()


def told_of(read, name, text):
    problems = []
    read(HeldFiles({name: text.encode()}), problems.append)
    return {one.code for one in problems}


@pytest.mark.parametrize("code", MANIFESTS)
def test_the_second_lines_of_a_manifest_are_mended(code):
    for first, second in examples_of(code):
        assert code in told_of(read_manifest, "course.toml", first), first
        left = told_of(read_manifest, "course.toml", second)
        assert code not in left
        assert not any(one.startswith("manifest-toml") for one in left), second


@pytest.mark.parametrize("code", ["glossary-toml", "glossary-unexplained"])
def test_the_second_glossary_is_mended(code):
    for first, second in examples_of(code):
        assert code in told_of(read_glossary, "glossary.toml", first), first
        assert told_of(read_glossary, "glossary.toml", second) == set(), second


@pytest.mark.parametrize(
    "code",
    [
        "front-alias",
        "front-minutes",
        "front-not-text",
        "front-unclosed",
        "front-unknown",
        "front-yaml",
        "id-form",
        "lesson-title-missing",
    ],
)
def test_the_second_file_of_a_lesson_is_mended(code):
    for first, second in examples_of(code):
        assert code in told_of_file(first), first
        assert told_of_file(second) == set(), second
