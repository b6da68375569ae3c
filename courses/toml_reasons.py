"""Why TOML could not be read, as a code of ours: the reader says it in English only."""

from __future__ import annotations

# The beginning of the reader's own words (tomllib of Python 3.11 to 3.14), and what we say instead.
_REASONS = (
    ("Cannot overwrite a value", "manifest-toml-twice"),
    ("Cannot declare", "manifest-toml-twice"),
    ("Duplicate inline table key", "manifest-toml-twice"),
    ("Cannot redefine", "manifest-toml-twice"),
    ("Cannot mutate", "manifest-toml-twice"),
    ("Invalid value", "manifest-toml-value"),
    ("Invalid initial character for a key part", "manifest-toml-key"),
    ("Invalid statement", "manifest-toml-key"),
    ("Expected '=' after a key", "manifest-toml-key"),
    ("Unterminated string", "manifest-toml-quote"),
    ('Expected "\'"', "manifest-toml-quote"),
    ("Expected '\"'", "manifest-toml-quote"),
    ("Illegal character", "manifest-toml-quote"),
    ("Unclosed array", "manifest-toml-bracket"),
    ("Unclosed inline table", "manifest-toml-bracket"),
    ("Expected ']'", "manifest-toml-bracket"),
    ("Expected newline or end of document", "manifest-toml-end"),
    ("Unescaped '\\\\' in a string", "manifest-toml-backslash"),
    ("Invalid hex value", "manifest-toml-backslash"),
)


def toml_code(reason: str) -> str:
    """The problem's code for the reader's reason; `manifest-toml`, which repeats the reason, when it is a rare one."""
    return next((code for beginning, code in _REASONS if reason.startswith(beginning)), "manifest-toml")
