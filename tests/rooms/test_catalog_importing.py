"""`flask courses import`: a foreign folder becomes a course, and is published when asked."""

import pytest


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "foreign"
    folder.mkdir()
    (folder / "README.md").write_text("# Tea\n\n## Water\n\nBoil it. ![pot](gone.png)\n", encoding="utf-8")
    return folder


def test_import_says_what_is_missing_and_what_to_do_next(app, source, tmp_path):
    told = app.test_cli_runner().invoke(args=["courses", "import", str(source), str(tmp_path / "ours")])
    assert told.exit_code == 0, told.output
    assert "README.md:5: The picture “gone.png” is not there" in told.output
    assert f"flask courses publish {tmp_path / 'ours'}" in told.output
    assert (tmp_path / "ours" / "course.toml").is_file()


def test_import_publishes_when_asked(app, source, tmp_path):
    target = tmp_path / "tea-course"
    told = app.test_cli_runner().invoke(args=["courses", "import", str(source), str(target), "--publish"])
    assert told.exit_code == 0, told.output
    assert "foreign: published version 1" in told.output
    again = app.test_cli_runner().invoke(args=["courses", "publish", str(target)])
    assert "version 1, unchanged" in again.output


def test_import_leaves_what_is_there_alone(app, source, tmp_path):
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "mine.txt").write_text("mine")
    runner = app.test_cli_runner()
    held = runner.invoke(args=["courses", "import", str(source), str(tmp_path / "held")])
    assert held.exit_code == 1
    assert "not empty" in held.output
    assert runner.invoke(args=["courses", "import", str(source), "--language", "no tag"]).exit_code == 2
    (tmp_path / "none").mkdir()
    assert runner.invoke(args=["courses", "import", str(tmp_path / "none")]).exit_code == 1
