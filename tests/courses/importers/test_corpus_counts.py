"""Other people's courses hold what two other methods counted in them."""

import json
from pathlib import Path

import pytest

from courses.importers.counting import count
from courses.importers.source import Source

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
EXPECTED = json.loads((CORPUS / "EXPECTED.json").read_text("utf-8")) if CORPUS.is_dir() else {}
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder ../shared/corpus is not there"),
]
# (folder, name) → (expected, ours, why). There is no difference; the second method's own are not ours to explain.
DIFFERENCES: dict[tuple[str, str], tuple[int, int, str]] = {}


@pytest.mark.parametrize("folder", sorted(EXPECTED) or ["absent"])
def test_counts_agree_but_for_listed_differences(folder):
    ours, expected = count(Source(CORPUS / folder)), dict(EXPECTED[folder])
    second = expected.pop("second_method")
    assert second
    differing = {name: (value, ours.get(name, 0)) for name, value in expected.items() if ours.get(name, 0) != value}
    listed = {name: pair[:2] for (where, name), pair in DIFFERENCES.items() if where == folder}
    assert differing == listed
    assert len(expected) > 20
