"""Asks people in the terminal, in their language. Without a terminal a sentence names the options instead."""

import getpass
import sys
from collections.abc import Callable

from runner.sentences import PlainError, sentence, tell


def may_ask() -> bool:
    """Tell whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(key: str, **details: object) -> str:
    """Ask for a line of text; an empty one is an answer too. Raises PlainError when nobody can answer."""
    return _answer(input, sentence(key, **details)).strip()


def ask_yes(key: str, **details: object) -> bool:
    """Ask a question that Enter answers with yes."""
    return ask(key, **details).casefold() not in {"n", "no", "いいえ", "ｎ"}


def ask_secret(key: str) -> str:
    """Ask for a secret twice without showing it, until both are the same."""
    while True:
        first = _answer(getpass.getpass, sentence(key))
        if first == _answer(getpass.getpass, sentence("ask_again")):
            return first
        tell(sentence("not_the_same"))


def _answer(read: Callable[[str], str], prompt: str) -> str:
    if not may_ask():
        raise PlainError("cannot_ask", 2)
    try:
        return read(prompt + " ")
    except EOFError:
        raise PlainError("cannot_ask", 2) from None
