"""Lines of a table as printed, read into cells: spans of the text, whatever they mean.

Three layouts: one cell a line led by a tab, rows parted by blank lines; one row a line, cells parted by tabs; the pipe
rows of Markdown. Every character but white space between cells belongs to a cell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.web.paragraphs import trimmed
from vectorstore.records import Passage, Span

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


def layout_of(text: str, row: Passage) -> Layout:
    """How the table is printed that a row belongs to."""
    line = text[line_start(text, row.start) : line_end(text, row.start)]
    if "\n" in text[row.start : row.end] or re.fullmatch(r"\t[^\t]*", line):
        return "lines"
    return "tabs" if "\t" in line else "pipes"


def is_line_of(layout: Layout, line: str) -> bool:
    """Whether a line may belong to a table so printed."""
    if layout == "lines":
        return line.startswith("\t") and len(line) <= _LONGEST_CELL
    return ("\t" if layout == "tabs" else "|") in line


def lines_of(text: str, layout: Layout, span: Span) -> Iterator[Line]:
    """The rows of a table that covers ``span``, empty cells included."""
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


def line_start(text: str, position: int) -> int:
    """Where the line begins that ``position`` is in."""
    return text.rfind("\n", 0, position) + 1


def line_end(text: str, position: int) -> int:
    """Where the line ends that ``position`` is in, before its line break."""
    end = text.find("\n", position)
    return len(text) if end < 0 else end
