"""Why a file cannot be taken, in words that say what to do."""

from __future__ import annotations

from flask_babel import gettext

from lms.practice.file_kinds import LARGEST
from lms.practice.receiving import MOST, Denial


def denial(what: Denial) -> str:
    """The sentence."""
    sentences = {
        "empty": gettext("This file is empty. Please choose another one."),
        "large": gettext(
            "This file is too large (up to %(size)d MB). A shorter video or a smaller picture works.",
            size=LARGEST // 1_000_000,
        ),
        "kind": gettext(
            "We cannot take this kind of file. A PDF or a picture (PNG or JPEG) works, or what the task names."
        ),
        "unwanted": gettext("This task takes other kinds of files. Please look at what it names."),
        "damaged": gettext("This file cannot be opened. Please save it once more and choose it again."),
        "many": gettext("There are %(number)d files already. Please remove one first.", number=MOST),
        "much": gettext("You have sent very many files. Please ask your coordinator."),
    }
    return str(sentences[what])
