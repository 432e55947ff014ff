"""The tables of a document as printed, cell by cell, laid out over the rows that ingestion found.

Three layouts: one cell a line led by a tab, rows parted by blank lines; one row a line, cells parted by tabs; the pipe
rows of Markdown. Every character but white space between cells belongs to a cell, so that any stretch can be marked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.web.paragraphs import title_of, trimmed
from vectorstore.records import Document, Passage, Row, Span

Layout = Literal["lines", "tabs", "pipes"]

_RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*")
_LONGEST_CELL = 160
"""Characters; a longer line led by a tab is a paragraph."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: ``span`` is its text with Markdown's marks, ``shown`` what people see of it, maybe nothing.

    ``across`` and ``down`` are the columns and rows that it covers.
    """

    span: Span
    shown: Span
    across: int = 1
    down: int = 1


Line = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table and the whole lines that it covers: header rows first, then the rows of its body."""

    span: Span
    header: tuple[Line, ...]
    body: tuple[Line, ...]


def printed_tables(document: Document, passages: Sequence[Passage]) -> list[PrintedTable]:
    """The tables of a document in order. ``passages`` are its own; those that are no rows are left aside.

    A table whose cells do not hold all of its text is left out: it is shown as paragraphs, which do.
    """
    rows = sorted((one for one in passages if one.row is not None), key=lambda one: one.start)
    tables: list[PrintedTable] = []
    for group in _groups(document, rows):
        table = _table(document, group, tables[-1].span.end if tables else 0)
        if _is_whole(document.text, table):
            tables.append(table)
    return tables


def _is_whole(text: str, table: PrintedTable) -> bool:
    cells = [cell.span for line in (*table.header, *table.body) for cell in line]
    held = "".join(text[span.start : span.end] for span in sorted(cells, key=lambda span: span.start))
    return "".join(held.split()) == "".join(text[table.span.start : table.span.end].split())


def _groups(document: Document, rows: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Rows that stand together: nothing but lines of the same layout between them."""
    group: list[Passage] = []
    for row in rows:
        if group and not _together(document, group[-1], row):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _together(document: Document, one: Passage, two: Passage) -> bool:
    layout = _layout(document.text, one)
    between = document.text[one.end : two.start].split("\n")[1:-1]
    parted = any(one.end <= heading.start < two.start for heading in document.outline)
    return not parted and all(not line.strip() or _is_line_of(layout, line) for line in between)


def _layout(text: str, row: Passage) -> Layout:
    line = text[_line_start(text, row.start) : _line_end(text, row.start)]
    if "\n" in text[row.start : row.end] or re.fullmatch(r"\t[^\t]*", line):
        return "lines"
    return "tabs" if "\t" in line else "pipes"


def _is_line_of(layout: Layout, line: str) -> bool:
    if layout == "lines":
        return line.startswith("\t") and len(line) <= _LONGEST_CELL
    return ("\t" if layout == "tabs" else "|") in line


def _table(document: Document, rows: Sequence[Passage], free: int) -> PrintedTable:
    """The table that the rows belong to: upwards to its first line, no further than ``free`` or a heading."""
    text, layout = document.text, _layout(document.text, rows[0])
    bound = max([free, *(title_of(text, one).end for one in document.outline if one.start < rows[0].start)])
    start = _first_line(text, layout, _line_start(text, rows[0].start), bound)
    span = Span(start, _line_end(text, rows[-1].end))
    lines = list(_lines_of(text, layout, span))
    known = {at: row for row in rows for at, line in enumerate(lines) if _holds(line, row)}
    first = min(known, default=0)
    laid = _laid_out(text, lines, {at: row.row for at, row in known.items() if row.row})
    return PrintedTable(span, tuple(laid[:first]), tuple(laid[first:]))


def _first_line(text: str, layout: Layout, start: int, bound: int) -> int:
    """Go up line by line; only rows printed one cell a line have blank lines between them."""
    first = at = start
    while at > bound:
        above = _line_start(text, at - 1)
        line = text[above : at - 1]
        if above < bound or not (_is_line_of(layout, line) or (layout == "lines" and not line.strip())):
            break
        at = above
        first = at if line.strip() or line.startswith("\t") else first
    return first


def _holds(line: Line, row: Passage) -> bool:
    return any(row.start < cell.span.end and cell.span.start < row.end for cell in line)


def _lines_of(text: str, layout: Layout, span: Span) -> Iterator[Line]:
    if layout == "lines":
        for match in re.finditer(r"(?:^\t.*\n?)+", text[span.start : span.end], re.MULTILINE):
            yield tuple(_cells_a_line(text, Span(span.start + match.start(), span.start + match.end())))
    elif layout == "tabs":
        for line in _printed_lines(text, span):
            yield tuple(_parted(text, line, "\t"))
    else:
        yield from _piped(text, span)


def _printed_lines(text: str, span: Span) -> Iterator[Span]:
    for match in re.finditer(r"^.*\S.*$", text[span.start : span.end], re.MULTILINE):
        yield Span(span.start + match.start(), span.start + match.end())


def _cells_a_line(text: str, row: Span) -> Iterator[Cell]:
    for match in re.finditer(r"^\t.*$", text[row.start : row.end], re.MULTILINE):
        span = trimmed(text, Span(row.start + match.start(), row.start + match.end()))
        yield _plain(text, span)


def _parted(text: str, line: Span, mark: str) -> Iterator[Cell]:
    at = line.start
    for piece in text[line.start : line.end].split(mark):
        yield _plain(text, trimmed(text, Span(at, at + len(piece))))
        at += len(piece) + len(mark)


def _plain(text: str, span: Span) -> Cell:
    empty = not text[span.start : span.end].strip()
    return Cell(Span(span.start, span.start), Span(span.start, span.start)) if empty else Cell(span, span)


def _piped(text: str, span: Span) -> Iterator[Line]:
    """Cells with the pipe before them, the last one with the pipe after it; a rule goes with the row above it."""
    waiting: Line = ()
    for line in _printed_lines(text, span):
        if _RULE.fullmatch(text, line.start, line.end) and waiting:
            waiting = (*waiting[:-1], replace(waiting[-1], span=Span(waiting[-1].span.start, line.end)))
            continue
        if waiting:
            yield waiting
        waiting = tuple(_pipe_cells(text, trimmed(text, line)))
    if waiting:
        yield waiting


def _pipe_cells(text: str, line: Span) -> Iterator[Cell]:
    inner = Span(line.start + text.startswith("|", line.start), line.end - text.endswith("|", line.start, line.end))
    cells = list(_parted(text, inner, "|")) if inner.start < inner.end else [_plain(text, line)]
    bounds = [line.start]
    for piece in text[inner.start : inner.end].split("|")[:-1]:
        bounds.append(max(bounds[-1], inner.start) + len(piece) + (len(bounds) > 1))
    for cell, start, end in zip(cells, bounds, [*bounds[1:], line.end], strict=False):
        yield Cell(Span(start, end), cell.shown)


def _laid_out(text: str, lines: Sequence[Line], known: dict[int, Row]) -> list[Line]:
    """Give every line the full width, and let names of categories reach down over the rows that they hold for."""
    usual = len(lines[min(known)]) if known else 0
    filled = [_with_category(text, line, known.get(at), usual) for at, line in enumerate(lines)]
    width = max((len(line) for line in filled), default=0)
    places = [_indicator(text, line, known.get(at)) for at, line in enumerate(filled)]
    usual_place = next((place for at, place in enumerate(places) if at in known), 0)
    table: list[list[Cell | None]] = []
    for at, line in enumerate(filled):
        row: list[Cell | None] = list(line)
        for column in range(places[at]):
            if _continues(text, filled, known, at, column):
                _reach_down(table, column)
                row[column] = None
        place = min(places[at] if at in known else usual_place, len(row) - 1)
        wide = row[place]
        if wide is not None:
            row[place] = replace(wide, across=1 + width - len(row))
        table.append(row)
    return [tuple(cell for cell in row if cell is not None) for row in table]


def _with_category(text: str, line: Line, row: Row | None, usual: int) -> Line:
    """A row that leaves its category's cell out altogether gets an empty one."""
    if row is None or not row.category or len(line) >= usual or _words(text, line[0]) == row.category:
        return line
    blank = Span(line[0].span.start, line[0].span.start)
    return (Cell(blank, blank), *line)


def _indicator(text: str, line: Line, row: Row | None) -> int:
    """Which cell of a row names what is measured."""
    if row is None:
        return 0
    return next((at for at, cell in enumerate(line) if _words(text, cell).startswith(row.indicator)), 0)


def _continues(text: str, lines: Sequence[Line], known: dict[int, Row], at: int, column: int) -> bool:
    """Whether an empty cell stands below the name of a category that holds for its row too."""
    row, above = known.get(at), known.get(at - 1)
    if row is None or above is None or _words(text, lines[at][column]):
        return False
    if (row.category, row.subcategory)[: 1 + column] != (above.category, above.subcategory)[: 1 + column]:
        return False
    for earlier in range(at - 1, -1, -1):
        if earlier not in known or column >= len(lines[earlier]):
            return False
        if words := _words(text, lines[earlier][column]):
            return words in (row.category, row.subcategory)
    return False


def _reach_down(table: list[list[Cell | None]], column: int) -> None:
    for row in reversed(table):
        cell = row[column]
        if cell is not None:
            row[column] = replace(cell, down=cell.down + 1)
            return


def _words(text: str, cell: Cell) -> str:
    return text[cell.shown.start : cell.shown.end]


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end
