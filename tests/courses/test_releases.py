"""What compiling a sound course gives."""

import dataclasses
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from courses import ActivityPart, HtmlPart, Release, compile_course, from_data, to_data

ROOT = Path(__file__).resolve().parents[2]


def release_of(folder: Path) -> Release:
    compiled = compile_course(folder)
    assert compiled.problems == ()
    assert compiled.release is not None
    return compiled.release


def test_outline_tells_lessons_steps_and_activities(course):
    outline = release_of(course).outline
    assert (outline.id, outline.languages, outline.hours) == ("tea", ("ja", "en"), "1.5")
    (lesson,) = outline.lessons
    assert (lesson.id, lesson.kind, lesson.languages) == ("water", "markdown", ("ja", "en"))
    assert [(step.id, step.need) for step in lesson.steps] == [("pot", "phone"), ("end", "pc")]
    assert lesson.steps[0].minutes == 3
    assert lesson.minutes == sum(step.minutes for step in lesson.steps)
    heat = outline.activity("heat")
    assert (heat.points, heat.attempts, heat.required) == (2, 3, True)
    assert outline.lesson("water").step("end").titles["en"] == "Summary"


def test_titles_fall_back_to_the_parent_language_and_then_to_english(course):
    outline = release_of(course).outline
    assert outline.title("ja-x-easy") == "お茶"
    assert outline.title("uk") == "Tea"
    assert outline.title("en") == "Tea"
    assert outline.lessons[0].title("ja") == "水をわかす"


def test_text_before_the_first_heading_belongs_to_the_first_step(course):
    reading = release_of(course).readings["water", "en"]
    first = reading.steps[0]
    assert first.title == "Pot"
    assert isinstance(first.parts[0], HtmlPart)
    assert "First words." in first.parts[0].html
    assert isinstance(first.parts[1], ActivityPart)


def test_plain_text_has_the_words_of_quizzes_but_no_furigana(course):
    text = release_of(course).readings["water", "ja"].text
    assert "水をわかす" in text
    assert "みず" not in text
    assert "何度ですか。" in text
    assert "なべの絵" in text


def test_answers_feedback_and_explanation_are_in_the_keys_only(course):
    release = release_of(course)
    key = release.keys["water", "ja"]["heat"]
    assert key.right == ("1",)
    assert key.feedback["2"] == "<p>もう少し。</p>"
    assert "<strong>100度</strong>" in key.explanation
    shown = json.dumps(to_data(release.readings), ensure_ascii=False)
    assert "もう少し" not in shown
    assert "ふっとう" not in shown


def test_assets_are_named_by_their_content(course):
    release = release_of(course)
    (asset,) = release.assets.values()
    assert asset.name == f"{asset.sha256[:16]}.png"
    assert f'src="/assets/{asset.name}"' in json.dumps(to_data(release.readings)).replace('\\"', '"')


def test_release_survives_json_without_loss(course):
    release = release_of(course)
    assert from_data(Release, json.loads(json.dumps(to_data(release)))) == release


def test_data_that_do_not_fit_are_refused(course):
    data = to_data(release_of(course))
    data["outline"]["modules"][0]["lessons"][0]["kind"] = "film"
    with pytest.raises(ValueError, match="film"):
        from_data(Release, data)
    with pytest.raises(ValueError, match="fit"):
        from_data(Release, {})


def test_release_cannot_be_changed(course):
    release = release_of(course)
    with pytest.raises(dataclasses.FrozenInstanceError):
        release.digest = ""
    with pytest.raises(TypeError):
        release.readings["x", "y"] = None


def test_digest_is_the_same_for_the_same_bytes_written_in_another_order(course, tmp_path):
    copy = tmp_path / "elsewhere" / "copy"
    for path in sorted(course.rglob("*"), reverse=True):
        if path.is_file():
            target = copy / path.relative_to(course)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    assert release_of(copy).digest == release_of(course).digest


@pytest.mark.parametrize("name", ["course.toml", "01-water/lesson.en.md", "01-water/pot.png"])
def test_digest_changes_with_any_original(course, name):
    before = release_of(course).digest
    path = course / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert release_of(course).digest != before


def test_digest_does_not_depend_on_locale_hash_seed_or_time_zone(course):
    code = "import sys;from pathlib import Path;from courses import compile_course;"
    code += "print(compile_course(Path(sys.argv[1])).release.digest)"
    digests = set()
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "UTC")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command = [sys.executable, "-c", code, str(course)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=True)
        digests.add(done.stdout.strip())
    assert digests == {release_of(course).digest}


def test_link_to_another_lesson_opens_it_at_the_step(course, change):
    shutil.copytree(course / "01-water", course / "02-leaf")
    for name in ("ja", "en"):
        path = course / "02-leaf" / f"lesson.{name}.md"
        text = path.read_text(encoding="utf-8").replace("id: water", "id: leaf").replace("id=heat", "id=heat-2")
        link = "[a](../01-water) [b](../01-water/lesson.ja.md#end) [c](#end)\n"
        path.write_text(text + link, encoding="utf-8")
    change("course.toml", '"01-water"', '"01-water", "02-leaf"')
    html = json.dumps(to_data(release_of(course).readings["leaf", "ja"])).replace('\\"', '"')
    assert 'href="/learn/tea/water"' in html
    assert 'href="/learn/tea/water?step=end"' in html
    assert 'href="?step=end"' in html


def test_release_kept_by_an_older_engine_is_read_without_what_it_could_not_have(course):
    data = json.loads(json.dumps(to_data(release_of(course))))
    del data["derivatives"]
    for asset in data["assets"].values():
        del asset["width"], asset["height"]
    assert from_data(Release, data).derivatives == {}
    del data["engine"]
    with pytest.raises(ValueError, match="engine"):
        from_data(Release, data)
