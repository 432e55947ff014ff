"""Plan against actual: each target of the topic beside what was achieved, with the change that code computes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.brief.gather import Matter
from assistant.brief.wording import name_of
from assistant.compose.compare import changed
from assistant.compose.phrase import trimmed, unquantified
from assistant.figures import OneFigure, bound_of, grouped
from assistant.pairing import best_match, likeness, plain
from assistant.text import fold
from vectorstore.records import Figure, Passage

_CARRIED_OUT = re.compile(r"(?:落实|落细|贯彻|执行).*(?:政策|措施|举措|意见|规定)")
_PLAIN_NUMERAL = re.compile(r"[一二两三四五六七八九]\D*")


@dataclass(frozen=True, slots=True)
class Pair:
    """One indicator of the topic. ``target`` is a figure, or ``row`` a table's row without a number; or neither.

    ``same`` tells whether ``actual`` is of the very same thing, so that the two may be subtracted.
    """

    name: str
    target: OneFigure | None
    row: Passage | None
    actual: OneFigure | None
    planned: OneFigure | None = None
    same: bool = True

    @property
    def change(self) -> str:
        """The target less the actual, signed; empty where they cannot be subtracted."""
        if self.target is None or self.actual is None or not self.same:
            return ""
        return changed(self.actual.first, self.target.first)[0]

    @property
    def lowered(self) -> bool:
        """Whether the target is below what was achieved: an amount, or a level that is meant to be no lower."""
        if self.target is None or not self.change.lstrip("约").startswith("-"):
            return False
        return self.target.first.unit not in _LEVELS or bound_of(self.target.first) == "least"


_LEVELS = {"%", "微克/立方米", "人/百亿元", ""}
"""Units of levels, where less is often better."""


def pairs_of(matter: Matter) -> tuple[Pair, ...]:
    """The indicators of the topic that have a target, and the missed ones, in the order of the report."""
    figures = [
        f for f in matter.corpus.contents.figures if f.document_id == matter.document.id and _is_stated(matter, f)
    ]
    year = str(matter.document.report_year or "")
    actuals = grouped(f for f in figures if matter.basis(f) == "actual" and f.period in {year, ""})
    earlier = grouped(f for f in figures if f.basis == "plan" and f.period == year)
    targets = [one for one in grouped(_targets(matter)) if not _is_earlier(matter, one)]
    pairs = [_paired(matter, one, actuals, earlier) for one in targets]
    pairs += [_without_number(row, actuals) for row in matter.rows if _is_open(row)]
    taken = {figure.id for pair in pairs for one in (pair.actual,) if one for figure in one.figures}
    return (*pairs, *_missed(matter, [one for one in actuals if one.first.id not in taken], earlier))


def _targets(matter: Matter) -> Iterable[Figure]:
    own = {row.id for row in matter.rows}
    shown = [figure for figure, _ in matter.figures(matter.plans)]
    listed = [f for f in matter.corpus.contents.figures if f.passage_id in own]
    return [f for f in (*shown, *listed) if f.basis == "plan" and _is_stated(matter, f)]


def _is_stated(matter: Matter, figure: Figure) -> bool:
    """Whether the figure measures something: no count of work streams (两个关键小事), no name (“3个100”, 32条政策)."""
    if figure.unit == "条" and _CARRIED_OUT.search(figure.subject):
        return False
    printed = matter.document.text[figure.start : figure.end]
    inside = matter.document.text[figure.clause.start : figure.start]
    return not _PLAIN_NUMERAL.fullmatch(printed) and inside.count("“") == inside.count("”") and figure.measure != "rank"


def _is_earlier(matter: Matter, one: OneFigure) -> bool:
    return one.first.period == str(matter.document.report_year)


def _paired(matter: Matter, target: OneFigure, actuals: Sequence[OneFigure], earlier: Sequence[OneFigure]) -> Pair:
    name = name_of(target.first.subject)
    match = best_match(target, actuals, matter.document)
    if match is None:
        return Pair(name, target, None, None)
    return Pair(name, target, None, match.result, _planned(match.result, earlier), match.same)


def _planned(actual: OneFigure, earlier: Sequence[OneFigure]) -> OneFigure | None:
    return next((one for one in earlier if likeness(one.first, actual.first) == 1.0), None)


def _is_open(row: Passage) -> bool:
    """Whether the row's last value sets no number."""
    return row.row is not None and bool(row.row.values) and unquantified(row.row.values[-1][1])


def _without_number(row: Passage, actuals: Sequence[OneFigure]) -> Pair:
    assert row.row is not None
    name = trimmed(row.row.indicator)
    named = [one for one in actuals if trimmed(one.first.subject) == name or plain(one.first.subject) == plain(name)]
    return Pair(name, None, row, named[0] if named else None)


def _missed(matter: Matter, actuals: Sequence[OneFigure], earlier: Sequence[OneFigure]) -> list[Pair]:
    """Indicators that the report says were missed and that have no target of their own."""
    pairs: list[Pair] = []
    for point in matter.missed:
        inside = [one for one in actuals if point.source.start <= one.first.start and one.first.end <= point.source.end]
        named = [one for one in inside if fold(one.first.subject) in fold(point.text[: len(one.first.subject) + 4])]
        pairs += [Pair(name_of(one.first.subject), None, None, one, _planned(one, earlier)) for one in named[:1]]
    return pairs
