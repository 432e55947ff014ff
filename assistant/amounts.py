"""What a quantity amounts to: its value in the base unit of its kind, so that 8公里 and 8000米 are equal.

Conversions are exact; a figure that was rounded on the way is another figure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from vectorstore.quantities import SCALES, UNIT_PATTERN, Quantity, find_quantities

_BASE: dict[str, tuple[str, Decimal]] = {
    unit: (kind, Decimal(factor))
    for kind, units in {
        "percent": {"%": "1", "‰": "0.1", "成": "10", "分之": "100"},
        "points": {"个百分点": "1", "百分点": "1"},
        "length": {"米": "1", "公里": "1000", "千米": "1000"},
        "area": {"平方米": "1", "公顷": "10000", "平方公里": "1000000", "平方千米": "1000000"},
        "mass": {"克": "0.001", "千克": "1", "公斤": "1", "斤": "0.5", "吨": "1000"},
        "power": {"千瓦": "1", "兆瓦": "1000", "吉瓦": "1000000"},
        "containers": {"标箱": "1", "标准箱": "1", "TEU": "1"},
    }.items()
    for unit, factor in units.items()
}
"""Units that convert exactly. A mu is 2000/3 square metres, so 亩 stays by itself."""

_THINGS = frozenset("个家处座所址栋幢项件条款张台套部辆架支篇种类块片间组批点")
_PERSONS = frozenset("人名位")
"""Counters say how a thing is counted, not how many there are: within a group one may stand for another."""

_ENGLISH_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ENGLISH_UNITS = {
    "percentage point": "个百分点",
    "percent": "%",
    "per cent": "%",
    "%": "%",
    "square kilomet": "平方公里",
    "square met": "平方米",
    "cubic met": "立方米",
    "kilomet": "公里",
    "km": "公里",
    "metre": "米",
    "meter": "米",
    "hectare": "公顷",
    "mu": "亩",
    "us dollar": "美元",
    "u.s. dollar": "美元",
    "dollar": "美元",
    "yuan": "元",
    "rmb": "元",
    "euro": "欧元",
    "kilogram": "公斤",
    "tonne": "吨",
    "ton": "吨",
}
_ENGLISH = re.compile(
    r"[ \u00a0-]?(?P<scale>thousand|million|billion|trillion)?(?:[ -]?(?P<unit>"
    + "|".join(map(re.escape, sorted(_ENGLISH_UNITS, key=len, reverse=True)))
    + r")[a-z]{0,3}(?![a-z]))?",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"(?:(?P<dollar>US\$|USD|\$)|(?P<yuan>RMB|CNY|¥|￥)) ?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A value, or a range from ``low`` to ``high``, in the base unit of its ``kind``, which is empty without a unit."""

    low: Decimal
    high: Decimal | None
    kind: str


def amount_of(quantity: Quantity) -> Amount:
    """The quantity in its base unit. A table's minus sign is its direction, not its size."""
    kind, factor = _BASE.get(quantity.unit, (quantity.unit.removeprefix("个") or quantity.unit, Decimal(1)))
    scale = SCALES[quantity.scale] * factor
    return Amount(abs(quantity.value) * scale, None if quantity.upper is None else quantity.upper * scale, kind)


def agree(claimed: Quantity, stated: Quantity, *, loose: bool = False) -> bool:
    """Whether a claim's quantity is the one stated. Either end of a range may be named alone.

    ``loose`` lets a claim leave the unit out where a table prints it in its head, or English has no word for it.
    """
    mine, theirs = amount_of(claimed), amount_of(stated)
    if not kinds_agree(mine.kind, theirs.kind, loose=loose):
        return False
    if mine.high is not None:
        return (mine.low, mine.high) == (theirs.low, theirs.high)
    return mine.low in (theirs.low, theirs.high)


def kinds_agree(mine: str, theirs: str, *, loose: bool = False) -> bool:
    """Whether two kinds of unit may stand for one another; ``loose`` lets the first be left out."""
    if mine == theirs:
        return True
    if not mine:
        return loose or theirs in _THINGS or theirs in _PERSONS
    return any(mine in counters and theirs in counters for counters in (_THINGS, _PERSONS))


def with_unit(quantity: Quantity, printed: str) -> Quantity:
    """A table's bare number with the unit that its row or head prints: 72400 under 万元."""
    match = re.fullmatch(rf"(万亿|千亿|百亿|千万|百万|亿|万|千|百)?({UNIT_PATTERN})?", printed.replace("％", "%"))
    if quantity.unit or not match or not printed:
        return quantity
    return replace(quantity, scale=quantity.scale or match[1] or "", unit=match[2] or "")


def quantities_of(text: str) -> Iterator[Quantity]:
    """The quantities of a text in Chinese or English, with their English scales and units in Chinese terms."""
    for quantity in find_quantities(text):
        yield _in_chinese(text, quantity)


def _in_chinese(text: str, quantity: Quantity) -> Quantity:
    """43.8 billion yuan read as 43800000000元; a Chinese quantity as it is."""
    if quantity.unit or quantity.scale:
        return quantity
    behind = _ENGLISH.match(text, quantity.end)
    scale, word = (behind["scale"] or "", behind["unit"] or "") if behind else ("", "")
    money = _MONEY_BEFORE.search(text[: quantity.start])
    unit = _ENGLISH_UNITS[word.lower()] if word else ""
    if money and not unit:
        unit = "美元" if money["dollar"] else "元"
    factor = _ENGLISH_SCALES[scale.lower()] if scale else 1
    upper = None if quantity.upper is None else quantity.upper * factor
    end = behind.end() if behind and (scale or word) else quantity.end
    return replace(quantity, value=quantity.value * factor, upper=upper, unit=unit, end=end)
