"""One sentence per kind of problem, in English and Japanese, with its parameters in braces; and how grave it is."""

from courses.sentences import (
    activities,
    archives,
    checking,
    files,
    glossary,
    importing,
    lessons,
    manifest,
    notebooks,
    text,
)

# Code -> (severity, English, Japanese).
SENTENCES: dict[str, tuple[str, str, str]] = {
    **files.SENTENCES,
    **manifest.SENTENCES,
    **glossary.SENTENCES,
    **lessons.SENTENCES,
    **text.SENTENCES,
    **activities.SENTENCES,
    **notebooks.SENTENCES,
    **importing.SENTENCES,
    **checking.SENTENCES,
    **archives.SENTENCES,
}
