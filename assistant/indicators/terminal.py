"""The table of indicators in the terminal."""

from collections.abc import Iterator, Sequence

from rich.table import Column, Table

from assistant.indicators.records import Indicator, Value
from assistant.indicators.wording import DIFFERS, change_said, head_of, unit_shown, value_said
from vectorstore.records import Document


def tables(documents: Sequence[Document], rows: Sequence[Indicator]) -> Iterator[Table]:
    """One table for each report that has indicators."""
    for document in documents:
        own = [row for row in rows if row.document.id == document.id]
        if own:
            yield _table(document, own)


def _table(document: Document, rows: Sequence[Indicator]) -> Table:
    """Last year's plan is a column where any row has one."""
    targets = any(row.target for row in rows)
    heads = [head_of(side, rows[0]) for side in ("target", "actual", "plan")][0 if targets else 1 :]
    table = Table(
        Column("指标", overflow="fold"),
        *(Column(head, justify="right", overflow="fold") for head in heads),
        Column("变化", justify="right"),
        Column("位置", overflow="fold"),
        title=f"{document.title or document.name}（{len(rows)} 项）",
    )
    for row in rows:
        values = [_cell(row, value) for value in (row.target, row.actual, row.plan)][0 if targets else 1 :]
        table.add_row(row.name, *values, change_said(row.change), row.statements[0].passage.label)
    return table


def _cell(row: Indicator, value: Value | None) -> str:
    """The value with its unit, and its period where that is not the column's."""
    if value is None:
        return ""
    odd = "" if value.first.regular or not value.first.period else f"（{value.first.period}）"
    mark = f"（{DIFFERS}）" if value.differs else ""
    unit = unit_shown(row.unit) if value.unquantified else ""
    return f"{value_said(value)}{f'（{unit}）' if unit else ''}{odd}{mark}"
