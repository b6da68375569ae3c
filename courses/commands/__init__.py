"""The engine on the command line: one module a command, each with NAME, add(parser) and run(options, say)."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Protocol

from courses.commands import checking, compiling, explaining, gifting, importing, previewing, shrinking, translating

_REFUSED = {
    "en": "{path} cannot be read or written ({why}). Look whether you may, and whether the disk has room.",
    "ja": "{path} を読み書きできません（{why}）。読み書きしてよい場所か、ディスクに空きがあるかを見てください。",
}
Say = Callable[[str], None]


class Command(Protocol):
    """A module of this package."""

    NAME: str
    HELP: str

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments."""

    def run(self, options: argparse.Namespace, say: Say) -> int:
        """Do it; the exit status."""


COMMANDS: tuple[Command, ...] = (
    checking,
    compiling,
    explaining,
    importing,
    previewing,
    shrinking,
    translating,
    gifting.Importing(),
    gifting.Exporting(),
)


def main(arguments: Sequence[str], say: Say) -> int:
    """Run a command; its exit status, 2 when it was called wrongly."""
    parser = argparse.ArgumentParser(prog="python -m courses", description="The course engine.")
    kinds = parser.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        one = kinds.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.add(one)
        one.set_defaults(run=command.run)
    try:
        options = parser.parse_args(list(arguments))
    except SystemExit as end:
        return int(end.code or 0)
    try:
        return int(options.run(options, say))
    except BrokenPipeError:
        raise  # Whoever reads what we say has seen enough; that is for our caller.
    except OSError as error:
        language = getattr(options, "lang", "en")
        say(_REFUSED[language].format(path=error.filename or options.command, why=error.strerror or error))
        return 2
