"""The stage of checks of one's own code: the tiny course with a notebook at its end."""

import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

from flask import Flask

from courses import Release, compile_course
from lms.catalog import queries as catalog
from tests.app_fixtures import TINY
from tests.cast import Cast
from tests.rooms.test_new_release import publish

CHECK = """```check id=sum cell=add points=2
Add the numbers.

hint: Begin with two.
explanation: Canary-why: adding is repeated counting.
tests:
assert add(1, 2) == 3
```"""


def _cell(kind: str, source: str, *tags: str) -> dict[str, object]:
    more = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {"tags": list(tags)}, "source": source, **more}


@cache
def release_with_check() -> Release:
    """The tiny course with a third lesson: one step with a check."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "tiny"
        shutil.copytree(TINY, folder)
        manifest = folder / "course.toml"
        manifest.write_text(manifest.read_text("utf-8").replace('"02-bye"]', '"02-bye", "03-code"]'), "utf-8")
        (folder / "03-code").mkdir()
        for language, title in (("en", "Code"), ("ja", "コード")):
            cells = [
                _cell("raw", f"---\nid: code\ntitle: {title}\n---"),
                _cell("markdown", f"## {title} {{#adding minutes=5}}\n\nWrite."),
                _cell("code", "def add(a, b):\n    pass", "exercise:add"),
                _cell("markdown", CHECK),
            ]
            book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
            (folder / "03-code" / f"lesson.{language}.ipynb").write_text(json.dumps(book), "utf-8")
        compiled = compile_course(folder)
        assert compiled.release is not None, [one.sentence() for one in compiled.problems]
        return compiled.release


def set_up(app: Flask, cast: Cast) -> int:
    """Publish it; the number of the release's row."""
    publish(app, release_with_check())
    with app.app_context():
        ref = catalog.current_release(cast.course)
        assert ref is not None
        return ref.id
