"""Quantities in Chinese running text: number, scale, unit and qualifier, each at its place.

Ingestion types a report's figures with it and the verifier reads answers with it, so that both sides mean
the same by "1.2万余人". Nothing here knows what a quantity is *of*.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from vectorstore.units import COUNTED_IN_WORDS, SCALES, UNIT_PATTERN

__all__ = ["FOLD", "SCALES", "UNIT_PATTERN", "Quantity", "chinese_number", "find_quantities"]

FOLD = str.maketrans("０１２３４５６７８９．％，：＋－〇", "0123456789.%,:+-零")
"""Full-width forms to half-width, one to one, so that offsets stay those of the original text."""

_SCALE = "万亿|千亿|百亿|千万|百万|亿|万|千|百"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = "[零一二两三四五六七八九十百千万亿]+"
_BEFORE = (
    "不低于|不少于|不高于|不超过|不多于|不小于|不大于|高于|低于|超过|突破|大于|小于|至少|最多|接近|不到|不足|"
    "约为|大约|约|近|超|逾|达到|＜|＞|≤|≥|<|>"
)
_AFTER = "左右|上下|以上|以下|以内|之内|以外|及以上|及以下"
_QUANTITY = re.compile(
    rf"(?P<before>{_BEFORE})?"
    rf"(?P<value>[-+]?(?:{_ARABIC}))"
    rf"(?P<odd1>余|多)?"
    rf"(?P<scale1>{_SCALE})?"
    rf"(?:(?<=[百千万])(?P<odd3>余|多)(?P<scale3>亿))?"
    rf"(?:(?P<range>[-—–~～至到])(?P<upper>{_ARABIC})(?P<scale2>{_SCALE})?)?"
    rf"(?P<odd2>余|多)?"
    rf"(?P<unit>{UNIT_PATTERN})?"
    rf"(?P<after>{_AFTER})?"
)
_COMPOUND = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<big>\d+)(?P<scale>[亿万])(?P<small>\d)(?P<place>[千百])(?P<odd1>余|多)?(?P<rest>万)?"
    rf"(?P<odd2>余|多)?(?P<unit>{UNIT_PATTERN})?(?P<after>{_AFTER})?"
)
_CHINESE_QUANTITY = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<value>{_CHINESE})(?P<odd2>余|多)?(?P<unit>{UNIT_PATTERN})(?P<after>{_AFTER})?"
)
_FRACTION = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<down>{_CHINESE}|\d+)分之(?P<up>{_CHINESE}(?:点{_CHINESE})?|{_ARABIC})(?P<after>{_AFTER})?"
)
_SLASH = re.compile(rf"(?P<before>{_BEFORE})?(?P<up>\d+)/(?P<down>\d+)(?![\d/])(?P<after>{_AFTER})?")
_RATIO = re.compile(r"(?P<up>\d+(?:\.\d+)?)[:∶](?P<down>\d+(?:\.\d+)?)(?:[:∶]\d+(?:\.\d+)?)*")
_HALF = re.compile(rf"(?P<before>{_BEFORE})?一半(?P<after>{_AFTER})?")
_RANGE = re.compile(r"[-—–~～至]{1,2}")
_FROM = re.compile(r"[从由自][^，。；！？]{0,20}$")

_LASTING = re.compile(r"(?:连续|历时|长达|近)$")
_UP_TO = re.compile(r"(?:增加|增至|扩大|达|突破)?(?:至|到|达|近|超|约|逾)$")

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text. ``[start, end)`` spans qualifier, number and unit; ``number`` the digits alone.

    ``value`` is as printed, before ``scale`` is applied: 21万亿元 has value 21, scale 万亿, unit 元.
    """

    value: Decimal
    upper: Decimal | None
    scale: str
    unit: str
    qualifier: str
    start: int
    end: int
    number: tuple[int, int]

    @property
    def magnitude(self) -> Decimal:
        """The value with its scale applied: 1.2万 is 12000."""
        return self.value * SCALES[self.scale]

    @property
    def printed_unit(self) -> str:
        """Scale and unit as printed, 万亿元."""
        return self.scale + self.unit

    def same_as(self, other: "Quantity") -> bool:
        """Whether both state one number: equal magnitude and, where both name units, the same unit."""
        units_agree = not self.unit or not other.unit or _same_unit(self.unit, other.unit)
        return self.magnitude == other.magnitude and units_agree and (self.upper == other.upper or not self.upper)


def _same_unit(one: str, other: str) -> bool:
    pairs = {one.removeprefix("个"), other.removeprefix("个")}
    return len(pairs) == 1


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral (一百二十, 两万, 十), or ``None`` if it is not well formed."""
    total = section = 0
    digit: int | None = None
    for char in text:
        if char in _DIGITS:
            if digit:  # two digits in a row are a code or a year, 二五, not a number
                return None
            digit = _DIGITS[char]
        elif char in _PLACES:
            section += (1 if digit is None else digit) * _PLACES[char]
            digit = None
        else:
            section += digit or 0
            total = (total + section) * 10**4 if char == "万" else (total + section) * 10**8
            section, digit = 0, None
    return Decimal(total + section + (digit or 0))


def _qualifier(match: re.Match[str]) -> str:
    groups = match.groupdict()
    before = groups.get("before") or ""
    odd = groups.get("odd1") or groups.get("odd3") or groups.get("odd2") or ""
    return ("" if before == "达到" else before) + odd + (groups.get("after") or "")


def _start(match: re.Match[str]) -> int:
    """A match's start without a leading 达到, which states and does not qualify."""
    return match.start() + 2 if match.groupdict().get("before") == "达到" else match.start()


def _arabic(match: re.Match[str], text: str) -> Quantity | None:
    if _is_part_of_a_name(match, text):
        return None
    scale = match["scale2"] or (match["scale1"] or "") + (match["scale3"] or "")
    upper = Decimal(match["upper"].replace(",", "")) if match["upper"] else None
    return Quantity(
        value=Decimal(match["value"].replace(",", "")),
        upper=upper,
        scale=scale,
        unit=match["unit"] or "",
        qualifier=_qualifier(match),
        start=_start(match),
        end=match.end(),
        number=(match.start("value"), match.end("upper") if upper is not None else match.end("value")),
    )


def _is_part_of_a_name(match: re.Match[str], text: str) -> bool:
    """Whether digits belong to a name (PM2.5, 5G, 28号楼, 3.0, HICOOL2025, 1+7+N, 12345热线) or are a year or date."""
    start, end, digits = match.start("value"), match.end("value"), match["value"]
    before, after = text[start - 1 : start] if start else "", text[end : end + 2]
    if re.match(r"[A-Za-z+《·第]", before) or digits[0] == "+" or (digits[0] == "-" and re.match(r"[\d)）]", before)):
        return True
    if re.match(r"[A-Za-z+×号·]", after) and not text.startswith("TEU", end):
        return True
    if re.match(r"[、和至—-]\d+号", text[end : end + 6]):
        return True
    if match["unit"] in {"月", "日"} or (match["unit"] == "年" and (match["upper"] or _is_year(digits))):
        return True
    scaled = match["scale1"] or match["scale2"] or match["upper"]
    if match["unit"] or scaled or match["after"] or ("." in digits and not digits.endswith(".0")):
        return bool(re.fullmatch(r"\d\.0", digits)) and not (match["unit"] or scaled or match["after"])
    # 999医养热线, “160”, 2025金融街论坛, 4.0
    return bool(re.match(r"[\u4e00-\u9fff”.]", after)) or _is_year(digits) or bool(re.fullmatch(r"\d\.0", digits))


def _is_year(digits: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", digits))


def _compound(match: re.Match[str], _: str) -> Quantity | None:
    """1万6千 and 1亿3千多万: one number in two scales, 1.6万 and 1.3亿."""
    if bool(match["rest"]) != (match["scale"] == "亿"):
        return None
    small = Decimal(match["small"]) * SCALES[match["place"]] / Decimal(10**4)
    return Quantity(
        value=Decimal(match["big"]) + small,
        upper=None,
        scale=match["scale"],
        unit=match["unit"] or "",
        qualifier=_qualifier(match),
        start=_start(match),
        end=match.end(),
        number=(match.start("big"), match.end("place")),
    )


def _chinese(match: re.Match[str], text: str) -> Quantity | None:
    raw, before = match["value"], text[match.start("value") - 1 : match.start("value")]
    value = chinese_number(raw)
    # 第一, 一批 and 一个 count nothing, and 十五五 or 二十大 are names
    if value is None or value < 2 or before in {"第", "“", "百", "千"}:
        return None
    if raw in {"百", "千", "万", "亿"} and not (match["before"] or _UP_TO.search(text[: match.start("value")])):
        return None
    if match["unit"] not in COUNTED_IN_WORDS and not _LASTING.search(text[: match.start("value")]):
        return None
    scale = raw[-1] if len(raw) > 1 and raw[-1] in "万亿" else ""
    return Quantity(
        value=value / SCALES[scale],
        upper=None,
        scale=scale,
        unit=match["unit"],
        qualifier=_qualifier(match),
        start=_start(match),
        end=match.end(),
        number=match.span("value"),
    )


def _fraction(match: re.Match[str], _: str) -> Quantity | None:
    down, up = (
        chinese_number(part) if not part[0].isdigit() else Decimal(part) for part in (match["down"], match["up"])
    )
    if not down or up is None:
        return None
    percent = down == 100
    return Quantity(
        value=up if percent else up / down,
        upper=None,
        scale="",
        unit="%" if percent else "分之",
        qualifier=_qualifier(match),
        start=_start(match),
        end=match.end(),
        number=(match.start("down"), match.end("up")),
    )


def _two_sided(match: re.Match[str], unit: str) -> Quantity | None:
    down = Decimal(match["down"])
    if not down:
        return None
    number = (match.start("up"), match.end("down"))
    return Quantity(Decimal(match["up"]) / down, None, "", unit, _qualifier(match), _start(match), match.end(), number)


def _half(match: re.Match[str], _: str) -> Quantity:
    start = _start(match)
    return Quantity(Decimal("0.5"), None, "", "分之", _qualifier(match), start, match.end(), (start, match.end()))


def _joined(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """The quantities with each 100万元至300万元 as one range; 从75%至100% stays two."""
    waiting: Quantity | None = None
    for quantity in found:
        if waiting is not None and _is_range(text, waiting, quantity):
            scale = SCALES[waiting.scale] / SCALES[quantity.scale]
            quantity = replace(
                quantity,
                value=waiting.value * scale,
                upper=abs(quantity.value),
                qualifier=waiting.qualifier + quantity.qualifier,
                start=waiting.start,
                number=(waiting.number[0], quantity.number[1]),
            )
        elif waiting is not None:
            yield waiting
        waiting = quantity
    if waiting is not None:
        yield waiting


def _is_range(text: str, low: Quantity, high: Quantity) -> bool:
    between = text[low.end : high.start] + ("-" if high.value < 0 else "")
    alike = bool(low.unit) and low.unit == high.unit and low.upper is None and high.upper is None
    return alike and bool(_RANGE.fullmatch(between)) and not _FROM.search(text[: low.start])


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of ``text`` in order, none overlapping; years, dates, ordinals and names are left out."""
    folded = text.translate(FOLD)
    found: list[Quantity] = []
    taken: list[tuple[int, int]] = []
    readers = (
        (_FRACTION, _fraction),
        (_HALF, _half),
        (_RATIO, lambda m, _: _two_sided(m, ":")),
        (_SLASH, lambda m, _: _two_sided(m, "分之")),
        (_COMPOUND, _compound),
        (_QUANTITY, _arabic),
        (_CHINESE_QUANTITY, _chinese),
    )
    for pattern, read in readers:
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            quantity = read(match, folded)
            if quantity is not None or pattern is not _COMPOUND:
                taken.append(match.span())
            if quantity is not None:
                found.append(quantity)
    return list(_joined(folded, sorted(found, key=lambda quantity: quantity.start)))
