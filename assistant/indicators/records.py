"""The records of the table of indicators: statements of a report, the values that they make, and the rows."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.compose.phrase import amount, unquantified
from assistant.figures import Difference
from assistant.text import fold
from vectorstore.records import Document, Figure, Measure, Passage, Span

Side = Literal["target", "actual", "plan"]
"""What a value is: ``target``, last year's plan for the year reported; ``actual``, the result; ``plan``, the next."""


_FALL = re.compile(
    r"下降|降低|减少|降幅|跌|缩短|压减|压缩|压降|回落|下调|下滑|收窄|削减|缩减|减轻|缩小|减产|少增|负增长|[低少慢]$|[低少慢]于"
)
_MINUS = ("-", "－", "−")


@dataclass(frozen=True, slots=True)
class Statement:
    """One place that states one value: ``span`` is the value as printed, ``sentence`` what it stands in.

    ``name`` and ``unit`` are of the thing measured; ``figure`` is ``None`` for words that set no number, in a table's
    cell or in the body (达到市级要求). ``direction`` is -1 for a fall.
    """

    document: Document
    passage: Passage
    name: str
    unit: str
    measure: Measure
    scope: str
    side: Side
    period: str
    direction: int
    span: Span
    sentence: Span
    figure: Figure | None = None

    @property
    def printed(self) -> str:
        """The value, exactly as printed."""
        return self.document.text[self.span.start : self.span.end]

    @property
    def quote(self) -> str:
        """The sentence or table row that it stands in, as printed."""
        return self.document.text[self.sentence.start : self.sentence.end]

    @property
    def clause(self) -> str:
        """The clause that states it, or the table row."""
        span = self.figure.clause if self.figure else self.sentence
        return self.document.text[span.start : span.end]

    @property
    def in_table(self) -> bool:
        """Whether it is a cell of a table (the annex), not a sentence of the body."""
        return self.passage.row is not None

    @property
    def regular(self) -> bool:
        """Whether it is of the year that its side stands for; other periods (五年来, 前三季度) are not compared."""
        year = self.document.plan_year if self.side == "plan" else self.document.report_year
        return self.period == str(year)

    @property
    def with_unit(self) -> str:
        """The value with the unit that a table prints apart from it: 5%左右."""
        return amount(self.document, self.figure) if self.figure and not self.has_unit else self.printed

    @property
    def has_unit(self) -> bool:
        """Whether the print of the value holds its unit, in whatever width (３０％)."""
        return fold(self.unit) in fold(self.printed)


@dataclass(frozen=True, slots=True)
class Value:
    """What a report states for one thing and year, with every place that states it, in reading order.

    ``differs`` marks places that do not agree, body and annex for one; ``statements`` then begins with one of each.
    """

    statements: tuple[Statement, ...]
    differs: bool = False

    @property
    def first(self) -> Statement:
        """The place that is read first."""
        return self.statements[0]

    def figure_in(self, unit: str) -> Figure | None:
        """The number, from a place that prints it in ``unit`` if there is one."""
        figures = (statement.figure for statement in self.statements)
        return None if self.differs else next((f for f in figures if f and f.unit == unit), self.first.figure)

    @property
    def unquantified(self) -> bool:
        """Whether it sets no number (达到市级要求)."""
        return self.first.figure is None and unquantified(self.first.printed)

    @property
    def stated(self) -> tuple[Statement, ...]:
        """One statement for each thing said: as a rule one, two where places differ."""
        return self.statements[:2] if self.differs else self.statements[:1]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row: one thing measured, with last year's plan for it, its result and the next plan, as far as stated.

    ``change`` is the plan less the result, ``gap`` the result less last year's plan; ``None`` where one is missing or
    they cannot be subtracted.
    """

    name: str
    unit: str
    measure: Measure
    scope: str
    target: Value | None = None
    actual: Value | None = None
    plan: Value | None = None
    change: Difference | None = None
    gap: Difference | None = None

    def value(self, side: Side) -> Value | None:
        """What the report states on one side."""
        return {"target": self.target, "actual": self.actual, "plan": self.plan}[side]

    def figure(self, side: Side) -> Figure | None:
        """The number of one side, from a place that prints it in the row's unit if there is one.

        Of a thing whose name tells a fall it is the size of the fall: a 降低率 of 3.1 is more than one of 3.
        """
        value = self.value(side)
        figure = value.figure_in(self.unit) if value else None
        return replace(figure, direction=1) if figure and figure.direction < 0 and self._tells_fall else figure

    def falls(self, statement: Statement) -> bool:
        """Whether a number tells a fall that neither it nor the row's name shows: 下降 1.6% of a 增速."""
        return statement.direction < 0 and not statement.printed.startswith(_MINUS) and not self._tells_fall

    @property
    def _tells_fall(self) -> bool:
        return bool(_FALL.search(self.name))

    @property
    def values(self) -> tuple[Value, ...]:
        """The values that there are: last year's plan, result, plan."""
        return tuple(value for value in (self.target, self.actual, self.plan) if value)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every place that the row rests on, in reading order."""
        return tuple(sorted((s for value in self.values for s in value.statements), key=lambda s: s.span.start))

    @property
    def document(self) -> Document:
        """The report that it is from."""
        return self.values[0].first.document

    @property
    def paired(self) -> bool:
        """Whether result and plan are both there."""
        return self.actual is not None and self.plan is not None

    @property
    def years(self) -> tuple[str, ...]:
        """The years that its values are of."""
        periods = dict.fromkeys(value.first.period[:4] for value in self.values)
        return tuple(sorted(period for period in periods if period.isdigit()))

    @property
    def in_table(self) -> bool:
        """Whether a table (the annex) gives it."""
        return any(statement.in_table for statement in self.statements)

    @property
    def unquantified(self) -> bool:
        """Whether a target of it is set without a number."""
        return any(value.unquantified for value in (self.target, self.plan) if value)

    @property
    def differs(self) -> bool:
        """Whether places that should state one value do not agree."""
        return any(value.differs for value in self.values)

    @property
    def other_names(self) -> tuple[str, ...]:
        """What else the places call it, in reading order."""
        return tuple(dict.fromkeys(s.name for s in self.statements if s.name != self.name))
