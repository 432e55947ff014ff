"""What a report states: its typed figures, the cells of its tables that are no number, and targets in words."""

import re
from collections.abc import Iterator

from assistant.corpus import Corpus
from assistant.indicators.aims import aims_of
from assistant.indicators.records import Side, Statement
from vectorstore.records import Document, Figure, Measure, Passage, Row, Span

_YEAR = re.compile(r"(?:19|20)\d\d")
_PLANNED = re.compile(r"计划|目标|预期|安排|预计")
_DONE = re.compile(r"完成|执行|实际|实绩")
_NOTHING = re.compile(r"[\s\-—－–/／.…·、]*")
_CHANGE = re.compile(r"(?:增速|增幅|涨幅|增长率?|同比|降幅|下降率?|降低率?)$")
_SHARE = re.compile(r"占比|比重|比例")


def statements_of(document: Document, corpus: Corpus) -> Iterator[Statement]:
    """Everything that a report states of a thing measured: its figures and cells, then targets without a number."""
    known = list(_stated(document, corpus))
    yield from known
    yield from aims_of(document, corpus, known)


def _stated(document: Document, corpus: Corpus) -> Iterator[Statement]:
    for passage in corpus.by_document.get(document.id, ()):
        figures = corpus.figures.get(passage.id, ())
        for figure in figures:
            yield _of_figure(document, passage, figure)
        if passage.row is not None:
            yield from _cells_in_words(document, passage, passage.row, figures)


def _of_figure(document: Document, passage: Passage, figure: Figure) -> Statement:
    return Statement(
        document=document,
        passage=passage,
        name=passage.row.indicator.strip() if passage.row else figure.subject,
        unit=figure.unit,
        measure=figure.measure,
        scope=figure.scope,
        side=_side(figure.basis == "plan", figure.period, document),
        period=figure.period,
        direction=figure.direction,
        span=Span(figure.start, figure.end),
        sentence=_sentence(passage, figure.start),
        figure=figure,
    )


def _cells_in_words(document: Document, passage: Passage, row: Row, figures: tuple[Figure, ...]) -> Iterator[Statement]:
    """The cells under a column of plans or results in which no figure was found."""
    at = passage.start
    for header, cell in row.values:
        found = document.text.find(cell, at, passage.end) if cell else -1
        if found < 0:
            continue
        at = found + len(cell)
        taken = any(found <= figure.start < at for figure in figures)
        if taken or _NOTHING.fullmatch(cell) or not (_PLANNED.search(header) or _DONE.search(header)):
            continue
        planned = bool(_PLANNED.search(header)) and not _DONE.search(header)
        period = _period(header, planned, document)
        yield Statement(
            document=document,
            passage=passage,
            name=row.indicator.strip(),
            unit=row.unit,
            measure=_measure(row),
            scope=document.place,
            side=_side(planned, period, document),
            period=period,
            direction=0,
            span=Span(found, at),
            sentence=Span(passage.start, passage.end),
        )


def _side(planned: bool, period: str, document: Document) -> Side:
    if not planned:
        return "actual"
    return "target" if period == str(document.report_year) else "plan"


def _period(header: str, planned: bool, document: Document) -> str:
    named = _YEAR.search(header)
    return named.group() if named else str((document.plan_year if planned else document.report_year) or "")


def _measure(row: Row) -> Measure:
    """By the indicator's name, as the figures of its other cells are typed."""
    if row.unit not in {"%", "％", "‰"}:
        return "amount"
    if _CHANGE.search(row.indicator.strip()):
        return "change"
    return "share" if _SHARE.search(row.indicator) else "rate"


def _sentence(passage: Passage, at: int) -> Span:
    if passage.row is not None:
        return Span(passage.start, passage.end)
    whole = Span(passage.start, passage.end)
    return next((span for span in passage.sentences if span.start <= at < span.end), whole)
