"""The live preview: a course as learners see it, beside its problems, renewed after each save."""

import http.client
import json
import re
import threading

import pytest

from courses import Option, Quiz
from courses.compiling import compile_course
from courses.preview.look import Look, beside_the_engine
from courses.preview.server import PreviewServer
from courses.preview.workbench import Workbench


@pytest.fixture
def preview(course):
    bench = Workbench(course, lambda folder, progress: compile_course(folder))
    bench.renew()
    server = PreviewServer(0, bench, Look(beside_the_engine()), "en")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.close()
    thread.join()


def get(server, path, **headers):
    link = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=60)
    link.request("GET", path, headers=headers)
    answer = link.getresponse()
    found = answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders())
    link.close()
    return found


def test_frame_offers_every_lesson_and_language(preview):
    status, page, headers = get(preview, "/")
    assert status == 200
    assert '<option value="water"' in page
    assert ">日本語</option>" in page
    assert ">English</option>" in page
    assert "script-src 'self'" in headers["Content-Security-Policy"]


def test_lesson_is_shown_with_the_quiz_of_the_learners_page(preview):
    status, page, headers = get(preview, "/lesson/water/ja")
    assert status == 200
    assert "なべの絵" in page
    assert "確認クイズ" in page, "the learner's own words around a quiz"
    assert 'name="option"' in page
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_author_is_told_what_is_right(preview):
    page = get(preview, "/lesson/water/ja")[1]
    assert "合っている答え" in page
    assert "<strong>100度</strong>でふっとうします" in page


def test_picture_of_the_course_is_served_and_nothing_else(preview):
    name = next(iter(preview.bench.release.assets))
    assert get(preview, f"/assets/{name}")[0] == 200
    assert get(preview, "/assets/../course.toml")[0] == 404
    assert get(preview, "/course.toml")[0] == 404
    assert get(preview, "/lesson/water/uk")[0] == 404


def test_every_code_leads_to_what_it_means(preview):
    status, page, headers = get(preview, "/problems/table-wide?ui=ja")
    assert status == 200
    assert "<strong>直し方：</strong>" in page
    assert "script-src" not in headers["Content-Security-Policy"]
    assert get(preview, "/problems/table-wibe")[0] == 404


def test_page_of_another_site_gets_no_answer(preview):
    assert get(preview, "/", Host="evil.example:80")[0] == 421


def test_only_this_machine_is_served(preview):
    assert preview.server_address[0] == "127.0.0.1"


def test_problems_stand_beside_the_text_they_are_in(preview, change):
    change("01-water/lesson.ja.md", "(pot.png)", "(gone.png)")
    preview.bench.renew()
    here = get(preview, "/problems?lesson=water&language=ja&ui=en")[1]
    assert here.index("In this text") < here.index("The picture “gone.png” was not found")
    assert "line 10" in here
    assert "![なべの絵](gone.png)" in here, "the line as its author wrote it"
    other = get(preview, "/problems?lesson=water&language=en&ui=ja")[1]
    assert other.index("ほかのファイル") < other.index("gone.png")


def test_text_with_an_error_is_shown_all_the_same(preview, change):
    change("01-water/lesson.ja.md", "(pot.png)", "(gone.png)")
    preview.bench.renew()
    assert "はじめの文。" in get(preview, "/lesson/water/ja")[1]


def test_last_readable_version_stays_when_the_manifest_breaks(preview, course):
    (course / "course.toml").write_text("id = ", encoding="utf-8")
    preview.bench.renew()
    assert "はじめの文。" in get(preview, "/lesson/water/ja")[1]
    assert "The last version that could be read is shown" in get(preview, "/problems?ui=en")[1]


def test_course_that_never_compiled_says_what_to_mend(course):
    (course / "course.toml").write_text("id = ", encoding="utf-8")
    bench = Workbench(course, lambda folder, progress: compile_course(folder))
    bench.renew()
    server = PreviewServer(0, bench, Look(None), "ja")
    try:
        assert "まだ表示できるものがありません" in server.pages.problems("", "", "ja")
        assert "<iframe" not in server.pages.frame("", "", "ja")
    finally:
        server.close()


def test_saving_a_file_reaches_the_open_page(preview, course):
    preview.watch()
    link = http.client.HTTPConnection("127.0.0.1", preview.server_address[1], timeout=60)
    link.request("GET", "/changes")
    stream = link.getresponse()
    first = json.loads(stream.readline().removeprefix(b"data: "))
    (course / "01-water/lesson.en.md").write_text("broken", encoding="utf-8")
    while True:
        line = stream.readline()
        if line.startswith(b"data: "):
            now = json.loads(line.removeprefix(b"data: "))
            if now["number"] > first["number"] and not now["working"]:
                break
    assert now["errors"] > 0
    link.close()


def test_engine_alone_has_a_plain_look(preview, course):
    bench, look = preview.bench, Look(None)
    quiz = bench.release.readings["water", "en"].steps[0].parts[1].activity
    assert "100 degrees" in look.activity(quiz, "en")
    assert "color-scheme" in look.styles()
    assert "url(" not in Look(beside_the_engine()).styles()


@pytest.mark.parametrize("gaps", ["[[row|行]] [[300]]", "[[row|行]] [[3|三]]", "[[300]] [[row|行]]"])
def test_author_is_told_every_spelling_of_every_gap(preview, change, gaps):
    for name in ("ja", "en"):
        change(f"01-water/lesson.{name}.md", "## ", f"```quiz id=gaps\n{gaps}\n```\n\n## ")
    preview.bench.renew()
    page = get(preview, "/lesson/water/ja")[1]
    assert "空欄で認める書き方" in page
    for spelling in re.findall(r"[\w]+", gaps.replace("[", " ").replace("]", " ").replace("|", " ")):
        assert f"<li>{spelling}" in "".join(page.split()), spelling


def test_author_reads_replies_as_they_are_shown(preview, change):
    for name in ("ja", "en"):
        quiz = "```quiz id=pi\nPi\n= 3.14 ± 0.01\n~ 3.41: **swapped**\n```\n\n## "
        change(f"01-water/lesson.{name}.md", "## ", quiz)
    preview.bench.renew()
    page = get(preview, "/lesson/water/ja")[1]
    assert "<strong>swapped</strong>" in page
    assert "認める差" in page


def test_any_number_of_hints_can_be_shown_each_inside_the_one_before():
    options = (Option("1", "a"), Option("2", "b"))
    quiz = Quiz("q", "one", "<p>Q</p>", options, (), 1, None, True, tuple(f"<p>h{number}</p>" for number in range(500)))
    html = Look(beside_the_engine()).activity(quiz, "en")
    assert [html.index(f"<p>h{number}</p>") for number in range(500)] == sorted(html.index(hint) for hint in quiz.hints)
    assert html.count("<details") == html.count("</details>") == 500
    assert "</details>" not in html[: html.index("<p>h499</p>")]
