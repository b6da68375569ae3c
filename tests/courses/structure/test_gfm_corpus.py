"""Foreign lessons have the blocks that GitHub gives them, but for what our dialect adds."""

import re
from collections import Counter
from pathlib import Path

import pytest

from courses.markup.dialect import Dialect
from tests.courses.structure.gfm import differences, ours, reason, theirs

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder ../shared/corpus is not there"),
]
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
# Where our dialect says more than GFM: blocks that differ for that reason, by folder. A new one is looked at.
DIALECT = {
    "ai-agents-for-beginners": {},
    "chainer-tutorials-ja": {},
    # 150: diagrams, said in words where GitHub draws them from the same source.
    "edgeai-for-beginners": {"callouts": 150, "emphasis": 3},
    "genai-for-beginners": {"emphasis": 1},
    "huggingface-course": {"emphasis": 2, "formulas": 2},
    # 486 and 8: pages about MyST, full of its directives: callouts, folded boxes, tabs, cards; figures with captions.
    "jupyter-book-docs": {"callouts": 486, "definitions": 46, "figures": 8, "formulas": 2},
    "power-automate-pl-7002.en": {},
    "power-automate-pl-7002.ja": {"emphasis": 1},
}
# Paragraphs whose words differ for another reason, by file.
OTHERS = {
    "chapters/en/chapter1/7.mdx": "a component that is no Markdown: backslashes before quotes inside its attributes",
    "chapters/ja/chapter1/10.mdx": "a component that is no Markdown: backslashes before quotes inside its attributes",
    "LAB[PL-7002]_M05L01_Scheduled_flow.md": "an address with blanks: GitHub shows the brackets, we tell of the link",
}


def compared(folder):
    """Blocks in all, those that differ by reason, and runs without a reason of the dialect by file."""
    md, total, known, others = Dialect(), 0, Counter(), []
    for path in sorted([*(CORPUS / folder).rglob("*.md"), *(CORPUS / folder).rglob("*.mdx")]):
        text = FRONT.sub("", path.read_text(encoding="utf-8", errors="replace"))
        mine, other = ours(text, md), theirs(text)
        total += len(other)
        for here, there in differences(mine, other):
            if why := reason(here, there):
                known[why] += max(len(here), len(there))
            else:
                others.append((str(path.relative_to(CORPUS / folder)), here, there))
    return total, known, others


@pytest.mark.parametrize("folder", sorted(DIALECT))
def test_blocks_agree_with_github(folder):
    total, known, others = compared(folder)
    assert dict(known) == DIALECT[folder]
    assert [one for one in others if not any(one[0].endswith(name) for name in OTHERS)] == []
    assert all(kind == "p" for _, here, there in others for kind, *_ in [*here, *there])
    assert sum(max(len(here), len(there)) for _, here, there in others) <= total * 0.005
