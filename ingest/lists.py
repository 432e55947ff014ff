"""Several nouns that several numbers belong to in order: 城镇、农村居民人均可支配收入分别增长4.8%和6.2%."""

import re
from collections.abc import Sequence

_STATES = re.compile(
    r"(?:均|各)?(?:同比|较上年|比上年)?(?:增长|下降|提高|提升|降低|减少|压减|达到|达|为|控制在|稳定在|保持在|完成|实现|突破|超过|至|到|占)*$"
)
_PARTS = re.compile(r"[、和及与]|以及")
_NOUN = re.compile(
    r"(?:吞吐量|产量|收入|增加值|总?产值|投资|[进出]口额?|规模|[人件起次]?数|比[例重]|率|面积|[总余]额|支出|标准)$"
)
_OPENING = re.compile(r"^(?:其中|全年|今年|去年|预计|累计|力争|确保)+")
_PERIODS = frozenset(("同比", "环比"))


def nouns_in_order(head: str, count: int) -> list[str] | None:
    """The subjects of ``count`` numbers that follow ``head``, or ``None`` where it does not name that many."""
    nouns, tail = _split(head)
    parts = [part.strip() for part in _PARTS.split(_OPENING.sub("", nouns)) if part.strip()]
    if len(parts) == 1 and count == 2 and parts[0].startswith("城乡"):
        parts = [f"{place}{parts[0].removeprefix('城乡')}" for place in ("城镇", "农村")]
    if len(parts) < count or count < 2:
        return None
    return [f"{part}{tail}" for part in _completed(parts[-count:])]


def _split(head: str) -> tuple[str, str]:
    """The nouns and what is stated of them all."""
    if "分别" in head:
        nouns, _, tail = head.rpartition("分别")
        return nouns, tail
    match = _STATES.search(head)
    tail = match.group() if match else ""
    return head[: len(head) - len(tail)], tail


def _completed(parts: Sequence[str]) -> list[str]:
    """Each part with what only its neighbour spells out."""
    if all(part[-2:] in _PERIODS for part in parts):  # 销售面积环比、同比
        common = parts[0][:-2]
        return [part if part.startswith(common) else common + part for part in parts]
    ending = _shared_ending(parts)
    opening = "第" if parts[0].startswith("第") else ""  # 第一、二、三产业
    opening = opening or ("对" if re.match(r"对[^外]", parts[0]) else "")
    done = [part if part.endswith(ending) else part + ending for part in parts]
    return [part if part.startswith(opening) else opening + part for part in done]


def _shared_ending(parts: Sequence[str]) -> str:
    """What the last noun says for all: 居民人均可支配收入 of 城镇、农村居民人均可支配收入."""
    first, last = parts[-2], parts[-1]
    for size in range(min(4, len(first)), 1, -1):  # 民营企业、外资企业出口: both are 企业
        at = last.find(first[-size:])
        if at > 0:
            return last[at + size :]
    if len(last) >= len(first) + 2:
        return last[len(first) :]
    noun = _NOUN.search(last)
    return noun.group() if noun and not _NOUN.search(first) else ""
