"""Tables as files that Excel opens: numbers stay numbers, and nothing that came from a report is a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767
"""Characters that a cell of Excel holds."""

_HEADER = PatternFill("solid", fgColor="FF1F4A73")
_HEADER_FONT = Font(bold=True, color="FFFFFFFF")
_LINK = Font(color="FF1F4A73", underline="single")


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to a row (counted from 1, without the header) of another sheet."""

    text: str
    sheet: str
    row: int


Value = str | int | Decimal | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head and its width in characters; ``wrap`` breaks long text into lines."""

    title: str
    width: int
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a head."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def to_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook: heads frozen and filtered, numbers with the decimals that they were given."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    for number, sheet in enumerate(sheets):
        _fill(book.create_sheet() if number else first, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def to_csv(sheet: Sheet) -> bytes:
    """The same table as CSV. It begins with a byte order mark, without which Excel takes UTF-8 for another encoding."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.title for column in sheet.columns)
    writer.writerows([_plain(value) for value in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    if value is None or isinstance(value, int | Decimal):
        return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = _text(value.text if isinstance(value, Link) else value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _text(text: str) -> str:
    return _UNPRINTABLE.sub("", text)[:_LONGEST]


def _fill(page: Worksheet, sheet: Sheet) -> None:
    page.title = sheet.title
    for number, column in enumerate(sheet.columns, start=1):
        head = page.cell(1, number, column.title)
        head.font, head.fill = _HEADER_FONT, _HEADER
        head.alignment = Alignment(vertical="center", wrap_text=True)
        page.column_dimensions[get_column_letter(number)].width = column.width
    for at, row in enumerate(sheet.rows, start=2):
        for number, (column, value) in enumerate(zip(sheet.columns, row, strict=True), start=1):
            _write(page.cell(at, number), value, wrap=column.wrap)
    page.freeze_panes = "B2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"


def _write(cell: ExcelCell | MergedCell, value: Value, *, wrap: bool) -> None:
    assert isinstance(cell, ExcelCell), "nothing is merged"
    cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    if value is None:
        return
    if isinstance(value, int | Decimal):
        cell.value = value
        cell.number_format = _format(value)
        return
    cell.value = _text(value.text if isinstance(value, Link) else value)
    cell.data_type = "s"  # text, even where it begins with =
    if isinstance(value, Link):
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{value.sheet}'!A{value.row + 1}")
        cell.font = _LINK


def _format(value: int | Decimal) -> str:
    """As many decimals as the number was printed with: 29.20 keeps its nought."""
    exponent = Decimal(value).as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "0." + "0" * decimals if decimals else "0"


def widths(titles: Iterable[tuple[str, int]]) -> tuple[Column, ...]:
    """Columns from heads and widths; from 40 characters on they wrap."""
    return tuple(Column(title, width, wrap=width >= 40) for title, width in titles)
