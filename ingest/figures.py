"""Passages -> typed figures: what each number of a report is of, in which unit, for when.

A clause says what its own numbers are of (``ingest.subjects``); here the clauses of a sentence are read in order, so
that one that says only 同比增长8% or 其中老城片区15个 takes what it is of from those before it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.measures import measure_of, target_basis
from ingest.names import stated_quantities
from ingest.periods import earlier, implied_period, named_period, period_at, reviewed_period
from ingest.ranks import Rank, find_ranks
from ingest.rows import figures_of_row
from ingest.subjects import BARE, LASTING, Stated, clean, complete, stated, topic_of
from ingest.typed import typed
from vectorstore.quantities import Quantity
from vectorstore.records import Document, Figure, Passage, Span

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_CLAUSE_ENDS = "，。；：！？,;!?\n"
_MARKDOWN = re.compile(r"\*\*|__|^\s*(?:[-•*]\s+|#+\s+|——\s*)")
_OPENS_PARTS = re.compile(r"\s*(?:分(?:季度|月|区域|产业)看|其中|从(?:季度|月度|结构|五年变化)看)")
"""A sentence that takes apart what the paragraph's first figure states as a whole."""

_INDICATOR = re.compile(r"(?:数|率|值|额|量|比例|比重|面积|规模|浓度|指数|占比|增速|收入)$")
_EACH = re.compile(r"\s*(?:均|都|双双|分别|各)+")
_PARTICULAR = 8
"""Characters; a longer subject after 其中 says by itself what it is of."""
BEFORE = "此前"
"""Ends the subject of a value that something rose or fell from at a time that is not named."""
_FATE = re.compile(r"(?:完成|没有|未|达到|超|能够|全部|实现|如期|提前|低于|高于)")
"""Opens what became of some of a number told before (20项指标中，16项完成，4项没有完成)."""
_AMONG = re.compile(r"(?<=[标目务业个位])中$")
_DURATIONS = frozenset(("年", "个月", "天", "小时", "分钟"))
_WHOSE = re.compile(r"\s*其中([一-龥]{2,8}?(?:片区|景区|新区|园区|城区|开发区|镇|县|港))(?![、和])")
"""A sentence that opens with 其中 and a place speaks of that place to its end."""
_IN_ALL, _NEWLY = re.compile(r"\s*(?:截至目前)?(?:累计|总计|共计)"), re.compile("新增|净增|新建|新设")
"""Opens the total of what the clause before added to, and what added it."""
_BENEFIT = re.compile(r"^(?:惠及|受益|覆盖|带动|用于)$")


@dataclass(frozen=True, slots=True)
class _Clause:
    """One comma-delimited clause of a sentence: its text and its place in the document."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


@dataclass(slots=True)
class _Said:
    """What a sentence has said so far: its topic, the figures given, the clause before without a figure."""

    topic: str
    indicator: str
    whose: str = ""
    lead: str = ""
    figures: list[Figure] = field(default_factory=list)
    last: list[Figure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where figures are being read: the document and the passage."""

    document: Document
    passage: Passage

    @property
    def part(self) -> str:
        """The part of the report; empty for a paragraph that opens with a year: in a review it is of that year."""
        opening = re.split(r"[，。：；]", self.passage.text, maxsplit=1)[0]
        if named_period(opening, self.document) == str(self.document.report_year):
            return ""
        return self.passage.section[0] if self.passage.section else ""


def extract_figures(document: Document, passages: Iterable[Passage]) -> tuple[Figure, ...]:
    """Every number of the passages as a typed record, in reading order."""
    return tuple(figure for passage in passages for figure in _of_passage(_Place(document, passage)))


def _of_passage(place: _Place) -> Iterator[Figure]:
    if place.passage.row is not None:
        yield from figures_of_row(place.document, place.passage)
        return
    first = ""
    for sentence in place.passage.sentences:
        opens = _OPENS_PARTS.match(place.document.text, sentence.start)
        for figure in _of_sentence(place, sentence, first if opens else ""):
            first = first or topic_of(figure.subject)
            yield figure


def _of_sentence(place: _Place, sentence: Span, topic: str) -> Iterator[Figure]:
    text = place.document.text
    period = implied_period(place.document, place.passage)
    said = _Said(topic, _indicator(text, sentence))
    for clause in _clauses(text, sentence):
        found = [*_of_clause(place, clause, period, said), *_ranks(place, clause, period, said)]
        yield from found
        if found:
            said.figures += found
            said.last = found
            said.topic = said.indicator or _topic_after(said.topic, found)
            said.lead = ""
            if clause.start == sentence.start and (whose := _WHOSE.match(clause.text)):
                said.whose = whose[1]
        else:
            said.lead = clean(_MARKDOWN.sub("", clause.text))
            said.topic = said.topic or said.lead
        period = named_period(clause.text, place.document) or period


def _topic_after(topic: str, found: Sequence[Figure]) -> str:
    """What the next clause continues: the last subject that was more than a bare continuation."""
    if topic and all(figure.subject.startswith(topic) for figure in found):
        return topic
    return found[-1].subject


def _indicator(text: str, sentence: Span) -> str:
    """The indicator that a sentence opens with and speaks of to its end (千人床位数，因……，预计完成7.72张)."""
    first = next(_clauses(text, sentence), None)
    name = _MARKDOWN.sub("", first.text).strip() if first else ""
    return "" if first is None or stated_quantities(first.text) or not _INDICATOR.search(name) else name


def _clauses(text: str, sentence: Span) -> Iterator[_Clause]:
    start = sentence.start
    for at in range(sentence.start, sentence.end):
        thousands = text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        if text[at] in _CLAUSE_ENDS and not thousands:
            if text[start:at].strip():
                yield _Clause(text[start:at].translate(_HALF_WIDTH), start)
            start = at + 1
    if text[start : sentence.end].strip():
        yield _Clause(text[start : sentence.end].translate(_HALF_WIDTH), start)


# --- one clause ---------------------------------------------------------------------------------------------


def _of_clause(place: _Place, clause: _Clause, period: str, said: _Said) -> Iterator[Figure]:
    given: list[Figure] = []
    for one in stated(clause.text, stated_quantities(clause.text)):
        figure = _figure(place, clause, one, _subject(clause, one, said, given), period)
        given.append(figure)
        yield figure


def _subject(clause: _Clause, one: Stated, said: _Said, given: Sequence[Figure]) -> str:
    """The number's own subject, with what was said before it where it means nothing alone."""
    subject = _continued(clause, one, said, given)
    unnamed = one.role == "from" and not re.search(r"(?:19|20)\d\d年", one.before)
    return subject + BEFORE if unnamed else subject


def _continued(clause: _Clause, one: Stated, said: _Said, given: Sequence[Figure]) -> str:
    subject = _MARKDOWN.sub("", one.subject).strip()
    subject = _AMONG.sub("", subject)
    if one.of > 1 and _EACH.match(clause.text) and len(said.last) >= one.of:
        return complete(clean(_EACH.sub("", one.before)), said.last[-one.of :][one.place].subject)
    part = clause.text.lstrip().startswith("其中") and not (given and BARE.match(subject))
    if part and said.figures and len(subject) <= _PARTICULAR:
        return f"{_alike(said.figures, one.quantity)}其中{subject}"
    if subject.startswith(LASTING):
        return topic_of(given[0].subject if given else said.lead or said.topic) + subject
    if one.quantity.start == 0 and _FATE.match(subject) and one.quantity.unit not in _DURATIONS:
        return complete(subject, said.topic)
    if _IN_ALL.match(clause.text) and subject and said.topic.endswith(subject):
        return f"{_NEWLY.sub('', said.topic)}累计"
    if not BARE.match(subject):
        return said.whose + subject if len(subject) <= _PARTICULAR else subject
    before = said.lead if _BENEFIT.match(subject) and said.lead else said.topic
    if given and not before:
        before = given[0].subject
    return complete(subject, before) or clean(clause.text[: one.quantity.start])


def _alike(figures: Sequence[Figure], quantity: Quantity) -> str:
    """What a part is a part of: the last figure in the same unit, else the last one."""
    same = [figure for figure in figures if figure.unit.endswith(quantity.unit) and quantity.unit]
    return topic_of((same or list(figures))[-1].subject)


def _figure(place: _Place, clause: _Clause, one: Stated, subject: str, period: str) -> Figure:
    quantity = one.quantity if one.quantity.value >= 0 else _unsigned(one.quantity)
    before = clause.text[: one.quantity.start]
    measure, direction = measure_of(one.before, subject, quantity)
    return typed(
        place.document,
        place.passage,
        Span(clause.start + quantity.start, clause.start + quantity.end),
        clause.span,
        subject=subject,
        value=quantity.value,
        upper=quantity.upper,
        qualifier=quantity.qualifier,
        unit=quantity.printed_unit,
        measure=measure,
        direction=direction if quantity is one.quantity else -direction,
        period=_period(place, one, subject, before, period),
        basis=target_basis(before, quantity.unit),
    )


def _period(place: _Place, one: Stated, subject: str, before: str, period: str) -> str:
    """The period named before the number; the two values of a pair each have their own."""
    document = place.document
    if one.role == "from" and not named_period(one.before, document):
        return earlier(period, place.part)
    if one.role:
        return period_at(one.before, period, document)
    return reviewed_period(place.part, subject + before, period_at(before, period, document), document)


def _unsigned(quantity: Quantity) -> Quantity:
    """增长-1.6% falls by 1.6%: the direction tells the sign."""
    return replace(quantity, value=-quantity.value)


# --- ranks --------------------------------------------------------------------------------------------------


def _ranks(place: _Place, clause: _Clause, period: str, said: _Said) -> Iterator[Figure]:
    for rank in find_ranks(clause.text):
        at = period_at(clause.text[: rank.start], period, place.document)
        yield typed(
            place.document,
            place.passage,
            Span(clause.start + rank.start, clause.start + rank.end),
            clause.span,
            subject=_ranked(clause, rank, said),
            value=Decimal(rank.value),
            qualifier="前" if rank.within else "",
            unit="位",
            measure="rank",
            period=at,
            scope=rank.scope,
        )


def _ranked(clause: _Clause, rank: Rank, said: _Said) -> str:
    """What is ranked: the words before, without the number that a clause may give first (270家，位列全市第二)."""
    before = clause.text[: rank.lead]
    for quantity in reversed(stated_quantities(before)):
        lasting = before[: quantity.start].endswith("连续")
        before = before[: quantity.start - 2 * lasting] + before[quantity.end :]
    own = re.sub(r"(?:[均都稳仍又]|持续|继续|再次|首次|、)+$", "", clean(before))
    own = re.sub(r"(?:[均都稳仍又]|持续|继续|再次|首次|、)+$", "", clean(own))
    if own and not BARE.match(own):
        return own
    if _EACH.match(clause.text) and len(said.figures) > 1:
        topics = list(dict.fromkeys(topic_of(figure.subject) for figure in said.figures))[-2:]
        return "、".join(topics) + own
    return complete(own, said.topic) or clause.text.strip()
