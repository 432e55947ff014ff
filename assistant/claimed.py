"""An answer's text -> what it claims: each figure with its words and the citations that it names.

Markdown and the spaces that chat models put around numbers are read through; offsets are those of the answer's text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from assistant.mentions import Mention, content, mentions
from assistant.records import Citation
from vectorstore.records import Span

_MARKERS = re.compile(r"(?:\[\d+\])+")
_HIDDEN = re.compile(
    r"(?:\[\d+\])+|\*\*|__|`"
    r"|^\s*(?:[-•*·]\s+|#+\s+|>\s+|\d{1,2}[.)、）](?!\d)\s*|[（(]\d{1,2}[）)]\s*)"
    r"|(?<=\d)[ \u00a0]+(?=[\u4e00-\u9fff%％‰])|(?<=[\u4e00-\u9fff])[ \u00a0]+(?=\d)"
)
"""Markers, markdown, the marks of list items, and spaces between a number and Chinese."""

_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
_HEADING = re.compile(r"^\s*(?:#+\s|\*\*.*\*\*[:：]?\s*$)|[:：]\s*(?:\*\*)?\s*$")
_OPENS_LIST = re.compile(r"[:：]\s*(?:\*\*)?\s*$")
_BULLET = re.compile(r"^\s*(?:[-•*·]\s|\d{1,2}[.)、）])")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the answer that is read by itself: a line, or a table's cell.

    ``plain`` is its text without markers and markdown, ``origin`` the offset in the answer of each of its characters
    and of its end. ``marks`` are the places of markers in ``plain`` with what they cite. ``lead`` stands over it: a
    table row's label and column head; ``carried`` is the heading that may date it. ``items`` counts the list items
    that follow directly.
    """

    plain: str
    origin: tuple[int, ...]
    marks: tuple[tuple[int, tuple[Citation, ...]], ...]
    lead: str = ""
    carried: str = ""
    items: int = 0

    def mentions(self) -> tuple[Mention, ...]:
        """The figures of the line."""
        return mentions(self.plain, self.lead)

    def at(self, start: int, end: int) -> Span:
        """The place in the answer of a stretch of ``plain``."""
        return Span(self.origin[start], self.origin[end - 1] + 1 if end > start else self.origin[start])

    def cited_at(self, end: int) -> tuple[Citation, ...]:
        """What the stretch that ends at ``end`` cites: the next markers of the line, else the last before it."""
        following = next((cited for at, cited in self.marks if at >= end), None)
        if following is not None:
            return following
        return self.marks[-1][1] if self.marks else ()


def lines_of(text: str, citations: Sequence[Citation]) -> Iterator[Line]:
    """The answer's lines and table cells in order."""
    known = {citation.marker: citation for citation in citations}
    spans = [match.span() for match in re.finditer(r"[^\n]+", text)]
    columns: list[str] = []
    heading = ""
    for number, (start, end) in enumerate(spans):
        raw = text[start:end]
        if raw.count("|") >= 2:
            if not _RULE.match(raw):
                cells = [_plain(text, left, right, known) for left, right in _cells(text, start, end)]
                columns = columns or [cell.plain.strip() for cell in cells]
                yield from _row(cells, columns, heading)
            continue
        columns = []
        line = _plain(text, start, end, known)
        if _HEADING.search(raw):
            yield replace(line, items=_items_after(text, spans[number + 1 :]) if _OPENS_LIST.search(raw) else 0)
            heading = line.plain
        elif raw.strip():
            yield replace(line, carried=heading)


def _items_after(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """How many of the lines that follow are list items, up to the first that is none."""
    return sum(1 for _ in takewhile(lambda span: _BULLET.match(text[span[0] : span[1]]), spans))


def _row(cells: Sequence[Line], columns: Sequence[str], heading: str) -> Iterator[Line]:
    """A table row's cells, each under its column head and beside the row's label."""
    cited = tuple(dict.fromkeys(citation for cell in cells for _, row in cell.marks for citation in row))
    label = next((cell.plain.strip() for cell in cells if content(cell.plain)), "")
    for at, cell in enumerate(cells):
        own = cell.plain.strip()
        over = [name for name in (label, *columns[at : at + 1]) if name and name != own]
        marks = cell.marks or (((len(cell.plain), cited),) if cited else ())
        yield replace(cell, marks=marks, lead="，".join(over), carried=heading)


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    bars = [start - 1] + [at for at in range(start, end) if text[at] == "|"] + [end]
    cells = [(left + 1, right) for left, right in pairwise(bars)]
    inner = cells[1:] if text[start:end].lstrip().startswith("|") else cells
    return inner[:-1] if text[start:end].rstrip().endswith("|") else inner


def _plain(text: str, start: int, end: int, known: Mapping[int, Citation]) -> Line:
    """A stretch without markers, markdown and spaces around numbers."""
    kept: list[str] = []
    origin: list[int] = []
    marks: list[tuple[int, tuple[Citation, ...]]] = []
    at = start
    raw = text[start:end]
    for hidden in _HIDDEN.finditer(raw):
        left, right = start + hidden.start(), start + hidden.end()
        kept.append(text[at:left])
        origin.extend(range(at, left))
        if _MARKERS.fullmatch(hidden.group()):
            numbers = [int(number) for number in re.findall(r"\d+", hidden.group())]
            marks.append((len(origin), tuple(known[n] for n in numbers if n in known)))
        at = right
    kept.append(text[at:end])
    origin.extend(range(at, end))
    return Line("".join(kept), (*origin, end), tuple(marks))
