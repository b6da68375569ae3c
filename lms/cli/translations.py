"""Keeping the catalogues complete: collect what pages say, and check that every language says it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po
from flask.cli import AppGroup

from lms.kit.catalogues import CATALOGUES, path_of, read

group = AppGroup("translations", help="Collect and check the texts of pages.")
LMS = Path(__file__).resolve().parent.parent
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "lazy_ngettext": (1, 2)}
COMPLETE = ("ja",)
"""Languages that say everything. English stands in the pages themselves."""
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def collect() -> Catalog:
    """Every text of code and templates, with where it stands."""
    catalogue = Catalog()
    options = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
    for name, line, message, comments, context in extract_from_dir(
        str(LMS), METHODS, options, KEYWORDS, strip_comment_tags=True
    ):
        catalogue.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalogue


def problems(language: str, *, complete: bool = True) -> list[str]:
    """What is missing or does not fit in a language's catalogue, a sentence each; unless `complete`, only what does not fit."""
    texts, found = read(language), []
    for message in collect():
        if not message.id:
            continue
        entry = texts.get(message.id, message.context)
        name = message.id[0] if isinstance(message.id, tuple) else message.id
        strings = list(entry.string) if entry and isinstance(entry.string, tuple) else [entry.string if entry else ""]
        if entry is None or entry.fuzzy or not all(strings):
            if not complete:
                continue
            found.append(
                f"{language}: “{name}” is not translated ({message.locations[0][0]}:{message.locations[0][1]})."
            )
        elif any(set(PLACEHOLDER.findall(str(s))) - set(PLACEHOLDER.findall(str(message.id))) for s in strings):
            found.append(f"{language}: “{name}” has a placeholder that the original has not.")
    return found


def partial() -> list[str]:
    """Languages that say what they can; English or their neighbour stands in for the rest."""
    return sorted(folder.name for folder in CATALOGUES.iterdir() if folder.name not in COMPLETE)


@group.command("check")
def check() -> None:
    """Exit 1 when a text is missing in a complete language, or does not fit in any."""
    found = [sentence for language in COMPLETE for sentence in problems(language)]
    found += [sentence for language in partial() for sentence in problems(language, complete=False)]
    for sentence in found:
        click.echo(sentence, err=True)
    click.echo(f"{len(found)} texts to translate.")
    sys.exit(1 if found else 0)


@group.command("update")
def update() -> None:
    """Bring new texts into the catalogues and take out those no page says any more."""
    catalogue = collect()
    for folder in sorted(CATALOGUES.iterdir()):
        texts = read(folder.name)
        texts.update(catalogue, no_fuzzy_matching=True)
        texts.obsolete.clear()
        with path_of(folder.name).open("wb") as file:
            write_po(file, texts, width=0, sort_output=True, omit_header=False, include_lineno=False)
    click.echo("The catalogues are up to date.")
