"""Half a megabyte of text made to keep a reader of Markdown busy is read in bounded time."""

import subprocess
import sys
from pathlib import Path

import pytest

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
