"""When a number holds: the year or part of a year named before it, or the one that its place in the report implies."""

import re

from vectorstore.records import Document, Passage

_COMPARED = r"(?<!比)(?<!较)(?<!与)(?<!同)(?<!恢复到)(?<!相当于)"
_YEAR = re.compile(rf"{_COMPARED}((?:19|20)\d\d)年(?!代|以来|来|之前|以前|前|基础)")
"""A year that is only compared with (恢复到2019年的112%) or reckoned from (1998年以来) is not when a number holds."""

_PART = re.compile(
    r"(?P<year>(?:19|20)\d\d年)?"
    r"(?P<part>前三季度|[一二三四](?:、[一二三四])*季度|上半年|下半年|1[-—至]\d{1,2}月|“[一二三四五六七八九十]+五”(?:时期|期间))"
)
_TITLES = re.compile(r"《[^》]*》?|（[^（）]*）")
_RELATIVE = re.compile(r"(?<![比较于与同])(今年|本年度|去年|上年|明年)(?![初底末]?(?:相比|同期|水平))")
_SPAN = re.compile(r"五年来|(?:过去|这)五年|五年间|五年(?:累计|共)")
_REVIEW = re.compile(r"(?:过去|这|本届政府)五年|五年(?:来|工作|回顾)")
"""A part of a report that looks back on a term of office."""
SPAN = "五年来"
"""The period of what a five-year review adds up (城镇新增就业6600万人以上, 年均增长7.1%)."""

_AT_THE_END = re.compile(r"达到?|超过|突破|总[量数额]|现有|已有")


def implied_period(document: Document, passage: Passage) -> str:
    """The year that the passage's part of the report is about, or empty."""
    year = {"plan": document.plan_year, "actual": document.report_year}.get(passage.basis or "")
    return str(year or (passage.years[0] if passage.years else ""))


def named_period(text: str, document: Document) -> str:
    """The year that a text names last, in digits or as 今年 and 去年, or empty."""
    text = _TITLES.sub("", text)
    years = [(match.start(), match[1]) for match in _YEAR.finditer(text)]
    years += [(match.start(), _resolved(match[1], document)) for match in _RELATIVE.finditer(text)]
    return max(years, default=(0, ""))[1]


def _resolved(word: str, document: Document) -> str:
    """今年 and the like reckoned from the day of delivery; in a plan's report that is the year planned for."""
    now = int(document.date[:4]) if document.date[:4].isdigit() else document.plan_year
    if now is None:
        return ""
    return str(now + {"去年": -1, "上年": -1, "明年": 1}.get(word, 0))


def period_at(before: str, implied: str, document: Document) -> str:
    """The period named last before a number; a part of a year keeps its words (2023年前三季度)."""
    named = named_period(before, document) or implied
    parts = list(_PART.finditer(before))
    if not parts:
        return named
    part = parts[-1]
    if part["year"]:
        return part.group()
    return f"{named}年{part['part']}" if named[:4].isdigit() and "五”" not in part["part"] else part["part"]


def reviewed_period(section: str, clause: str, period: str, document: Document) -> str:
    """``SPAN`` where a report looks back on five years and the number adds them up, else the period itself."""
    if period != str(document.report_year or "") or named_period(clause, document):
        return period
    if _SPAN.search(clause) or (_REVIEW.search(section) and not _AT_THE_END.search(clause)):
        return SPAN
    return period


def earlier(period: str, section: str) -> str:
    """The period of a value that something rose or fell *from* where no year is named: the year before the period.

    In a five-year review it is the year before the first of the five.
    """
    if not period[:4].isdigit():
        return period
    return str(int(period[:4]) - (5 if _REVIEW.search(section) else 1))
