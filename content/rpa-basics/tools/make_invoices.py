"""Makes the practice workbooks of lesson 5, always with the same invoices (needs openpyxl).

Run it from any folder: python content/rpa-basics/tools/make_invoices.py [FOLDER]
Without FOLDER it writes beside the lesson. All companies are made up.
"""

import random
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

LESSON = Path(__file__).resolve().parent.parent / "05-first-robot"
HEADINGS = {
    "ja": ("番号", "会社", "日付", "金額（円）"),
    "en": ("Number", "Company", "Date", "Amount (yen)"),
}
COMPANIES = {
    "ja": ("みなと商店", "あおば食堂", "やま電気", "はな印刷", "かもめ運送"),
    "en": ("Minato Store", "Aoba Kitchen", "Yama Electric", "Hana Printing", "Kamome Transport"),
}
AMOUNT_AS_TEXT = {"ja": "15,400円", "en": "15,400 yen"}
FIRST_DAY = date(2026, 4, 1)
COUNT = 12
Row = list[str | int | date | None]


def invoice_rows(language: str) -> list[Row]:
    """Twelve invoices in the given language; three of them have something to find."""
    dice = random.Random(5)  # noqa: S311 - practice data, nothing secret
    rows: list[Row] = []
    for place in range(COUNT):
        company = COMPANIES[language][dice.randrange(len(COMPANIES[language]))]
        amount = dice.randrange(20, 400) * 100
        rows.append([f"C-{101 + place}", company, FIRST_DAY + timedelta(days=2 * place), amount])
    rows[4][3] = AMOUNT_AS_TEXT[language]
    rows[7][0] = rows[6][0]
    rows[9][1] = None
    return rows


def write_workbook(path: Path, language: str) -> None:
    """Writes one workbook with one sheet: a row of headings, then the invoices."""
    book = Workbook()
    book.properties.creator = "Gonin"
    book.properties.created = datetime(2026, 4, 30)  # noqa: DTZ001 - a workbook's times have no zone
    sheet = book.active
    sheet.title = "invoices"
    sheet.append(HEADINGS[language])
    for row in invoice_rows(language):
        sheet.append(row)
    for column, width in zip("ABCD", (10, 20, 14, 16), strict=True):
        sheet.column_dimensions[column].width = width
    book.save(path)


def main() -> None:
    """Writes both workbooks into the folder named on the command line, or beside the lesson."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else LESSON
    for language in HEADINGS:
        write_workbook(folder / f"invoices.{language}.xlsx", language)


if __name__ == "__main__":
    main()
