"""Rules and pieces of a page -> the tables drawn with rules, as rows of cells."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from ingest.printed import Page, Piece, Rule, joined, lines_of

_NEAR = 3.0
"""Points by which the ends of rules that meet may miss each other."""
_MOST = 2_000
"""Rules on a page; more of them are a drawing."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: where it stands on the page, its pieces of text, and its rows, every one with a cell for each column.

    ``band`` tells that its first row is one cell over all columns.
    """

    top: float
    bottom: float
    pieces: frozenset[Piece]
    rows: tuple[tuple[str, ...], ...]
    band: bool


def find_grids(page: Page) -> list[Grid]:
    """The tables of a page from top to bottom. Boxes and lines that hold no rows of cells are left alone."""
    if len(page.rules) > _MOST:
        return []
    upright = [rule for rule in page.rules if not rule.flat]
    flat = [rule for rule in page.rules if rule.flat]
    grids = []
    for bottom, top in _stretches(upright):
        inside = [rule for rule in upright if rule.bottom >= bottom - _NEAR and rule.top <= top + _NEAR]
        across = [rule for rule in flat if bottom - _NEAR <= rule.bottom <= top + _NEAR]
        columns = _merged(rule.left for rule in inside)
        heights = _merged(rule.bottom for rule in across)
        if len(columns) > 2 and len(heights) > 1:
            grids.append(_Lattice(columns, heights, inside, across).grid(page.pieces))
    return [grid for grid in reversed(grids) if grid.rows]


def _stretches(upright: Iterable[Rule]) -> Iterator[tuple[float, float]]:
    """The heights of the page that upright rules cover without a break, from bottom to top."""
    bottom = top = None
    for rule in sorted(upright, key=lambda rule: rule.bottom):
        if top is not None and bottom is not None and rule.bottom > top + _NEAR:
            yield bottom, top
            bottom = top = None
        bottom = rule.bottom if bottom is None else bottom
        top = max(rule.top, top or 0)
    if top is not None and bottom is not None:
        yield bottom, top


def _merged(places: Iterable[float]) -> list[float]:
    """The places in order, those that are meant to be one taken as one."""
    merged: list[float] = []
    for place in sorted(places):
        if not merged or place - merged[-1] > _NEAR:
            merged.append(place)
    return merged


@dataclass(frozen=True, slots=True)
class _Lattice:
    """The cells between the rules. Rows are counted from the top, columns from the left."""

    columns: Sequence[float]
    heights: Sequence[float]
    upright: Sequence[Rule]
    flat: Sequence[Rule]

    def grid(self, pieces: Iterable[Piece]) -> Grid:
        cells: dict[tuple[int, int], list[Piece]] = defaultdict(list)
        for piece in pieces:
            place = self._place(piece)
            if place:
                cells[place].append(piece)
        texts = {place: reduce(joined, (line.text for line in lines_of(own))) for place, own in cells.items()}
        rows = (
            tuple(texts.get((row, column), "").replace("\t", " ") for column in range(len(self.columns) - 1))
            for row in range(len(self.heights) - 1)
        )
        taken = frozenset(piece for own in cells.values() for piece in own)
        band = not any(self._closed_left(0, column) for column in range(1, len(self.columns) - 1))
        return Grid(self.heights[-1], self.heights[0], taken, tuple(row for row in rows if any(row)), band)

    def _place(self, piece: Piece) -> tuple[int, int] | None:
        """The cell that holds the piece: of merged cells the uppermost and leftmost."""
        if not piece.text.strip():
            return None
        column = bisect_right(self.columns, piece.x + piece.size / 4) - 1
        row = len(self.heights) - 1 - bisect_right(self.heights, piece.y + piece.size / 3)
        if not (0 <= column < len(self.columns) - 1 and 0 <= row < len(self.heights) - 1):
            return None
        while row and not self._closed_above(row, column):
            row -= 1
        while column and not self._closed_left(row, column):
            column -= 1
        return row, column

    def _closed_above(self, row: int, column: int) -> bool:
        y = self.heights[len(self.heights) - 1 - row]
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        return any(abs(rule.bottom - y) <= _NEAR and rule.left <= middle <= rule.right for rule in self.flat)

    def _closed_left(self, row: int, column: int) -> bool:
        below = self.heights[len(self.heights) - 2 - row]
        middle = (below + self.heights[len(self.heights) - 1 - row]) / 2
        x = self.columns[column]
        return any(abs(rule.left - x) <= _NEAR and rule.bottom <= middle <= rule.top for rule in self.upright)
