"""Other people's lessons are read without a fall."""

from pathlib import Path

import pytest

from courses.frontmatter import LessonError, read_front_matter
from courses.markup.clean import clean
from courses.markup.dialect import render_markdown

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder ../shared/corpus is not there"),
]


def sample(pattern, step):
    return sorted(CORPUS.rglob(pattern))[::step] if CORPUS.is_dir() else []


@pytest.mark.parametrize("part", range(4))
def test_markdown_files_render_cleanly(part):
    for path in sample("*.md", 4)[part::4]:
        text = path.read_text(encoding="utf-8")
        try:
            text = read_front_matter(text).body
        except LessonError:
            continue
        html = render_markdown(text, "ja")
        assert clean(html) == html, path
        assert html or not text.strip()
