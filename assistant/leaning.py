"""Which of several places that match alike is meant: the year asked for, results before plans, the unit asked in."""

import re

from assistant.asking import unit_class
from assistant.corpus import Sentence
from assistant.places import scopes_of
from assistant.records import Question
from assistant.timing import leans_to_plan
from vectorstore.records import Figure

COMMON_UNITS = frozenset((*"个家项条处座所人名位户件次场种类批套%元吨", "万元", "亿元", "平方米"))
"""Units that people ask in whatever the report counts in; who says 箱 or 部 means just that."""

_MONEY = re.compile(r"(?:金额|资金|外资|投资额?|收入|支出|产值|债券|总值|资本|贸易额|消费额|销售额|总额|增加值)$")
_SHARE_OF = re.compile(r"占.{0,3}$|占.{0,12}的(?:比重|比例)$")
_NEW = re.compile(r"新增|扩充|增设|新建|新设|新开|新引进|新培育|增加|加了|多出|新加|添|多了(?=多少|几)")
_IN_ALL = re.compile(r"现在|共有|加起来|已经?有(?=多少|几)|全部|总数|总量|总额|累计|一共|总共|达到|现有|目前|保有|已有")
_FORMER = re.compile(
    r"(?:整合|合并|压缩|压减|精简|减少|增加|提高|提升|扩大|缩小|缩短|下降|上升|降低|增长|[降升增减缩压提扩])?[为到至](?=\d)"
)
"""Behind what there was before: 由14家整合为6家."""

_OVER_YEARS = re.compile(r"[五十]年(?:来|间|累计|一?共)|过去五年")
"""Asks for, or is, what several years add up to."""

_FROM_BEFORE = re.compile(r"[从由]\D{0,8}\d[^，；]*$")
"""Before what a pair ends with (从2018年的1312.7亿元增加到2023年的): another sentence may state it by itself."""


def leaning(question: Question, sentence: Sentence, figure: Figure | None) -> float:
    """Small additions to a place's score, positive or negative; the largest settle what words leave open."""
    lean = _in_time(question, sentence, figure)
    if figure is None:
        return lean
    return (
        lean + _in_kind(question, figure) + _newness(question, figure, sentence) + _latest(question, figure, sentence)
    )


def tells_what_was_added(text: str) -> bool:
    """Whether a text speaks of what was added, not of what there is."""
    return bool(_NEW.search(text))


def _in_time(question: Question, sentence: Sentence, figure: Figure | None) -> float:
    """The year asked for, and results or plans as asked; results where nothing is said."""
    if figure and _OVER_YEARS.search(question.text):
        return 0.15 if _OVER_YEARS.search(figure.period) else 0.0
    passage = sentence.passage
    basis = figure.basis if figure else passage.basis
    if question.years:
        other = question.basis and basis and basis != question.basis
        return (0.1 if set(question.years) & set(passage.years) else -0.15) - (0.12 if other else 0.0)
    if question.basis:
        return 0.06 if basis == question.basis else -0.2 if figure and question.basis == "actual" else -0.06
    return 0.04 if basis and (basis == "plan") == leans_to_plan(question.text) else 0.0


def _in_kind(question: Question, figure: Figure) -> float:
    """The unit and the measure asked for, of the whole area, and no rank, share or age that nobody asked for."""
    lean = 0.0
    if question.unit:
        lean += 0.12 if question.unit in figure.unit else -0.04 if question.unit in COMMON_UNITS else -0.2
    if question.asked:
        lean += 0.06 if figure.measure == question.asked else 0.0
    if figure.measure == "amount" and unit_class(figure.unit) == "count" and _asks_money(question):
        lean -= 0.4
    if not question.scopes and not question.places and scopes_of(figure.subject):
        lean -= 0.25
    if figure.unit in {"年", "周年"} and question.unit not in {"年", "周年"}:
        lean -= 0.2
    if question.asked != "rank" and figure.measure == "rank":
        lean -= 0.25
    if figure.measure == "share" and question.asked not in {"share", "rate"} and _SHARE_OF.search(figure.subject):
        lean -= 0.1
    return lean


def _latest(question: Question, figure: Figure, sentence: Sentence) -> float:
    """What there is now rather than what there was: of 由14家整合为6家 the 6."""
    if re.search("原|之前|以前|过去|从|变化", question.text):
        return 0.0
    text = sentence.document.text
    if _FORMER.match(text, figure.end):
        return -0.3
    return -0.2 if _FROM_BEFORE.search(text, figure.clause.start, figure.start) else 0.0


def _asks_money(question: Question) -> bool:
    """Whether the thing asked for is money (合同外资) though no unit is named."""
    return not question.unit and any(term.head and _MONEY.search(term.text) for term in question.terms)


def _newness(question: Question, figure: Figure, sentence: Sentence) -> float:
    """What was added in a year and what there is in all are two figures of one thing."""
    clause = figure.subject + sentence.document.text[figure.clause.start : figure.start]
    new, whole = bool(_NEW.search(figure.subject)), bool(_IN_ALL.search(clause))
    if _NEW.search(question.text):
        return 0.08 * new - 0.08 * (whole and not new)
    if _IN_ALL.search(question.text):
        return 0.3 * whole - 0.3 * (new and not whole)
    return 0.0
