"""Quantities in Chinese running text: number, scale, unit and qualifier, each at its place.

Ingestion types a report's figures with it and the verifier reads answers with it, so that both sides mean
the same by "1.2万余人". Nothing here knows what a quantity is *of*.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

FOLD = str.maketrans("０１２３４５６７８９．％，：＋－〇", "0123456789.%,:+-零")
"""Full-width forms to half-width, one to one, so that offsets stay those of the original text."""

SCALES: dict[str, Decimal] = {
    "": Decimal(1),
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10) ** 4,
    "百万": Decimal(10) ** 6,
    "千万": Decimal(10) ** 7,
    "亿": Decimal(10) ** 8,
    "百亿": Decimal(10) ** 10,
    "千亿": Decimal(10) ** 11,
    "万亿": Decimal(10) ** 12,
}

# Longest first where one begins another; measured over the reports the product is tried with.
_UNITS = (
    "个百分点|百分点|%|‰|"
    "微克/立方米|毫克/立方米|微克/升|人/百亿元|吨标准煤/万元|元/平方米|平方米/人|千瓦时|"
    "美元|欧元|港元|日元|元|"
    "平方公里|平方千米|平方米|立方米|公里|千米|海里|米|公顷|亩|"
    "公斤|千克|吨标准煤|吨/日|吨|斤|克|升|"
    "千瓦|兆瓦|吉瓦|度|标准箱|标箱|TEU|载重吨|总吨|"
    "人次|人份|户次|家次|场次|件次|条次|车次|班次|架次|台次|批次|"
    "人|户|家|个|件|项|条|处|所|座|栋|幢|部|张|场|辆|台|套|名|位|支|篇|枚|期|次|起|宗|笔|份|册|封|址|"
    "亿条|块|片|间|组|批|类|种|级|班|区|校|站|点|路|艘|架|列|头|只|羽|株|棵|口|眼|届|岁|周年|"
    "个月|个工作日|工作日|年|月|天|日|小时|分钟|秒|倍|成|折|亿件|字|词|款|道|门|节|团|队|床|位次|名次|村|镇|乡|县|街道"
)
UNIT_PATTERN = _UNITS
"""The units as a regular expression's alternatives."""

_SCALE = "万亿|千亿|百亿|千万|百万|亿|万|千|百"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = "[零一二两三四五六七八九十百千万亿]+"
_BEFORE = (
    "不低于|不少于|不高于|不超过|不多于|不小于|不大于|高于|低于|超过|突破|大于|小于|至少|最多|接近|"
    "约为|大约|约|近|超|逾|达到|＜|＞|≤|≥|<|>"
)
_AFTER = "左右|上下|以上|以下|以内|之内|以外|及以上|及以下"
_QUANTITY = re.compile(
    rf"(?P<before>{_BEFORE})?"
    rf"(?P<value>[-+]?(?:{_ARABIC}))"
    rf"(?P<odd1>余|多)?"
    rf"(?P<scale1>{_SCALE})?"
    rf"(?:(?P<range>[-—–~～至到])(?P<upper>{_ARABIC})(?P<scale2>{_SCALE})?)?"
    rf"(?P<odd2>余|多)?"
    rf"(?P<unit>{_UNITS})?"
    rf"(?P<after>{_AFTER})?"
)
_CHINESE_QUANTITY = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<value>{_CHINESE})(?P<odd2>余|多)?(?P<unit>{_UNITS})(?P<after>{_AFTER})?"
)
_FRACTION = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<down>{_CHINESE}|\d+)分之(?P<up>{_CHINESE}(?:点{_CHINESE})?|{_ARABIC})(?P<after>{_AFTER})?"
)
_SLASH = re.compile(r"(?P<up>\d+)/(?P<down>\d+)(?![\d/])")
_RATIO = re.compile(r"(?P<up>\d+(?:\.\d+)?)[:∶](?P<down>\d+(?:\.\d+)?)")
_HALF = re.compile(rf"(?P<before>{_BEFORE})?一半(?P<after>{_AFTER})?")

# 十七届, 七次, 四级 and 三年 name things; in words only these count them
_COUNTED_IN_WORDS = frozenset("项家个条名人所处件类座成倍元户只支篇部") | {"个百分点", "个月"}
_LASTING = re.compile(r"(?:连续|历时|长达|近)$")

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
    odd = groups.get("odd1") or groups.get("odd2") or ""
    return ("" if before == "达到" else before) + odd + (groups.get("after") or "")


def _start(match: re.Match[str]) -> int:
    """A match's start without a leading 达到, which states and does not qualify."""
    return match.start() + 2 if match.groupdict().get("before") == "达到" else match.start()


def _arabic(match: re.Match[str], text: str) -> Quantity | None:
    if _is_part_of_a_name(match, text):
        return None
    scale = match["scale2"] or match["scale1"] or ""
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
    before = text[match.start("value") - 1 : match.start("value")] if match.start("value") else ""
    after = text[match.end("value") : match.end("value") + 2]
    if re.match(r"[A-Za-z+《]", before) or re.match(r"[-+]", match["value"]):
        return True
    if after[:1] and re.match(r"[A-Za-z+×号]", after[:1]) and not text.startswith("TEU", match.end("value")):
        return True
    digits = match["value"]
    if match["unit"] == "年" and re.fullmatch(r"(?:19|20)\d\d", digits):
        return True
    if match["upper"] and match["unit"] == "年":
        return True
    if match["unit"] in {"月", "日"}:
        return True
    bare = not (
        match["unit"] or match["scale1"] or match["scale2"] or match["after"] or "." in digits or match["upper"]
    )
    if bare and re.match(r"[\u4e00-\u9fff”.]", after[:1]):  # 999医养热线, “160”, 2025金融街论坛
        return True
    return before == "第" or bool(re.fullmatch(r"(?:19|20)\d\d|\d\.0", digits) and bare) or _is_version(digits, match)


def _is_version(digits: str, match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"\d\.0", digits)) and not match["unit"] and not match["scale1"] and not match["after"]


def _chinese(match: re.Match[str], text: str) -> Quantity | None:
    raw, before = match["value"], text[match.start("value") - 1 : match.start("value")]
    value = chinese_number(raw)
    # 第一, 一批 and 一个 count nothing, and 十五五 or 二十大 are names
    if value is None or value < 2 or before in {"第", "“", "百", "千"} or raw in {"百", "千", "万", "亿"}:
        return None
    if match["unit"] not in _COUNTED_IN_WORDS and not _LASTING.search(text[: match.start("value")]):
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
    return Quantity(Decimal(match["up"]) / down, None, "", unit, "", match.start(), match.end(), match.span())


def _half(match: re.Match[str], _: str) -> Quantity:
    start = _start(match)
    return Quantity(Decimal("0.5"), None, "", "分之", _qualifier(match), start, match.end(), (start, match.end()))


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
        (_QUANTITY, _arabic),
        (_CHINESE_QUANTITY, _chinese),
    )
    for pattern, read in readers:
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            quantity = read(match, folded)
            if quantity is not None:
                found.append(quantity)
    return sorted(found, key=lambda quantity: quantity.start)
