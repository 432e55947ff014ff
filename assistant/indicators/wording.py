"""Values and changes of the table in words, the same on the page, in the terminal and in a file."""

from assistant.figures import Bound, Difference
from assistant.indicators.records import Indicator, Side, Statement

UNQUANTIFIED = "未量化"
"""Marks a target without a number."""

DIFFERS = "表述不一致"
"""Marks a value whose places do not agree."""

FALL = "下降 "
"""Stands before a number that tells a fall."""

_UNNAMED = frozenset((":", "分之", "位"))
"""Units of ratios, fractions and ranks, whose numbers read without one."""

_BOUNDS: dict[Bound, str] = {"about": "约 ", "least": "≥ ", "most": "≤ ", "": ""}


def unit_shown(unit: str) -> str:
    """A unit as people write it; ratios, fractions and ranks have none."""
    return "" if unit in _UNNAMED else unit


def head_of(side: Side, row: Indicator | None) -> str:
    """The head of a column: 2025年实际; without a row that tells the years, 实际."""
    if row is None or not row.document.report_year:
        return {"target": "上年计划", "actual": "实际", "plan": "计划"}[side]
    document = row.document
    reported, planned = document.report_year, document.plan_year
    return {"target": f"{reported}年计划", "actual": f"{reported}年实际", "plan": f"{planned}年计划"}[side]


def said(row: Indicator, statement: Statement) -> str:
    """A value with its unit and, where neither it nor the row's name shows it, its fall: 下降 1.6%."""
    return f"{FALL if row.falls(statement) else ''}{statement.with_unit}"


def value_said(row: Indicator, side: Side) -> str:
    """What a report states on one side, in one line; places that differ one after the other."""
    value = row.value(side)
    if value is None:
        return ""
    told = " / ".join(said(row, statement) for statement in value.stated)
    return f"{UNQUANTIFIED}：{told}" if value.unquantified else told


def change_said(change: Difference | None) -> str:
    """A difference with its sign, unit and how exact it is: 约 +20家, ≥ −860人; 持平 if there is none."""
    if change is None:
        return ""
    if not change.value:
        return f"{_BOUNDS[change.bound]}0" if change.bound in {"least", "most"} else f"{_BOUNDS[change.bound]}持平"
    sign = "+" if change.value > 0 else "−"
    return f"{_BOUNDS[change.bound]}{sign}{abs(change.value).normalize():f}{change.unit}"
