"""Targets without a number: what a plan sets out to raise or lower without saying to what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.brief.gather import Matter, Said
from assistant.brief.pairs import Pair
from assistant.brief.topics import named_areas
from assistant.compose.draft import Source
from assistant.compose.phrase import trimmed
from assistant.pairing import plain
from assistant.text import fold
from vectorstore.records import Figure

SHOWN = 6
"""Few and telling; a plan has vague words in every clause."""

NAMED = 4
"""So many characters of a clause's thing must a result's name have (异地康养床位)."""

_SHIFTED = re.compile(
    r"提升|提高|增加|扩大|加大|扩充|壮大|降低|减少|压减|压缩|缩短|改善|增强|做大|拓展|不断|持续|进一步|稳步|稳定增长"
)
_DONE = re.compile(r"^(?:新?(?:开工|完工|启动|建成?|打造|增|引进|培育)|完成|开展|拓展|改造)")
_GOES_ON = re.compile(r"持续|继续|开展|推进|推动|实施|抓好|加快|做好")
_HARD = re.compile(
    r"(?<!效)率(?!先|领)|比例|比重|占比|床位|学位|托位|车位|岗位|数量|规模|总量|增速|收入|面积|里程|强度|指标"
)
_MEASURABLE = re.compile(rf"{_HARD.pattern}|供给|覆盖面|力度")
_MEASURE = re.compile(r"(?:比例?|率|比重|占比|数量?|规模|总量|力度|水平|供给|强度)$")
_OPEN_ENDED = re.compile(r"达到[^，。]{0,6}要求|完成[^，。]{0,6}(?:任务|目标)|稳定增长|基本同步|位居前列|保持前列")
_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千]+[万个家所座项张处名场条]|全覆盖|清零|翻番|一半")


@dataclass(frozen=True, slots=True)
class Vague:
    """A target without a number, in the report's words, and the result that it would have to be held against."""

    text: str
    source: Source
    weight: float
    result: Figure | None = None
    result_source: Source | None = None


def vague_targets(matter: Matter) -> list[Vague]:
    """The most telling targets without a number outside tables, in the order of the report."""
    found = [vague for said in matter.plans for vague in _in_sentence(matter, said)]
    best = sorted(found, key=lambda vague: -vague.weight)[:SHOWN]
    return sorted((vague for vague in best if vague.weight >= 1), key=lambda vague: vague.source.start)


def open_rows(pairs: tuple[Pair, ...]) -> list[Pair]:
    """The table rows of the topic that set no number."""
    return [pair for pair in pairs if pair.row is not None]


def _in_sentence(matter: Matter, said: Said) -> Iterator[Vague]:
    text = matter.document.text
    for clause in re.finditer(r"[^，；。：,;]+", text[said.span.start : said.span.end]):
        words = trimmed(clause.group())
        if not 4 <= len(words) <= 40 or _NUMBER.search(words) or not (_is_aim(words) or _GOES_ON.search(words)):
            continue
        if not _is_on_topic(matter, said, words) or _has_number_beside(matter, said, words):
            continue
        result = _result(matter, words)
        if result is None and not _is_aim(words):
            continue
        weight = (1.5 if result else 0) + (1.0 if _HARD.search(words) else 0.5) + bool(_OPEN_ENDED.search(words))
        yield Vague(words, said.source, weight, *(result or (None, None)))


def _is_aim(words: str) -> bool:
    return bool(_OPEN_ENDED.search(words) or (_SHIFTED.search(words) and _MEASURABLE.search(words)))


def _is_on_topic(matter: Matter, said: Said, words: str) -> bool:
    """Whether the clause is the topic's own, or speaks of it, or at least of no other area."""
    return said.owned or matter.topic.speaks(words) or not named_areas(words)


def _has_number_beside(matter: Matter, said: Said, words: str) -> bool:
    """Whether another clause of the sentence gives the number (扩大学位供给，新增学位1万个)."""
    return any(plain(figure.subject)[-2:] in words for figure, _ in matter.figures([said]))


def _result(matter: Matter, words: str) -> tuple[Figure, Source] | None:
    """A figure of the report's year whose name the clause takes up again."""
    thing = fold(_MEASURE.sub("", _SHIFTED.sub("", words)))
    for figure, said in matter.figures(matter.done):
        name = fold(plain(figure.subject))
        if (
            _is_taken_up(figure, fold(words))
            or (len(thing) >= NAMED and _runs_through(thing, name))
            or _of_one_kind(name, fold(words))
        ):
            return figure, said.source
    return None


def _is_taken_up(figure: Figure, folded: str) -> bool:
    """Whether the clause goes on with what the figure tells was done (新开工老旧小区综合整治105个)."""
    name = _DONE.sub("", fold(figure.subject))
    return len(name) > NAMED and name != fold(figure.subject) and name in folded


def _runs_through(thing: str, name: str) -> bool:
    """Whether the thing's characters stand in the name in this order (千人床位 in 千人居家与机构养老床位数)."""
    rest = iter(name)
    return all(character in rest for character in thing)


def _of_one_kind(name: str, folded: str) -> bool:
    """Whether both name a thing in three characters and its measure (非现场检查比例, 非现场监管力度)."""
    return bool(re.search(r"比例|率|占比", name)) and len(name) > 4 and name[:3] in folded
