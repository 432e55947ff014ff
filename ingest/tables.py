"""Text -> tables: rows with category, sub-category, indicator, unit and values, in any of the printed layouts.

Three layouts are read: one cell per line led by a tab, rows parted by blank lines (what Word's "save as text"
leaves); one row per line with cells parted by tabs; Markdown's pipe rows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.sentences import trim
from vectorstore.records import Row, Span

_CATEGORY = re.compile(r"类别|分类|类型|领域|一级指标|大类")
_NUMBER = re.compile(r"序号|编号|^号$|^No\.?$")
_INDICATOR = re.compile(r"指标|项目|名称|内容|事项")
_UNIT = re.compile(r"单位")
_UNIT_BRACKET = re.compile(r"\s*[（(]([^（()）]{1,15})[）)]$")
_RULE = re.compile(r"\|[\s:|-]*-[\s:|-]*")
_LONGEST_CELL = 160
"""Characters; a longer tab-led line is a paragraph with a tab as its indent."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed, and where."""

    text: str
    span: Span


Line = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row and the stretch of text that it covers."""

    row: Row
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a text: what its header covers, and its rows. ``span`` covers both."""

    span: Span
    header: Span
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


def find_tables(text: str) -> tuple[Table, ...]:
    """All tables of a text in order. What only looks like one is left to be read as paragraphs."""
    tables = (read_table(lines) for lines in _regions(text))
    return tuple(table for table in tables if table is not None)


def read_table(lines: list[Line]) -> Table | None:
    """The table that the cells form, or ``None`` if they form none."""
    lines = _without_empty_column(lines)
    if len(lines) < 2 or not _is_header(lines[0]):
        return None
    depth = 2 if _is_second_header(lines[0], lines[1]) else 1
    header = _under(lines[0], lines[1]) if depth == 2 else lines[0]
    rows = _Roles.of(header).rows(lines[depth:])
    if not rows:
        return None
    covered = _join(_covered(lines[0]), _covered(lines[depth - 1]))
    return Table(_join(covered, rows[-1].span), covered, tuple(cell.text for cell in header), tuple(rows))


def _is_second_header(first: Line, second: Line) -> bool:
    """Whether a second row divides the columns of the first (2024年 over 计划 and 实际)."""
    if len(first) != len(second) or sum(bool(cell.text) for cell in second) < 2:
        return False
    named = any(_INDICATOR.search(above.text) and not cell.text for above, cell in zip(first, second, strict=True))
    return named and all(not re.search(r"\d+(?:\.\d+)?$|^[-—/]$", cell.text) for cell in second)


def _under(first: Line, second: Line) -> Line:
    """One header of two: each lower name follows the upper one that stands above it or to its left."""
    names: list[Cell] = []
    upper = ""
    for above, cell in zip(first, second, strict=True):
        upper = above.text or upper
        names.append(Cell(upper + cell.text if cell.text else above.text, above.span))
    return tuple(names)


def _is_header(line: Line) -> bool:
    """Whether a first row names columns: two names or more, short, and none of them a bare number."""
    names = [cell.text for cell in line if cell.text]
    return len(names) >= 2 and all(len(name) <= 30 and not re.fullmatch(r"[\d.%％]+", name) for name in names)


def _covered(line: Line) -> Span:
    shown = [cell.span for cell in line if cell.span.end > cell.span.start]
    return Span(shown[0].start, shown[-1].end) if shown else Span(line[0].span.start, line[0].span.start)


@dataclass(frozen=True, slots=True)
class _Roles:
    """Which column of a table holds what."""

    header: Line
    category: int | None
    indicator: int
    unit: int | None
    values: tuple[int, ...]

    @classmethod
    def of(cls, header: Line) -> "_Roles":
        names = [cell.text for cell in header]
        number = _find(_NUMBER, names)
        unit = _find(_UNIT, names)
        indicator = _find(_INDICATOR, names, but=(unit, number))
        if indicator is None:
            indicator = next(n for n in range(len(names)) if n not in (unit, number))
        category = _find(_CATEGORY, names[:indicator])
        if category is None and number is None and indicator == 1:
            category = 0
        taken = {number, unit, indicator, category}
        return cls(header, category, indicator, unit, tuple(n for n in range(len(names)) if n not in taken))

    def rows(self, lines: list[Line]) -> list[TableRow]:
        category = subcategory = ""
        pending: Span | None = None
        rows: list[TableRow] = []
        for line in lines:
            cells, extra = self._fit(line, bool(category))
            own = cells[self.category].text if self.category is not None else ""
            shown = [cell for cell in line if cell.text]
            if not shown:
                pending = _extend(rows, line, pending)
                continue
            if self._is_band(line, cells, shown):
                category, subcategory = shown[0].text, ""
                pending = _join(pending, _covered(line))
                continue
            if own:
                category, subcategory = own, ""
            subcategory = (extra or subcategory) if len(line) > len(self.header) else ""
            span = _join(pending, _covered(line))
            pending = None
            rows.append(TableRow(self._row(cells, category, subcategory), span))
        if pending is not None and rows:
            rows[-1] = TableRow(rows[-1].row, _join(rows[-1].span, pending))
        return rows

    def _is_band(self, line: Line, cells: list[Cell], shown: list[Cell]) -> bool:
        """Whether the row is a category across the whole width: a single text that is no indicator of a category."""
        if len(shown) != 1:
            return False
        beside = not cells[self.indicator].text and len(line) > 1
        return beside or (self.category is None and len(self.header) > 2)

    def _fit(self, line: Line, continued: bool) -> tuple[list[Cell], str]:
        """The cells under the header's columns; a surplus cell stands before the indicator and names a sub-category."""
        cells = list(line)
        surplus = len(cells) - len(self.header)
        extra = ""
        if surplus > 0:
            extra = " ".join(cell.text for cell in cells[self.indicator : self.indicator + surplus] if cell.text)
            del cells[self.indicator : self.indicator + surplus]
        blank = Cell("", Span(line[0].span.start, line[0].span.start))
        if surplus == -1 and self.category == 0 and continued:
            cells.insert(0, blank)
        cells += [blank] * (len(self.header) - len(cells))
        return cells, extra

    def _row(self, cells: list[Cell], category: str, subcategory: str) -> Row:
        indicator = cells[self.indicator].text
        unit = cells[self.unit].text if self.unit is not None else ""
        bracket = _UNIT_BRACKET.search(indicator)
        if self.unit is None and bracket and bracket.start():
            indicator, unit = indicator[: bracket.start()], bracket.group(1).strip()
        values = tuple((self.header[n].text, cells[n].text) for n in self.values)
        return Row(category, subcategory, indicator, unit, values)


def _find(pattern: re.Pattern[str], names: list[str], but: tuple[int | None, ...] = ()) -> int | None:
    return next((n for n, name in enumerate(names) if n not in but and pattern.search(name)), None)


def _join(before: Span | None, span: Span) -> Span:
    return Span(before.start, span.end) if before else span


def _extend(rows: list[TableRow], line: Line, pending: Span | None) -> Span | None:
    """Give the marks of an empty pipe row to the row before it, so that nothing is lost."""
    covered = _covered(line)
    if covered.end == covered.start:
        return pending
    if rows and pending is None:
        rows[-1] = TableRow(rows[-1].row, _join(rows[-1].span, covered))
        return None
    return _join(pending, covered)


def _without_empty_column(lines: list[Line]) -> list[Line]:
    """The rows without a first column that is empty throughout: the tab that leads every cell or row."""
    while lines and all(len(line) > 1 and not line[0].text for line in lines):
        lines = [line[1:] for line in lines]
    return lines


def _regions(text: str) -> Iterator[list[Line]]:
    """Runs of neighbouring lines that look like rows, as cells. Blank lines do not end a run of tabbed lines."""
    run: list[tuple[int, int]] = []
    kind = ""
    for begin, stop in (*_lines(text, 0, len(text)), (len(text), len(text))):
        line = text[begin:stop].strip(" \u3000")
        now = "|" if line.startswith("|") and line.count("|") > 1 else "\t" if "\t" in line else ""
        if run and (now == kind or (kind == "\t" and not line and begin < len(text))):
            run.append((begin, stop))
            continue
        if run:
            yield _pipe_rows(text, run) if kind == "|" else _tab_rows(text, run)
        run, kind = ([(begin, stop)], now) if now else ([], "")


def _pipe_rows(text: str, lines: list[tuple[int, int]]) -> list[Line]:
    rows: list[Line] = []
    for begin, stop in lines:
        whole = trim(text, begin, stop)
        if rows and _RULE.fullmatch(text, whole.start, whole.end):
            rows[-1] = _stretch(rows[-1], whole)
            continue
        rows.append(
            _stretch(_cells(text, whole.start + 1, whole.end - text[whole.start : whole.end].endswith("|"), "|"), whole)
        )
    return rows


def _stretch(line: Line, whole: Span) -> Line:
    """The row with its outer cells' spans widened so that they cover the pipes too."""
    first, last = line[0], line[-1]
    start = min(first.span.start, whole.start)
    if len(line) == 1:
        return (Cell(first.text, Span(start, whole.end)),)
    return (
        Cell(first.text, Span(start, max(first.span.end, start + 1))),
        *line[1:-1],
        Cell(last.text, Span(min(last.span.start, whole.end - 1), whole.end)),
    )


def _tab_rows(text: str, stretches: list[tuple[int, int]]) -> list[Line]:
    lines = [_cells(text, begin, stop, "\t") for begin, stop in stretches]
    if any(len(cell.text) > _LONGEST_CELL for line in lines for cell in line):
        return []
    if any(sum(bool(cell.text) for cell in line) > 1 for line in lines):
        return [line for line in lines if any(cell.text for cell in line)]
    return _groups(lines)


def _groups(lines: list[Line]) -> list[Line]:
    """Rows from one cell per line: the lines between two blank ones, each led by its tab."""
    rows: list[Line] = []
    row: list[Cell] = []
    for line in [*lines, (Cell("", Span(0, 0)),)]:
        if len(line) > 1:
            row.append(next((cell for cell in line if cell.text), line[-1]))
        elif row:
            rows.append(tuple(row))
            row = []
    return rows


def _cells(text: str, start: int, end: int, mark: str) -> Line:
    cells: list[Cell] = []
    begin = start
    while begin <= end:
        stop = text.find(mark, begin, end)
        stop = end if stop < 0 else stop
        span = trim(text, begin, stop)
        cells.append(Cell(text[span.start : span.end], span))
        begin = stop + 1
    return tuple(cells)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1
