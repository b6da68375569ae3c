"""Each rule of the checker: where it speaks, on which line, and where it keeps silent."""

import json
from pathlib import Path

import pytest

from courses import compile_course
from courses.checking.kanji import grade_of, known
from courses.checking.pictures import LARGEST
from courses.commands import main

JA, EN = "01-water/lesson.ja.md", "01-water/lesson.en.md"


def found(folder, previous=None):
    return [(one.code, one.path, one.line) for one in compile_course(folder, previous).problems]


@pytest.mark.parametrize(
    ("new", "code", "line"),
    [
        ("Words.\n\n##### Deep", "heading-jump", 8),
        ("### \n\nWords.", "heading-empty", 6),
        ("### Same\n\nA.\n\n### Same\n\nB.", "heading-twice", 10),
        ("Words.\n\nSee [it](#gone).", "anchor-missing", 8),
        ("[](https://a.example/)", "link-empty", 6),
        ("Press [here](https://a.example/).", "link-words", 6),
        ("See https://a.example/tea now.", "link-bare", 6),
        ("![Picture](pot.png)", "image-alt-useless", 6),
        ("![pot.png](pot.png)", "image-alt-useless", 6),
        ("The blue pot\n\n![The blue pot](pot.png)", "image-alt-repeats", 8),
        ("|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n|1|2|3|4|5|6|", "table-wide", 6),
        ("Call the webhook now.", "jargon", 6),
        ("これは日本語の文で、英語の文ではありません。" * 60, "reading-language", None),
    ],
)
def test_rule_names_the_place(change, new, code, line):
    folder = change(EN, "First words.", new)
    assert (code, EN, line) in found(folder)
    for one in compile_course(folder).problems:
        assert one.sentence("en")
        assert one.sentence("ja")


@pytest.mark.parametrize(
    "new",
    [
        "### One\n\nA.\n\n#### Two\n\nB.\n\n### Three\n\nC.",
        "See [the pot](#pot), [boiling](#boiling) and [the summary](#summary).\n\n### Boiling\n\nHot.",
        "See [the map of the island](https://a.example/map).",
        '![](pot.png "decorative")',
        "![A kettle with a long spout](pot.png)",
        "|a|b|c|\n|-|-|-|\n|1|2|3|",
        "A webhook is a message that one program sends to another. Call the webhook.",
        "webhook / API / JSON",
        "Use `webhook` here.",
    ],
)
def test_rule_keeps_silent(change, new):
    assert found(change(EN, "First words.", new)) == []


def test_heavy_picture_is_told(course):
    picture = course / "01-water" / "pot.png"
    picture.write_bytes(picture.read_bytes() + b"\0" * LARGEST)
    assert ("image-heavy", JA, 10) in found(course)


def test_link_to_a_title_or_a_heading_elsewhere_leads_to_its_step(change):
    folder = change(EN, "First words.", "[a](#summary) [b](../01-water/lesson.en.md#boiling)")
    change(EN, "The end.", "### Boiling\n\nThe end.")
    made = compile_course(folder)
    html = "".join(part.html for part in made.release.readings["water", "en"].steps[0].parts if hasattr(part, "html"))
    assert 'href="?step=end"' in html
    assert 'href="/learn/tea/water?step=end#u-boiling"' in html


def test_lists_of_kanji_have_the_official_sizes():
    sizes = [len(known(grade) - {"々"}) for grade in range(1, 8)]
    assert [b - a for a, b in zip([0, *sizes], sizes, strict=False)] == [80, 160, 200, 202, 193, 191, 1110]


def test_kanji_above_the_level_need_furigana_once_a_step(change):
    folder = change("course.toml", 'level = "N1"', 'level = "grade-1"')
    change(JA, "はじめの文。", "鉄の鉄。`銅`と{銀|ぎん}と銀。")
    told = [one for one in compile_course(folder).problems if one.code == "kanji-level"]
    assert told[0].line == 6
    assert "鉄" in told[0].params["kanji"]
    assert not set("銅銀") & set(told[0].params["kanji"])


def test_levels_are_grades():
    assert [grade_of(level) for level in ("N5", "n1", "grade-4", "A1", "")] == [1, 7, 4, None, None]


def test_reading_lags_after_its_original_changed(course, change):
    said = []
    assert main(["translated", str(course), "--lang", "en"], said.append) == 0
    assert found(course) == []
    before = compile_course(course).release.digest
    change(JA, "終わり。", "これで、終わり。")
    assert found(course) == [("reading-lags", EN, 18)]
    change(JA, "これで、終わり。", "{終|お}わり。")
    assert found(course) == []
    (course / "01-water" / "readings.toml").unlink()
    change(JA, "{終|お}わり。", "終わり。")
    assert compile_course(course).release.digest == before


def test_ids_that_vanished_are_told_with_what_it_means(course, change):
    previous = compile_course(course).release.outline
    change(JA, "{#end", "{#finish")
    change(EN, "{#end", "{#finish")
    change(JA, "id=heat", "id=warmth")
    change(EN, "id=heat", "id=warmth")
    codes = [code for code, _, _ in found(course, previous)]
    assert codes == ["vanished-activity", "vanished-step-renamed"]
    assert "#end" in compile_course(course, previous).problems[1].sentence()
    assert found(course) == []


SILENCE = '\n[[silence]]\ncode = "{code}"\npath = "01-*/lesson.en.md"\nreason = "A long story."\n'


def test_silenced_warning_is_counted_and_unused_silence_is_told(change, course):
    change(EN, "First words.", "Press [here](https://a.example/).")
    manifest = course / "course.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text + SILENCE.format(code="link-words"), encoding="utf-8")
    said = []
    assert main(["check", str(course), "--format", "json", "--fail-on", "warning"], said.append) == 0
    assert json.loads(said[0])["silenced"] == 1
    for code, wrong in (("jargon", "silence-unused"), ("image-missing", "silence-error"), ("odd", "silence-unknown")):
        manifest.write_text(text + SILENCE.format(code=code), encoding="utf-8")
        assert wrong in [one.code for one in compile_course(course).problems]


def test_github_gets_annotations_with_what_breaks_them_escaped(change):
    folder = change(EN, "First words.", "[50%](#a,b:c)")
    said = []
    assert main(["check", str(folder), "--format", "github", "--fail-on", "warning"], said.append) == 1
    assert said[0].startswith(f"::warning file={folder}/{EN},line=6,title=anchor-missing::")
    assert "%25" not in said[0]
    assert main(["check", str(folder), str(folder), "--fail-on", "never"], said.append) == 0


def test_words_that_the_engine_puts_in_are_no_fault_of_the_author(change):
    folder = change("course.toml", 'level = "N1"', 'level = "grade-1"')
    change(JA, "はじめの文。", '> [!WARNING]\n> あ\n\n```mermaid\nflowchart TD\n  A["あ"] --> B["い"]\n```')
    told = [one.params["kanji"] for one in compile_course(folder).problems if one.code == "kanji-level"]
    assert not set("注意図内容") & set("".join(told))


def test_an_abbreviation_that_is_spelt_out_is_explained(change):
    folder = change(EN, "First words.", "Call the webhook now.\n\n*[webhook]: a call that a program makes")
    assert "jargon" not in {code for code, path, _ in found(folder) if path == EN}


def test_a_course_of_everything_that_a_lesson_can_hold_is_without_fault():
    compiled = compile_course(Path(__file__).parents[1] / "data" / "everything")
    assert [one.located() for one in compiled.problems] == []
