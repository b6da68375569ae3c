"""Both databases find in other people's lessons, in many languages, exactly what reading them finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from lms.catalog import search
from lms.catalog.models import Course, Passage
from lms.kit import words
from lms.kit.db import db

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder ../shared/corpus is not there"),
]
LONGEST = 4_000
FIXED = (
    "a|AI|ＡＩ|機械学習|学習|が|エージェント|えーじぇんと|model|модель|نموذج|النموذج|مدل|می‌شود|"
    "mô hình|모델|模型|मॉडल|သင်ယူ|azure openai|{'x':1}|2024"
).split("|")


def texts() -> Iterator[str]:
    """The beginnings of some files in each language."""
    for folder in sorted(path for path in CORPUS.rglob("*") if path.is_dir()):
        for path in sorted(folder.glob("*.md"))[:1]:
            yield path.read_text("utf-8", errors="replace")[:LONGEST]


def queries(lines: list[str]) -> list[str]:
    """Words and pieces out of the texts themselves, besides some of ours."""
    picked = [line[place : place + 5] for line in lines[::2] for place in range(300, len(line), 1200)]
    return [*FIXED, *(query for query in picked if words.terms(query))]


def test_what_reading_finds_is_what_the_database_finds(app: Flask) -> None:
    lines = list(texts())[:300]
    assert len(lines) > 100
    with app.app_context():
        db.session.add(Course(id="corpus"))
        db.session.flush()
        for place, line in enumerate(lines):
            told = " ".join(words.tokens(line))
            db.session.add(
                Passage(
                    course_id="corpus", lesson_id="x", step_id=str(place), language="en", place=place,
                    lesson_title="", title="", text=line, words=told,
                )
            )  # fmt: skip
        db.session.flush()
        streams = [words.stream(line) for line in lines]
        asked = queries(lines)
        assert len(asked) > 100
        found = 0
        for query in asked:
            terms = words.terms(query)[:20]
            expected = {str(place) for place, stream in enumerate(streams) if words.holds(stream, terms)}
            assert {hit.step_id for hit in search._hits(terms, {"corpus"})} == expected, query
            found += bool(expected)
        assert found > len(asked) / 2
