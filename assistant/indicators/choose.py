"""Which rows of the table are shown, and in which order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.figures import unit_kind
from assistant.indicators.records import Indicator, Statement
from assistant.text import fold

Stated = Literal["", "actual", "plan", "paired", "target"]
"""Which values a row must have: any, a result, a plan, both of them, last year's plan."""

Only = Literal["", "table", "body", "unquantified", "differs"]
"""Only rows of the annex, of the body alone, with a target without a number, whose places differ."""

Order = Literal["report", "name", "value", "change"]

_MARK = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百\d]+[部编章节分]+分?|[（(]?[一二三四五六七八九十百\d]+[）)]?[、.．]?)[\s　]*"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a visitor asks the table for. ``area`` is one of ``areas_of``, ``year`` one of ``years_of``.

    ``words`` are searched in the names, the clauses that state the values and the headings; all of them must be there.
    """

    area: str = ""
    year: str = ""
    stated: Stated = ""
    only: Only = ""
    words: str = ""
    order: Order = "report"
    descending: bool = False


def chosen(rows: Iterable[Indicator], choice: Choice) -> list[Indicator]:
    """The rows that a choice lets through, in its order. Rows without what is sorted by come last either way."""
    wanted = [fold(word) for word in choice.words.split()]
    return _ordered([row for row in rows if _fits(row, choice) and _says(row, wanted)], choice)


def areas_of(rows: Iterable[Indicator]) -> list[str]:
    """The parts of the reports that rows stand in, in reading order."""
    statements = [statement for row in rows for statement in row.statements]
    return list(dict.fromkeys(map(area_of, sorted(statements, key=lambda s: (s.document.name, s.span.start)))))


def years_of(rows: Iterable[Indicator]) -> list[str]:
    """The years that values are of, newest first."""
    return sorted({year for row in rows for year in row.years}, reverse=True)


def area_of(statement: Statement) -> str:
    """The part of the report that a statement stands in, for people: 第一部分（四）全力惠民生、增福祉."""
    passage = statement.passage
    place = re.split(r"\s*·\s*", passage.label)[0]
    if passage.row is not None or len(passage.section) < 2:
        return passage.label if passage.row is not None else place
    title = _MARK.sub("", passage.section[1])
    return f"{place}{'' if place.endswith(('）', ')')) else ' '}{title.split('，')[0]}"


def _fits(row: Indicator, choice: Choice) -> bool:
    stated = {"": True, "actual": row.actual, "plan": row.plan, "paired": row.paired, "target": row.target}
    only = {
        "": True,
        "table": row.in_table,
        "body": not row.in_table,
        "unquantified": row.unquantified,
        "differs": row.differs,
    }
    return bool(
        stated[choice.stated]
        and only[choice.only]
        and (not choice.year or choice.year in row.years)
        and (not choice.area or any(area_of(s) == choice.area for s in row.statements))
    )


def _says(row: Indicator, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    said = fold(" ".join((row.name, row.scope, *(f"{s.name} {s.clause} {s.passage.label}" for s in row.statements))))
    return all(word in said for word in wanted)


def _ordered(rows: list[Indicator], choice: Choice) -> list[Indicator]:
    if choice.order == "report":
        return rows[::-1] if choice.descending else rows
    if choice.order == "name":
        return sorted(rows, key=lambda row: row.name, reverse=choice.descending)
    measured = [(row, size) for row in rows if (size := _size(row, choice.order)) is not None]
    taken = {id(row) for row, _ in measured}
    turned = -1 if choice.descending else 1
    measured.sort(key=lambda pair: (pair[1][0], turned * pair[1][1]))
    return [row for row, _ in measured] + [row for row in rows if id(row) not in taken]


def _size(row: Indicator, order: Order) -> tuple[str, Decimal] | None:
    """What a row is sorted by within its unit: units do not compare."""
    if order == "change":
        return (row.change.unit, row.change.value) if row.change else None
    figure = row.figure("actual") or row.figure("plan") or row.figure("target")
    if figure is None:
        return None
    fall = figure.measure == "change" and figure.direction < 0
    return f"{figure.measure} {unit_kind(row.unit)}", -figure.magnitude if fall else figure.magnitude
