"""Whatever lies in a course's folder, the answer is a list of problems."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses import compile_course
from courses.assets import Assets
from courses.drafts import draft, open_lesson_file
from courses.files import CourseFiles
from courses.frontmatter import LessonError, read_front_matter
from courses.markup.dialect import Dialect
from courses.notebooks.opening import read_notebook
from courses.targets import CourseTargets
from courses.toml_lines import key_lines

NAMES = ["course.toml", "01-water/lesson.ja.md", "01-water/lesson.en.md", "01-water/pot.png"]
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def codes(folder: Path) -> set[str]:
    compiled = compile_course(folder)
    for one in compiled.problems:
        assert one.sentence("en")
        assert one.sentence("ja")
    found = {one.code for one in compiled.problems}
    assert "lesson-failed" not in found
    assert (compiled.release is None) == any(one.severity == "error" for one in compiled.problems)
    return found


@quick
@given(name=st.sampled_from(NAMES), content=st.binary(max_size=300))
def test_any_bytes_in_any_file(course, name, content):
    before = (course / name).read_bytes()
    (course / name).write_bytes(content)
    try:
        codes(course)
    finally:
        (course / name).write_bytes(before)


@quick
@given(st.data())
def test_any_change_inside_a_sound_file(course, data):
    name = data.draw(st.sampled_from(NAMES[:3]))
    before = (course / name).read_text(encoding="utf-8")
    place = data.draw(st.integers(0, len(before)))
    length = data.draw(st.integers(0, 12))
    text = data.draw(st.text(alphabet="#*_`[]()!|~$>-{}^:\"'= \n\tあ漢a1&;<\\\x00\u202e", max_size=12))
    (course / name).write_bytes((before[:place] + text + before[place + length :]).encode())
    try:
        codes(course)
    finally:
        (course / name).write_text(before, encoding="utf-8")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "nbformat cells cell_type source outputs output_type data text metadata tags gonin id title "
                "attachments text/html image/png traceback ename".split()
            ),
            inner | st.sampled_from(["markdown", "code", "stream", "display_data", "error"]),
            max_size=5,
        )
    ),
    max_leaves=25,
)


@quick
@given(st.lists(JSON, max_size=3))
def test_any_json_in_a_notebook(course, cells, things):
    full = [
        {"cell_type": kind, "source": "a", "outputs": [thing], "metadata": thing, "attachments": thing}
        for thing in things
        for kind in ("code", "markdown")
    ]
    for content in (cells.notebook(*things), cells.notebook(*full)):
        try:
            read_notebook(content)
        except LessonError:
            continue
        (course / "01-water" / "lesson.ja.ipynb").write_text(content, encoding="utf-8", errors="replace")
        files, told = CourseFiles(course), []
        path = "01-water/lesson.ja.ipynb"
        file = open_lesson_file(files, path, "ja", "notebook", told.append)
        if file is not None:
            draft(file, CourseTargets(files, Assets(), "tea", {}, path, told.append), Dialect())


@quick
@given(st.text(alphabet="-&*!<>:[]{}|%@,'\"# \nab~?", max_size=60))
def test_any_front_matter(text):
    try:
        values = read_front_matter(f"---\n{text}\n---\n").values
    except LessonError:
        return
    assert all(isinstance(value, str) for value in values.values())


@quick
@given(st.text(alphabet="[]=.\"' \nab#", max_size=80))
def test_any_text_has_lines_of_keys(text):
    assert all(line >= 1 for line in key_lines(text).values())


@pytest.mark.parametrize(
    "top",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nid: *b",
        "id: !!python/object/apply:os.system [echo]",
        "<<: {id: x}\nid: y",
        "id: " + "[" * 5_000,
        "id: 2020-99-99",
        'id: "\\ud800"',
        "x" * 20_000,
    ],
)
def test_clever_front_matter_is_refused_or_plain_text(change, top):
    assert codes(change("01-water/lesson.ja.md", "id: water", top))


@pytest.mark.parametrize(
    "text",
    [
        ">" * 3_000,
        "- " * 2_000 + "x",
        "[" * 5_000,
        "*a " * 4_000,
        "`" * 3_000 + "a" + "`" * 2_999,
        "$" * 3_000,
        "{" * 3_000 + "|か",
        "<" * 5_000,
        "<div>" * 1_000,
        "| a " * 1_000 + "\n" + "|---" * 1_000,
        "![" * 2_000,
        "[^a]\n\n[^a]: [^a]",
        "[^a]\n\n[^a]: x[^b]\n[^b]: y[^a]",
        "$" + "\\frac{" * 900 + "$",
        "# " * 1_000,
        "&#0;&#xD800;&#x110000;",
        "!!!",
        "!!! note",
        "> [!NOTE]",
        ": a",
        "```quiz",
        "```quiz id=q\n[[a]] [[b",
        "## ",
        "\u2028\u2029\x0c\x0b",
    ],
)
def test_strange_markdown_is_answered(change, text):
    codes(change("01-water/lesson.ja.md", "終わり。", text))


def test_folders_links_and_pipes_instead_of_files(course):
    lesson = course / "01-water"
    (lesson / "lesson.ja.md").unlink()
    (lesson / "lesson.ja.md").mkdir()
    assert "lesson-no-file" in codes(course)
    (lesson / "lesson.ja.md").rmdir()
    (lesson / "lesson.ja.md").symlink_to("lesson.ja.md")
    assert "lesson-unreadable" in codes(course)
    (lesson / "lesson.ja.md").unlink()
    (lesson / "lesson.ja.md").symlink_to("/etc/passwd")
    assert "lesson-outside" in codes(course)
    (lesson / "lesson.ja.md").unlink()
    os.mkfifo(lesson / "lesson.ja.md")
    assert "lesson-no-file" in codes(course)


def test_lesson_folder_that_is_a_file_or_a_loop(course):
    (course / "02-file").write_text("x")
    (course / "03-loop").symlink_to("03-loop")
    text = (course / "course.toml").read_text(encoding="utf-8")
    (course / "course.toml").write_text(
        text.replace('"01-water"', '"01-water", "02-file", "03-loop"'), encoding="utf-8"
    )
    assert {"lesson-folder-missing", "lesson-folder-unreadable"} <= codes(course)


def test_huge_and_wrongly_encoded_files(course):
    (course / "01-water" / "lesson.ja.md").write_bytes(b"a\n" * 600_000)
    assert "lesson-too-large" in codes(course)
    (course / "01-water" / "lesson.ja.md").write_bytes(b"---\nid: water\n" + "日本".encode("shift-jis"))
    compiled = compile_course(course)
    assert [(one.code, one.line) for one in compiled.problems if one.code == "lesson-not-text"] == [
        ("lesson-not-text", 3)
    ]


@pytest.mark.parametrize("content", ["", "a = " + "[" * 50_000, "a = 1e999", "a = " + "9" * 5_000, "[a]\n[a]"])
def test_strange_manifests(course, content):
    (course / "course.toml").write_text(content)
    assert codes(course)


@pytest.mark.parametrize("path", ["\x00", "x" * 5_000, ""])
def test_strange_paths(path):
    compiled = compile_course(Path(path) / "gone")
    assert [one.code for one in compiled.problems] == ["course-missing"]
