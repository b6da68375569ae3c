"""Compiling on several processes, remembering and within limits: the outcome is that of compiling plainly."""

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image

from courses import Release, Workshop, compile_confined, compile_course, from_data
from courses.commands import main
from courses.compiling.keeping import Kept
from courses.compiling.limits import Limits

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def workshop():
    with Workshop(2) as shop:
        yield shop


def same(confined, plain):
    assert confined.problems == plain.problems
    assert confined.release == plain.release
    assert confined.sources == plain.sources


def counted(course, workshop, cache):
    seen = []
    compiled = compile_confined(
        course, workshop=workshop, cache=cache, progress=lambda done, total, name: seen.append((done, total))
    )
    return compiled, seen


def test_outcome_is_that_of_compiling_plainly(course, workshop, tmp_path):
    same(compile_confined(course, workshop=workshop, cache=tmp_path / "kept"), compile_course(course))
    same(compile_confined(course, workshop=workshop, cache=False), compile_course(course))


def test_unchanged_readings_are_not_made_again(course, workshop, tmp_path):
    first, seen = counted(course, workshop, tmp_path / "kept")
    assert (seen[0], seen[-1]) == ((0, 2), (2, 2))
    again, seen = counted(course, workshop, tmp_path / "kept")
    assert seen == [(2, 2)]
    same(again, first)


def test_only_what_changed_is_made_again(course, change, workshop, tmp_path):
    counted(course, workshop, tmp_path / "kept")
    change("01-water/lesson.en.md", "First words.", "Other words.")
    changed, seen = counted(course, workshop, tmp_path / "kept")
    assert seen[0] == (1, 2)
    same(changed, compile_course(course))


def test_reading_is_made_again_when_a_picture_appears_changes_or_goes(course, workshop, tmp_path):
    picture = course / "01-water" / "pot.png"
    content = picture.read_bytes()
    for now in (content, None, content + b"x", content):
        picture.unlink(missing_ok=True)
        if now is not None:
            picture.write_bytes(now)
        same(compile_confined(course, workshop=workshop, cache=tmp_path / "kept"), compile_course(course))


def test_any_run_of_edits_ends_like_a_cold_start(course, workshop, tmp_path):
    chance, lesson = random.Random(7), course / "01-water"
    originals = {path: path.read_text(encoding="utf-8") for path in lesson.glob("*.md")}
    for _ in range(12):
        path = chance.choice(sorted(originals))
        edit = chance.choice(["", "\n## More\n\nx", "\n[b](../02-tea)", "\n![x](gone.png)", "\n$x^2$"])
        path.write_text(
            originals[path].replace("id: water", chance.choice(["id: water", "id: wasser"])) + edit, "utf-8"
        )
        same(compile_confined(course, workshop=workshop, cache=tmp_path / "kept"), compile_course(course))


def test_broken_or_strange_entries_change_nothing(course, workshop, tmp_path):
    kept = tmp_path / "kept"
    compile_confined(course, workshop=workshop, cache=kept)
    for number, path in enumerate(sorted(kept.glob("*/*/*"))):
        path.write_bytes([b"", b"{}", path.read_bytes()[:-9], b"x" * 200][number % 4])
    same(compile_confined(course, workshop=workshop, cache=kept), compile_course(course))


def test_two_at_once_do_not_disturb_each_other(course, tmp_path):
    outcomes = []

    def run():
        with Workshop(1) as shop:
            outcomes.append(compile_confined(course, workshop=shop, cache=tmp_path / "kept"))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    plain = compile_course(course)
    assert len(outcomes) == 2
    for outcome in outcomes:
        same(outcome, plain)


def test_file_that_takes_too_long_is_named_and_the_others_are_read(course, change, tmp_path):
    slow = json.dumps([0] * 3_000_000)
    (course / "01-water/lesson.en.md").unlink()
    (course / "01-water/lesson.ja.md").unlink()
    for name in ("ja", "en"):
        notebook = {
            "nbformat": 4,
            "nbformat_minor": 4,
            "metadata": {"gonin": {"id": "water", "title": "W"}},
            "cells": [],
        }
        text = json.dumps(notebook).replace('"cells": []', f'"cells": [], "x": {slow if name == "en" else 0}')
        (course / f"01-water/lesson.{name}.ipynb").write_text(text, encoding="utf-8")
    with Workshop(1, Limits(seconds=0, clock=0.05)) as shop:
        codes = {(one.code, one.path) for one in compile_confined(course, workshop=shop, cache=False).problems}
    assert ("lesson-too-slow", "01-water/lesson.en.ipynb") in codes


def test_file_that_takes_too_much_memory_is_named(course, tmp_path):
    if sys.platform != "linux":
        pytest.skip("only Linux limits memory")
    (course / "01-water/lesson.en.md").write_text("---\nid: water\n---\n" + "a *b* " * 150_000, encoding="utf-8")
    with Workshop(1, Limits(memory=2_000_000)) as shop:
        codes = {(one.code, one.path) for one in compile_confined(course, workshop=shop, cache=False).problems}
    assert ("lesson-too-much-memory", "01-water/lesson.en.md") in codes


def test_what_is_used_rarely_is_let_go_first(tmp_path):
    kept = Kept(tmp_path / "kept")
    for number in range(4):
        kept.put(f"{number}{'a' * 63}", "x" * 1000)
        os.utime(kept.folder / "made" / f"{number}a" / f"{number}{'a' * 63}", (number, number))
    kept.prune(2500)
    assert [kept.get(f"{number}{'a' * 63}") is not None for number in range(4)] == [False, False, True, True]


def test_release_is_the_same_with_another_order_of_files_cores_and_seed(course, tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in sorted(course.rglob("*"), reverse=True):
        if path.is_file():
            target = copy / path.relative_to(course)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    written = set()
    for seed, cores, place in (("1", "1", course), ("2", "2", copy)):
        out = tmp_path / f"{seed}.json"
        command = [
            sys.executable,
            "-m",
            "courses",
            "compile",
            str(place),
            "--out",
            str(out),
            "--cores",
            cores,
            "--no-cache",
        ]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True)
        written.add(out.read_bytes())
    assert len(written) == 1
    assert from_data(Release, json.loads(written.pop())) == compile_course(course).release


def test_course_with_an_error_makes_nothing(change, tmp_path):
    folder, said = change("01-water/lesson.ja.md", "(pot.png)", "(gone.png)"), []
    out = tmp_path / "release.json"
    assert main(["compile", str(folder), "--out", str(out), "--no-cache", "--lang", "ja"], said.append) == 1
    assert "gone.png" in said[0]
    assert not out.exists()


def test_pictures_for_phones_are_made_once_and_lie_beside_the_release(course, workshop, tmp_path):
    Image.effect_noise((1600, 1000), 90).convert("RGB").save(course / "01-water" / "pot.png")
    first = compile_confined(course, workshop=workshop, cache=tmp_path / "kept")
    (derived,) = first.release.derivatives.values()
    assert [one.width for one in derived] == [720, 1080, 1440]
    same(compile_confined(course, workshop=workshop, cache=tmp_path / "kept"), first)
    same(compile_course(course), first)
