"""What a number measures and which way it goes, told from the words before it."""

import re

from vectorstore.quantities import Quantity
from vectorstore.records import Basis, Measure

_UP = re.compile(r"增长|提高|提升|上升|上涨|增加|扩大|回升|快于|高于|改善|增产|净增|新增")
_DOWN = re.compile(
    r"下降|降低|减少|回落|缩短|压减|压缩|下调|低于|收窄|降至|下滑|负增长|削减|缩减|减轻|缩小|减产|少增|压降|跌|慢于"
)
_RATE_OF_CHANGE = re.compile(r"增速|增幅|涨幅|增长率|升幅|降幅|跌幅")
_SHARE = re.compile(r"占比|比重|占(?!道|用|地|压)|份额|贡献率")
_ANOTHER_NOUN = re.compile(r"率|比重|比例|占|份额|完成|为|达|在")
"""Between a word of change and the number: the number is then of that noun (增长贡献率超过30%)."""

_BOUNDS = re.compile(r"(?:[约近超逾了]|超过|接近|大约|左右)+$")
_ABSOLUTE_UP = re.compile(r"(?:增加|增长|提高|扩大|上升|上涨)$")
_ABSOLUTE_DOWN = re.compile(r"(?:减少|下降|降低|缩短|缩减|回落|少增|减产)$")
_COMPARED_UP = re.compile(r"[比较][^，、]{1,14}[多高快]$")
_COMPARED_DOWN = re.compile(r"[比较][^，、]{1,14}[少低慢]$")
_STATED = re.compile(r"(?:到|至|为|达|在|达到)$")
_PROPORTIONS = frozenset(("%", "‰", "分之", "成"))

_TARGET = re.compile(r"(?:年初|计划|目标|任务)(?:目标|安排|增长|下降|任务|为|（|\(|：|值)*(?:\*\*)?$")
"""A target told beside its result: 计划5.5%，完成4.7%; 未达到年初增长3%的目标."""
_AGAINST_TARGET = re.compile(r"(?:高于|低于|超过|超|比|多于|少于)(?:年初|年度)?(?:计划|目标|预期|任务)+$")
"""低于计划4.2个百分点 is a result held against the target, not the target."""


def measure_of(before: str, subject: str, quantity: Quantity) -> tuple[Measure, int]:
    """The measure and, for a change, its direction. ``before`` reaches back to the number before, if there is one."""
    near = _BOUNDS.sub("", before.rstrip())[-18:]
    if quantity.unit == ":":
        return "ratio", 0
    if quantity.unit.endswith("百分点"):
        return "change", -1 if _points_down(near) else 1
    if quantity.unit == "倍":
        moved = _absolute(near, quantity)
        return ("change", moved) if moved else ("ratio", 0)
    if quantity.unit not in _PROPORTIONS:
        moved = _absolute(near, quantity)
        return ("change", moved) if moved else ("amount", 0)
    named = _rate_of_change(near) or _rate_of_change(subject[-6:])
    if named:
        return "change", named
    moved = 0 if _STATED.search(near) else _moved(near)
    if moved:
        return "change", moved
    if _SHARE.search(near[-12:]) or quantity.unit in {"分之", "成"}:
        return "share", 0
    return "rate", 0


def target_basis(before: str, unit: str) -> Basis | None:
    """``plan`` where the words right before a number name a target, whatever part of the report it stands in."""
    if unit.endswith("百分点") or _AGAINST_TARGET.search(before):
        return None
    return "plan" if _TARGET.search(before) else None


def _moved(near: str) -> int:
    """The direction of the last word of change that governs the number, 0 for none."""
    up, down = _last(_UP, near), _last(_DOWN, near)
    match = max((m for m in (up, down) if m), key=lambda m: (m.start(), m.end()), default=None)
    if match is None or _ANOTHER_NOUN.search(near[match.end() :]):
        return 0
    return -1 if down is not None and match is down else 1


def _rate_of_change(near: str) -> int:
    match = _last(_RATE_OF_CHANGE, near)
    if match is None or re.search(r"占|比重|率", near[match.end() :]):
        return 0
    return -1 if match.group() in {"降幅", "跌幅"} else 1


def _points_down(near: str) -> bool:
    if re.search(r"[少低慢]$", near):
        return True
    up, down = _last(_UP, near), _last(_DOWN, near)
    return down is not None and (up is None or up.start() < down.start())


def _absolute(near: str, quantity: Quantity) -> int:
    """增加0.3万亩 and 比年初目标少0.2个 tell a difference, not how much there is."""
    if quantity.unit in {"年", "个月"} and not re.search(r"[比较]", near):
        return 0
    if _ABSOLUTE_DOWN.search(near) or _COMPARED_DOWN.search(near):
        return -1
    return 1 if _ABSOLUTE_UP.search(near) or _COMPARED_UP.search(near) else 0


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda match: match.start(), default=None)
