"""The typed figures side by side: which of them state one and the same, and what lies between two of them.

All arithmetic is in ``Decimal``, so that 7.72 less 7.7 is 0.02.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.amounts import Amount, amount_of, kinds_agree
from vectorstore.quantities import Quantity
from vectorstore.records import Figure, Measure
from vectorstore.units import split_scale

Bound = Literal["most", "least", "about", ""]
"""How a number is meant: at most (以内, ＜, 不高于), at least (以上, 不低于, 超), about (左右, 近), or exactly."""

_OTHER_WAY: dict[Bound, Bound] = {"most": "least", "least": "most"}

_MOST = re.compile(r"不(?:高于|超过|多于|大于)|以内|之内|以下|(?<!不)(?:低于|小于)|不到|不足|最多|[＜≤<]")
_LEAST = re.compile(r"不(?:低于|少于|小于)|以上|(?<!不)(?:超|高于|大于)|逾|突破|至少|(?<![不最])多|余|[＞≥>]")

_SAYS_NOTHING = re.compile(
    r"^(?:(?:19|20)\d\d年|全[国省市区县]|[区市县省]级(?=一般公共预算|财政|地方)|今年|全年|实现|完成|力争|确保|预计)+"
    r"|(?:控制在|保持在|稳定在|达到?|安排|为|计划|目标|预计|预期|完成|实现|此前)+$"
)
_FORMALITY = re.compile(r"备案(?=商店|企业|机构|家庭)")
"""Says that a thing is on the books, not that it is another thing."""

_COMPARED = r"(?:同比|[比较](?:上年|去年|年初))?"
_CHANGE_WORDS = re.compile(rf"{_COMPARED}(?:增速|增幅|涨幅|增长率?|降幅|下降率?|降低率?|上涨)$")
_LEVEL_WORDS = re.compile(rf"{_COMPARED}(?:提高|提升|上升|上涨|下降|降低)(?:到|至)?$|[到至]$")
_QUANTITY_WORDS = re.compile(r"(?:数量|总数|总量|规模|人次|(?<=[地田林园草])面积)$")
_TAILS: dict[Measure, re.Pattern[str]] = {"change": _CHANGE_WORDS, "rate": _LEVEL_WORDS, "share": _LEVEL_WORDS}


@dataclass(frozen=True, slots=True)
class OneFigure:
    """A figure with every place that states it, in reading order: the body, then the annex in other words."""

    figures: tuple[Figure, ...]

    @property
    def first(self) -> Figure:
        """The place that is read first."""
        return self.figures[0]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the second figure has more (``value`` above 0) or less than the first, in ``unit``.

    ``bound`` says how exact that is: exact figures have an exact difference; 9000人以上 after 9860人 is -860 at
    least; anything inexact about the first makes it ``about``.
    """

    value: Decimal
    unit: str
    bound: Bound

    @property
    def about(self) -> bool:
        """Whether one of the two figures is itself not exact (左右, 以上, 近 ...)."""
        return bool(self.bound)


def same_target(one: Figure, two: Figure) -> bool:
    """Whether two places state one figure, however they word it (不高于0.25 and ＜0.25, 7.4亿元 and 74000万元)."""
    place = (one.document_id, one.period, one.basis, one.measure, one.direction, one.scope)
    if place != (two.document_id, two.period, two.basis, two.measure, two.direction, two.scope):
        return False
    if bound_of(one) != bound_of(two) or indicator(one) != indicator(two):
        return False
    mine, theirs = _amount(one), _amount(two)
    units_agree = mine.kind == theirs.kind or not (one.unit and two.unit)
    return units_agree and (mine.low, mine.high) == (theirs.low, theirs.high)


def grouped(figures: Iterable[Figure]) -> tuple[OneFigure, ...]:
    """The figures with those that state one and the same put together, in the order of their first place."""
    groups: list[list[Figure]] = []
    alike: dict[tuple[str, str], list[list[Figure]]] = defaultdict(list)  # comparing all with all takes too long
    for figure in sorted(figures, key=lambda f: (f.document_id, f.start)):
        candidates = alike[figure.document_id, indicator(figure)]
        group = next((group for group in candidates if same_target(group[0], figure)), None)
        if group is None:
            group = []
            groups.append(group)
            candidates.append(group)
        group.append(figure)
    return tuple(OneFigure(tuple(group)) for group in groups)


def indicator(figure: Figure) -> str:
    """The name that a figure's subject comes down to, so that body and annex agree (地区生产总值增速安排)."""
    return stem(figure.subject, figure.measure)


def stem(subject: str, measure: Measure) -> str:
    """The same for a name that has no figure (居民人均可支配收入增速, planned as 稳定增长)."""
    name = re.sub(r"\s|[（(][^（）()]*[）)]", "", subject)
    tail = _TAILS.get(measure, _QUANTITY_WORDS)
    while name != (shorter := _FORMALITY.sub("", tail.sub("", _SAYS_NOTHING.sub("", name)))) and shorter:
        name = shorter
    return name


def unit_kind(unit: str) -> str:
    """What a printed unit is a scale of: 万亿元 and 元 are of one kind."""
    scale, bare = split_scale(unit)
    return amount_of(Quantity(Decimal(1), None, scale, bare, "", 0, 0, (0, 0))).kind


def bound_of(figure: Figure) -> Bound:
    """How the number is meant."""
    if _MOST.search(figure.qualifier):
        return "most"
    if _LEAST.search(figure.qualifier):
        return "least"
    return "about" if figure.qualifier else ""


def difference(one: Figure, two: Figure) -> Difference | None:
    """The second figure less the first, in the first's scale; ``None`` where the two cannot be subtracted.

    Percentages differ by percentage points. A range, a rank and figures of different kinds give none.
    """
    if not _comparable(one, two):
        return None
    factor = _factor(one)
    value = _signed(two) / factor - _signed(one) / factor
    unit = "个百分点" if one.unit in {"%", "％"} else one.unit or two.unit
    return Difference(value, unit, _bound_of_difference(one, two))


def _bound_of_difference(one: Figure, two: Figure) -> Bound:
    if one.qualifier:
        return "about"
    bound = bound_of(two)
    if two.measure == "change" and two.direction < 0:  # 下降3%以上 leaves at most -3
        return _OTHER_WAY.get(bound, bound)
    return bound


def in_unit(figure: Figure, unit: str) -> Decimal | None:
    """The number in another printed unit of the same kind, a fall below zero; ``None`` for a range, another kind."""
    if figure.upper is not None or unit_kind(figure.unit) != unit_kind(unit):
        return None
    if figure.unit == unit:
        return -figure.value if figure.measure == "change" and figure.direction < 0 else figure.value
    return _signed(figure) / _factor(replace(figure, unit=unit))


def ratio(one: Figure, two: Figure) -> Decimal | None:
    """How many times the first the second is; ``None`` where that means nothing (growth rates, a first of zero)."""
    if not _comparable(one, two) or one.measure == "change" or not one.value:
        return None
    return _amount(two).low / _amount(one).low


def _comparable(one: Figure, two: Figure) -> bool:
    if one.upper is not None or two.upper is not None or "rank" in (one.measure, two.measure):
        return False
    return one.measure == two.measure and kinds_agree(_amount(one).kind, _amount(two).kind)


def _signed(figure: Figure) -> Decimal:
    """The value in its base unit, a fall below zero."""
    amount = _amount(figure).low
    return -amount if figure.measure == "change" and figure.direction < 0 else amount


def _factor(figure: Figure) -> Decimal:
    """How many base units one printed unit is (万元: 10000)."""
    return _amount(replace(figure, value=Decimal(1), upper=None)).low


def _amount(figure: Figure) -> Amount:
    scale, unit = split_scale(figure.unit)
    bare = Quantity(figure.value, figure.upper, scale, unit, "", 0, 0, (0, 0))
    return amount_of(bare)
