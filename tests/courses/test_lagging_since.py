"""`check --since`: what people read now, as compiling wrote it, says what vanished and which translations lag."""

from pathlib import Path

import pytest

from courses import compile_course
from courses.commands import main
from courses.data import canonical, to_data


def run(*arguments):
    said = []
    return main(arguments, said.append), "\n".join(said)


@pytest.fixture
def since(course, tmp_path):
    return write(course, tmp_path / "release.json")


def write(course, file):
    """What `compile --out` writes, without its processes."""
    file.write_bytes(canonical(to_data(compile_course(course).release)))
    return str(file)


def edit(course, name, old, new):
    path = course / "01-water" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def found(course, since):
    lines = run("check", str(course), "--since", since)[1].splitlines()
    return [line.partition(f"{course}/")[2] for line in lines if "[reading-lags]" in line]


def test_an_unchanged_course_lags_nowhere_and_nothing_vanished(course, tmp_path):
    since = str(tmp_path / "written.json")
    assert run("compile", str(course), "--out", since, "--no-cache", "--cores", "1")[0] == 0
    assert run("check", str(course), "--since", since)[1] == f"0 errors, 0 warnings in {course}."


def test_a_step_that_changed_in_the_original_alone_lags(course, since):
    edit(course, "lesson.ja.md", "終わり。", "終わり。お茶を飲みます。")
    assert [line.partition(": ")[0] for line in found(course, since)] == ["01-water/lesson.en.md:18"]
    edit(course, "lesson.en.md", "The end.", "The end. Drink it.")
    assert found(course, since) == []


def test_furigana_and_marks_are_no_change(course, since):
    edit(course, "lesson.ja.md", "終わり。", "**{終|お}わり**。")
    assert found(course, since) == []


def test_who_wrote_down_that_a_translation_still_fits_hears_nothing(course, since):
    edit(course, "lesson.ja.md", "終わり。", "終わりです。")
    assert len(found(course, since)) == 1
    assert run("translated", str(course), "--lang", "en")[0] == 0
    assert found(course, since) == []


def test_a_first_translation_lags_behind_nothing(course, since):
    (course / "01-water" / "lesson.en.md").rename(course / "lesson.txt")
    write(course, Path(since))
    (course / "lesson.txt").rename(course / "01-water" / "lesson.en.md")
    edit(course, "lesson.ja.md", "終わり。", "終わりです。")
    assert found(course, since) == []


def test_ids_that_vanished_are_told_of(course, since):
    edit(course, "lesson.ja.md", "{#end need=pc}", "{#over need=pc}")
    edit(course, "lesson.en.md", "{#end need=pc}", "{#over need=pc}")
    assert "vanished-step-renamed" in run("check", str(course), "--since", since)[1]


def test_a_file_that_is_no_release_is_told_of(course, tmp_path):
    (tmp_path / "x.json").write_text('{"outline": {}, "readings": []}', encoding="utf-8")
    assert run("check", str(course), "--since", str(tmp_path / "x.json"))[0] == 2
