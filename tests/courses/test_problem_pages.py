"""The pages behind problems: one for each code, none without a code, in both languages."""

import pytest

from courses.checking.explanations import FOLDER, explanation
from courses.commands import main
from courses.sentences import SENTENCES


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_problem_has_a_page_in_two_languages(code):
    english, japanese = explanation(code, "en"), explanation(code, "ja")
    assert "**How to mend it:**" in english
    assert "**直し方：**" in japanese
    assert "## 日本語" not in english
    assert "Why it matters" not in japanese


def test_every_page_belongs_to_a_code():
    assert {page.stem for page in FOLDER.glob("*.md")} <= set(SENTENCES)


def test_codes_are_explained_and_near_ones_offered():
    said = []
    assert main(["explain", "table-wide", "--lang", "ja"], said.append) == 0
    assert "スマホ" in said[0]
    assert main(["explain", "image-missing"], said.append) == 0
    assert main(["explain", "table-wibe"], said.append) == 2
    assert "table-wide" in said[-1]
