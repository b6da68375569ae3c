"""Settings are read once, named in the README, and refused with a sentence when they cannot be right."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from config import KNOWN, Settings, SettingsError

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a secret of thirty-two characters or more"
GOOD = {"GONIN_ENV": "production", "PUBLIC_URL": "https://learn.example", "SECRET_KEY": SECRET}


def read(tmp_path: Path, **changed: str) -> Settings:
    """Production settings with some changed; an empty value is like none."""
    return Settings.from_environment({**GOOD, "GONIN_DATA": str(tmp_path), **changed})


def test_what_is_given_is_what_counts(tmp_path: Path) -> None:
    settings = read(
        tmp_path, GONIN_TRUSTED_PROXIES="2", GONIN_TIME_ZONE="Europe/Kyiv", PUBLIC_URL="https://learn.example/"
    )
    assert (settings.public_url, settings.trusted_proxies, settings.time_zone) == (
        "https://learn.example",
        2,
        "Europe/Kyiv",
    )
    assert settings.is_secure
    assert settings.database_url == f"sqlite:///{tmp_path / 'gonin.sqlite'}"


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"GONIN_TYPO": "1"}, "GONIN_TYPO"),
        ({"GONIN_ENV": "live"}, "GONIN_ENV"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "", "SECRET_KEY_FILE": "/nowhere/at/all"}, "SECRET_KEY_FILE"),
        ({"PUBLIC_URL": ""}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "learn.example"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://learn.example/path"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://[::1]:8000"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://[::1"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://user:word@learn.example"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://learn.example:99999"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://learn.example:abc"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://learn_here.example"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://learn here.example"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "http://learn.example"}, "PUBLIC_URL"),
        ({"DATABASE_URL": "mysql://somewhere"}, "DATABASE_URL"),
        ({"GONIN_TRUSTED_PROXIES": "-1"}, "GONIN_TRUSTED_PROXIES"),
        ({"GONIN_TRUSTED_PROXIES": "many"}, "GONIN_TRUSTED_PROXIES"),
        ({"GONIN_TIME_ZONE": "Ama"}, "GONIN_TIME_ZONE"),
        ({"GONIN_LANGUAGE": "fr"}, "GONIN_LANGUAGE"),
        ({"GONIN_MAIL_URL": "mail.example.org"}, "GONIN_MAIL_URL"),
        ({"GONIN_MAIL_URL": "smtp://"}, "GONIN_MAIL_URL"),
        ({"GONIN_MAIL_URL": "console:"}, "GONIN_MAIL_URL"),
        ({"GONIN_MAIL_URL": "smtp+plain://me:secret@mail.example.org"}, "GONIN_MAIL_URL"),
        ({"GONIN_MAIL_URL": "smtps://mail.example.org"}, "GONIN_MAIL_FROM"),
        ({"GONIN_MAIL_URL": "smtps://mail.example.org", "GONIN_MAIL_FROM": "Gonin"}, "GONIN_MAIL_FROM"),
        ({"GONIN_MAIL_URL": "smtps://mail.example.org", "GONIN_MAIL_FROM": "a@b.org\nBcc: c@d.org"}, "GONIN_MAIL_FROM"),
    ],
)
def test_what_cannot_be_right_stops_with_its_name(tmp_path: Path, changed: dict[str, str], names: str) -> None:
    with pytest.raises(SettingsError, match=names):
        read(tmp_path, **changed)


def test_every_usual_spelling_of_postgresql_is_read_by_the_same_driver(tmp_path: Path) -> None:
    for spelling in ("postgres://h/d", "postgresql://h/d", "postgresql+psycopg://h/d"):
        settings = read(tmp_path, DATABASE_URL=spelling)
        assert settings.database_url == "postgresql+psycopg://h/d"
        assert settings.jobs_url == "postgresql://h/d"


def test_outside_production_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    given = {"GONIN_ENV": "demo", "GONIN_DATA": str(tmp_path)}
    first, second = Settings.from_environment(given), Settings.from_environment(given)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    if sys.platform != "win32":
        assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_the_readme_names_every_setting() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in [*KNOWN, "SECRET_KEY", "SECRET_KEY_FILE", "DATABASE_URL", "PUBLIC_URL"]:
        assert f"`{name}" in readme, name


def test_a_wrong_setting_ends_the_server_with_one_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=ROOT,
        env={"GONIN_TYPO": "1", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Gonin cannot start. GONIN_TYPO is not a setting")
    assert "Traceback" not in done.stderr


def test_mail_is_off_in_production_until_a_server_is_named(tmp_path: Path) -> None:
    assert read(tmp_path).mail_url == ""
    assert read(tmp_path, GONIN_ENV="demo").mail_url == "console:"
    server = "smtp://me:p%40ss@mail.example.org:587"
    settings = read(tmp_path, GONIN_MAIL_URL=server, GONIN_MAIL_FROM="五人 <no-reply@example.org>")
    assert (settings.mail_url, settings.mail_from) == (server, "五人 <no-reply@example.org>")
