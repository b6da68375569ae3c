"""Half a megabyte of text made to keep a reader of Markdown busy is read in bounded time."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from courses.markup.dialect import render_markdown
from courses.markup.lengths import MOST_LINES
from courses.markup.scene import OpenTargets, Scene

ROOT = Path(__file__).resolve().parents[3]
SIZE = 500_000
LIMIT = 5  # seconds of processor time
FLOODS = {
    "brackets": ["[", "[a](", "![", "[[a", "[a][b]", "[^a"],
    "emphasis": ["*a **b ", "_a __b ", "~~a ", "*", "`a``b```c"],
    "html": ["<", "<a b='", "<!--", "<!--a>", "<?", "<![CDATA[a>"],
    "signs": ["$a ", "$$a", "{漢|か", "https://", "\\", "|a"],
    "nesting": ["> ", ">", "- "],
}
PROGRAM = """
import resource, sys, time
sys.path.insert(0, sys.argv[1])
resource.setrlimit(resource.RLIMIT_CPU, (90, 90))
from courses.markup.dialect import render_markdown
render_markdown("a", "ja")
for sign in sys.argv[3:]:
    text = (sign * (int(sys.argv[2]) // len(sign) + 1))[: int(sys.argv[2])]
    before = time.process_time()
    render_markdown(text, "ja")
    print(time.process_time() - before)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of processor time there")
@pytest.mark.parametrize("kind", sorted(FLOODS))
def test_floods_are_read_in_bounded_time(kind):
    words = [sys.executable, "-c", PROGRAM, str(ROOT), str(SIZE), *FLOODS[kind]]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-300:]
    spent = dict(zip(FLOODS[kind], map(float, done.stdout.split()), strict=True))
    assert {sign: seconds for sign, seconds in spent.items() if seconds > LIMIT} == {}


def spent_on(text):
    before = time.process_time()
    render_markdown(text, "ja")
    return time.process_time() - before


@pytest.mark.parametrize("sign", ["[", "[[a]", "<!--", "<!--\n", "<!--a>\n\n", "<p><!-- "])
def test_twice_the_text_takes_no_more_than_about_twice_the_time(sign):
    once, twice = (min(spent_on(sign * size) for _ in range(2)) for size in (1_500, 3_000))
    assert twice < 3 * once + 0.02


@pytest.mark.parametrize(
    "block", ["a\n\n", "- a\n", "# a\n", "|a|\n|-|\n\n", "> > > > a\n\n", "|a" * 40 + "|\n", "a\r\r", "- " * 9 + "a\n"]
)
def test_what_is_too_long_for_a_lesson_is_shown_and_told(block, monkeypatch):
    monkeypatch.setattr("courses.markup.lengths.MOST_LINES", 200)
    told = []
    html = render_markdown(block * 220 + "\n\n**the end**\n", "en", Scene("en", "a.md", OpenTargets(), told.append))
    assert "**the end**" in html
    assert [one.code for one in told if one.code == "text-too-long"] == ["text-too-long"]
    assert told[-1].line > 1


def test_a_text_of_the_most_lines_is_read_to_its_end(monkeypatch):
    monkeypatch.setattr("courses.markup.lengths.MOST_LINES", 200)
    assert "<strong>" in render_markdown("a\n\n" * 199 + "**the end**", "en")
    assert "<strong>" not in render_markdown("a\n\n" * 200 + "**the end**", "en")


def test_lessons_ten_times_longer_than_any_known_are_read():
    assert MOST_LINES > 10 * 1_430
