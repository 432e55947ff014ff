"""Text -> paragraphs, as spans, whatever the layout: one a line, several on one line, or wrapped at a fixed width."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.markers import read_marker
from ingest.sentences import trim
from vectorstore.records import Span

_ONE_LINE = 1500
"""Characters; a line longer than this that holds several double ideographic spaces is a text that lost its breaks.
The longest paragraph of the reports we know has 1,342 characters."""
_INDENT = re.compile(r"\u3000{2,}")
_SLACK = 3
"""Characters by which wrapped lines differ: a line never begins with a comma, so it may end early."""
_WRAPPED_LINES, _WRAPPED_SHARE = 20, 0.4
"""A text is wrapped when it has that many lines and so large a part of them has the same length."""
_WIDTHS = range(20, 81)
_FINAL = tuple("。！？；：!?…")


def split_blocks(text: str, tables: Sequence[Span] = ()) -> list[Span]:
    """The paragraphs of a text in order, without surrounding white space and without those inside ``tables``."""
    lines: list[Span] = []
    start = 0
    for hole in (*tables, Span(len(text), len(text))):
        lines += _lines(text, start, hole.start)
        start = hole.end
    width = _wrap_width(lines)
    return _unwrap(text, lines, width) if width else lines


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield from _paragraphs(text, start, stop)
        start = stop + 1


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    line = trim(text, start, end)
    cuts = [line.start]
    if line.end - line.start > _ONE_LINE:
        indents = list(_INDENT.finditer(text, line.start, line.end))
        if len(indents) > 1:
            cuts += [indent.end() for indent in indents]
    for begin, stop in zip(cuts, [*cuts[1:], line.end], strict=True):
        block = trim(text, begin, stop)
        if block.end > block.start:
            yield block


def _wrap_width(lines: Sequence[Span]) -> int:
    """The width at which the lines are wrapped; 0 if each line is a paragraph."""
    lengths = Counter(line.end - line.start for line in lines)
    near = {width: sum(lengths[width - less] for less in range(_SLACK + 1)) for width in _WIDTHS}
    width = max(near, key=lambda candidate: (near[candidate], candidate))
    return width if len(lines) >= _WRAPPED_LINES and near[width] >= _WRAPPED_SHARE * len(lines) else 0


def _unwrap(text: str, lines: Sequence[Span], width: int) -> list[Span]:
    """Join each line to the full one before it, unless an indent, an empty line or a mark begins a paragraph."""
    blocks = list(lines[:1])
    last = blocks[0]
    for line in lines[1:]:
        between = text[last.end : line.start]
        full = last.end - last.start >= width - _SLACK
        if full and between == "\n" and not (_ends(text, last) and read_marker(text[line.start : line.end]).length):
            blocks[-1] = Span(blocks[-1].start, line.end)
        else:
            blocks.append(line)
        last = line
    return blocks


def _ends(text: str, line: Span) -> bool:
    return text[line.start : line.end].endswith(_FINAL)
