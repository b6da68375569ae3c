"""Every fault in a course is named with its file, line and code, all at once."""

import pytest

from courses import compile_course

MANIFEST, JA, EN = "course.toml", "01-water/lesson.ja.md", "01-water/lesson.en.md"


def found(folder):
    return [(one.code, one.path, one.line) for one in compile_course(folder).problems]


@pytest.mark.parametrize(
    "fault",
    [
        (MANIFEST, 'id = "tea"', "", "manifest-missing", 1),
        (MANIFEST, 'id = "tea"', 'id = "Tea Time"', "manifest-id", 1),
        (MANIFEST, 'id = "tea"', "id = 7", "manifest-kind-text", 1),
        (MANIFEST, '["ja", "en"]', '["ja", "en", "klingon!"]', "manifest-language", 2),
        (MANIFEST, 'hours = "1.5"', 'hours = "long"', "manifest-hours", 4),
        (MANIFEST, 'licence = "CC-BY-4.0"', 'license = "CC-BY-4.0"', "manifest-unknown", 5),
        (MANIFEST, 'licence = "CC-BY-4.0"', "licence = ", "manifest-toml-value", 5),
        (MANIFEST, 'authors = ["Gonin"]', "authors = [1]", "manifest-kind-list", 6),
        (MANIFEST, 'ja = "お茶"\nen = "Tea"\n\n[sum', 'en = "Tea"\n\n[sum', "manifest-original", 8),
        (MANIFEST, 'en = "Make tea"\n', "", "manifest-untranslated", 12),
        (MANIFEST, "points_percent = 60", "points_percent = 101", "manifest-bounds", 28),
        (MANIFEST, "points_percent = 60", "points_percent = true", "manifest-kind-number", 28),
        (MANIFEST, 'lessons = "all"', 'lessons = "some"', "manifest-certificate-lessons", 27),
        (MANIFEST, "points_percent = 60", 'points_percent = 60\ntasks = "some"', "manifest-certificate-tasks", 29),
        (MANIFEST, '"01-water"', '"01-water", "01-water"', "lesson-listed-twice", 32),
        (MANIFEST, '"01-water"', '"01-water", "02-gone"', "lesson-folder-missing", 32),
        (MANIFEST, '"01-water"', '"01-water", "../.."', "lesson-folder-outside", 32),
        (MANIFEST, "[[modules]]", "[modules]", "manifest-kind-tables", 30),
        (JA, "id: water", "id: Water!", "id-form", 2),
        (JA, "id: water\n", "", "lesson-id-missing", 1),
        (JA, "id: water", "id: &a water\nx: *a", "front-alias", 3),
        (JA, "id: water", "id: water\nminutes: soon", "front-minutes", 3),
        (JA, "id: water", "id: [water]", "front-not-text", 2),
        (JA, "id: water", "mood: good\nid: water", "front-unknown", 2),
        (JA, 'title: "{水|みず}', 'title: "{水|み|ず}', "furigana-count", 3),
        (JA, 'title: "{水|みず}', 'title: "{水|}', "furigana-count", 3),
        (JA, 'title: "{', 'title: a: "{', "front-yaml", 3),
        (JA, 'をわかす"\n---', 'をわかす"\n', "front-unclosed", 1),
        (JA, "![なべの絵]", "![]", "image-alt-missing", 10),
        (JA, "(pot.png)", "(gone.png)", "image-missing", 10),
        (JA, "(pot.png)", "(Pot.png)", "image-missing", 10),
        (JA, "(pot.png)", "(../../secret.png)", "image-outside", 10),
        (JA, "(pot.png)", "(https://a.example/pot.png)", "image-remote", 10),
        (JA, "はじめの文。", "[a](gone.csv)", "link-missing", 6),
        (JA, "はじめの文。", "[a](javascript:x)", "link-scheme", 6),
        (JA, "はじめの文。", "[a](https://[)", "link-broken", 6),
        (JA, "はじめの文。", "[a](../01-water#gone)", "link-step", 6),
        (JA, "はじめの文。", '<img src="pot.png">', "image-alt-missing", 6),
        (JA, "はじめの文。", "a\n\n<div>\n<blink>x</blink></div>", "html-dropped", 9),
        (JA, "終わり。", "# もう一つ", "heading-first-level", 23),
        (JA, "minutes=3", "minutes=11", "step-too-long", 8),
        (JA, "minutes=3", "minutes=x", "step-minutes", 8),
        (JA, "need=pc", "need=boat", "step-need", 21),
        (JA, "need=pc", "needs=pc", "step-attribute", 21),
        (JA, "{#end", "{#pot", "step-id-twice", 21),
        (EN, "{#end", "{#finish", "readings-steps", None),
        (EN, " need=pc", "", "readings-need", 18),
        (EN, "minutes=3", "minutes=4", "readings-minutes", 8),
        (EN, "id: water", "id: fire", "readings-id", 2),
        (EN, "id=heat", "id=cold", "readings-activities", 8),
        (EN, "points=2", "points=3", "readings-quiz", 13),
        (EN, "- [x] 100", "- [x] 99\n- [ ] 100", "readings-quiz", 13),
        (JA, " id=heat", "", "activity-id-missing", 12),
        (JA, "id=heat", "id=heat colour=red", "activity-attribute", 12),
        (JA, "points=2", "points=many", "activity-value", 12),
        (JA, "- [x] 100", "- [ ] 100", "quiz-none-right", 14),
        (JA, "- [ ] 50度\n", "", "quiz-one-option", 14),
        (JA, "何度ですか。\n", "", "quiz-no-question", 13),
        (JA, "何度ですか。", "[[100]]度", "quiz-two-forms", 13),
        (JA, "explanation:", "だから", "quiz-stray-text", 18),
    ],
)
def test_fault_is_named_at_its_place(change, fault):
    name, old, new, code, line = fault
    assert (code, name, line) in found(change(name, old, new))


def test_all_faults_are_named_at_once(change):
    change(MANIFEST, 'id = "tea"', 'id = "Tea"')
    change(JA, "(pot.png)", "(gone.png)")
    codes = {code for code, _, _ in found(change(EN, "{#end", "{#finish"))}
    assert {"manifest-id", "image-missing", "readings-steps"} <= codes


def test_activity_id_is_unique_in_the_whole_course(change):
    extra = "終わり。\n\n```quiz id=heat\nq\n- [x] a\n- [ ] b\n```\n"
    assert ("activity-id-twice", JA, 26) in found(change(JA, "終わり。", extra))


def test_reading_in_an_undeclared_language_or_with_a_strange_name_is_named(course):
    (course / "01-water" / "lesson.uk.md").write_text("x")
    (course / "01-water" / "lesson.md").write_text("x")
    named = found(course)
    assert ("reading-undeclared", "01-water/lesson.uk.md", None) in named
    assert ("reading-name", "01-water/lesson.md", None) in named


def test_lesson_without_its_original_reading_is_named(course):
    (course / JA).unlink()
    assert ("lesson-no-original", MANIFEST, 32) in found(course)


def test_translation_may_be_missing(course):
    (course / EN).unlink()
    assert found(course) == []


def test_lesson_that_no_module_lists_is_a_warning(course):
    (course / "09-extra").mkdir()
    (course / "09-extra" / "lesson.ja.md").write_text("x")
    compiled = compile_course(course)
    assert [(one.code, one.severity) for one in compiled.problems] == [("lesson-unlisted", "warning")]
    assert compiled.release is not None


def test_certificate_must_prove_something_and_be_reachable_by_phone(change):
    change(JA, "attempts=3", "attempts=3 required=no")
    assert ("certificate-without-activity", MANIFEST, 26) in found(change(EN, "attempts=3", "attempts=3 required=no"))


def test_required_activity_on_a_pc_step_is_a_warning(change):
    change(JA, "minutes=3", "minutes=3 need=windows")
    assert ("certificate-needs-pc", MANIFEST, 26) in found(change(EN, "minutes=3", "minutes=3 need=windows"))


def test_course_with_an_error_has_no_release(change):
    assert compile_course(change(JA, "(pot.png)", "(gone.png)")).release is None


def test_drawing_with_a_script_is_refused(course, change):
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
    (course / "01-water" / "pot.svg").write_text(svg)
    assert ("asset-active", JA, 10) in found(change(JA, "(pot.png)", "(pot.svg)"))


def test_picture_that_is_none_is_refused(course):
    (course / "01-water" / "pot.png").write_bytes(b"hello")
    assert ("asset-content", JA, 10) in found(course)


def test_an_unknown_language_is_told_of_once(course):
    path = course / MANIFEST
    text = path.read_text(encoding="utf-8").replace('["ja", "en"]', '["ja", "english!"]')
    path.write_text(text.replace("en = ", '"english!" = '), encoding="utf-8")
    (course / EN).unlink()
    assert found(course) == [("manifest-language", MANIFEST, 2)]
