"""The tables of a document as printed, cell by cell, laid out over the rows that ingestion found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.web.paragraphs import title_of
from assistant.web.printed_cells import Cell, Layout, Line, is_line_of, layout_of, line_end, line_start, lines_of
from vectorstore.records import Document, Passage, Row, Span


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
    layout = layout_of(document.text, one)
    between = document.text[one.end : two.start].split("\n")[1:-1]
    parted = any(one.end <= heading.start < two.start for heading in document.outline)
    return not parted and all(not line.strip() or is_line_of(layout, line) for line in between)


def _table(document: Document, rows: Sequence[Passage], free: int) -> PrintedTable:
    """The table that the rows belong to: upwards to its first line, no further than ``free`` or a heading."""
    text, layout = document.text, layout_of(document.text, rows[0])
    bound = max([free, *(title_of(text, one).end for one in document.outline if one.start < rows[0].start)])
    start = _first_line(text, layout, line_start(text, rows[0].start), bound)
    span = Span(start, line_end(text, rows[-1].end))
    lines = list(lines_of(text, layout, span))
    known = {at: row for row in rows for at, line in enumerate(lines) if _holds(line, row)}
    first = min(known, default=0)
    laid = _laid_out(text, lines, {at: row.row for at, row in known.items() if row.row})
    return PrintedTable(span, tuple(laid[:first]), tuple(laid[first:]))


def _first_line(text: str, layout: Layout, start: int, bound: int) -> int:
    """Go up line by line; only rows printed one cell a line have blank lines between them."""
    first = at = start
    while at > bound:
        above = line_start(text, at - 1)
        line = text[above : at - 1]
        if above < bound or not (is_line_of(layout, line) or (layout == "lines" and not line.strip())):
            break
        at = above
        first = at if line.strip() or line.startswith("\t") else first
    return first


def _holds(line: Line, row: Passage) -> bool:
    return any(row.start < cell.span.end and cell.span.start < row.end for cell in line)


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
