"""Plain folders: order, ids, titles, and translations wherever people put them."""

import tomllib

import pytest

from courses.importers import import_course
from courses.importers.tags import tag_of


def lessons(brought):
    manifest = tomllib.loads(brought.text("course.toml"))
    return [folder for module in manifest["modules"] for folder in module["lessons"]]


def test_numbered_folders_stand_in_the_order_people_count(bring):
    made = bring({f"{number}-part/README.md": f"# Part {number}\n\nText." for number in (10, 2, 1)})
    assert lessons(made) == ["1-part", "2-part", "10-part"]


def test_readme_speaks_for_its_folder_and_comes_first(bring):
    made = bring({"a/z.md": "# Z\n\nz", "a/README.md": "# A\n\na", "README.md": "# The whole\n\nw"})
    assert lessons(made) == ["readme", "a", "a-z"]
    manifest = tomllib.loads(made.text("course.toml"))
    assert manifest["title"] == {"en": "The whole"}
    assert made.compiled.release.outline.lessons[1].title("en") == "A"


def test_project_files_are_no_lessons(bring):
    made = bring({"CONTRIBUTING.md": "# How to help", "LICENSE": "x", "one.md": "# One\n\ntext"})
    assert lessons(made) == ["one"]


def test_ids_follow_the_path_and_nothing_else(bring, tmp_path):
    first = bring({"docs/はじめに.md": "# はじめに\n\n文です。", "docs/b.md": "# B\n\nb"})
    ids = lessons(first)
    assert len(ids) == 2
    assert all(one.isascii() for one in ids)
    (tmp_path / "foreign" / "docs" / "a.md").write_text("# A\n\na", encoding="utf-8")
    again = import_course(tmp_path / "foreign")
    assert {name.partition("/")[0] for name in again.files} >= set(ids)


def test_two_files_that_would_share_an_id_get_two(bring):
    made = bring({"a b.md": "# One\n\n1", "a-b.md": "# Two\n\n2"})
    assert len(set(lessons(made))) == 2


@pytest.mark.parametrize(
    "twin",
    [
        "01/translations/ja-jp/README.md",
        "translations/ja/01/README.md",
        "01/README.ja.md",
        "01/README-ja.md",
        "01/README_ja.md",
        "i18n/ja_JP/01/README.md",
    ],
)
def test_translation_is_found_wherever_it_lies(bring, twin):
    made = bring({"01/README.md": "# One\n\n## Step\n\ntext", twin: "# 一\n\n## 歩み\n\n文です"})
    assert made.imported.languages == ("en", "ja")
    outline = made.compiled.release.outline.lessons
    assert len(outline) == 1
    assert outline[0].titles["ja"] == "一"


def test_language_folders_are_one_course(bring):
    made = bring({"ja/1.md": "# 一\n\n文", "ja/2.md": "# 二\n\n文", "en/1.md": "# One\n\ntext"})
    assert made.imported.languages == ("ja", "en")
    assert [tuple(one.languages) for one in made.compiled.release.outline.lessons] == [("ja", "en"), ("ja",)]


def test_folder_named_like_a_language_alone_is_a_folder(bring):
    made = bring(
        {"it/README.md": "# Computers\n\ntext", "hr/README.md": "# People\n\ntext", "law/README.md": "# L\n\nt"}
    )
    assert made.imported.languages == ("en",)
    assert lessons(made) == ["hr", "it", "law"]


def test_second_folder_holds_the_translation(bring, tmp_path):
    other = tmp_path / "course.ja"
    other.mkdir()
    (other / "A.md").write_text("# ひとつ\n\n文 ![絵](gone.png)", encoding="utf-8")
    made = bring({"a.md": "# One\n\ntext"}, translations=[("ja-JP", other)])
    assert made.imported.languages == ("en", "ja")
    assert made.told("import-image-missing") == [("course.ja/A.md", 3, "gone.png")]


def test_lesson_without_the_original_is_stood_in_for(bring):
    made = bring({"en/a.md": "# A\n\nt", "en/b.md": "# B\n\nt", "ja/a.md": "# ア\n\n文", "ja/c.md": "# ウ\n\n文です"})
    assert made.told("import-stand-in") == [("ja/c.md", None, "ja")]
    assert "文です" in made.text("c/lesson.en.md")
    assert "文です" in made.text("c/lesson.ja.md")


def test_machine_translation_is_said_and_its_comment_goes(bring):
    comment = '<!--\nCO_OP_TRANSLATOR_METADATA:\n{"language_code": "ja"}\n-->\n'
    made = bring({"a.md": "# A\n\nt", "translations/ja/a.md": comment + "# ア\n\n文"})
    assert made.told("import-machine-translation") == [("translations/ja/a.md", 1, "")]
    assert "METADATA" not in made.text("a/lesson.ja.md")


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("ja-jp", "ja"),
        ("zh_CN", "zh-Hans"),
        ("zh-tw", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("pt-br", "pt-BR"),
        ("en-GB", "en-GB"),
        ("ja-x-easy", "ja-x-easy"),
        ("docs", None),
        ("images", None),
        ("xx", None),
    ],
)
def test_tags_are_written_as_courses_write_them(written, tag):
    assert tag_of(written) == tag


def test_texts_of_other_encodings_come_in_or_are_refused(bring):
    kana = "# ひらがな\n\nこれはとてもながいぶんしょうです。"
    made = bring(
        {
            "a.md": kana.encode("cp932"),
            "b.md": "# B\r\n\r\ntext\r\n".encode("utf-16"),
            "c.md": b"\xef\xbb\xbf# C\n\ntext",
            "d.md": b"# D\n\n\xff\xfe\xfa broken",
        }
    )
    assert "これはとても" in made.text("a/lesson.en.md")
    assert {word for _, _, word in made.told("import-encoding")} == {"Shift_JIS", "UTF-16"}
    assert made.told("lesson-not-text") == [("d.md", 3, "None")]
    assert "c" in lessons(made)


def test_links_to_the_outside_and_hidden_folders_are_not_there(bring, tmp_path):
    (tmp_path / "secret.md").write_text("# Secret\n\nx", encoding="utf-8")
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "link.md").symlink_to(tmp_path / "secret.md")
    made = bring({"a.md": "# A\n\n![s](../secret.png)", ".git/x.md": "# X", "node_modules/y.md": "# Y"})
    assert lessons(made) == ["a"]
    assert "Secret" not in "".join(made.text(name) for name in made.imported.files)


def test_a_word_behind_a_hyphen_is_no_language(bring):
    made = bring({"quiz-as-text.md": "# A\n\na", "quiz-no-task.md": "# B\n\nb"})
    assert lessons(made) == ["quiz-as-text", "quiz-no-task"]
    assert tomllib.loads(made.text("course.toml"))["languages"] == ["en"]
