"""A team's table as a file for a spreadsheet program. Nothing in it is ever taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from flask_babel import gettext
from openpyxl import Workbook  # type: ignore[import-untyped]  # openpyxl ships no types.
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]  # As above.
from openpyxl.utils.exceptions import IllegalCharacterError  # type: ignore[import-untyped]  # As above.

from lms.teaching.team_table import TeamTable

Value = str | int
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that some program takes for a formula (OWASP, CSV injection); wide ones too, as Japanese programs do."""


def sheet_rows(table: TeamTable) -> list[list[Value]]:
    """A head, then a row for each person: points, lessons done, and the points in each activity (empty where not answered)."""
    head = [
        gettext("Name"),
        gettext("Points"),
        gettext("Points there are"),
        gettext("Lessons done"),
        gettext("Lessons"),
    ]
    rows: list[list[Value]] = [[*head, *(f"{row.activity.id}: {row.label}" for row in table.rows)]]
    for place, one in enumerate(table.sums):
        cells = [row.cells[place] for row in table.rows]
        points: list[Value] = ["" if cell.tries == 0 else cell.points for cell in cells]
        rows.append([one.mate.name, one.points, one.all_points, one.lessons, one.all_lessons, *points])
    return rows


def as_csv(rows: Sequence[Sequence[Value]]) -> bytes:
    """CSV (RFC 4180) in UTF-8 with the mark by which Excel knows it; an apostrophe stands before what looks like a formula."""
    stream = io.StringIO()
    csv.writer(stream).writerows([[_harmless(value) for value in row] for row in rows])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def as_xlsx(rows: Sequence[Sequence[Value]]) -> bytes:
    """An Excel workbook in which every text is a text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("Team")[:31])
    for row in rows:
        cells = [_text(sheet, value) if isinstance(value, str) else value for value in row]
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _text(sheet: object, value: str) -> WriteOnlyCell:
    try:
        cell = WriteOnlyCell(sheet, value=value)
    except IllegalCharacterError:
        cell = WriteOnlyCell(sheet, value="".join(sign for sign in value if sign.isprintable()))
    # Without this, a text that begins with "=" is a formula.
    cell.data_type = "s"
    return cell


def _harmless(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
