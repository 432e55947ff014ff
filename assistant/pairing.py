"""Which figures are of one thing, so that a plan may stand beside its result: the one rule of all that pair them.

``thing_of`` is what surely makes two statements one thing; the table of indicators puts no others into one row.
``likeness`` tells how nearly two figures are of one thing; ``same_thing`` whether they may be subtracted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.phrase import trimmed
from assistant.figures import OneFigure, difference, stem, unit_kind
from assistant.text import bigrams, fold
from vectorstore.records import Document, Figure, Measure

ONE_THING = 0.75
"""Names that share fewer of the shorter one's pairs of characters (中小学学位, 中学学位) are not subtracted."""

NEAR = 0.55
"""Names that share so many are shown side by side, but not subtracted."""

_GENERIC = re.compile(
    r"^(?:其中|全年|全区|全市|全县|全省|累计|预计|计划|已|共|新增|新建|建成|完成|实现|达到?)+|"
    r"(?:数量|总数|规模|总量|(?<!指)数|增速|(?:同比)?(?:增长|下降|提高|提升|改善|减少|降低|增加|回落|上升)|"
    r"达到?|为|至|增至|提升至?)+$"
)
_FINISHED = re.compile(r"(?:完工|竣工|建成|落成)$")
"""What is counted is counted when done, said or not (老楼加装电梯完工600部); what was begun (开工) is another thing."""

_COUNTED = {
    "新增": re.compile(r"新增|新建|建成|新改建|新打造|新引进|新培育|新开|净增|扩建|增加(?![到至])"),
    "累计": re.compile(r"累计"),
}
"""How a figure is counted, by the words before it: what was added, not what there is; summed up, not of a year."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is measured, as far as two statements of it are surely one: never a sum over time beside a year's."""

    name: str
    measure: Measure
    kind: str
    scope: str
    summed: bool


@dataclass(frozen=True, slots=True)
class Match:
    """The result that stands beside a target. ``same`` tells that the two may be subtracted."""

    result: OneFigure
    same: bool


def thing_of(name: str, measure: Measure, unit: str, scope: str, before: str = "") -> Thing:
    """What a statement is of. ``before`` is the clause up to its number, whose 累计 a subject may leave out."""
    return Thing(fold(stem(name, measure)), measure, unit_kind(unit), scope, bool(_COUNTED["累计"].search(before)))


def best_match(target: OneFigure, results: Sequence[OneFigure], document: Document) -> Match | None:
    """The result most like a target of the same report, or ``None``."""
    likely = max(results, key=lambda result: likeness(result.first, target.first), default=None)
    if likely is None or likeness(likely.first, target.first) < NEAR:
        return None
    same = same_thing(likely.first, target.first, document, document)
    return Match(likely, same and difference(likely.first, target.first) is not None)


def likeness(one: Figure, two: Figure) -> float:
    """How nearly two figures are of one thing by name, 0 to 1; what has another head or a longer name is another."""
    if one.measure != two.measure or one.scope != two.scope:
        return 0.0
    if stem(one.subject, one.measure) == stem(two.subject, two.measure):
        return 1.0
    first, second = (_FINISHED.sub("", plain(figure.subject)) for figure in (one, two))
    if sorted(first) == sorted(second):  # 改造老旧小区, 老旧小区改造
        return 1.0
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < 3 or len(shorter) * 2 < len(longer) or first[-2:] != second[-2:]:
        return 0.0
    return 0.99 * overlap(first, second)


def same_thing(one: Figure, two: Figure, told_one: Document, told_two: Document) -> bool:
    """Whether two figures, each of its report, are of one thing, counted in one way."""
    return likeness(one, two) >= ONE_THING and counted_as(one, told_one) == counted_as(two, told_two)


def counted_as(figure: Figure, document: Document) -> frozenset[str]:
    """How a figure of a report is counted: 新增 if it is what was added, 累计 if it is summed up over time."""
    # A subject may leave out 到 behind its last word, and may come from an earlier clause.
    before = f"{figure.subject.removesuffix('增加')} {document.text[figure.clause.start : figure.start]}"
    return frozenset(name for name, words in _COUNTED.items() if words.search(before))


def overlap(one: str, two: str) -> float:
    """How much of the shorter name's pairs of characters the other one shares, 0 to 1."""
    first, second = set(bigrams(fold(plain(one)))), set(bigrams(fold(plain(two))))
    return len(first & second) / max(1, min(len(first), len(second)))


def plain(subject: str) -> str:
    """A figure's subject without the words that any figure may carry (新增, 总数, 增长)."""
    return _GENERIC.sub("", trimmed(subject))
