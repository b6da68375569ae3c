"""A small whole course to change one thing in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.courses.notebook_course import PNG, QUIZ, Shown, shown_notebook

MANIFEST = """\
id = "tea"
languages = ["ja", "en"]
level = "N1"
hours = "1.5"
licence = "CC-BY-4.0"
authors = ["Gonin"]

[title]
ja = "お茶"
en = "Tea"

[summary]
ja = "お茶をいれる"
en = "Make tea"

[outcomes]
ja = ["お茶をいれられる"]
en = ["Can make tea"]

[[skills]]
code = "gonin:tea"
[skills.name]
ja = "お茶"
en = "Tea"

[certificate]
lessons = "all"
points_percent = 60

[[modules]]
id = "first"
lessons = ["01-water"]
[modules.title]
ja = "はじめに"
en = "First"
"""

JA = """\
---
id: water
title: "{水|みず}をわかす"
---

はじめの文。

## なべ {#pot minutes=3}

![なべの絵](pot.png)

```quiz id=heat points=2 attempts=3
何度ですか。
- [x] 100度
  > そうです。
- [ ] 50度
  > もう少し。
explanation: 水は**100度**でふっとうします。
```

## まとめ {#end need=pc}

終わり。
"""

EN = """\
---
id: water
title: Boil water
---

First words.

## Pot {#pot minutes=3}

![A pot](pot.png)

```quiz id=heat points=2 attempts=3
How hot?
- [x] 100 degrees
- [ ] 50 degrees
```

## Summary {#end need=pc}

The end.
"""


class Cells:
    """Makes the JSON of notebooks."""

    @staticmethod
    def text(source: str, **more: Any) -> dict[str, Any]:
        """A Markdown cell."""
        return {"cell_type": "markdown", "metadata": {}, "source": source, **more}

    @staticmethod
    def code(source: str, *outputs: dict[str, Any], tags: tuple[str, ...] = (), **metadata: Any) -> dict[str, Any]:
        """A code cell with stored results."""
        common = {"cell_type": "code", "metadata": {"tags": list(tags), **metadata}, "execution_count": None}
        return {**common, "source": source, "outputs": list(outputs)}

    @staticmethod
    def notebook(*cells: dict[str, Any]) -> str:
        """A whole notebook that is a lesson."""
        metadata = {"gonin": {"id": "water", "title": "Water"}}
        data = {"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": list(cells)}
        return json.dumps(data, indent=1, ensure_ascii=False)


@pytest.fixture
def cells() -> type[Cells]:
    """Makes notebooks."""
    return Cells


@pytest.fixture
def shown(course: Path) -> Callable[..., Shown]:
    """Compile the course with these cells (and a quiz, which its certificate asks for) as its only lesson."""

    def compile_cells(*given: dict[str, Any], language: str = "ja", **more: Any) -> Shown:
        data = {**json.loads(Cells.notebook(*given, QUIZ)), **more}
        return shown_notebook(course, json.dumps(data, indent=1, ensure_ascii=False), language)

    return compile_cells


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The folder of a course without any problem."""
    folder = tmp_path / "tea"
    lesson = folder / "01-water"
    lesson.mkdir(parents=True)
    (folder / "course.toml").write_text(MANIFEST, encoding="utf-8")
    (lesson / "lesson.ja.md").write_text(JA, encoding="utf-8")
    (lesson / "lesson.en.md").write_text(EN, encoding="utf-8")
    (lesson / "pot.png").write_bytes(PNG)
    return folder


@pytest.fixture
def change(course: Path) -> Callable[[str, str, str], Path]:
    """Replace a text in one of the course's files; the text must be there."""

    def replace(name: str, old: str, new: str) -> Path:
        path = course / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return course

    return replace
