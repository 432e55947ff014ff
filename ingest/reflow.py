"""Printed pages -> running text: without headers, footers and page numbers, lines joined to paragraphs again."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.grids import Grid, find_grids
from ingest.markers import read_marker
from ingest.printed import Line, Page, joined, lines_of, most_common

_OUTER = 2
"""So many lines at either end of a page may be its header or footer."""
_HEIGHT = 6.0
"""Points within which a header stands at the same height on every page."""
_NOTHING = ("", 0)
_NUMBER = re.compile(
    r"[\s—–\-－·•]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}(?:\s*页)?)?[\s—–\-－·•]*"
)
_DRESSED = re.compile(r"[—–\-－·•].*[—–\-－·•]|第.*页")
"""A page number that can be nothing else."""
_FULL = 2.6
"""Type sizes that may be missing at the end of a full line: no line begins with a comma, no number is broken."""
_REACH = 0.85
"""So far towards a right margin as wide as the left one full lines go, at least."""
_LONG = 0.7
"""So much of the full width has a line that a long word at the next one's beginning cut short."""
_INDENT = 0.8
"""Type sizes by which the first line of a paragraph is set in, at least."""
_STRETCH = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
"""The room that justification opens in a full line between Chinese characters."""
_WIDE = 1.5
"""So much more than the usual distance between lines parts paragraphs."""

_ENDS = tuple("。！？!?")
_HEADINGS = ("chapter", "comma", "bracket")
"""Marks that open headings, which may stand at the margin where paragraphs are set in."""

Block = Line | Grid


@dataclass(frozen=True, slots=True)
class _Measures:
    """The page as it was set: where lines begin and end, how far apart they are, whether paragraphs are set in."""

    left: float
    right: float
    pitch: float
    indents: bool

    @classmethod
    def of(cls, pages: Sequence[Sequence[Block]], width: float) -> "_Measures":
        lines = [[block for block in page if isinstance(block, Line) and "\t" not in block.text] for page in pages]
        every = [line for page in lines for line in page]
        right = _far_right(every, width)
        pairs = [pair for page in lines for pair in pairwise(page)]
        left = most_common(line.left for line in every if _reaches(line, right))
        fresh = [below for above, below in pairs if not _reaches(above, right)]
        indented = sum(line.left > left + _INDENT * line.size for line in fresh)
        return cls(left, right, most_common(above.y - below.y for above, below in pairs), indented * 2 > len(fresh))

    def full(self, line: Line) -> bool:
        """Whether a line goes on to the right margin."""
        return _reaches(line, self.right)

    def cut_short(self, line: Line) -> bool:
        """Whether a line ends before the margin in the middle of a sentence, as before a word that is not broken."""
        long = line.right - line.left >= _LONG * (self.right - self.left)
        return self.indents and long and not line.text.endswith(_ENDS)

    def indented(self, line: Line) -> bool:
        """Whether a line begins further in than others."""
        return line.left > self.left + _INDENT * line.size


def reflow(pages: Sequence[Page]) -> str:
    """The text of the pages, a paragraph a line; rows of tables are lines of cells parted by tabs."""
    blocks = _without_margins([_blocks(page) for page in pages])
    measures = _Measures.of(blocks, most_common(page.width for page in pages))
    parts: list[str] = []
    table: list[tuple[str, ...]] = []
    last: Line | None = None
    for page in blocks:
        for number, block in enumerate(page):
            if isinstance(block, Grid):
                _append_rows(table, block, continues=number == 0)
                last = None
                continue
            parts += _printed_rows(table)
            table = []
            text = _STRETCH.sub("", block.text) if measures.full(block) else block.text
            if last is not None and _goes_on(last, block, measures, same_page=number > 0):
                parts[-1] = joined(parts[-1], text)
            else:
                parts.append(text)
            last = block
    return "\n".join((*parts, *_printed_rows(table)))


def _blocks(page: Page) -> list[Block]:
    """The lines and tables of a page in reading order."""
    grids = find_grids(page)
    taken = {piece for grid in grids for piece in grid.pieces}
    lines = lines_of(piece for piece in page.pieces if piece not in taken)
    blocks: list[Block] = [*lines, *grids]
    return sorted(blocks, key=lambda block: -(block.y if isinstance(block, Line) else block.top))


def _without_margins(pages: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """The pages without the lines that their ends repeat, but for their numbers."""
    seen = Counter(key for page in pages for key in {_key(block) for block in _outer(page)} if key != _NOTHING)
    enough = max(2, min(3, len(pages) // 2))
    repeated = {key for key, times in seen.items() if times >= enough}
    counting = _counting(pages)
    cleaned = []
    for number, page in enumerate(pages):
        outer = set(_outer(page))
        cleaned.append(
            [b for b in page if b not in outer or not (_key(b) in repeated or _is_page_number(b, number, counting))]
        )
    return cleaned


def _outer(page: Sequence[Block]) -> list[Line]:
    ends = [*page[:_OUTER], *page[-_OUTER:]] if len(page) > _OUTER else list(page)
    return [block for block in ends if isinstance(block, Line)]


def _key(block: Block) -> tuple[str, int]:
    """What a header says on every page, its words without digits and marks, and at which height."""
    words = re.sub(r"[\W\d_]", "", block.text) if isinstance(block, Line) else ""
    return (words, round(block.y / _HEIGHT)) if isinstance(block, Line) and words else _NOTHING


def _counting(pages: Sequence[Sequence[Block]]) -> set[int]:
    """The differences between printed and actual page numbers that occur more than once."""
    offsets = Counter(
        int(found.group(1)) - number
        for number, page in enumerate(pages)
        for line in _outer(page)
        if (found := _NUMBER.fullmatch(line.text))
    )
    return {offset for offset, times in offsets.items() if times > 1}


def _is_page_number(block: Block, number: int, counting: set[int]) -> bool:
    found = _NUMBER.fullmatch(block.text) if isinstance(block, Line) else None
    if not found:
        return False
    return bool(_DRESSED.search(found.group())) or int(found.group(1)) - number in counting


def _far_right(lines: Sequence[Line], width: float) -> float:
    """The right margin: what many lines reach. Where none comes near the edge of the paper, no line is full."""
    ends = Counter(round(line.right / 6) * 6.0 for line in lines)
    far = max((end for end, count in ends.items() if count >= max(2, len(lines) / 20)), default=0.0)
    return far if far >= _REACH * (width - min((line.left for line in lines), default=0.0)) else width


def _reaches(line: Line, right: float) -> bool:
    return line.right >= right - _FULL * line.size


def _goes_on(last: Line, line: Line, measures: _Measures, *, same_page: bool) -> bool:
    """Whether a line continues the paragraph of the line before it."""
    if "\t" in last.text or "\t" in line.text or abs(last.size - line.size) > 0.15 * last.size:
        return False
    if same_page and measures.pitch and last.y - line.y > _WIDE * measures.pitch:
        return False
    if measures.indented(line) or not (measures.full(last) or measures.cut_short(last)):
        return False
    marker = read_marker(line.text)
    opens = marker.family in _HEADINGS if measures.indents else bool(marker.length)
    return not (opens and last.text.endswith(_ENDS))


def _append_rows(table: list[tuple[str, ...]], grid: Grid, *, continues: bool) -> None:
    """Add the rows of a page to a table; at a page's beginning without the header repeated and the row broken."""
    rest = list(grid.rows)
    if continues and table and rest and len(rest[0]) == len(table[0]):
        if rest[0] == table[0]:
            rest = rest[1:]
        if rest and _is_rest_of(rest[0], table[-1]) and not grid.band:
            table[-1] = tuple(joined(above, below) for above, below in zip(table[-1], rest[0], strict=True))
            rest = rest[1:]
    table += rest


def _is_rest_of(row: tuple[str, ...], above: tuple[str, ...]) -> bool:
    """Whether a row at the top of a page ends the one that the page before broke off: it has no value of its own."""
    return bool(above[-1]) and not row[-1] and all(a for a, below in zip(above, row, strict=True) if below)


def _printed_rows(table: Iterable[tuple[str, ...]]) -> Iterator[str]:
    lines = ["\t".join(row) for row in table]
    if lines:
        yield from ("", *lines, "")
