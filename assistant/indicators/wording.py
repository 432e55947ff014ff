"""Values and changes of the table in words, the same on the page, in the terminal and in a file."""

from assistant.figures import Bound, Difference
from assistant.indicators.records import Indicator, Side, Statement, Value

UNQUANTIFIED = "未量化"
"""Marks a target without a number."""

DIFFERS = "表述不一致"
"""Marks a value whose places do not agree."""

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


def said(statement: Statement) -> str:
    """A value with its unit and, where the number alone does not show it, its fall: 下降 1.6%."""
    return f"{fall(statement)}{statement.with_unit}"


def fall(statement: Statement) -> str:
    """下降 before a number that tells a fall which neither it nor the name of the thing shows."""
    named = any(word in statement.name for word in ("下降", "降低", "减少", "降幅", "缩短", "压减"))
    return "下降 " if statement.falling and not named else ""


def value_said(value: Value | None) -> str:
    """What a report states for one year, in one line; places that differ one after the other."""
    if value is None:
        return ""
    told = " / ".join(said(statement) for statement in value.stated)
    return f"{UNQUANTIFIED}：{told}" if value.unquantified else told


def change_said(change: Difference | None) -> str:
    """A difference with its sign, unit and how exact it is: 约 +20家, ≥ −860人; 持平 if there is none."""
    if change is None:
        return ""
    if not change.value:
        return f"{_BOUNDS[change.bound]}0" if change.bound in {"least", "most"} else f"{_BOUNDS[change.bound]}持平"
    sign = "+" if change.value > 0 else "−"
    return f"{_BOUNDS[change.bound]}{sign}{abs(change.value).normalize():f}{change.unit}"
