"""Gonin's settings: read once from the environment, typed, frozen and passed in; a bad value stops start-up with a sentence."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cache
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from runner.sentences import PlainError
from runner.site import with_settings

Environment = Literal["development", "demo", "test", "production"]
Logs = Literal["json", "plain"]

SENDER = re.compile(r"[^\s@<>]+@[^\s@<>]+")

HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
"""A host name or an IPv4 address. Certificates name the site by it (did:web), which knows neither IPv6 nor underlines."""

KNOWN = {
    "GONIN_ENV",
    "GONIN_DATA",
    "GONIN_CONTENT",
    "GONIN_TRUSTED_PROXIES",
    "GONIN_ISSUER_NAME",
    "GONIN_CONTACT",
    "GONIN_TIME_ZONE",
    "GONIN_LANGUAGE",
    "GONIN_JOBS_URL",
    "GONIN_MAIL_URL",
    "GONIN_MAIL_FROM",
    "GONIN_METRICS_TOKEN",
    "GONIN_LOGS",
    "GONIN_BACKUP_PASSPHRASE_FILE",
    "GONIN_BACKUP_KEEP",
}


class SettingsError(Exception):
    """A setting is missing or cannot be read; the message says which one and what to write instead."""


@dataclass(frozen=True)
class Settings:
    """Everything an operator can decide. `from_environment` is the only reader of environment variables."""

    env: Environment
    data: Path
    content: Path
    secret_key: str
    database_url: str
    jobs_url: str
    public_url: str
    trusted_proxies: int = 0
    issuer_name: str = "Gonin"
    contact: str = ""
    time_zone: str = "Asia/Tokyo"
    language: str = "ja"
    mail_url: str = ""
    mail_from: str = ""
    metrics_token: str = ""
    logs: Logs = "plain"
    backup_passphrase_file: Path | None = None
    backup_keep: int = 14

    @property
    def is_secure(self) -> bool:
        """Whether people reach the site over TLS; cookies are then marked Secure."""
        return self.public_url.startswith("https://")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read every setting.

        Raises SettingsError for an unknown `GONIN_` name, a value that cannot be read, or a secret missing in production.
        """
        given = _with_file(os.environ) if environ is None else environ
        unknown = sorted(name for name in given if name.startswith("GONIN_") and name not in KNOWN)
        if unknown:
            raise SettingsError(f"{unknown[0]} is not a setting of Gonin. Known are: {', '.join(sorted(KNOWN))}.")
        env = _environment(given)
        root = Path(__file__).resolve().parent
        data = Path(given.get("GONIN_DATA") or root / "var").expanduser().resolve()
        database_url = given.get("DATABASE_URL") or f"sqlite:///{data / 'gonin.sqlite'}"
        return cls(
            env=env,
            data=data,
            content=Path(given.get("GONIN_CONTENT") or root / "content").expanduser().resolve(),
            secret_key=_secret_key(given, env, data),
            database_url=_database_url(database_url),
            jobs_url=given.get("GONIN_JOBS_URL") or _jobs_url(database_url, data),
            public_url=_public_url(given, env),
            trusted_proxies=_whole_number(given, "GONIN_TRUSTED_PROXIES", 0, 5),
            issuer_name=given.get("GONIN_ISSUER_NAME") or "Gonin",
            contact=given.get("GONIN_CONTACT") or ("help@demo.example" if env == "demo" else ""),
            time_zone=_time_zone(given.get("GONIN_TIME_ZONE") or "Asia/Tokyo"),
            language=_language(given.get("GONIN_LANGUAGE") or "ja"),
            mail_url=_mail_url(given, env),
            mail_from=_mail_from(given, env),
            metrics_token=_metrics_token(given),
            logs=_logs(given, env),
            backup_passphrase_file=_passphrase_file(given),
            backup_keep=_whole_number(given, "GONIN_BACKUP_KEEP", 1, 1000, usual=14),
        )


def _with_file(environ: Mapping[str, str]) -> Mapping[str, str]:
    """The environment over the settings that `run.py setup` wrote into the data folder, so that every command finds them."""
    try:
        return with_settings(environ)
    except (PlainError, OSError) as error:
        raise SettingsError(str(error)) from error


def _environment(given: Mapping[str, str]) -> Environment:
    value = given.get("GONIN_ENV") or "development"
    for known in get_args(Environment):
        if value == known:
            return known  # type: ignore[no-any-return]  # get_args gives the members of the Literal above.
    raise SettingsError(f"GONIN_ENV is '{value}'. Write development, demo, test or production.")


def _secret_key(given: Mapping[str, str], env: Environment, data: Path) -> str:
    """The key that signs cookies: from SECRET_KEY, the file SECRET_KEY_FILE names, or (not in production) a file of ours."""
    value = given.get("SECRET_KEY", "")
    if not value and given.get("SECRET_KEY_FILE"):
        try:
            value = Path(given["SECRET_KEY_FILE"]).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsError(f"SECRET_KEY_FILE cannot be read: {error.strerror}.") from error
    if value:
        if len(value) < 32:
            raise SettingsError("SECRET_KEY is too short. Write at least 32 random characters.")
        return value
    if env == "production":
        raise SettingsError("SECRET_KEY is missing. Set it, or SECRET_KEY_FILE, to at least 32 random characters.")
    return _kept_secret(data / "secret_key")


def _kept_secret(path: Path) -> str:
    """A random key kept in the data folder, so that people stay signed in when a demo is started again."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            kept = path.read_text(encoding="utf-8").strip()
            if len(kept) >= 32:
                return kept
            descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC, 0o600)
        made = secrets.token_urlsafe(48)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(made)
        return made
    except OSError as error:
        raise SettingsError(f"The data folder {path.parent} cannot be written: {error.strerror}.") from error


def _database_url(url: str) -> str:
    """PostgreSQL addresses are read by psycopg 3, whichever of the usual spellings was given."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    if url.startswith(("postgresql+psycopg://", "sqlite://")):
        return url
    raise SettingsError("DATABASE_URL is neither sqlite:///… nor postgresql://….")


def _jobs_url(database_url: str, data: Path) -> str:
    """Jobs wait where the data is: in a SQLite file beside it, or in the same PostgreSQL."""
    if database_url.startswith("sqlite"):
        return f"sqlite:///{data / 'jobs.sqlite'}"
    return _database_url(database_url).replace("postgresql+psycopg://", "postgresql://")


def _public_url(given: Mapping[str, str], env: Environment) -> str:
    value = given.get("PUBLIC_URL", "").rstrip("/")
    if not value:
        if env == "production":
            raise SettingsError(
                "PUBLIC_URL is missing. Write the address people use, such as https://learn.example.org."
            )
        return "http://127.0.0.1:8000"
    parts, host = _parts_and_host(value)
    if (
        not HOST.fullmatch(host)
        or parts.username is not None
        or parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.path
        or parts.query
        or parts.fragment
    ):
        raise SettingsError(f"PUBLIC_URL is '{value}'. Write scheme and host only, such as https://learn.example.org.")
    if env == "production" and parts.scheme != "https":
        raise SettingsError("PUBLIC_URL must begin with https:// in production: passwords travel over it.")
    return value


def _parts_and_host(value: str) -> tuple[SplitResult, str]:
    """The address in parts, and its host; the host is empty where the address cannot be read."""
    try:
        parts = urlsplit(value)
        return parts, (parts.hostname or "") if parts.port is None or parts.port > 0 else ""
    except ValueError:
        return SplitResult("", "", "", "", ""), ""


def _passphrase_file(given: Mapping[str, str]) -> Path | None:
    """The file with the passphrase that seals the keys in backups; with it a backup is made every night."""
    if not given.get("GONIN_BACKUP_PASSPHRASE_FILE"):
        return None
    path = Path(given["GONIN_BACKUP_PASSPHRASE_FILE"]).expanduser().resolve()
    if not path.is_file():
        raise SettingsError(f"GONIN_BACKUP_PASSPHRASE_FILE is '{path}', and there is no such file.")
    return path


def _whole_number(given: Mapping[str, str], name: str, low: int, high: int, usual: int | None = None) -> int:
    value = given.get(name) or str(low if usual is None else usual)
    if not value.isdecimal() or not low <= int(value) <= high:
        raise SettingsError(f"{name} is '{value}'. Write a whole number from {low} to {high}.")
    return int(value)


def _time_zone(value: str) -> str:
    if value not in _time_zones():
        raise SettingsError(f"GONIN_TIME_ZONE is '{value}'. Write a name such as Asia/Tokyo.")
    return ZoneInfo(value).key


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())  # reads hundreds of files


def _language(value: str) -> str:
    if value not in ("ja", "en"):
        raise SettingsError(f"GONIN_LANGUAGE is '{value}'. Write ja or en.")
    return value


def _mail_url(given: Mapping[str, str], env: Environment) -> str:
    """Where mail goes out; empty where there is none. A demo shows letters in the terminal, tests keep them."""
    value = given.get("GONIN_MAIL_URL", "")
    if not value:
        return {"demo": "console:", "development": "console:", "test": "memory:"}.get(env, "")
    parts, host = _parts_and_host(value)
    if parts.scheme in ("console", "memory") and not host and env != "production":
        return value
    if (
        parts.scheme in ("smtp", "smtps", "smtp+plain")
        and host
        and (parts.scheme != "smtp+plain" or not parts.password)
    ):
        return value
    # The value may hold a password, so it is not repeated.
    raise SettingsError("GONIN_MAIL_URL cannot be read. Write it like smtp://user:password@mail.example.org:587.")


def _mail_from(given: Mapping[str, str], env: Environment) -> str:
    """The sender of every letter, such as `Gonin <no-reply@example.org>`."""
    value = given.get("GONIN_MAIL_FROM", "")
    if not value and not (env == "production" and given.get("GONIN_MAIL_URL")):
        return "Gonin <no-reply@localhost>"
    _, address = parseaddr(value)
    if not SENDER.fullmatch(address) or not value.isprintable():
        raise SettingsError("GONIN_MAIL_FROM is no address. Write it like: Gonin <no-reply@example.org>.")
    return value


def _metrics_token(given: Mapping[str, str]) -> str:
    """What a reader of /metrics must show; empty where nobody reads them."""
    value = given.get("GONIN_METRICS_TOKEN", "").strip()
    if value and (len(value) < 16 or not value.isascii() or not value.isprintable()):
        # The value is a secret, so it is not repeated.
        raise SettingsError("GONIN_METRICS_TOKEN is too easy to guess. Write 16 or more random letters and digits.")
    return value


def _logs(given: Mapping[str, str], env: Environment) -> Logs:
    """JSON for machines, plain for a terminal."""
    value = given.get("GONIN_LOGS") or ("json" if env == "production" else "plain")
    if value not in ("json", "plain"):
        raise SettingsError(f"GONIN_LOGS is '{value}'. Write json or plain.")
    return value  # type: ignore[return-value]  # One of the two, as was just seen.
