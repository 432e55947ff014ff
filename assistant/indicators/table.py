"""Statements -> rows. What is not surely one and the same thing stays apart."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.corpus import Corpus
from assistant.figures import Difference, difference, same_target, stem
from assistant.indicators.records import Indicator, Side, Statement, Value
from assistant.indicators.statements import statements_of
from assistant.pairing import Thing, thing_of
from assistant.text import fold
from vectorstore.records import Document

SIDES: tuple[Side, ...] = ("target", "actual", "plan")

_SHORTEST = 3
"""Characters; a shorter name (产值, 投资) may be of anything. A growth rate's (出口) may be shorter."""
_OF_ANYTHING = re.compile(
    r"(?:(?:累计|其中|同比|共|新增?|各类|服务|惠及|带动|完成|投资|项目|企业|资金|活动|产值|面积|总|个|金额|规模|资本|注册|覆盖|参与|"
    r"群众|人数|建成|开工|完工|竣工|改造|新建|实施|推进|建设|发放|安排|支持|培训|处|家|等)+)"
)
"""Names that say nothing of what they are of."""

_WITHOUT = re.compile(r"此前$|[（(]\s*[）)]")
"""What marks an earlier value in a figure's subject, and brackets that a figure left empty."""

_RATE = re.compile(r"(?:增速|增幅|涨幅)$")

Sides = dict[Side, Value]


def indicators_of(document: Document, corpus: Corpus) -> tuple[Indicator, ...]:
    """The rows of a report, in the order in which it first speaks of each."""
    rows = [row for bucket in _buckets(statements_of(document, corpus)) for row in _rows(bucket)]
    return tuple(sorted(rows, key=lambda row: row.statements[0].span.start))


def _buckets(statements: Iterable[Statement]) -> list[list[Statement]]:
    """What may be of one thing."""
    buckets: dict[Thing, list[Statement]] = defaultdict(list)
    for statement in statements:
        figure = statement.figure
        before = statement.document.text[figure.clause.start : figure.start] if figure else ""
        thing = thing_of(statement.name, statement.measure, statement.unit, statement.scope, before)
        buckets[thing].append(statement)
    return list(buckets.values())


def _rows(bucket: Sequence[Statement]) -> list[Indicator]:
    """The rows of what may be of one thing.

    A name that says nothing, or several values for one year, leave each value by itself; the cells of one table row
    belong together all the same.
    """
    regular = [_groups(s for s in bucket if s.regular and s.side == side) for side in SIDES]
    other = _groups(s for s in bucket if not s.regular)
    if any(sum(group.in_table for group in groups) > 1 for groups in regular) or not _says_what(bucket[0]):
        chosen = _by_table_row(regular)
    else:
        chosen = [{side: group for side, groups in zip(SIDES, regular, strict=True) if (group := _one_of(groups))}]
    taken = {s.span.start for sides in chosen for group in sides.values() for s in group.statements}
    left = [group for groups in (*regular, other) for group in groups if group.statements[0].span.start not in taken]
    whole = [_indicator({side: group.value for side, group in sides.items()}) for sides in chosen if sides]
    return whole + [_indicator({group.statements[0].side: group.value}) for group in left]


@dataclass(frozen=True, slots=True)
class _Group:
    """Places that state one and the same, or that differ where they should not."""

    statements: tuple[Statement, ...]
    differs: bool = False

    @property
    def in_table(self) -> bool:
        return any(statement.in_table for statement in self.statements)

    @property
    def value(self) -> Value:
        return Value(self.statements, self.differs)


def _groups(statements: Iterable[Statement]) -> list[_Group]:
    groups: list[list[Statement]] = []
    for statement in sorted(statements, key=lambda s: s.span.start):
        group = next((group for group in groups if _same(group[0], statement)), None)
        if group is None:
            groups.append([statement])
        else:
            group.append(statement)
    return [_Group(tuple(group)) for group in groups]


def _same(one: Statement, two: Statement) -> bool:
    if one.figure and two.figure:
        return same_target(one.figure, two.figure)
    return not one.figure and not two.figure and one.period == two.period and fold(one.printed) == fold(two.printed)


def _one_of(groups: Sequence[_Group]) -> _Group | None:
    """The value of one year: the only one, or that of the table; body and table that differ are shown together."""
    if len(groups) == 1:
        return groups[0]
    table = [group for group in groups if group.in_table]
    if len(table) != 1:
        return None
    body = [group for group in groups if not group.in_table]
    if len(body) > 1 or not all(s.in_table for s in table[0].statements):
        return table[0]
    pair = sorted((body[0], table[0]), key=lambda group: group.statements[0].span.start)
    rest = (s for group in pair for s in group.statements[1:])
    return _Group((pair[0].statements[0], pair[1].statements[0], *rest), differs=True)


def _by_table_row(regular: Sequence[Sequence[_Group]]) -> list[dict[Side, _Group]]:
    """What the cells of each table row put together."""
    rows: dict[str, dict[Side, _Group]] = {}
    for side, groups in zip(SIDES, regular, strict=True):
        for group in groups:
            row = next((s.passage.id for s in group.statements if s.in_table), "")
            if row and side not in rows.setdefault(row, {}):
                rows[row][side] = group
    return list(rows.values())


def _says_what(statement: Statement) -> bool:
    name = fold(stem(statement.name, statement.measure))
    shortest = _SHORTEST if statement.measure in {"amount", "rank", "ratio"} else _SHORTEST - 1
    return len(name) >= shortest and not _OF_ANYTHING.fullmatch(name)


def _indicator(sides: Sides) -> Indicator:
    statements = sorted((s for value in sides.values() for s in value.statements), key=lambda s: s.span.start)
    lead = next((s for s in statements if s.in_table), statements[0])
    row = Indicator(
        name=_name(statements),
        unit=lead.unit,
        measure=lead.measure,
        scope=lead.scope,
        target=sides.get("target"),
        actual=sides.get("actual"),
        plan=sides.get("plan"),
    )
    return replace(row, change=_difference(row, "actual", "plan"), gap=_difference(row, "target", "actual"))


def _name(statements: Sequence[Statement]) -> str:
    """The table's name, else the body's as printed; 固定资产投资下降 beside a plan to grow is its 增速."""
    lead = next((s for s in statements if s.in_table), None)
    if lead:
        return lead.name
    names = list(dict.fromkeys(_WITHOUT.sub("", s.name) or s.name for s in statements))
    if len(names) == 1 or statements[0].measure != "change":
        return min(names, key=len)
    whole = next((name for name in names if _RATE.search(name)), "")
    return whole or f"{stem(names[0], 'change')}增速"


def _difference(row: Indicator, one: Side, two: Side) -> Difference | None:
    first, second = row.figure(one), row.figure(two)
    return difference(first, second) if first and second else None
