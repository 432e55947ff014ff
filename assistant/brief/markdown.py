"""A brief as Markdown, with its sources as footnotes."""

import itertools
import re
from collections.abc import Iterable, Iterator

from assistant.brief.records import Brief, Line, Piece, Row, Section
from assistant.markdown import escaped
from assistant.records import Citation


def as_markdown(brief: Brief) -> str:
    """The whole brief; every marker is a footnote that holds the place and the quote."""
    parts = [
        f"# {brief.title}",
        f"依据：《{brief.report}》（{brief.document}）。{_words_of(brief)}，编号对应文末的依据原文。",
    ]
    parts += itertools.chain.from_iterable(_section(brief, section) for section in brief.sections)
    parts += ["## 依据原文", "\n".join(_footnote(citation) for citation in brief.citations)]
    return "\n\n".join(parts) + "\n"


def _words_of(brief: Brief) -> str:
    if not brief.reworded:
        return "所列均为报告原文"
    return f"所列有 {brief.reworded} 条由模型改写，逐条核对过，其余为报告原文"


def comparison_headers(brief: Brief) -> tuple[str, ...]:
    """The headers of the comparison; the plan of the report's year has a column only where the report gives one."""
    year, following = (f"{y}年" if y else "" for y in (brief.report_year, brief.plan_year))
    planned = (f"{year}计划",) if has_planned(brief) else ()
    return ("指标", *planned, f"{year}实际", f"{following}目标", "变化（计算）", "说明")


def has_planned(brief: Brief) -> bool:
    """Whether any indicator has a plan for the report's own year."""
    return any(row.planned.text for row in brief.section("comparison").rows)


def comparison_cells(brief: Brief, row: Row) -> tuple[Piece, ...]:
    """A row's cells in the order of ``comparison_headers``; what is not given is a dash."""
    planned = (row.planned,) if has_planned(brief) else ()
    cells = (
        Piece(row.indicator),
        *planned,
        row.actual,
        row.target,
        Piece(row.change.removesuffix("（计算）")),
        Piece(row.note),
    )
    return tuple(cell if cell.text else Piece("—") for cell in cells)


def by_place(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    """The lines with those put together that follow one another in one section of the report."""
    for place, group in itertools.groupby(lines, key=lambda line: line.place):
        yield place, list(group)


def _section(brief: Brief, section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    if not section.lines and not section.rows:
        yield section.empty
    if section.rows:
        headers = comparison_headers(brief)
        rows = [headers, ("---",) * len(headers)]
        rows += [tuple(map(_marked, comparison_cells(brief, row))) for row in section.rows]
        yield "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    for place, lines in by_place(section.lines):
        if place:
            yield f"**{escaped(place)}**"
        mark = "1." if section.name == "questions" else "-"
        yield "\n".join(f"{mark} {''.join(map(_marked, line.pieces))}" for line in lines)


def _marked(piece: Piece) -> str:
    return escaped(piece.text) + "".join(f"[^{marker}]" for marker in piece.markers)


def _footnote(citation: Citation) -> str:
    quote = re.sub(r"\s+", " ", citation.quote)
    return f"[^{citation.marker}]: 《{escaped(citation.document)}》{escaped(citation.label)}：“{escaped(quote)}”"
