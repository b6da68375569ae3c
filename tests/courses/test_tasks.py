"""Exercises, checks and prompts: both halves, their problems, and how they live on in stored data and new releases."""

import json

import pytest

from courses import Check, Exercise, Prompt, Quiz, Reading, compile_course, from_data, key_from_data, step_text, to_data
from courses.activities.blocks import compile_activity
from courses.markup.dialect import Dialect, Fence
from courses.markup.scene import OpenTargets, Scene
from courses.outline import ActivityOutline

MD = Dialect()
EXERCISE = """Make a list.

rubric:
- Others can read it (2)
  - 2: Every column has a name
  - 1: Some have
- It is whole（1）
model:
SECRET model
hint: Begin small.
"""
PROMPT = "Ask for a menu.\n\nfields:\n- Who it is for\n- What to make\ncheck:\n- Is it short?\nmodel:\nSECRET"


def made(body, info, cells=None):
    told = []
    scene = Scene("en", "lesson.ipynb", OpenTargets(), told.append, cells=cells, exercise_cell="add" if cells else "")
    return compile_activity(Fence(info, body, 2), scene, MD), [(one.code, one.line) for one in told]


def test_exercise_has_a_rubric_ways_to_hand_in_and_a_model_kept_back():
    (task, key), told = made(EXERCISE, "exercise id=list hand-in=file,text files=xlsx shortest=20 review=peers")
    assert told == []
    assert isinstance(task, Exercise)
    assert (task.hand_in, task.accepts, task.shortest, task.review) == (("text", "file"), ("xlsx",), 20, "peers")
    assert [(row.points, [level.points for level in row.levels]) for row in task.rubric] == [(2, [2, 1]), (1, [])]
    assert (task.points, key.points, task.hints) == (3, 3, ("<p>Begin small.</p>",))
    assert "SECRET" not in json.dumps(to_data(task))
    assert key.model == "<p>SECRET model</p>"


def test_check_knows_its_cell_and_keeps_its_tests_as_they_are():
    (task, _), told = made(
        "Look.\n\ntests:\n```python\nassert a < 1\nhint: = 2\n```\n", "check id=c", frozenset({"add"})
    )
    assert told == []
    assert isinstance(task, Check)
    assert (task.cell, task.language, task.tests) == ("add", "python", "assert a < 1\nhint: = 2")


def test_prompt_has_parts_to_write_and_things_to_look_at():
    (task, key), told = made(PROMPT, "prompt id=p")
    assert told == []
    assert isinstance(task, Prompt)
    assert ([one.html for one in task.fields], task.checks) == (["Who it is for", "What to make"], ("Is it short?",))
    assert "SECRET" in key.model
    assert "SECRET" not in json.dumps(to_data(task))


@pytest.mark.parametrize(
    ("body", "info", "code", "line"),
    [
        ("rubric:\n- a (1)", "exercise id=e", "activity-no-task", 2),
        ("Do.", "exercise id=e", "exercise-no-rubric", 1),
        ("Do.\nrubric:\n- no points", "exercise id=e", "exercise-row", 4),
        ("Do.\nrubric:\n- a (1)\n  - 2: too much", "exercise id=e", "exercise-level", 5),
        ("Do.\nrubric:\nloose\n- a (1)", "exercise id=e", "activity-row", 4),
        ("Do.\nrubric:\n- a (1)", "exercise id=e points=3", "exercise-points", 1),
        ("Do.\nrubric:\n- a (1)", "exercise id=e hand-in=fax", "activity-value", 1),
        ("Do.\nrubric:\n- a (1)", "exercise id=e files=pdf", "exercise-files", 1),
        ("Do.\nfields:\n- a", "exercise id=e", "activity-section", 3),
        ("Do.\nmodel: a\nmodel: b", "exercise id=e", "activity-section-twice", 4),
        ("Do.\ntests:\npass", "check id=c", "check-no-notebook", 1),
        ("Do.\nmodel: x", "prompt id=p", "prompt-no-fields", 2),
        ("Do.", "exercise", "activity-id-missing", 1),
    ],
)
def test_what_is_wrong_is_told_at_its_line(body, info, code, line):
    assert (code, line) in made(body, info)[1]


def test_check_without_its_cell_or_tests_is_refused():
    assert made("Do.\ntests:\npass", "check id=c cell=gone", frozenset({"add"}))[1] == [("check-no-cell", 1)]
    assert made("Do.\ntests:\n", "check id=c", frozenset({"add"}))[1] == [("check-no-tests", 2)]


def test_tasks_are_in_outline_text_and_stored_data(change):
    for name in ("ja", "en"):
        folder = change(
            f"01-water/lesson.{name}.md", "```quiz id=heat", f"```exercise id=e\n{EXERCISE}```\n\n```quiz id=heat"
        )
    release = compile_course(folder).release
    assert [(one.id, one.kind, one.form, one.points) for one in release.outline.activities] == [
        ("e", "exercise", "", 3),
        ("heat", "quiz", "one", 2),
    ]
    reading = release.readings["water", "en"]
    text = step_text(reading.steps[0])
    assert "Make a list." in text
    assert "Every column has a name" in text
    assert "SECRET" not in text + reading.text
    assert from_data(Reading, json.loads(json.dumps(to_data(reading)))) == reading
    key = release.keys["water", "en"]["e"]
    assert key_from_data(json.loads(json.dumps(to_data(key)))) == key


def test_what_engine_1_stored_still_loads():
    quiz = {
        "id": "q", "form": "gap", "prompt_html": "", "options": [{"value": "1", "html": "a"}], "points": 1, "attempts": None,
        "pieces": [{"type": "GapText", "html": "x"}, {"type": "GapField", "number": 1}], "required": True,
    }  # fmt: skip
    step = {"id": "s", "title": "S", "title_html": "S", "parts": [{"type": "ActivityPart", "quiz": quiz}]}
    reading = from_data(Reading, {"lesson_id": "l", "language": "ja", "title": "T", "text": "t", "steps": [step]})
    loaded = reading.steps[0].parts[0].activity
    assert isinstance(loaded, Quiz)
    assert (loaded.hints, loaded.lefts, loaded.options[0].text) == ((), (), "")
    key = key_from_data(
        {"id": "q", "form": "gap", "right": [], "gaps": [["a"]], "feedback": {}, "explanation": "", "points": 1}
    )
    assert (key.gaps, key.number, key.replies) == ((("a",),), None, ())
    outline = from_data(ActivityOutline, {"id": "q", "kind": "quiz", "points": 1, "attempts": None, "required": True})
    assert outline.form == ""


def test_activity_keeps_its_kind_and_form_under_its_id(course, change):
    before = compile_course(course).release.outline
    both = "- [x] 100 degrees\n- [ ] 50 degrees"
    change("01-water/lesson.en.md", both, "[[100]]")
    folder = change("01-water/lesson.ja.md", "- [x] 100度\n  > そうです。\n- [ ] 50度\n  > もう少し。", "[[100]]度")
    told = [(one.code, one.path, one.line) for one in compile_course(folder, before).problems]
    assert ("activity-changed", "01-water/lesson.ja.md", 13) in told
    assert "activity-changed" not in {one.code for one in compile_course(folder).problems}


def test_one_more_right_option_is_a_correction_and_no_change(course, change):
    before = compile_course(course).release.outline
    change("01-water/lesson.en.md", "- [ ] 50", "- [x] 50")
    folder = change("01-water/lesson.ja.md", "- [ ] 50", "- [x] 50")
    assert "activity-changed" not in {one.code for one in compile_course(folder, before).problems}


def test_quiz_without_a_right_option_is_told_of_once(change):
    told = compile_course(change("01-water/lesson.ja.md", "- [x] 100", "- [ ] 100")).problems
    assert [one.code for one in told if one.severity == "error"] == ["quiz-none-right"]


def test_tries_that_can_bar_somebody_from_the_certificate_are_told_of(change):
    change("01-water/lesson.en.md", "attempts=3", "attempts=1")
    told = compile_course(change("01-water/lesson.ja.md", "attempts=3", "attempts=1")).problems
    assert [(one.code, one.severity) for one in told] == [("certificate-tries-limited", "warning")]


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ("review=peers", ["certificate-by-mates"]),
        ("review=peers-unnamed", ["certificate-by-mates"]),
        ("review=peers required=no", []),
        ("review=staff", []),
    ],
)
def test_no_certificate_rests_on_what_mates_say(change, course, attributes, told):
    task = f"\n```exercise id=list hand-in=text {attributes}\nWrite.\n\nrubric:\n- Clear (2)\n```\n"
    for language in ("en", "ja"):
        path = course / "01-water" / f"lesson.{language}.md"
        path.write_text(path.read_text("utf-8") + task, "utf-8")
    compiled = compile_course(course)
    assert [one.code for one in compiled.problems if one.severity == "error"] == told
    outline = (compiled.release or compiled.draft).outline
    assert [one.by_mates for one in outline.activities if one.id == "list"] == ["peers" in attributes]
