"""What run.py understands and says: every mistake gets one sentence, in the reader's language, and an exit code."""

import os
import string
import subprocess
import sys
from pathlib import Path

import pytest

from runner.options import COMMANDS, help_text, read_request
from runner.sentences import TEXTS, PlainError, language, sentence

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **variables}
    command = [sys.executable, str(ROOT / "run.py"), *words]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=60)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_sentence_says_the_same_in_both_languages(key: str) -> None:
    both = TEXTS[key]
    assert set(both) == {"en", "ja"}
    assert fields(both["en"]) == fields(both["ja"])
    assert both["en"] != both["ja"]


def test_without_a_command_the_help_names_all_commands() -> None:
    done = run()
    assert done.returncode == 0
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["dmo"], "no command `dmo`"),
        (["demo", "--prot", "3"], "no option `--prot`"),
        (["demo", "--port"], "--port needs a number"),
        (["demo", "--port", "70000"], "--port needs a number"),
        (["demo", "--port=8e3"], "--port needs a number"),
        (["demo", "--data="], "--data needs a value"),
        (["demo", "--fresh=yes"], "--fresh needs no value"),
        (["serve", "--workers", "0"], "--workers needs a number"),
    ],
)
def test_a_mistyped_command_line_is_refused_with_one_sentence(words: list[str], told: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_japanese_readers_get_japanese() -> None:
    done = run("dmo", LC_ALL="", LANG="ja_JP.UTF-8")
    assert done.returncode == 2
    assert "コマンドはありません" in done.stderr


def test_a_terminal_without_japanese_letters_is_no_reason_to_stop() -> None:
    done = run("dmo", LC_ALL="ja_JP", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 2
    assert "dmo" in done.stderr


def test_the_strongest_variable_decides_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert language() == "en"


def test_options_are_read_in_either_spelling() -> None:
    request = read_request(["demo", "--port=9001", "--data", "some where", "--fresh"])
    assert (request.number("--port"), request.text("--data"), request.on("--fresh")) == (9001, "some where", True)
    assert not request.on("--no-serve")


def test_what_test_does_not_know_goes_to_pytest() -> None:
    request = read_request(["test", "--require-all", "tests/rules", "-k", "petal"])
    assert request.on("--require-all")
    assert request.rest == ("tests/rules", "-k", "petal")


def test_each_command_explains_its_options() -> None:
    for name, command in COMMANDS.items():
        assert all(option.name in help_text(name) for option in command.options)


def test_an_error_is_its_sentence() -> None:
    error = PlainError("step_failed", command="flask demo", code=3)
    assert str(error) == sentence("step_failed", command="flask demo", code=3)


def test_the_door_stays_readable_for_old_pythons() -> None:
    """Whoever has an old Python must reach the sentence, so the file may use nothing that an old one cannot parse."""
    import ast

    text = (ROOT / "run.py").read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 7))
    new = (ast.JoinedStr, ast.AnnAssign, ast.FunctionDef, ast.NamedExpr, ast.Match)
    assert not [node for node in ast.walk(tree) if isinstance(node, new)]
    first_import_of_ours = text.index("from runner")
    assert text.index("version_info") < first_import_of_ours
    assert text.startswith("# coding: utf-8")
