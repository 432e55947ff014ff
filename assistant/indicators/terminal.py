"""The table of indicators in the terminal."""

from collections.abc import Iterator, Sequence

from rich.table import Column, Table

from assistant.indicators.records import Indicator, Side
from assistant.indicators.wording import DIFFERS, change_said, head_of, unit_shown, value_said
from vectorstore.records import Document

_SIDES: tuple[Side, ...] = ("target", "actual", "plan")


def tables(documents: Sequence[Document], rows: Sequence[Indicator]) -> Iterator[Table]:
    """One table for each report that has indicators."""
    for document in documents:
        own = [row for row in rows if row.document.id == document.id]
        if own:
            yield _table(document, own)


def _table(document: Document, rows: Sequence[Indicator]) -> Table:
    """Last year's plan is a column where any row has one."""
    sides = _SIDES if any(row.target for row in rows) else _SIDES[1:]
    heads = [head_of(side, rows[0]) for side in sides]
    table = Table(
        Column("指标", overflow="fold"),
        *(Column(head, justify="right", overflow="fold") for head in heads),
        Column("变化", justify="right"),
        Column("位置", overflow="fold"),
        title=f"{document.title or document.name}（{len(rows)} 项）",
    )
    for row in rows:
        values = [_cell(row, side) for side in sides]
        table.add_row(row.name, *values, change_said(row.change), row.statements[0].passage.label)
    return table


def _cell(row: Indicator, side: Side) -> str:
    """The value with its unit, and its period where that is not the column's."""
    value = row.value(side)
    if value is None:
        return ""
    odd = "" if value.first.regular or not value.first.period else f"（{value.first.period}）"
    mark = f"（{DIFFERS}）" if value.differs else ""
    unit = unit_shown(row.unit) if value.unquantified else ""
    return f"{value_said(row, side)}{f'（{unit}）' if unit else ''}{odd}{mark}"
