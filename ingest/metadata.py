"""Text and outline -> what a report is about: its place, its day, the year it reports and the year it plans."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vectorstore.records import Heading

Stance = Literal["actual", "plan", "mixed", "unknown"]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*年|\s*[-—–~～至到]{1,2}\s*(?:19|20)\d{2}\s*年)")
_DATE = re.compile(
    r"((?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})年([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日"
)
_NATION = re.compile(r"全国人民代表大会|国务院|全国人大|中央政府")
_UNIT = "(?:特别行政区|自治区|自治州|自治县|省|市|州|盟|区|县|旗)"
_CHAIN = re.compile(rf"((?:(?!关于|年|的|在|——)[\u4e00-\u9fff]){{2,10}}?{_UNIT})")
_REPORTS = re.compile(r"回顾|执行情况|完成情况|总结|成就|取得|实施情况|的工作$")
_PLANS = re.compile(r"计划安排|安排|任务|目标|建议|部署|要求|打算|重点工作|计划的|下一步|措施|政策取向")
_EFFORT = re.compile(r"奋斗|争先")
"""Words that plan where nothing else does: 在接续奋斗中取得新成效 reports."""

_SPRING = 6
"""A report given up to June looks back on the year before; later ones are mid-year reports on the year itself."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """See ``vectorstore.records.Document`` for the meaning of each."""

    place: str
    date: str
    report_year: int | None
    plan_year: int | None


def read_metadata(name: str, title: str, front: str, outline: Sequence[Heading]) -> Metadata:
    """What file name, title, the paragraphs before the first part, and the parts' headings say."""
    plain = unicodedata.normalize("NFKC", re.sub(r"\s", "", front))
    date = _date(plain)
    report, plan = _years(unicodedata.normalize("NFKC", title), outline, date)
    return Metadata(_place(name, title, plain), date, report, plan)


def stance_of(title: str, report_year: int | None, plan_year: int | None) -> Stance:
    """Whether a part's heading announces results or plans: by the year it names, else by its words."""
    years = years_in(title)
    reports, plans = bool(_REPORTS.search(title)), bool(_PLANS.search(title))
    plans = plans or bool(_EFFORT.search(title) and not reports)
    if reports and plans and not years:
        return "mixed"
    if years and report_year in years and plan_year not in years:
        return "actual"
    if years and plan_year in years and report_year not in years:
        return "plan"
    if reports == plans:
        return "unknown"
    return "actual" if reports else "plan"


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names with 年, in order of their first mention."""
    found = (int(year) for year in _YEAR.findall(unicodedata.normalize("NFKC", text)))
    return tuple(dict.fromkeys(found))


def _place(name: str, title: str, front: str) -> str:
    for text in (title, name):
        if _NATION.search(text):
            return "全国"
        units = _CHAIN.findall(re.split(r"国民|政府|经济|计划|人民", re.sub(r"^.*?(?:关于|\d{4}年)", "", text))[0])
        if not units:
            units = _CHAIN.findall(re.split(r"\d{4}|国民|政府|经济|计划|人民", text.removeprefix("关于"))[0])
        if units:
            return str(units[-1])
    if _NATION.search(front):
        return "全国"
    meeting = re.search(r"(?:在|向)([\u4e00-\u9fff]{2,20}?)第[一二三四五六七八九十\d]+届", front)
    units = _CHAIN.findall(meeting.group(1)) if meeting else []
    return str(units[-1]) if units else ""


def _date(front: str) -> str:
    dates = list(_DATE.finditer(front))
    if not dates:
        return ""
    given = next((d for d in dates if re.match(r"在|[）)]", front[d.end() : d.end() + 1])), dates[0])
    year, month, day = (_number(part) for part in given.groups())
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _number(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    digits = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}
    if len(numeral) == 4:
        return int("".join(str(digits[character]) for character in numeral))
    tens, ten, units = numeral.rpartition("十")
    return (digits.get(tens, 1) * 10 if ten else 0) + digits.get(units or "〇", 0)


def _years(title: str, outline: Sequence[Heading], date: str) -> tuple[int | None, int | None]:
    named = sorted(years_in(title))
    if len(named) > 1:
        return named[0], named[-1]
    report = plan = None
    for heading in outline:
        years = years_in(heading.title) if heading.kind == "part" else ()
        if len(years) == 1 and _REPORTS.search(heading.title):
            report = report or years[0]
        elif len(years) == 1 and _PLANS.search(heading.title):
            plan = plan or years[0]
    if named and report is None and plan is None:
        return (named[0], named[0] + 1) if _REPORTS.search(title) else (named[0] - 1, named[0])
    if date and report is None and plan is None:
        year, month = int(date[:4]), int(date[5:7])
        return (year - 1, year) if month <= _SPRING else (year, year)
    if report is None and plan is None:
        return None, None
    return (report or (plan or 0) - 1), (plan or (report or 0) + 1)
