"""What a course's cover says beyond its title: what it is for, what comes before it, which languages nobody has checked yet."""

from dataclasses import replace
from pathlib import Path

import pytest

from courses import Outline, compile_course, from_data, to_data
from courses.languages import fitting
from courses.manifest import read_manifest
from courses.outline import Prerequisite, in_language
from tests.fuzz.targets import HeldFiles

TINY = Path(__file__).resolve().parents[1] / "data" / "tiny"
COVER = """
[purpose]
en = "To greet people."
ja = "あいさつのために。"

[[prerequisites]]
course = "letters"

[[prerequisites]]
[prerequisites.text]
en = "You can type on a phone."
ja = "スマホで字を打てること。"
"""


def read(text):
    """The manifest, and each problem as its code and line."""
    problems = []
    manifest = read_manifest(HeldFiles({"course.toml": text.encode()}), problems.append)
    return manifest, [(one.code, one.line) for one in problems]


def tiny(more="", head=""):
    return head + (TINY / "course.toml").read_text(encoding="utf-8") + more


def test_a_cover_is_read_whole():
    manifest, problems = read(tiny(COVER, 'unreviewed = ["ja"]\n'))
    assert problems == []
    assert manifest.purposes == {"en": "To greet people.", "ja": "あいさつのために。"}
    assert manifest.prerequisites == (
        Prerequisite("letters"),
        Prerequisite("", {"en": "You can type on a phone.", "ja": "スマホで字を打てること。"}),
    )
    assert manifest.unreviewed == ("ja",)


def test_a_course_may_leave_all_of_it_out():
    manifest, problems = read(tiny())
    assert problems == []
    assert (dict(manifest.purposes), manifest.prerequisites, manifest.unreviewed) == ({}, (), ())


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('[purpose]\nja = "何か"', ["manifest-original"]),
        ('[purpose]\nen = "Something."', ["manifest-untranslated"]),
        ('[purpose]\nen = ""\nja = "何か"', ["manifest-empty"]),
        ("[[prerequisites]]", ["manifest-prerequisite"]),
        ('[prerequisites]\ncourse = "letters"', ["manifest-kind-tables"]),
        ('[[prerequisites]]\ncourse = "Letters!"', ["manifest-id"]),
        ('[[prerequisites]]\ncourse = "tiny"', ["manifest-prerequisite-itself"]),
        ('[[prerequisites]]\ntext = "To read."', ["manifest-kind-table"]),
        ('[[prerequisites]]\ncourse = "letters"\nwhy = "so"', ["manifest-unknown"]),
        ('[[prerequisites]]\ncourse = "letters"\n' * 2, ["manifest-twice"]),
    ],
)
def test_each_slip_is_told_at_its_place(more, told):
    start = tiny().count("\n") + 2
    _, problems = read(tiny(f"\n{more}\n"))
    assert [code for code, _ in problems] == told
    assert all(line >= start for _, line in problems)


@pytest.mark.parametrize(
    ("said", "code"),
    [('["uk"]', "manifest-unreviewed"), ('"ja"', "manifest-kind-list"), ("[1]", "manifest-kind-list")],
)
def test_only_languages_of_the_course_can_be_unreviewed(said, code):
    manifest, problems = read(tiny(head=f"unreviewed = {said}\n"))
    assert problems == [(code, 1)]
    assert manifest.unreviewed == ()


def test_a_cover_travels_with_the_release_and_changes_its_digest(tmp_path):
    plain = compile_course(TINY).release
    assert plain is not None
    folder = tmp_path / "tiny"
    for file in TINY.rglob("*.*"):
        target = folder / file.relative_to(TINY)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    (folder / "course.toml").write_text(tiny(COVER, 'unreviewed = ["ja"]\n'), encoding="utf-8")
    told = compile_course(folder).release
    assert told is not None
    assert told.digest != plain.digest
    assert told.outline.purposes["en"] == "To greet people."
    assert told.outline.prerequisites[0].course == "letters"
    assert from_data(Outline, to_data(told.outline)) == told.outline


def test_outlines_from_before_load_and_write_the_same_data():
    plain = compile_course(TINY).release
    assert plain is not None
    data = to_data(plain.outline)
    assert not {"purposes", "prerequisites", "unreviewed"} & set(data), "what is empty leaves the digest as it was"
    assert from_data(Outline, data) == plain.outline
    assert from_data(Outline, to_data(replace(plain.outline, unreviewed=("ja",)))).unreviewed == ("ja",)


def test_who_reads_none_of_a_courses_languages_gets_its_words_in_english_as_they_get_its_lessons():
    titles, order = {"ja": "お茶", "en": "Tea", "zh-Hant": "茶"}, ("ja", "en", "zh-Hant")
    for language in ("ar", "uk", "fr-CA", "en-GB"):
        assert in_language(titles, language, order) == "Tea" == titles[fitting(order, language)]
    assert in_language(titles, "ja-x-easy", order) == "お茶"
    assert in_language(titles, "zh-TW", order) == "茶"
    assert in_language({"uk": "Чай", "ja": "お茶"}, "ar", ("uk", "ja")) == "Чай", (
        "the original where there is no English"
    )
    assert in_language({}, "ar", ("uk",)) == ""
