"""Handing somebody everything that is kept about them: one ZIP with a page to read, JSON for programs, and signed files."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import TextIOWrapper
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from flask import current_app
from flask_babel import format_date, format_datetime, get_timezone, gettext

from lms.kit import furigana, i18n, privacy
from lms.kit.privacy import Kept, Row, Said

FILE_NAME = "my-data.zip"
FORMAT = "gonin-my-data/1"
IN_MEMORY = 1024 * 1024
"""Bytes of an archive that are kept in memory; what is larger waits in a file without a name."""


def archive_of(person_id: int, at: datetime) -> IO[bytes]:
    """The archive, ready to be read. It is written row by row, so that a long history needs no more memory than a short one.

    Words are in the language of the running request, or of `i18n.speaking`.
    """
    spool = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # The answer reads it and closes it.
    with ZipFile(spool, "w", ZIP_DEFLATED) as archive:
        with archive.open("data.json", "w") as raw, TextIOWrapper(raw, "utf-8") as text:
            text.writelines(_json(person_id, at))
        with archive.open("index.html", "w") as raw:
            _page(person_id, at).dump(raw, encoding="utf-8")
        for kept in privacy.kept():
            for name, content in kept.files(person_id):
                archive.writestr(name, content)
    spool.seek(0)
    return spool


def _json(person_id: int, at: datetime) -> Iterator[str]:
    yield f'{{\n"format": "{FORMAT}",\n"made_at": {json.dumps(_plain(at))}'
    for kept in privacy.kept():
        yield f",\n{json.dumps(kept.name)}: ["
        for number, row in enumerate(kept.rows(person_id)):
            yield ",\n" if number else "\n"
            yield furigana.plain(json.dumps(row, ensure_ascii=False, default=_plain))
        yield "]"
    yield "\n}\n"


def _plain(value: object) -> str:
    """A value as programs read it: times in UTC (ISO 8601), codes without their words."""
    if isinstance(value, Said):
        return value.code
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be handed over")


def _page(person_id: int, at: datetime) -> Any:
    language = i18n.current_language()
    sections = (Section(kept, _cells(kept, kept.rows(person_id))) for kept in privacy.kept())
    return current_app.jinja_env.get_template("administration/handed_over.html").stream(
        sections=sections,
        at=shown(at),
        zone=str(get_timezone()),
        page_lang=language,
        page_dir=i18n.direction(language),
    )


@dataclass(frozen=True)
class Section:
    """One kind of thing, with its rows as they are read, cell by cell in the order of the labels."""

    kept: Kept
    rows: Iterator[list[str]]


def _cells(kept: Kept, rows: Iterable[Row]) -> Iterator[list[str]]:
    for row in rows:
        yield [shown(row.get(name)) for name in kept.labels]


def shown(value: object) -> str:
    """A value as a person reads it, in their language and time zone; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(gettext("Yes") if value else gettext("No"))
    if isinstance(value, Said):
        return str(value.words) or value.code
    if isinstance(value, datetime):
        return str(format_datetime(value, "medium"))
    if isinstance(value, date):
        return str(format_date(value))
    return json.dumps(value, ensure_ascii=False, default=_plain) if isinstance(value, dict | list) else str(value)
