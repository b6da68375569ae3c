"""Where the real site's data lies, and the file of its settings, which `run.py setup` writes and everything else reads."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from runner.folders import ROOT
from runner.sentences import PlainError

FILE = "settings.env"
HOME = ROOT / "var" / "site"  # Apart from the demo, which lies in var itself.
_NAME = re.compile(r"GONIN_[A-Z_]+|PUBLIC_URL|DATABASE_URL|SECRET_KEY|SECRET_KEY_FILE")


def data_folder(environment: Mapping[str, str]) -> Path:
    """Give the data folder: the one GONIN_DATA names, else the one that was set up here, else `var`."""
    if environment.get("GONIN_DATA"):
        return Path(environment["GONIN_DATA"]).expanduser().resolve()
    return HOME if (HOME / FILE).is_file() else ROOT / "var"


def with_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Give an environment with the settings of the data folder's file laid under it. What the environment says wins.

    Raises PlainError for a line that cannot be read.
    """
    folder = data_folder(environment)
    return {**read_settings(folder / FILE), **environment, "GONIN_DATA": str(folder)}


def read_settings(path: Path) -> dict[str, str]:
    """Read lines of NAME=value; empty lines and lines that begin with # say nothing. No file, no settings."""
    if not path.is_file():
        return {}
    found = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        name, equals, value = line.strip().partition("=")
        if not line.strip() or name.startswith("#"):
            continue
        if not equals or not _NAME.fullmatch(name.strip()) or name.strip() == "GONIN_DATA":
            raise PlainError("settings_line", file=path, line=number)
        found[name.strip()] = value.strip().strip("\"'")
    return found


def write_settings(path: Path, text: str) -> None:
    """Write the file for its owner's eyes alone; it must not be there yet, so that nothing of somebody's is lost."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def renew_settings(path: Path, text: str) -> None:
    """Put another text into the file's place, whole or not at all: the only copy of the site's secret is in it."""
    aside = path.with_name(f".{path.name}.part")
    aside.unlink(missing_ok=True)
    write_settings(aside, text)
    with aside.open("rb") as file:
        os.fsync(file.fileno())
    aside.replace(path)
