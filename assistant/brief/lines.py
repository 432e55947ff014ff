"""The lines that code words besides the questions: table rows, targets without a number, notes."""

from assistant.brief.gather import Matter
from assistant.brief.pairs import Pair
from assistant.brief.targets import Vague
from assistant.brief.wording import quoted, row_source, source_of, stated_of, told
from assistant.compose.draft import Line, escaped
from assistant.compose.phrase import trimmed, united
from vectorstore.records import Figure, Passage


def figure_line(matter: Matter, figure: Figure) -> Line:
    """One figure with what it is of, as a cell of the comparison states it."""
    return Line(f"{stated_of(matter, figure)}{{}}", (source_of(matter, figure),))


def note(pair: Pair) -> str:
    """What to mind about a row of the comparison; empty as a rule."""
    if pair.row is not None:
        return "目标未量化"
    if pair.target is None:
        return "未达到年初目标，来年目标未给出"
    if pair.actual is None:
        return "未找到对应的实际数"
    if not pair.same:
        return f"口径不同：实际为“{trimmed(pair.actual.first.subject)}”，不宜相减"
    return ""


def row_line(matter: Matter, passage: Passage) -> Line:
    """A row of the plan's table in words, its values under their headers."""
    assert passage.row is not None
    row = passage.row
    values = "，".join(f"{trimmed(header)}{united(trimmed(value), row.unit)}" for header, value in row.values)
    return Line(f"{escaped(f'{trimmed(row.indicator)}：{values}')}{{}}。", (row_source(matter, passage),))


def open_line(matter: Matter, pair: Pair) -> Line:
    """A table row that sets no number."""
    assert pair.row is not None
    assert pair.row.row is not None
    value = trimmed(pair.row.row.values[-1][1])
    return Line(escaped(f"{pair.name}：“{value}”") + "{}，计划表没有给出数值。", (row_source(matter, pair.row),))


def vague_line(matter: Matter, vague: Vague) -> Line:
    """A target without a number, beside the result that it takes up."""
    text = f"“{quoted(vague.text)}”{{}}，没有给出数字"
    if vague.result is None or vague.result_source is None:
        return Line(text + "。", (vague.source,))
    result = f"；{year_of(matter.document.report_year, '上年')}为“{told(matter, vague.result)}”{{}}。"
    return Line(text + result, (vague.source, vague.result_source))


def year_of(year: int | None, otherwise: str) -> str:
    """A year as people say it."""
    return f"{year}年" if year else otherwise
