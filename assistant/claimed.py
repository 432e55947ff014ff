"""An answer's text -> what it claims: each figure with its words and the citations that it names.

Markdown and the spaces that chat models put around numbers are read through; offsets are those of the answer's text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.mentions import Mention, content, mentions
from assistant.records import Citation
from vectorstore.records import Span

_MARKERS = re.compile(r"(?:\[\d+\])+")
_HIDDEN = re.compile(
    r"(?:\[\d+\])+|\*\*|__|`|^\s*(?:[-•*·]\s+|#+\s+|>\s+|\d{1,2}[.)、）](?!\d)\s*|[（(]\d{1,2}[）)]\s*)|(?<=\d)[ \u00a0]+(?=[\u4e00-\u9fff%％‰])|"
    r"(?<=[\u4e00-\u9fff])[ \u00a0]+(?=\d)"
)
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
_HEADING = re.compile(r"^\s*(?:#+\s|\*\*.*\*\*[:：]?\s*$)|[:：]\s*(?:\*\*)?\s*$")
_BULLET = re.compile(r"^\s*(?:[-•*·]\s|\d{1,2}[.)、）])")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the answer that is read by itself: a line, or a table's cell.

    ``plain`` is its text without markers and markdown, ``origin`` the offset in the answer of each of its characters (and of its end). ``marks``
    are the places of markers in ``plain`` with what they cite. ``lead`` stands over it: a table row's label,
    ``carried`` the column head or the heading that dates it. ``items`` counts the list items that follow directly.
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
    spans = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    columns: list[str] = []
    heading = ""
    for number, (start, end) in enumerate(spans):
        raw = text[start:end]
        if "|" in raw and raw.count("|") >= 2:
            if not _RULE.match(raw):
                columns = columns or [_plain(text, a, b, known).plain for a, b in _cells(text, start, end)]
                yield from _row(text, start, end, columns, known, heading)
            continue
        columns = []
        if not raw.strip():
            continue
        line = _plain(text, start, end, known)
        items = sum(1 for _ in _items_after(text, spans[number + 1 :])) if re.search(r"[:：]\s*(?:\*\*)?\s*$", raw) else 0
        yield Line(line.plain, line.origin, line.marks, carried="" if _HEADING.search(raw) else heading, items=items)
        if _HEADING.search(raw):
            heading = line.plain


def _items_after(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    for start, end in spans:
        if not _BULLET.match(text[start:end]):
            return
        yield text[start:end]


def _row(
    text: str, start: int, end: int, columns: Sequence[str], known: Mapping[int, Citation], heading: str
) -> Iterator[Line]:
    """A table row's cells, each under its column head and beside the row's label."""
    cells = [_plain(text, a, b, known) for a, b in _cells(text, start, end)]
    whole = tuple(mark for cell in cells for mark in cell.marks)
    everything = tuple(dict.fromkeys(citation for _, cited in whole for citation in cited))
    label = next((cell.plain for cell in cells if content(cell.plain)), "")
    for at, cell in enumerate(cells):
        head = columns[at] if at < len(columns) and columns[at] != cell.plain else ""
        marks = cell.marks or (((len(cell.plain), everything),) if everything else ())
        lead = label if label != cell.plain else ""
        yield Line(cell.plain, cell.origin, marks, "，".join(filter(None, (lead, head))), head or heading)


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    bars = [start - 1] + [at for at in range(start, end) if text[at] == "|"] + [end]
    cells = [(left + 1, right) for left, right in zip(bars, bars[1:], strict=False)]
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
