"""A brief as a Word document, with its sources as footnotes and, by their places in the report, in a list."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.brief.markdown import by_place, comparison_cells, comparison_headers
from assistant.brief.records import Brief, Line, Piece, Section
from assistant.records import Citation
from assistant.word.records import Heading, Note, Paragraph, Run, Table, WordText, plain
from assistant.word.writer import write_word

_WIDTHS = {"指标": 2.5, "说明": 2.0}
_NARROW, _FOR_WORDS = 1.7, 2.3  # a target without a number is told in words


def as_docx(brief: Brief) -> bytes:
    """The bytes of the file."""
    return write_word(WordText(brief.title, tuple(_blocks(brief))))


def introduction(brief: Brief) -> str:
    """What the brief rests on and how it is arranged."""
    counted = f"文中 {len(brief.checks)} 处数字均已与所引原句核对。" if brief.checks else ""
    worded = f"其中 {brief.reworded} 条由模型改写，逐条核对过；其余为报告原文。" if brief.reworded else ""
    return f"依据《{brief.report}》原文摘编，按计划审查的要点排列。{worded}{counted}"


def _blocks(brief: Brief) -> Iterator[Heading | Paragraph | Table]:
    citations = {citation.marker: citation for citation in brief.citations}
    yield plain(f"{introduction(brief)}脚注注明每一处在报告中的位置，文末按位置列出。", "small")
    for section in brief.sections:
        yield Heading(section.title)
        yield from _section(brief, section, citations)
    yield Heading("出处一览")
    for label, markers in _by_label(brief.citations).items():
        yield plain(f"{label}：{_runs(markers)}", "small")


def _section(brief: Brief, section: Section, citations: Mapping[int, Citation]) -> Iterator[Paragraph | Table]:
    if not section.lines and not section.rows:
        yield plain(section.empty)
    if section.rows:
        headers = comparison_headers(brief)
        rows = [tuple(_run(cell, citations) for cell in comparison_cells(brief, row)) for row in section.rows]
        yield Table(headers, tuple(rows), tuple(map(_width, headers)))
    for place, lines in by_place(section.lines):
        if place:
            yield plain(place, "place")
        for line in lines:
            runs = tuple(_run(piece, citations, line) for piece in line.pieces)
            yield Paragraph(runs, "number" if section.name == "questions" else "bullet")


def _width(header: str) -> float:
    return _FOR_WORDS if header.endswith("目标") else _WIDTHS.get(header, _NARROW)


def _run(piece: Piece, citations: Mapping[int, Citation], line: Line | None = None) -> Run:
    return Run(piece.text, tuple(_note(citations[marker], line) for marker in piece.markers))


def _note(citation: Citation, line: Line | None) -> Note:
    """Where it stands, and the quote unless the line itself is the whole of it."""
    quote = _one_line(citation.quote)
    told = line is not None and line.quoted and _letters(quote) == _letters(line.text)
    return Note(citation.marker, f"{citation.label}，原句如正文。" if told else f"{citation.label}：“{quote}”")


def _by_label(citations: Iterable[Citation]) -> dict[str, list[int]]:
    """The markers of each place of the report, places and markers in the order of the brief."""
    found: dict[str, list[int]] = {}
    for citation in citations:
        found.setdefault(citation.label, []).append(citation.marker)
    return found


def _runs(markers: Sequence[int]) -> str:
    """The markers with runs drawn together: [2]—[6]、[9]."""
    runs: list[list[int]] = []
    for marker in markers:
        if runs and marker == runs[-1][-1] + 1:
            runs[-1].append(marker)
        else:
            runs.append([marker])
    return "、".join(f"[{run[0]}]" if len(run) == 1 else f"[{run[0]}]—[{run[-1]}]" for run in runs)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)
