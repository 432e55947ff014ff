"""Targets without a number: what a report sets out to reach, raise or lower without saying to what.

Only what can be counted counts: 提升千人床位比 and 居民收入稳定增长 are targets, 提升治理水平 is a wish.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.compose.phrase import trimmed
from assistant.pairing import ONE_THING, overlap, plain
from vectorstore.records import Figure, Span

SHORTEST, LONGEST = 4, 40
"""Characters of a clause that sets one target; a longer one tells more than that."""

HARD = re.compile(
    r"(?<!效)率(?!先|领)|比例|比重|占比|床位|学位|托位|车位|岗位|数量|规模|总量|增速|收入|面积|里程|强度|指标"
)
"""Words of things that statistics count."""

MEASURABLE = re.compile(rf"{HARD.pattern}|供给|覆盖面|力度")

SHIFTED = re.compile(
    r"提升|提高|增加|扩大|加大|扩充|壮大|降低|减少|压减|压缩|缩短|改善|增强|做大|拓展|不断|持续|进一步|稳步|稳定增长"
)
"""Words of a change in one direction."""

NUMBER = re.compile(r"(?<![A-Za-z.\d])\d|[一二两三四五六七八九十百千]+[万个家所座项张处名场条]|全覆盖|清零|翻番|一半")
"""What makes a target one with a number; the digits of PM2.5 make none."""

COUNTED = re.compile(
    rf"{HARD.pattern}|供给|供应|覆盖面|份额|总值|产值|增加值|产量|销量|额|投资|消费|外贸|进出口|出口|外资|财政|税收|债务|"
    r"能耗|排放|浓度|(?<!高)质量|天数|断面|价格|物价|汇率|就业|流动性|预期寿命|进度|缺口|成本|床|服务量|流量|客流|人口|增长$"
)
"""Words that a thing's name holds when a standard or a direction says how it should come out."""

_STANDARDS = (
    r"(?:达到|符合|不[高低]于|[高低优好]于|控制在|保持在|稳定在)[^，。；、]{0,10}?"
    r"(?:要求|标准|水平|计划|目标|平均|区间|范围|同期)(?:以内|之内|以上|以下)?",
    r"(?:高质量|高标准|全面|按时|如期|圆满|超额|顺利)*完成[^，。；、]{0,9}(?:任务|目标|指标|要求)",
    r"(?:与|和|同)[^，。；]{2,14}?(?:基本|保持)*(?:同步|相适应|相当|持平)(?:增长)?",
    r"(?:保持|实现|继续)*(?:基本|总体|大体|相对|合理)*(?:(?:稳定|平稳|较快|合理|适度|稳步)增长|稳定|平稳|稳中有[升降进])",
    r"(?:稳步|持续|不断|进一步|明显|显著|大幅|逐步|有效|稳定|有序|切实|有所|总体)+"
    r"(?:提升|提高|增长|增加|扩大|下降|降低|减少|改善|好转|上升|缩小|回升)",
    r"(?:位居|保持|进入)[^，。；、]{0,6}前列",
)
_STANDARD = re.compile(rf"(?:{'|'.join(_STANDARDS)})$")
_PROGRESS = re.compile(r"(?:取得|见到|实现)[^，。；、]{0,6}(?:成效|实效|进展|突破)$")
_MOVE = re.compile(
    r"^(?:着力|大力|努力|继续|推动|促进|实现|持续|不断|进一步|稳步|有效|逐步|切实|加快)*"
    r"(?:提升|提高|增加|扩大|扩充|降低|减少|压减|压缩|缩短|改善|增强|做大)(?P<name>[^、]+供给|.+(?:"
    + HARD.pattern
    + r").?)$"
)
_BEFORE = re.compile(
    r"^(?:(?:同时|其中|全年|力争|争取|确保|努力|全力|推动|促进|实现|保持|维护|支持|引导|保障|推进|使|预期|预计|主要|特别|继续|重点)+|[并要在])+"
)
_BEHIND = re.compile(r"(?:[均将都也要上中而的]|方面)+$")
_GENERAL = re.compile(r"(?:各项|全年|年度|主要|全面|经济|社会|发展|目标|任务|指标|工作|改革|大局|和谐|实现|的|和)*")
_OF_ALL = re.compile(r"^以|各项|决策部署")
"""Names of a way to go about anything, or of everything."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target without a number: of what, and the words that stand where its number should (达到市级要求).

    ``moves`` tells that it names a direction alone; its wording is then the whole clause (提升千人床位比).
    """

    name: str
    wording: Span
    moves: bool = False


def aims_in(text: str, within: Span) -> Iterator[Aim]:
    """The targets without a number of one sentence, in its order."""
    for clause in re.finditer(r"[^，；。：:,;！\n]+", text[within.start : within.end]):
        members = r"[^、]+" if NUMBER.search(clause.group()) else r".+"  # 增长5%左右、物价基本稳定
        for member in re.finditer(members, clause.group()):
            aim = _aim(member.group())
            if aim:
                start = within.start + clause.start() + member.start()
                yield Aim(aim.name, Span(start + aim.wording.start, start + aim.wording.end), aim.moves)


def has_number_beside(name: str, beside: Iterable[Figure], *, moves: bool) -> bool:
    """Whether a figure of the same sentence gives the number (扩大学位供给，新增学位1万个)."""
    return any(
        overlap(figure.subject, name) >= ONE_THING or (moves and plain(figure.subject)[-2:] in name)
        for figure in beside
    )


def _aim(words: str) -> Aim | None:
    """The target that a clause sets, its place counted from the clause's start."""
    if NUMBER.search(words) or not SHORTEST <= len(words.strip()) <= LONGEST:
        return None
    end = len(words.rstrip(" \t\u3000*”"))
    for pattern, counted in ((_STANDARD, True), (_PROGRESS, False)):
        found = pattern.search(words, 0, end)
        name = _name(words[: found.start()]) if found else ""
        if found and name and (COUNTED.search(name) or not counted):
            return Aim(name, Span(found.start(), end))
    moved = _MOVE.match(words[:end].lstrip())
    return Aim(trimmed(moved["name"]), Span(end - len(moved.group()), end), moves=True) if moved else None


def _name(words: str) -> str:
    """What a target is of; empty where that is everything (完成各项目标任务)."""
    name = trimmed(_BEHIND.sub("", _BEFORE.sub("", trimmed(words))))
    return "" if len(name) < 3 or _GENERAL.fullmatch(name) or _OF_ALL.search(name) else name
