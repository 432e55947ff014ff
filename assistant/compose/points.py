"""What a report says point by point: the sections of a part, its numbered paragraphs, the numbers in a paragraph."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.enumeration import Point, leading, numbered
from assistant.compose.phrase import trimmed
from assistant.corpus import Corpus
from assistant.rank import Evidence
from assistant.text import NUMERALS, bare_heading, fold, small_number
from vectorstore.records import Document, Passage

_STRUCTURE = (
    r"(?:件|个|项|条|大|点|类|方面)*的?(?:主要|重点|具体)?"
    r"(?:事情?|工作|任务|方面|举措|措施|实事|抓手|重点|部分|内容|行动|工程|板块|领域)"
)
_ASKED = re.compile(
    rf"(?:哪|这|那)?(?P<count>[{NUMERALS}两几]|\d{{1,2}}|多少){_STRUCTURE}|哪些(?:主要|重点)?(?:任务|方面|举措|措施|工作)|"
    r"(?:主要|重点)(?:任务|工作|措施|举措)(?:和措施)?(?:都?[有是](?:哪|什么|啥)|包括(?:哪些|什么))"
)
_WORK = re.compile(r"任务|措施|举措|重点工作|主要工作|工作安排|以下工作|工作重点|实事")
_TO_DO = re.compile(r"[干做抓办推]|任务|措施|举措|工作|实事|事情?[?？。]*$")
_STRUCTURAL = re.compile(
    rf"{_STRUCTURE}|工作|概括|方面|事|年|重点|主要|政府|全[国省市区县]|推进|着重|抓|做|干|[{NUMERALS}]"
)

_KIND = re.compile(r"工程|行动|实事|板块")
"""What is no mere word for a point: 十大工程 are not the 十件实事."""

_QUOTED = re.compile(r"“([^”]{4,30})”")
"""A heading that the question quotes: its points are asked for, whatever else it says."""

ENOUGH = 0.5
"""The score from which a run of points is what was asked; years, the number of points and the words count."""


@dataclass(frozen=True, slots=True)
class Run:
    """Points that follow one another, and the words over them."""

    lead: str
    points: tuple[Point, ...]


def compose_points(evidence: Evidence) -> Draft | None:
    """The points of the run that the question asks for; ``None`` if it asks for none, or no run is meant."""
    best = run_asked(evidence)
    if best is None:
        return None
    names = [leading(point) if len(point.text) > 40 else point.text for point in best.points]
    lead = trimmed(best.lead)
    lines = [
        Line(f"“{escaped(lead)}”共{len(names)}个方面："),
        *(Line(f"- {escaped(name)}", (point.source,)) for name, point in zip(names, best.points, strict=True)),
    ]
    return assemble(lines, computed=[f"{len(names)}个"], subject=lead, items=[bare_heading(name) for name in names])


def run_asked(evidence: Evidence) -> Run | None:
    """The run of points that a question is of; ``None`` if it asks for none, or no run is meant."""
    asked = _ASKED.search(evidence.question.text)
    if asked is None:
        return None
    count = small_number(asked["count"] or "")  # 0 where it is left open: 几, 多少
    scored = [
        (_score(evidence, run, count), run)
        for document in evidence.documents
        for run in (*runs(evidence.corpus, document), *_topics_quoted(evidence, document))
    ]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= ENOUGH else None


def runs(corpus: Corpus, document: Document) -> Iterator[Run]:
    """All runs of two points or more."""
    passages = corpus.by_document.get(document.id, ())
    yield from _headed(document, passages, {"section", "item"})
    for passage in passages:
        points = tuple(numbered(document, passage)) if passage.row is None else ()
        if len(points) > 1:
            yield Run(
                trimmed(passage.text[: points[0].source.start - passage.start]) or "".join(passage.section[-1:]), points
            )


def _topics_quoted(evidence: Evidence, document: Document) -> Iterator[Run]:
    """The topic sentences below a heading that the question quotes."""
    quoted = [fold(heading) for heading in _QUOTED.findall(evidence.question.text)]
    passages = evidence.corpus.by_document.get(document.id, ()) if quoted else ()
    for run in _headed(document, passages, {"topic"}):
        if any(heading in fold(run.lead) for heading in quoted):
            yield run


def _headed(document: Document, passages: Sequence[Passage], kinds: Collection[str]) -> Iterator[Run]:
    """The headings of some kinds that stand one after another below one other."""
    headings = [h for h in document.outline if h.kind in kinds]
    for (path, kind), group in groupby(headings, key=lambda h: (h.path, h.kind)):
        sources = ((heading, Source.of_heading(document, heading, passages)) for heading in group)
        points = tuple(Point(trimmed(heading.title), source) for heading, source in sources if source)
        if len(points) > 1:
            lead = _lead(document, passages, points[0]) if kind == "item" else ""
            yield Run(lead or (path[-1] if path else document.title), points)


def _lead(document: Document, passages: Sequence[Passage], first: Point) -> str:
    """The sentence that leads to numbered paragraphs (一年来，着重抓了以下工作：), empty if none does."""
    before = [p for p in passages if p.end <= first.source.start]
    if not before or not before[-1].sentences:
        return ""
    last = before[-1].sentences[-1]
    text = document.text[last.start : last.end].strip()
    return text if text.endswith(("：", ":")) else ""


def _score(evidence: Evidence, run: Run, count: int) -> float:
    """How well a run fits: the number of points asked for, the year, a list of work for a question of work."""
    question, over = evidence.question, run.lead + " ".join(run.points[0].source.passage.section[:1])
    kind = _KIND.search(question.text)
    if not _speaks_of(evidence, fold(over)) or (count and kind and kind.group() not in over):
        return 0.0
    score = 0.0 if not count else 1.0 if count == len(run.points) else -1.0
    score += 1.0 * any(fold(quoted) in fold(run.lead) for quoted in _QUOTED.findall(question.text))
    score += 0.6 * (bool(_TO_DO.search(question.text)) and bool(_WORK.search(over)))
    passage = run.points[0].source.passage
    if question.years:
        score += 0.4 if set(question.years) & set(passage.years) else -0.6
    if question.basis and passage.basis:
        score += 0.2 if question.basis == passage.basis else -0.4
    return score


def _speaks_of(evidence: Evidence, over: str) -> bool:
    """Whether the words over the points name every thing of the question that is no word for a list."""
    matcher = evidence.matcher
    met = matcher.met(over)
    return all(
        value >= 0.5
        for w, value in zip(matcher.terms, met, strict=True)
        if w.term.core and not _STRUCTURAL.search(w.term.text)
    )
