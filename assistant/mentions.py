"""The figures of a text, each with the words that say what it is of. Claims and quotes are read alike.

A figure's own words stand between it and the figures beside it, up to the clause's ends. A clause that has none of its
own (同比增长5.2%) takes those of the clauses before it. Figures in a row (分别增长5%和6.5%) take the members of the
list before them in order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from assistant.amounts import quantities_of
from assistant.words import split_words
from vectorstore.quantities import Quantity

_TELLING = re.compile(r"[\u4e00-\u9fffA-Za-z]")
CLAUSE_ENDS = "，。；！？,;!?：:（）()\n|"
_SENTENCE_END = re.compile(r"[。！？\n|]|[.!?](?=\s|$)")
_MARK = re.compile(r"、|以及|(?:^|(?<=[\u4e00-\u9fff\d%]))(?:和|及|与)(?=[\u4e00-\u9fff\d“]|$)|\band\b")
_LISTED = re.compile(r"、|以及|和(?!谐)|(?<!以)及(?!时)|与(?!会)")
_CHANGED = re.compile(r"(?:同比|环比|均|各|都)*(?:增长|下降|提高|降低|增加|减少|达到?|为|是)*$")
_SHARED_TAIL = re.compile(r"(?:各|均|都)?(?:分别|依次)")
_YEAR_BEFORE = re.compile(r"^\s*(?:(?:19|20)\d\d|[今去明])年")
_EMPTY_WORDS = (
    "全国 全省 全市 全区 全县 全州 同比 环比 比上年 上年 今年 去年 本年 全年 年初 年底 年末 "
    "年度 目前 累计 总体 其中 其次 增长 增加 下降 减少 提高 提升 上升 回落 降低 增速 增幅 "
    "降幅 涨幅 增长率 同比增长 同比下降 高 低 快 慢 少 多 左右 以上 以下 以内 约为 大约 "
    "高于 低于 超过 突破 接近 平均 水平 平均水平 一共 总计 合计 共计 分别 分别为 计划 实际 "
    "预计 目标 年初目标 达到 完成 实现 超额 超额完成 能够 安排 控制 控制在 保持 完成率 任务 "
    "相关 有所 情况 规模 方面 数量 总数 数值 比例 报告 给出 表述 没有 不是 这 这一 该 此 "
    "为 是 的 达 了 至 由 共 约 已 到 在 将 个 各 均 也 并 较 比 和 及 与 从 则 即 "
    "就 有 余 未 中 年 或 再 被 把 对 其 又 还 最 底 初 末 "
)
EMPTY = frozenset(_EMPTY_WORDS.split())
"""Words that say nothing of a figure's subject: time, change, bounds and the verbs that tie a number to its noun."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure with its words. Offsets are into the text read.

    ``own`` are the figure's own words, ``head`` those of them before it; ``around`` is all that may name its subject,
    the clause and what leads to it. ``before`` is the sentence up to the figure, ``after`` the rest of its clause,
    ``sentence`` the whole.
    """

    quantity: Quantity
    own: str
    head: str
    around: str
    before: str
    after: str
    sentence: str


def mentions(text: str, lead: str = "") -> tuple[Mention, ...]:
    """All figures of ``text`` in order; ``lead`` are words that stand over it (a table's row label)."""
    found: list[Mention] = []
    quantities = list(quantities_of(text))
    for start, end in _sentences(text):
        leading, before = lead, [lead]
        for left, right in _clauses(text, start, end):
            here = [q for q in quantities if left <= q.number[0] < right]
            if not here:
                leading += "，" + text[left:right]
                continue
            owns = _owned(_of_clause(text, left, right, here), leading, before)
            around = "，".join((before[0], leading, text[left:right]))
            for quantity, (own, head) in zip(here, owns, strict=True):
                told, rest = text[start : quantity.start], text[quantity.end : right]
                found.append(Mention(quantity, own, head, around, told, rest, text[start:end]))
            before, leading = [own for own, _ in owns], lead
    return tuple(found)


def _owned(parts: Sequence[tuple[str, str]], leading: str, before: Sequence[str]) -> list[tuple[str, str]]:
    """For each figure of a clause its own words and those of them before it.

    ``parts`` are the words before and behind each figure, ``leading`` the clauses since the last figures, ``before``
    the words of those. A figure without words takes the leading clauses', else the last figures', one by one if they
    are as many (分别增长5.1%和6.9%).
    """
    members = _members(parts, leading)
    in_turn = len(before) == len(parts) and not content(leading) and not any(content(a + b) for a, b in parts)
    owns: list[tuple[str, str]] = []
    for at, ((head, tail), member) in enumerate(zip(parts, members, strict=True)):
        own = member or f"{head} {tail}"
        if len(content(own)) < 2:
            said = owns[-1][0] if owns else leading if content(leading) else before[0]
            above = before[at] if in_turn else said
            own = f"{above} {own}"
        owns.append((own, head or member))
    return owns


def content(text: str) -> str:
    """The words of ``text`` that say what a figure is of, joined."""
    return "".join(runs(text))


@lru_cache(maxsize=4096)
def runs(text: str) -> tuple[str, ...]:
    """The stretches of ``text`` made of such words alone; remembered, as a quote's figures are met many times."""
    found = [""]
    for word in split_words(text):
        told = _TELLING.search(word.text) and word.text not in EMPTY
        found[-1:] = [found[-1] + word.text] if told else [found[-1], ""]
    return tuple(run for run in found if run)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for mark in _SENTENCE_END.finditer(text):
        if mark.group() == "." and mark.start() and text[mark.start() - 1].isdigit() and mark.end() != len(text):
            continue
        yield at, mark.end()
        at = mark.end()
    if at < len(text):
        yield at, len(text)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for here in range(start, end):
        char = text[here]
        if char not in CLAUSE_ENDS or (
            char in ",:：" and text[here + 1 : here + 2].isdigit() and text[here - 1 : here].isdigit()
        ):
            continue
        if here > at:
            yield at, here
        at = here + 1
    if end > at:
        yield at, end


def _of_clause(text: str, left: int, right: int, here: Sequence[Quantity]) -> list[tuple[str, str]]:
    """For each figure of a clause the words before it and behind it."""
    parts: list[tuple[str, str]] = []
    head = text[left : here[0].start]
    for quantity, following in zip_longest(here, here[1:]):
        gap = text[quantity.end : following.start if following else right]
        mark = _MARK.search(gap) if following else re.match("、", gap)  # 累计达2215家、均居全国第一
        parts.append((head, gap[: mark.start()] if mark else gap))
        # Without a list mark the next figure goes on where this one stands: 每千人口3岁以下婴幼儿托位数4.3个.
        head = gap[mark.end() :] if mark else head + " " + gap
    return parts


def _members(parts: Sequence[tuple[str, str]], above: str) -> list[str]:
    """The list members that figures in a row are of, in order; empty where there is no such list."""
    if len(parts) < 2 or any(content(head) for head, _ in parts[1:]) or any(content(tail) for _, tail in parts[:-1]):
        return [""] * len(parts)
    head = parts[0][0] if content(parts[0][0]) else above
    head = _SHARED_TAIL.split(_YEAR_BEFORE.sub("", head))[0]
    names = [name for name in _LISTED.split(re.split(r"[，：:]", _CHANGED.sub("", head))[-1]) if content(name)]
    return _parted(names) if len(names) == len(parts) else [""] * len(parts)


def _parted(names: Sequence[str]) -> list[str]:
    """The members of 城镇居民、农村居民人均可支配收入 with the noun that the last of them has for all."""
    if names[0].startswith("第"):  # 第一、二、三产业
        names = [name if name.startswith("第") else f"第{name}" for name in names]
    longest = max(map(len, names[:-1]))
    tail = names[-1][longest:]
    return [f"{name} {tail}" for name in (*names[:-1], names[-1][:longest])]
