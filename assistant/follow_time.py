"""The year of a follow-up: what it says of time, told from the question before."""

import re
from collections.abc import Sequence

from vectorstore.records import Document

TIME = r"(?:(?:19|20)\d\d年?|(?<!\d)\d\d年|今年|去年|明年|前年)"
_KIND = (
    r"(?:定|设|提|确定|安排)?(?:下|出)?了?的?(?:主要)?"
    r"(?:计划|目标|实际|安排|打算|预期|情况|标准|任务|数据|数字|数|完成|总数)*"
)
ONLY_TIME = re.compile(
    rf"^(?:那么?|而|和|同样)?[,，]?(?P<when>{TIME})的?{_KIND}"
    r"(?:又|再)?(?:定|设|打算|准备|想|要|能|会)*(?:做到|达到|定到|定为|完成)?了?是?"
    r"(?:呢|多少|如何|怎么样|怎样|什么|有吗|有没有|有么|几)*[?？。]*$"
)
"""A follow-up that says another year, and nothing of its own."""

_PLAN = re.compile(r"计划|目标|预期|打算|定的")
_ACTUAL = re.compile(r"实际|完成")
_TRAILING = re.compile(
    rf"^(?P<rest>[^，,]+)[，,]\s*(?:也?[是看说]?|在|还是)(?P<when>{TIME}|同一?年|当年|[那这]一?年)的?(?P<end>[?？。]*)$"
)
_RELATIVE = (
    (re.compile(r"(?<![比较跟和与])(?:下一年度?|次年|来年|(?<!第)第二年(?!度))"), 1),
    (re.compile(r"(?<![比较跟和与])(?:上一年度?|前一年|头一年)"), -1),
    (re.compile(r"(?<![比较跟和与])(?:同一年|同年|当年|[那这]一年)"), 0),
)


def settled(text: str, years: Sequence[int]) -> str:
    """The follow-up with its year in front and in figures: 排水管网呢，同一年的 is 2024年排水管网呢 after 2024."""
    match = _TRAILING.match(text)
    if match:
        text = f"{match['when']}{match['rest']}{match['end']}"
    for pattern, offset in _RELATIVE:
        if years:
            text = pattern.sub(f"{max(years) + offset}年", text)
    return text


def time_of(question: str) -> str:
    """The year that a question says, empty if it says none."""
    found = re.search(r"(?:19|20)\d\d年|今年|去年", question)
    return found.group() if found else ""


def retimed(question: str, when: str, documents: Sequence[Document], said: str = "") -> str:
    """A question with its year replaced, and the words that tied it to the old one dropped.

    ``said`` is the follow-up, which may ask for what was planned, or done, where the question asked for the other.
    """
    when = when + "年" if re.fullmatch(r"\d{4}|\d\d", when) else when
    rest = re.sub(TIME, "", question).strip("，, ")
    reported = when == "去年" or any(str(document.report_year) in when for document in documents)
    if reported and not _PLAN.search(said):
        rest = re.sub(r"附[件表](?:里|中)?的?|的?(?:计划|目标)(?=是?多少|$|[？?])|计划|目标(?=多少)", "", rest)
    rest = re.sub(r"^(?:计划|目标|预计|实际)|(?<=[\u4e00-\u9fff])了(?=多少|几)|现在|目前", "", rest)
    if _ACTUAL.search(said):
        rest = re.sub(r"的?(?:计划|目标|预期)(?!指标)", "", rest)
    if _PLAN.search(said):
        rest = re.sub(r"实际(?!利用|使用|到位)", "", rest)
        when += "计划" if reported and not _PLAN.search(rest) else ""
    return f"{when}{rest}"
