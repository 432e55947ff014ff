"""The table of indicators as sheets: the rows, and every sentence that they rest on."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.figures import Difference, in_unit
from assistant.indicators.choose import area_of
from assistant.indicators.records import Indicator, Side, Statement
from assistant.indicators.wording import DIFFERS, UNQUANTIFIED, change_said, head_of, said, unit_shown, value_said
from assistant.spreadsheet import Link, Sheet, Value, to_csv, to_xlsx, widths
from vectorstore.records import Document, Measure

MEASURES: dict[Measure, str] = {
    "amount": "总量",
    "change": "增减",
    "share": "占比",
    "rank": "位次",
    "ratio": "比例",
    "rate": "比率",
}
_SOURCES = "出处"
_SIDES: tuple[Side, ...] = ("target", "actual", "plan")


def as_xlsx(rows: Sequence[Indicator]) -> bytes:
    """A workbook of the rows and, on a second sheet that the first links to, of their sentences."""
    first_source, firsts = 1, []
    for row in rows:
        firsts.append(first_source)
        first_source += len(row.statements)
    lines = tuple((*_line(row), Link(_SOURCES, _SOURCES, at)) for row, at in zip(rows, firsts, strict=True))
    columns = widths((*_heads(rows), (_SOURCES, 8)))
    return to_xlsx((Sheet("指标", columns, lines), _sources(rows)))


def as_csv(rows: Sequence[Indicator]) -> bytes:
    """One table of the rows, each with its sentences."""
    lines = tuple((*_line(row), _sentences(row)) for row in rows)
    return to_csv(Sheet("指标", widths((*_heads(rows), ("原句", 60))), lines))


WRITERS: dict[str, Callable[[Sequence[Indicator]], bytes]] = {".xlsx": as_xlsx, ".csv": as_csv}
"""How a file of the table is made, by how its name ends."""


def file_name(documents: Sequence[Document], suffix: str) -> str:
    """The report's own name with 指标; of several reports 计划报告."""
    stem = documents[0].name.rsplit(".", 1)[0] if len(documents) == 1 else "计划报告"
    return f"{stem}-指标.{suffix}"


def _heads(rows: Sequence[Indicator]) -> tuple[tuple[str, int], ...]:
    """The years are in the heads while there is one report."""
    one = rows[0] if len({row.document.id for row in rows}) == 1 else None
    heads = [head_of(side, one) for side in _SIDES]
    return (
        ("指标", 36),
        ("单位", 11),
        *((head, 13) for head in heads),
        ("变化（计划−实际）", 13),
        ("变化单位", 10),
        ("变化说明", 18),
        *((f"{head}（原文）", 18) for head in heads),
        ("类型", 8),
        ("范围", 10),
        ("位置", 40),
        ("来自", 12),
        ("说明", 30),
        ("报告", 30),
    )


def _line(row: Indicator) -> tuple[Value, ...]:
    return (
        row.name,
        unit_shown(row.unit),
        *(_number(row, side) for side in _SIDES),
        _difference(row.change),
        row.change.unit if row.change else None,
        change_said(row.change) or None,
        *(value_said(row, side) or None for side in _SIDES),
        MEASURES[row.measure],
        row.scope or None,
        row.statements[0].passage.label,
        _from(row),
        _remarks(row) or None,
        row.document.name,
    )


def _number(row: Indicator, side: Side) -> Decimal | None:
    """The number of one year in the row's unit; none where there is no one number."""
    figure = row.figure(side)
    return in_unit(figure, row.unit) if figure else None


def _difference(change: Difference | None) -> Decimal | None:
    return change.value if change else None


def _from(row: Indicator) -> str:
    body = any(not statement.in_table for statement in row.statements)
    return "正文、附表" if row.in_table and body else "附表" if row.in_table else "正文"


def _remarks(row: Indicator) -> str:
    odd = [f"{v.first.period}" for v in row.values if not v.first.regular and v.first.period]
    return "；".join(
        filter(
            None,
            (
                UNQUANTIFIED if row.unquantified else "",
                DIFFERS if row.differs else "",
                f"时期：{'、'.join(odd)}" if odd else "",
                f"另称：{'、'.join(row.other_names)}" if row.other_names else "",
            ),
        )
    )


def _sources(rows: Sequence[Indicator]) -> Sheet:
    columns = widths(
        (
            ("指标", 30),
            ("项目", 10),
            ("时期", 10),
            ("数值", 16),
            ("部分", 40),
            ("原句", 90),
            ("起", 8),
            ("止", 8),
            ("报告", 30),
        )
    )
    return Sheet(_SOURCES, columns, tuple(_source(row, s) for row in rows for s in row.statements))


def _source(row: Indicator, statement: Statement) -> tuple[Value, ...]:
    return (
        row.name,
        head_of(statement.side, None),
        statement.period or None,
        said(row, statement),
        area_of(statement),
        on_one_line(statement),
        statement.span.start,
        statement.span.end,
        statement.document.name,
    )


def on_one_line(statement: Statement) -> str:
    """The sentence without line breaks; the cells of a table row apart by bars."""
    cells = [cell.strip() for cell in statement.quote.strip().splitlines()]
    return " ｜ ".join(cell for cell in cells if cell)


def _sentences(row: Indicator) -> str:
    return " / ".join(dict.fromkeys(on_one_line(statement) for statement in row.statements))
