"""Hard words and abbreviations explain themselves once, where they are met, without touching anything else."""

import pytest

from courses import compile_course
from courses.markup.clean import clean
from courses.markup.terms import Words
from courses.markup.words import plain

GLOSSARY = """\
[[terms]]
term = {ja = "請求書", en = "invoice"}
plain = {ja = "払ってくださいと書いた紙", en = "a paper that asks for money"}
also = {ja = ["インボイス"], en = ["bill"]}

[[terms]]
term = {ja = "請求"}
plain = {ja = "払ってくださいと言うこと"}
"""
TERMS = {"請求書": ("請求書", "紙"), "請求": ("請求", "求めること"), "表": ("表", "ます目"), "ロボ": ("ロボ", "機械")}


def marked(html, language="ja", terms=TERMS, abbreviations=None):
    return Words(language, abbreviations or {}, terms, "1-").mark(clean(html))


def links(html):
    return [plain(part.split("</a>")[0].partition(">")[2]) for part in html.split("<a ")[1:]]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>この請求書を見る。請求書です。</p>", ["請求書"]),
        ("<p>請求書発行</p>", ["請求書"]),
        ("<p><ruby>請<rt>せい</rt>求<rt>きゅう</rt>書<rt>しょ</rt></ruby>を</p>", ["請求書"]),
        ("<p><ruby>請求<rt>せいきゅう</rt></ruby>書を</p>", ["請求書"]),
        ("<p>発表した。表を見る。</p>", ["表"]),
        ("<p>ロボット</p>", []),
        ("<p>「ロボ」の</p>", ["ロボ"]),
        ("<p><ruby>請求書類<rt>せいきゅうしょるい</rt></ruby></p>", []),
        ("<p>請<strong>求書</strong></p>", []),
    ],
)
def test_longest_word_is_found_as_japanese_is_written(html, found):
    assert links(marked(html)) == found


@pytest.mark.parametrize("tag", ["h3", "code", "pre", "summary", "kbd", "abbr"])
def test_headings_and_code_are_left_alone(tag):
    html = clean(f"<{tag}>請求書</{tag}>")
    assert marked(html) == html


def test_links_are_left_alone():
    html = clean('<p><a href="https://a.jp">請求書</a></p>')
    assert marked(html) == html


def test_marking_keeps_every_visible_word_and_stays_clean():
    html = clean('<p title="請求書 > a">請求書 &amp; 表 &lt;b&gt;</p><ul><li>ロボ</li></ul>')
    made = marked(html)
    assert plain(made) == plain(html)
    assert clean(made) == made
    assert made.count('class="term"') == 3


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<p>RPAを RPA、RPA</p>", 3),
        ("<p>RPAs XRPA RPA_1</p>", 0),
        ("<p>（RPA）</p>", 1),
        ("<p><code>RPA</code></p>", 0),
    ],
)
def test_abbreviations_have_borders_in_japanese_too(html, count):
    made = marked(html, terms={}, abbreviations={"RPA": 'Robotic "Process" Automation'})
    assert made.count('<abbr title="Robotic &quot;Process&quot; Automation">RPA</abbr>') == count


def test_longer_abbreviation_wins():
    made = marked("<p>API AP</p>", terms={}, abbreviations={"AP": "a", "API": "b"})
    assert made == '<p><abbr title="b">API</abbr> <abbr title="a">AP</abbr></p>'


def test_course_shows_words_at_the_end_of_each_step_and_search_reads_them_once(course, change):
    (course / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    change("01-water/lesson.ja.md", "はじめの文。", "{請求書|せいきゅうしょ}とインボイス。請求書。\n\n*[RPA]: ロボット")
    compiled = compile_course(course)
    assert [one.sentence() for one in compiled.problems if one.severity == "error"] == []
    reading = compiled.release.readings["water", "ja"]
    first = reading.steps[0].parts
    assert first[0].html.count('class="term"') == 1
    assert 'href="#u-w-1-1" id="u-wref-1-1"' in first[0].html.replace('class="term" ', "")
    assert '<dt id="u-w-1-1">請求書</dt><dd>払ってくださいと書いた紙 <a' in first[-1].html
    assert reading.text.count("払ってくださいと書いた紙") == 1
    assert "*[" not in reading.text


def test_quizzes_are_left_alone(course, change):
    (course / "glossary.toml").write_text(GLOSSARY.replace("請求書", "100度"), encoding="utf-8")
    before = compile_course(change("01-water/lesson.en.md", "First words.", "First bill."))
    quiz = before.release.readings["water", "ja"].steps[0].parts[1]
    assert "term" not in repr(quiz)
    assert 'class="term"' in before.release.readings["water", "en"].steps[0].parts[0].html


def test_glossary_is_an_original_and_changes_the_digest(course):
    without = compile_course(course).release.digest
    (course / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    with_it = compile_course(course).release.digest
    assert without != with_it


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[terms]", [("glossary-toml", 1)]),
        ('[[terms]]\nterm = {ja = "a"}\n', [("manifest-missing", 1)]),
        ('[[terms]]\nterm = {ja = "a"}\nplain = {en = "b"}\n', [("glossary-unexplained", 3)]),
        ('[[terms]]\nterm = {ja = "a"}\nplain = {ja = "b"}\nfoo = 1\n', [("manifest-unknown", 4)]),
        (
            '[[terms]]\nterm = {ja = "a"}\nplain = {ja = "b"}\n\n[[terms]]\nterm = {ja = "a"}\nplain = {ja = "c"}\n',
            [("manifest-twice", 6)],
        ),
    ],
)
def test_every_fault_in_a_glossary_is_told_with_its_line(course, text, told):
    (course / "glossary.toml").write_text(text, encoding="utf-8")
    found = [(one.code, one.line) for one in compile_course(course).problems if one.path == "glossary.toml"]
    assert set(told) <= set(found)
    assert len({line for _, line in found}) == len(told)


def test_child_language_reads_its_parents_words(course):
    (course / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    from courses.files import CourseFiles
    from courses.glossary import read_glossary

    glossary = read_glossary(CourseFiles(course), print)
    assert glossary.explained("ja-x-easy")["インボイス"] == ("請求書", "払ってくださいと書いた紙")
    assert "インボイス" not in glossary.explained("en")
