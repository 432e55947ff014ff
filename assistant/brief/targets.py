"""Targets without a number: what a plan sets out to raise or lower without saying to what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.brief.gather import Matter, Said
from assistant.brief.pairs import Pair
from assistant.brief.topics import named_areas
from assistant.compose.draft import Source
from assistant.compose.phrase import trimmed
from assistant.pairing import plain
from assistant.text import fold
from assistant.vague import HARD, LONGEST, MEASURABLE, NUMBER, SHIFTED, SHORTEST, aims_in, has_number_beside
from vectorstore.records import Figure, Span

SHOWN = 6
"""Few and telling; a plan has vague words in every clause."""

NAMED = 4
"""So many characters of a clause's thing must a result's name have (异地康养床位)."""

_DONE = re.compile(r"^(?:新?(?:开工|完工|启动|建成?|打造|增|引进|培育)|完成|开展|拓展|改造)")
_GOES_ON = re.compile(r"持续|继续|开展|推进|推动|实施|抓好|加快|做好")
_MEASURE = re.compile(r"(?:比例?|率|比重|占比|数量?|规模|总量|力度|水平|供给|强度)$")


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
    best = _of_own_result(sorted(found, key=lambda vague: -vague.weight))[:SHOWN]
    return sorted((vague for vague in best if vague.weight >= 1), key=lambda vague: vague.source.start)


def _of_own_result(ranked: Sequence[Vague]) -> list[Vague]:
    """Those that are the first to take up their result, or take up none: one result is asked about once."""
    first = {vague.result.id: vague for vague in reversed(ranked) if vague.result}
    return [vague for vague in ranked if vague.result is None or first[vague.result.id] is vague]


def open_rows(pairs: tuple[Pair, ...]) -> list[Pair]:
    """The table rows of the topic that set no number."""
    return [pair for pair in pairs if pair.row is not None]


def _in_sentence(matter: Matter, said: Said) -> Iterator[Vague]:
    text = matter.document.text
    for clause in re.finditer(r"[^，；。：,;]+", text[said.span.start : said.span.end]):
        words = trimmed(clause.group())
        at = Span(said.span.start + clause.start(), said.span.start + clause.end())
        standard = any(not aim.moves for aim in aims_in(text, at))
        is_aim = standard or bool(SHIFTED.search(words) and MEASURABLE.search(words))
        if not SHORTEST <= len(words) <= LONGEST or NUMBER.search(words) or not (is_aim or _GOES_ON.search(words)):
            continue
        beside = (figure for figure, _ in matter.figures([said]))
        if not _is_on_topic(matter, said, words) or has_number_beside(words, beside, moves=not standard):
            continue
        result = _result(matter, words)
        if result is None and not is_aim:
            continue
        weight = (1.5 if result else 0) + (1.0 if HARD.search(words) else 0.5) + standard + 0.1 * is_aim
        yield Vague(words, said.source, weight, *(result or (None, None)))


def _is_on_topic(matter: Matter, said: Said, words: str) -> bool:
    """Whether the clause is the topic's own, or speaks of it, or at least of no other area."""
    return said.owned or matter.topic.speaks(words) or not named_areas(words)


def _result(matter: Matter, words: str) -> tuple[Figure, Source] | None:
    """A figure of the report's year whose name the clause takes up again."""
    thing = fold(_MEASURE.sub("", SHIFTED.sub("", words)))
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
