"""The examples on the pages of what cannot be imported are true: the first is told of, the second is not."""

from pathlib import Path

import pytest

from courses.commands import main
from courses.importers import import_course
from courses.sentences import SENTENCES
from tests.courses.importers.conftest import PNG, laid
from tests.courses.problem_examples import examples_of

LESSONS = {name: f"# {name}\n\n## Sending\n\nWords.\n" for name in ("mail.md", "sending.md", "replying.md", "rules.md")}
BESIDE = {"table.png": PNG, "table.bmp": b"BM", "list.csv": "a,b\n", "list.db": b"x", **LESSONS}
# Which file of a foreign course the examples are.
PAGES = """
import-attributes import-as-text import-embedded import-formula import-front import-generated import-html
import-image-alt import-image-kind import-image-missing import-image-remote import-link-anchor import-link-file
import-link-missing import-link-scheme import-liquid import-machine-translation import-note-missing import-yaml
import-directive import-role import-substitution
""".split()
COMPONENTS = ["import-component", "import-code", "import-quiz-unreadable"]
CONTENTS = ["import-order-missing", "import-order-unused", "import-unlisted"]
COMMANDS = ["import-dest-full", "import-dest-inside", "import-dest-kind", "import-language"]
NAMES = ["import-double", "import-empty", "import-stand-in"]


def told(folder: Path, files: dict[str, str | bytes]) -> set[str]:
    """The codes of all that is told when a folder with these files is imported."""
    return {one.code for one in import_course(laid(folder, files)).problems}


def compared(code, tmp_path, files_of):
    for number, (first, second) in enumerate(examples_of(code)):
        assert code in told(tmp_path / f"first-{number}", files_of(first)), first
        assert code not in told(tmp_path / f"second-{number}", files_of(second)), second


@pytest.mark.parametrize("code", PAGES)
def test_the_second_page_comes_in_without_that_problem(code, tmp_path):
    compared(code, tmp_path, lambda text: {**BESIDE, "a.md": text})


@pytest.mark.parametrize("code", COMPONENTS)
def test_the_second_page_has_no_component_of_a_website(code, tmp_path):
    compared(code, tmp_path, lambda text: {**BESIDE, "a.mdx": text})


@pytest.mark.parametrize("code", CONTENTS)
def test_the_second_list_of_contents_names_what_is_there(code, tmp_path):
    lessons = {name: text for name, text in LESSONS.items() if name != "rules.md"}
    compared(code, tmp_path, lambda text: {**lessons, "SUMMARY.md": text})


@pytest.mark.parametrize("code", NAMES)
def test_the_second_folder_has_every_lesson_once(code, tmp_path):
    compared(code, tmp_path, lambda text: dict.fromkeys(text.split("\n"), "# A\n\nWords.\n"))


def test_the_second_drawing_runs_nothing(tmp_path):
    page = {"a.md": "![A plan](plan.svg)"}
    compared("import-image-active", tmp_path, lambda text: {**page, "plan.svg": text})


def test_the_second_cell_is_one_of_jupyter(tmp_path):
    head = '{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": ['
    compared("import-cell", tmp_path, lambda text: {"a.ipynb": f"{head}{text}]}}"})


@pytest.mark.parametrize("code", COMMANDS)
@pytest.mark.parametrize("number", [0, 1], ids=["en", "ja"])
def test_the_second_command_writes_the_course(code, number, tmp_path, monkeypatch):
    monkeypatch.chdir(laid(tmp_path, {"their-course/mail.md": LESSONS["mail.md"], "my-course.zip": "x"}))
    if code == "import-dest-full":
        laid(tmp_path, {"my-course/letter.txt": "mine"})
    first, second = (command.split()[3:] for command in examples_of(code)[number])
    said: list[str] = []
    assert main(first, said.append) > 0
    assert SENTENCES[code][1].format(word="japanese") in "".join(said)
    assert not (tmp_path / first[2] / "course.toml").exists()
    assert main(second, said.append) == 0
    assert (tmp_path / second[2] / "course.toml").is_file()
