"""What run.py says, in English and in Japanese, and the error that carries such a sentence to the door."""

import locale
import os
import sys
import tomllib
from pathlib import Path

TEXTS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))


class PlainError(Exception):
    """Ends run.py with one plain sentence (a key of sentences.toml and its details) and an exit code that is not 0."""

    def __init__(self, key: str, status: int = 1, **details: object) -> None:
        """Take the sentence's key, the exit code, and what its braces name."""
        super().__init__(key)
        self.key, self.status, self.details = key, status, details

    def __str__(self) -> str:
        """Give the sentence in the reader's language."""
        return sentence(self.key, **self.details)


def language() -> str:
    """Tell which language to speak, "ja" or "en", as the usual variables (POSIX) or the system (Windows) say."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    wanted = next((name for name in names if name), "")
    if not wanted and sys.platform == "win32":
        wanted = locale.getlocale()[0] or ""
    return "ja" if wanted.lower().startswith("ja") else "en"


def sentence(key: str, **details: object) -> str:
    """Give a sentence in the reader's language."""
    return TEXTS[key][language()].format(**details)


def say(key: str, **details: object) -> None:
    """Print a sentence at once, also into a pipe."""
    tell(sentence(key, **details))


def tell(line: str) -> None:
    """Print a line at once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
