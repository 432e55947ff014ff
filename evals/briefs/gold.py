"""The points that a brief must hold, by report, topic and section: ``*.jsonl`` beside this file.

An empty ``quote`` says that the section must say plainly that the report has nothing.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.brief.records import Brief, Section, SectionName
from assistant.text import fold

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Point:
    """One point: words of the report that must stand in a section of the brief on a topic."""

    document: str
    topic: str
    section: SectionName
    quote: str


def read_points(path: Path) -> tuple[Point, ...]:
    """The points of one file."""
    return tuple(Point(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def topics_of(points: Iterable[Point]) -> Iterator[tuple[str, str]]:
    """Each document and topic once, in order."""
    yield from dict.fromkeys((point.document, point.topic) for point in points)


def holds(brief: Brief, point: Point) -> bool:
    """Whether the brief has the point: shown in a quoted line, or in a quote that a composed line rests on."""
    section = brief.section(point.section)
    if not point.quote:
        return not section.lines and not section.rows
    return any(fold(point.quote) in fold(text) for text in _texts(brief, section))


def _texts(brief: Brief, section: Section) -> Iterator[str]:
    quotes = {citation.marker: citation.quote for citation in brief.citations}
    for line in section.lines:
        yield line.text
        if not line.quoted:
            yield from (quotes[marker] for marker in line.markers)
    for row in section.rows:
        for cell in (row.planned, row.actual, row.target):
            yield from (quotes[marker] for marker in cell.markers)
