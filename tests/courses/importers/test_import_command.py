"""`python -m courses import`: a report for people and machines, and a target that is never spoiled."""

import json
import sys
from pathlib import Path

import pytest

import courses.__main__ as entrance
from courses.commands import main
from courses.importers import DestinationError, Imported, Sums, write_course


def run(*arguments):
    said = []
    return main([str(one) for one in arguments], said.append), "\n".join(said)


@pytest.fixture
def source(tmp_path, lay):
    pictures = " ".join(f"![p](p{n}.png)" for n in range(5))
    files = {
        "a.md": f"# A\n\n{pictures}\n",
        "LICENSE": "Permission is hereby granted, free of charge\nCopyright (c) 2024 Someone\n",
    }
    return lay(tmp_path / "foreign", files)


def test_report_groups_and_counts(source, tmp_path):
    status, said = run("import", source, tmp_path / "ours")
    assert status == 0
    lines = said.splitlines()
    assert lines[0] == "import-image-missing (5)"
    assert lines[1].startswith("  a.md:3: The picture “p0.png” is not there")
    assert lines[4] == "  … and 2 more (--all shows them)"
    assert "(en). Lessons: 1, readings: 1, steps: 1, quizzes: 0." in said
    assert "Pictures: 5, of which 5 are missing" in said
    assert (tmp_path / "ours" / "a" / "lesson.en.md").is_file()
    manifest = (tmp_path / "ours" / "course.toml").read_text("utf-8")
    assert 'licence = "MIT"' in manifest
    assert 'authors = ["Someone"]' in manifest
    assert run("import", source, tmp_path / "o2", "--all")[1].count("a.md:3") == 5
    assert run("check", tmp_path / "ours")[0] == 0


def test_wishes_are_followed(source, tmp_path):
    status, said = run(
        "import", source, tmp_path / "o", "--language", "ja", "--id", "my-own", "--title", "題", "--lang", "ja"
    )
    assert status == 0
    assert said.splitlines()[-1].startswith(str(tmp_path / "o"))
    manifest = (tmp_path / "o" / "course.toml").read_text("utf-8")
    assert 'id = "my-own"' in manifest
    assert '"ja" = "題"' in manifest


def test_machines_get_every_line(source, tmp_path):
    status, said = run("import", source, tmp_path / "o", "--format", "json")
    data = json.loads(said)
    assert (status, data["sums"]["images_missing"], len(data["problems"])) == (0, 5, 5)
    assert data["problems"][4]["params"] == {"word": "p4.png"}
    assert data["files"] == ["LICENSE", "a/lesson.en.md", "course.toml"]


def test_target_with_something_in_it_is_left_alone(source, tmp_path):
    held = tmp_path / "held"
    held.mkdir()
    (held / "mine.txt").write_text("mine")
    status, said = run("import", source, held)
    assert status == 1
    assert "The target folder is not empty" in said
    assert [path.name for path in held.iterdir()] == ["mine.txt"]
    assert run("import", source, held, "--replace")[0] == 1
    assert run("import", source, held / "mine.txt")[0] == 1


def test_own_course_is_written_over_only_when_asked(source, tmp_path):
    target = tmp_path / "ours"
    run("import", source, target)
    assert run("import", source, target)[0] == 1
    assert run("import", source, target, "--replace")[0] == 0


def test_wrong_calls_and_empty_folders_are_named(source, tmp_path):
    (tmp_path / "empty").mkdir()
    assert run("import", tmp_path / "gone", tmp_path / "o")[0] == 2
    assert run("import", source, tmp_path / "o", "--with", "ja=nowhere")[0] == 2
    assert run("import", source, tmp_path / "o", "--language", "nonsense")[0] == 2
    status, said = run("import", tmp_path / "empty", tmp_path / "o")
    assert status == 1
    assert "There is no lesson in this folder" in said
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("name", ["../out.md", "/etc/out.md", "a/../../out.md", "a//b.md"])
def test_no_file_is_written_outside(tmp_path, name):
    with pytest.raises(DestinationError):
        write_course(Imported({name: b"x"}, (), Sums()), tmp_path / "in" / "here")
    assert not list(tmp_path.rglob("out.md"))


def test_many_copies_of_a_large_file_do_not_fill_the_disk(tmp_path):
    large = bytes(10_000_000)
    files = {f"{number}/film.mp4": large for number in range(101)}
    with pytest.raises(DestinationError, match="large"):
        write_course(Imported(files, (), Sums()), tmp_path / "ours")
    assert not (tmp_path / "ours").exists()


def test_nothing_is_written_into_the_folder_that_is_read(source, tmp_path):
    status, said = run("import", source, source / "ours")
    assert (status, "lies inside the folder" in said) == (2, True)
    assert not (source / "ours").exists()


@pytest.mark.parametrize("wrong", [["--language", "english"], ["--with", "ja"], ["--with", "klingon=."]])
def test_a_wrong_wish_is_named_before_anything_is_read(wrong, source, tmp_path):
    status, said = run("import", source, tmp_path / "o", *wrong)
    assert status == 2
    assert said.startswith(wrong[0])


def test_what_broke_off_can_be_replaced(source, tmp_path, monkeypatch):
    def full(path, content):
        if path.name != "course.toml":
            raise OSError(28, "No space left on device")
        path.write_text(content.decode())

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        status, said = run("import", source, tmp_path / "o")
    assert (status, "use --replace" in said) == (1, True)
    assert run("import", source, tmp_path / "o", "--replace")[0] == 0


@pytest.mark.parametrize(("end", "status"), [(KeyboardInterrupt, 130), (BrokenPipeError, 141)])
def test_whoever_ends_it_early_sees_no_traceback(end, status, monkeypatch, tmp_path):
    def ended(arguments, say):
        raise end

    monkeypatch.setattr(entrance, "main", ended)
    with (tmp_path / "said").open("w") as said:
        monkeypatch.setattr(sys, "stdout", said)
        assert entrance.run() == status
