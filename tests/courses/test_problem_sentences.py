"""Every problem can be said in English and in Japanese."""

import re
import string
from pathlib import Path

import pytest

import courses
from courses.problems import Problem, problem
from courses.sentences import SENTENCES

ROOT = Path(courses.__file__).parents[1]
# What keeps and publishes courses tells of problems, too.
SOURCES = "\n".join(
    path.read_text(encoding="utf-8") for name in ("courses", "lms") for path in sorted((ROOT / name).rglob("*.py"))
)


def names(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_both_sentences_say_the_same_parameters_and_end(code):
    severity, english, japanese = SENTENCES[code]
    assert severity in {"error", "warning"}
    assert names(english) == names(japanese)
    assert english.endswith((".", "}", "]"))
    assert japanese.endswith(("。", "}"))
    assert re.search("[ぁ-ん]", japanese)


def test_every_code_that_is_reported_has_sentences():
    pattern = r'(?:report|problem|LessonError|AssetError|_refuse)\(\s*"([a-z]+(?:-[a-z]+)+)"|wrong = "([a-z-]+)"'
    used = {one or two for one, two in re.findall(pattern, SOURCES)}
    assert len(used) > 50
    assert used <= set(SENTENCES)


def test_every_sentence_belongs_to_a_code_that_is_reported():
    families = ("manifest-file-", "lesson-", "image-", "link-", "manifest-kind-")
    others = ("furigana-count", "callout-kind", "activity-nested", "block-too-long")  # told by elements: "code\nword"
    unused = [code for code in SENTENCES if f'"{code}"' not in SOURCES.replace(f'    "{code}": (', "")]
    unused = [code for code in unused if code not in others]
    assert [code for code in unused if not code.startswith(families)] == []


def test_sentence_is_chosen_by_language():
    one = problem("image-missing", "a.md", 3, word="x.png")
    assert "was not found" in one.sentence()
    assert "見つかりません" in one.sentence("ja-x-easy")
    assert one.located().startswith("a.md:3: ")


def test_what_authors_wrote_cannot_break_a_sentence():
    one = problem("image-missing", "a.md", 1, word="{0}\n\x1b[31m" + "x" * 500)
    assert isinstance(one, Problem)
    assert "\n" not in one.sentence()
    assert "\x1b" not in one.sentence()
    assert len(one.sentence()) < 300
