"""`python -m courses check` for people, editors and machines."""

import json
import subprocess
import sys
from pathlib import Path

from courses.commands import main

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments):
    said = []
    return main(arguments, said.append), "\n".join(said)


def test_sound_course_is_passed(course):
    status, said = run("check", str(course))
    assert status == 0
    assert said == f"0 errors, 0 warnings in {course}."


def test_error_is_named_and_fails(change):
    folder = change("01-water/lesson.ja.md", "(pot.png)", "(gone.png)")
    status, said = run("check", str(folder))
    assert status == 1
    assert said.splitlines()[0].startswith(f"{folder}/01-water/lesson.ja.md:10: The picture “gone.png” was not found")
    assert said.splitlines()[0].endswith("[image-missing]")
    assert said.splitlines()[-2].startswith("1 error, 0 warnings")


def test_warnings_alone_do_not_fail(change):
    status, said = run("check", str(change("01-water/lesson.ja.md", "minutes=3", "minutes=12")), "--lang", "ja")
    assert status == 0
    assert "注意：" in said
    assert "誤り0件" in said


def test_machines_get_json(change):
    status, said = run("check", str(change("course.toml", 'id = "tea"', 'id = "T"')), "--format", "json")
    report = json.loads(said)
    assert (status, report["errors"], report["digest"]) == (1, 1, None)
    assert report["problems"][0]["code"] == "manifest-id"
    assert report["problems"][0]["params"] == {"key": "id", "word": "T"}


def test_absent_folder_is_a_problem(tmp_path):
    status, said = run("check", str(tmp_path / "gone"))
    assert status == 1
    assert "There is no such folder." in said


def test_wrong_usage_is_two(capsys):
    assert run("check")[0] == 2
    assert run("dance")[0] == 2
    assert run("check", "x", "--format", "xml")[0] == 2
    assert "usage:" in capsys.readouterr().err


def test_module_can_be_called(course):
    command = [sys.executable, "-m", "courses", "check", str(course)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, "")
