"""Whether a figure is what a question asks for in time, plan or result, unit and measure; each by the two alone."""

import re

from assistant.asking import unit_class
from assistant.leaning import COMMON_UNITS, tells_what_was_added
from assistant.records import Question
from assistant.text import fold
from assistant.timing import tells_done
from vectorstore.records import Figure

_PART_OF_A_YEAR = re.compile(r"前?[一二三四两]个?季度|[上下]半年|\d+[-—至]\d+月")

_SUMMED = re.compile(r"[五十]年来|”(?:时期|期间)")
"""The period of what is added up over several years: no figure of one of them."""

_LASTING = re.compile("连续")
_ASKS_HOW_LONG = re.compile(
    r"连续|多久|多长时间|(?:几|多少)(?:个?年|个?月|天)|how long|how many (?:years|months)", re.IGNORECASE
)


def year_fits(question: Question, figure: Figure) -> bool:
    """Whether the figure is of a year asked for; one of 五年来 is of no single year."""
    part = _PART_OF_A_YEAR.search(question.text)
    if part and fold(part.group()) not in fold(figure.period):
        return bool(figure.period) and fold(part.group()) in fold(figure.subject)
    if not part and _PART_OF_A_YEAR.search(figure.period) and question.years:
        return False
    if len(question.years) == 1 and _SUMMED.search(figure.period):
        return False
    if not question.years or not figure.period[:4].isdigit():
        return True
    return any(str(year) in figure.period for year in question.years)


def basis_fits(question: Question, figure: Figure) -> bool:
    """Whether the figure is a result or a plan as asked; with no year, 了 alone may ask for either (准备了)."""
    if not question.basis or not figure.basis or question.basis == figure.basis:
        return True
    return question.basis == "actual" and not question.years and not tells_done(question.text)


def unit_fits(question: Question, figure: Figure) -> bool:
    """Whether the figure is in a unit of the kind asked in; how long something lasts only where that is asked."""
    if _LASTING.search(figure.subject) and figure.unit in {"年", "个月", "天"}:
        return bool(_ASKS_HOW_LONG.search(question.text))  # 参保率连续2年全市第一 gives no rate
    if not question.unit:
        return True
    if not figure.unit:
        return unit_class(question.unit) != "money"  # money never stands without its unit
    asked, given = unit_class(question.unit), unit_class(figure.unit)
    if asked == given:
        return True
    loose = {"count", "people"}
    if asked in loose and given in loose:
        return figure.unit in COMMON_UNITS or question.unit in COMMON_UNITS
    return asked == "percent" and figure.unit in {"分之", "成"}


def measure_fits(question: Question, figure: Figure) -> bool:
    """Whether the figure is a growth, a share, a rate or an amount as asked."""
    asked, given = question.asked, figure.measure
    if asked == "change" and re.search(r"年初|目标|计划", figure.subject):
        return False  # a gap to the target is no change against the year before
    if not asked or asked == given:
        return True
    if asked == "change" and given == "amount":
        return tells_what_was_added(question.text) and tells_what_was_added(figure.subject)
    if asked == "amount":
        return given == "amount" or (given in {"rate", "share", "ratio"} and not question.unit)
    if asked in {"rate", "share"}:
        return given in {"rate", "share"} or (given != "rank" and "率" in figure.subject[-10:])
    return False
