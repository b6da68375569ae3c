"""`run.py setup` on a bare project: it writes the settings once, asks only people, and says what was refused."""

import stat
from pathlib import Path

import pytest

from config import Settings, SettingsError
from runner import asking, setting_up, site, staffing
from runner.options import read_request
from runner.sentences import PlainError


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name in ("PUBLIC_URL", "SETUP_EMAIL", "SETUP_NAME", "SETUP_PASSWORD_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What somebody at the terminal types, line by line."""
    typed: list[str] = []
    monkeypatch.setattr(asking, "may_ask", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: typed.pop(0))
    monkeypatch.setattr("getpass.getpass", lambda _: typed.pop(0))
    return typed


@pytest.fixture
def application(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the application was told; it refuses short passwords."""
    told: list[str] = []

    def answer(_command: object, _environment: object, text: str = "") -> dict[str, object]:
        told.append(text)
        return {"problem": "password_short"} if '"short"' in text else {"done": "made", "admin": 1, "coordinator": 1}

    monkeypatch.setattr(staffing, "answer_of", answer)
    return told


NOBODY = {"admin": 0, "coordinator": 0}


def take_on(*words: str, found: dict[str, int] | None = None) -> object:
    return staffing.take_on(Path("python"), {}, staffing.read_wishes(read_request(["setup", *words])), found or NOBODY)


def test_somebody_at_a_terminal_is_asked_and_asked_again_for_what_was_refused(
    answers: list[str], application: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answers += ["", "a@example.org", "Aya", "short", "shor", "short", "short", "", "long enough now", "long enough now"]
    take_on()
    assert answers == []
    assert '"roles": ["admin", "coordinator"]' in application[-1]
    assert '"long enough now"' in application[-1]
    said = capsys.readouterr().out
    assert "The two were not the same." in said
    assert "This password is too short." in said
    assert "long enough" not in said


def test_an_administrator_is_made_only_when_asked_for(answers: list[str], application: list[str]) -> None:
    answers += ["n"]
    assert take_on() == NOBODY
    assert take_on(found={"admin": 1, "coordinator": 0}) == {"admin": 1, "coordinator": 0}
    assert application == []


def test_without_a_terminal_options_say_all_or_a_sentence_names_them(
    application: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "may_ask", lambda: False)
    assert take_on() == NOBODY
    with pytest.raises(PlainError, match="--password-file"):
        take_on("--email", "a@example.org")
    (tmp_path / "pw").write_text("short\n")
    known = ("--email", "a@example.org", "--name", "Aya", "--password-file", str(tmp_path / "pw"))
    with pytest.raises(PlainError, match="15 characters"):
        take_on(*known)
    (tmp_path / "pw").write_text("fifteen and more signs\n")
    take_on(*known)
    assert '"roles": ["admin"]' in application[-1]
    with pytest.raises(PlainError, match="cannot be read"):
        take_on("--password-file", str(tmp_path / "none"))


def test_settings_are_written_once_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / site.FILE
    setting_up._write_settings(path, "https://learn.example.org")
    written = path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    setting_up._write_settings(path, "https://learn.example.org")
    with pytest.raises(PlainError, match="has the address https://learn"):
        setting_up._write_settings(path, "https://other.example.org")
    assert path.read_text("utf-8") == written
    found = Settings.from_environment(site.with_settings({"GONIN_DATA": str(tmp_path), "GONIN_ENV": "production"}))
    assert found.public_url == "https://learn.example.org"
    assert len(found.secret_key) >= 32
    assert found.data == tmp_path


def test_a_site_that_was_tried_gets_its_address_later(tmp_path: Path) -> None:
    path = tmp_path / site.FILE
    setting_up._write_settings(path, setting_up.TRIAL)
    assert site.read_settings(path)["GONIN_ENV"] == "development"
    setting_up._write_settings(path, "https://learn.example.org")
    assert site.read_settings(path)["PUBLIC_URL"] == "https://learn.example.org"
    assert "GONIN_ENV" not in site.read_settings(path)


@pytest.mark.parametrize(
    "url", ["http://learn.example.org", "https://", "https://a/b", "https://a:x", "learn.example.org", "https://ü.org"]
)
def test_an_address_that_no_real_site_can_have_is_refused(url: str) -> None:
    with pytest.raises(PlainError, match="cannot be used"):
        setting_up._address(url)


def test_the_environment_wins_over_the_file_and_a_bad_line_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / site.FILE
    path.write_text("# a comment\n\nPUBLIC_URL = 'https://a.example.org'\nGONIN_LANGUAGE=en\n")
    found = site.with_settings({"GONIN_DATA": str(tmp_path), "GONIN_LANGUAGE": "ja"})
    assert (found["PUBLIC_URL"], found["GONIN_LANGUAGE"]) == ("https://a.example.org", "ja")
    for line in ("nonsense", "PATH=/bin", "GONIN_DATA=/elsewhere"):
        path.write_text(f"# a comment\n{line}\n")
        monkeypatch.setenv("GONIN_DATA", str(tmp_path))
        with pytest.raises(SettingsError, match="Line 2 of"):
            Settings.from_environment()


def test_the_demo_and_the_real_site_do_not_share_a_folder(tmp_path: Path) -> None:
    (tmp_path / "demo.json").touch()
    with pytest.raises(PlainError, match="holds the demo"):
        setting_up.set_up(read_request(["setup", "--data", str(tmp_path)]))
    assert not (tmp_path / site.FILE).exists()
