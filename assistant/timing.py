"""For when a question asks: the years it names, 今年 and 去年 resolved against the report's date, results or plans."""

import re

from vectorstore.records import Basis, Document

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?=[^\d.%亿万千百余多个家户件条项人名元座处所张台套辆场次]|$))")
SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)年(?!来|前|代|内|以)")
YEAR_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[-—至到~～]((?:19|20)\d\d)年?")
_MEASURED_BY = re.compile(r"(?<=恢复到)(?:(?:19|20)\d\d|\d\d)年|(?<=相当于)(?:(?:19|20)\d\d|\d\d)年")
"""A year that a share is taken of, not the one asked for: 恢复到2019年的几成."""

RELATIVE = {"前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "当年": 0, "明年": 1, "下一年": 1}
"""Years from the one in which the report was given."""

_PAST = re.compile(r"了(?![解吗])|已经?|完成(?!目标|数)|实际|达到了|建成|过去|做过|取得|执行情况")
_DONE = re.compile("实际|完成|已经?|达到了|建成|过去|执行")
_PAST_ENGLISH = re.compile(r"\b(?:were|was|did)\b", re.IGNORECASE)
_PLAN = re.compile(
    r"计划(?!指标|执行|报告)|打算|(?<![稳认鉴规决确制固奠约特限否])定(?:了|的|下|在)|要(?:再)?(?:提|达|建|新|增|完成|实现|培育|引进|改造|打造|做到|发多|办多|压|降|减|招|培养)|目标|预计|安排|排了|拟|力争|预期(?!寿命)|下一步|今后|\bplan|target|\bgoal|\baim|\bwill\b",
    re.IGNORECASE,
)
_LIKELY_PLAN = re.compile(r"将|准备|要(?!求|素|点|闻|紧|是|等|花)|想要|会不会")
"""Words that lean to a plan and prove nothing (注册公司要等几天)."""

_START_TARGET = re.compile(
    r"年初(?:计划|目标)|原(?:定)?计划|年初[^，。？]{0,12}[定订]|(?:原来|本来|当初)[^，。？]{0,4}[定订]"
)
_TARGET_OF_THE_YEAR = re.compile(
    r"计划(?:是|为|数|多少|值)|目标(?:是|为|数|多少|值|增速|[?？。]?$)|计划[^，。]{0,12}多少"
)


def when(text: str, document: Document | None) -> tuple[tuple[int, ...], Basis | None]:
    """The years that a question names and whether it asks for results or plans (``None`` where it is open)."""
    planned = bool(_PLAN.search(text))
    past = bool(_PAST.search(text)) or (not planned and bool(_PAST_ENGLISH.search(text)))
    years = _years(text, document, past=past and not planned)
    if _START_TARGET.search(text):
        return years, "plan"
    if document is not None and years:
        return years, _basis_of_years(text, years, document, past=past)
    if planned == past:
        return years, None
    return years, "plan" if planned else "actual"


def tells_done(text: str) -> bool:
    """Whether another word than 了 tells of what was done."""
    return bool(_DONE.search(text))


def leans_to_plan(text: str) -> bool:
    """Whether the wording leans to a plan without saying so."""
    return bool(_LIKELY_PLAN.search(text))


def _years(text: str, document: Document | None, *, past: bool) -> tuple[int, ...]:
    text = _MEASURED_BY.sub("", text)
    years = [int(year) for pair in YEAR_SPAN.findall(text) for year in pair]
    years += [int(year) for year in YEAR.findall(text)]
    years += [2000 + int(year) for year in SHORT_YEAR.findall(text)]
    now = _now(document) if document else None
    for word, offset in RELATIVE.items():
        if word not in text or now is None or re.search(rf"(?<!占)[比较]{word}|[跟和]{word}[^，。？]{{0,4}}比", text):
            continue  # 比去年 names the year that a change is measured against
        if offset == 0 and past:
            continue  # 今年新增了多少, asked in January, may mean the year reported or the one begun
        years.append(now + offset)
    return tuple(dict.fromkeys(years))


def _basis_of_years(text: str, years: tuple[int, ...], document: Document, *, past: bool) -> Basis | None:
    """Results for the year reported, plans for the year planned; a target asked of the year reported is a plan."""
    bases = {
        "actual" if year == document.report_year else "plan" if year == document.plan_year else "" for year in years
    }
    if bases == {"plan"}:
        return "actual" if re.search(r"实际(?!利用|使用|到位)", text) and not _PLAN.search(text) else "plan"
    if bases == {"actual"}:
        return "plan" if _TARGET_OF_THE_YEAR.search(text) and not past else "actual"
    return None


def _now(document: Document) -> int | None:
    """The year in which the report was given: what its readers call 今年."""
    return int(document.date[:4]) if document.date else document.plan_year
