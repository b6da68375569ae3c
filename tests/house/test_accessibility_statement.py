"""What the page about accessibility says is declared whole, and every test it leans on is there."""

import ast
from functools import cache
from pathlib import Path

import pytest

from lms.administration.accessibility import DECLARED, STATES, Criterion, statement

ROOT = Path(__file__).resolve().parents[2]
JIS = 37
"""Criteria of WCAG 2.0 at levels A and AA that WCAG 2.2 still has: all 38 of JIS X 8341-3:2016 but 4.1.1."""


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def missing(criterion: Criterion) -> list[str]:
    """Tests that a criterion names and that are not there."""
    found = (test.partition("::") for test in criterion.tests)
    return [path + "::" + name for path, _, name in found if not (ROOT / path).is_file() or name not in names_in(path)]


def test_every_criterion_is_declared_once() -> None:
    numbers = [each.number for each in statement().criteria]
    assert len(numbers) == len(set(numbers)) == 55
    assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])
    assert sum(each.since == "2.0" for each in statement().criteria) == JIS
    assert {each.level for each in statement().criteria} == {"A", "AA"}


@pytest.mark.parametrize("criterion", statement().criteria, ids=lambda each: each.number)
def test_a_claim_leans_on_a_test_that_is_there_or_on_a_day(criterion: Criterion) -> None:
    assert criterion.state in STATES
    assert missing(criterion) == []
    assert bool(criterion.tests) == (criterion.state in ("tested", "partly")), (
        "a test stands for each claim, and no other"
    )
    assert (criterion.looked is not None) == (criterion.state == "hand")
    assert criterion.state != "none" or criterion.note_en, "it is said why nothing falls under it"
    assert bool(criterion.note_en) == bool(criterion.note_ja)


def test_a_test_that_went_away_is_noticed() -> None:
    gone = ("tests/house/test_accessibility_statement.py::test_never_written", "tests/house/test_nowhere.py::test_x")
    here = f"{Path(__file__).relative_to(ROOT)}::{test_a_test_that_went_away_is_noticed.__name__}"
    criterion = Criterion("1.1.1", "A", "2.0", "Text", "文", "tested", (*gone, here))
    assert missing(criterion) == list(gone)


def test_what_is_declared_is_older_than_its_page() -> None:
    assert DECLARED.is_file()
    assert statement().said.year >= 2026
