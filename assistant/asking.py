"""What kind of number a question asks for, and what numbers it takes for granted."""

import re
from dataclasses import replace

from assistant.records import Asked, Language
from assistant.timing import SHORT_YEAR
from assistant.words import split_words
from vectorstore.quantities import UNIT_PATTERN, Quantity, find_quantities

COUNT_ASKED = rf"(?:多少|(?<!哪)[几幾])(?:万|亿|千|百)?(?P<unit>块钱|{UNIT_PATTERN}|人民币|钱)"
MEASURED = re.compile(
    rf"(?:多少|几|幾)(?:万|亿|千|百)*(?:{UNIT_PATTERN}|人民币|块?钱)?|百分之(?:多少|几)|百分之|百分比|"
    rf"多[长高大快久远重深宽]|第几|(?<=是)(?:[万亿]+(?:{UNIT_PATTERN}))"
)
"""The question word with the unit asked in: it says what kind of number, not of what."""

_NUMBER_ASKED = re.compile(
    rf"多少|计划数|实际数|完成数|目标数|{COUNT_ASKED}|(?<!哪)几(?=[一-龥])|几[千万百]几|有多[大高长快]|[是为到了]几[?？。]*$|增速|增幅|涨幅|降幅|总投资|投资额|"
    rf"多大|多高|多长|多快|多久|百分之几|数值|"
    r"具体数字|比例|占比|比重|第几|排名|几比几|how (?:many|much|large|big|long|high|fast)"
)
_ENGLISH_NUMBER = re.compile(
    r"how (?:many|much)|what(?:'s| is| was| were| are)? (?:the|its|\w+'s)|by what|growth|\brate\b|"
    r"\bshare\b|percentage|^(?:the )?number of",
    re.IGNORECASE,
)
_POINTS_OF_CHANGE = r"[增涨升降跌掉差高低多少快慢][^，。？]{0,4}(?:几|多少)个?点(?!位|儿)"
"""A percentage in everyday words: 涨了几个点."""

_ASKED: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    ("ratio", re.compile(r"几比几|比值")),
    ("rank", re.compile(r"第几(?!部分|章|节|项|条|个|点)|排名(?!第)|位次|名次|排第几|\branked?\b")),
    (
        "change",
        re.compile(
            r"(?:增长|提高|提升|上升|上涨|增加|下降|降低|减少|回落|改善|涨|降|好|少|"
            r"多|掉|跌)了?(?:几成|多少(?!(?:万|亿|千|百)?(?:个(?!百分)|人|户|家|项|条|处|所|座|张|辆|台|套|名|元|亩|公里|平方|吨|件|场))|百分之|几个百分点)|"
            rf"(?:压减|压缩|削减|缩减)了?(?:几成|百分之)|{_POINTS_OF_CHANGE}|"
            r"增速|增幅|涨幅|降幅|(?:增长|下降|增减)(?:率|情况|幅度|目标|预期)|同比|比上年|比去年|比前年|"
            r"\b(?:growth|grew|grow|fell|rose|decline[ds]?|dropped|increase[ds]? by)\b"
        ),
    ),
    (
        "share",
        re.compile(
            r"占比|比重|占.{0,12}(?:(?:多少|几)(?![个家户人项处条所座张])|多大)|份额|几成|"
            r"share of|proportion|percentage of"
        ),
    ),
    ("rate", re.compile(r"率(?:是|为|有|达|多|[升降提]?[到至高])|率$|比率|百分之多少|百分比|\brate\b")),
    (
        "amount",
        re.compile(
            r"(?:收|花|卖|产|赚)了多少(?!个?百分)|总量|总额|(?<!生产)总值|总数|总规模|多少钱|绝对值|多少(?:万|亿)?(?:亿元|万元|元|美元)|\btotal\b"
        ),
    ),
)
_UNIT_CLASSES: tuple[tuple[str, str], ...] = (
    ("density", r"克/立方米|克/升"),
    ("money", r"^[万亿千百]*(?:美|欧|港|日)?元(?:/|$)|钱|人民币"),
    ("percent", r"%|百分点|百分之|‰|^成$|分之"),
    ("area", r"平方|亩|公顷"),
    ("length", r"公里|千米|海里|^米"),
    ("weight", r"吨|公斤|千克|斤"),
    ("volume", r"立方米$"),
    ("people", r"人|名|位"),
    ("time", r"年|月|天|日|小时|分钟"),
    ("power", r"千瓦|兆瓦"),
)
_MONEY_ASKED = re.compile(
    r"(?:多少|几)万?个?亿(?=[?？。，呢啊]|$)|(?:多少|几)块(?=[?？。，呢啊呀]|$)|"
    r"金额(?:是|为|有|达)?多少|多少(?:资金|金额)|花(?:费|了)?多少|投资额(?:是|为)?多少|赚了?多少"
)
_EITHER_WAY = re.compile(r"升还是降|增还是减|增长还是下降|下降还是增长|涨还是跌|高还是低|多了?还是少|增减|升降")
_MONTH_ASKED = re.compile(r"几月(?:份|底|初|中旬)?|几[号日]")
"""A day or a month is asked for as a number, and answered with a date."""

_COUNTED = re.compile(r"(?<![指参系倍总次分])([人户家])数(?![据值])")
"""A number of people or firms called by its unit: 就业人数."""

_POINTS = re.compile(
    rf"多少个?百分比|{_POINTS_OF_CHANGE}|(?<![布设建开置铺方处])(?<![布设建开置铺][了有])(?:几|多少)个?点(?=[?？，。！]|$)"
)
"""A percentage in everyday words: 占几个点; 布了多少个点 counts places."""

_FALLING = re.compile(
    r"比[^，。]{1,8}低|低于|不如|还低|变差|走低|下降|降低|减少|下滑|负增长|缩小|收窄|回落|缩水|下跌|萎缩|[降跌]了|"
    r"\b(?:fell|fall|decline[ds]?|decrease[ds]?|drop(?:ped)?)\b"
)
_RISING = re.compile(
    r"比[^，。]{1,8}高|高于|还高|增长|上升|升高|走高|提高|提升|增加|上涨|扩大|涨了|\b(?:grew|rose|increase[ds]?)\b"
)


def wants_number(text: str, language: Language) -> bool:
    """Whether the answer must hold a number."""
    text = _MONTH_ASKED.sub("", text)
    return bool(_NUMBER_ASKED.search(text.lower()) or (language == "en" and _ENGLISH_NUMBER.search(text)))


def with_things_apart(text: str) -> str:
    """The question with a thing counted set off from 多少 where it begins like a unit: 多少成员.

    多少个亿 is 多少亿, and 微克每立方米 微克/立方米.
    """
    text = re.sub(r"(?<=[克吨元])每(?=立方米|升|平方米|亩|公里)", "/", text)
    text = re.sub(r"(?<=多少|.几)个(?=[万亿])", "", text)
    for match in reversed(list(re.finditer(rf"多少(?={UNIT_PATTERN})", text))):
        behind = text[match.end() : match.end() + 4]
        thing = split_words(behind)[0]
        unit = re.match(UNIT_PATTERN, behind)
        if unit and len(thing.text) > len(unit.group()) and thing.tag.startswith("n") and thing.text[:1] != "个":
            text = f"{text[: match.end()]} {text[match.end() :]}"
    return text


def unit_asked(text: str) -> str:
    """The unit that the question asks in, empty if it leaves it open."""
    if _POINTS.search(text):
        return "%"
    match = re.search(COUNT_ASKED, text)
    if not match:
        counted = None if measure_asked(text, "") else _COUNTED.search(text)
        return "元" if _MONEY_ASKED.search(text) else counted[1] if counted else ""
    return {"钱": "元", "块钱": "元", "人民币": "元"}.get(match["unit"], match["unit"])


def unit_class(unit: str) -> str:
    """The kind of thing a unit measures; counts of things (个, 家, 条) are all ``count``."""
    for name, pattern in _UNIT_CLASSES:
        if unit and re.search(pattern, unit):
            return name
    return "count"


def measure_asked(text: str, unit: str) -> Asked:
    """The measure that the question asks for, empty if it leaves it open."""
    lowered = text.lower()
    for asked, pattern in _ASKED:
        if pattern.search(lowered):
            return asked
    return "amount" if unit and unit_class(unit) != "percent" else ""


def compares_with_before(text: str) -> bool:
    """Whether the question asks for a change against an earlier period."""
    return measure_asked(text, "") == "change"


def asserted(text: str) -> tuple[Quantity, ...]:
    """The quantities that the question states itself; years in short form are none.

    Whether something 达到 a number asks whether it is at least that.
    """
    reached = re.search(r"吗|没有?[?？]?$|是否|有没有|是不是", text)
    return tuple(
        replace(quantity, qualifier="以上") if reached and text[: quantity.start].endswith("达到") else quantity
        for quantity in find_quantities(text)
        if (quantity.unit or quantity.scale or quantity.qualifier or "." in str(quantity.value))
        and not (quantity.unit == "类" and not text[quantity.number[0]].isdigit())
        and not SHORT_YEAR.match(text, quantity.number[0])
    )


def direction_of(text: str) -> int:
    """The change that the question takes for granted (为什么……下降了), not one that it asks for (是升还是降)."""
    if _EITHER_WAY.search(text):
        return 0
    if _FALLING.search(text):
        return -1
    return 1 if _RISING.search(text) else 0
