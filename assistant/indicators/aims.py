"""The body's targets without a number as statements: of what, and the words that stand where a number should."""

from collections.abc import Iterator, Mapping, Sequence

from assistant.corpus import Corpus, Sentence
from assistant.figures import stem
from assistant.indicators.records import Statement
from assistant.text import fold
from assistant.vague import Aim, aims_in, has_number_beside
from vectorstore.records import Document, Measure

_Named = Mapping[tuple[Measure, str], Sequence[Statement]]
_GROWS = "增"
"""Stands in the words of a target for growth (稳步增长, 与经济增长同步); other targets are of a level first."""


def aims_of(document: Document, corpus: Corpus, known: Sequence[Statement]) -> Iterator[Statement]:
    """What a report's plan sets without a number, save where ``known`` gives a number for the same thing."""
    named = _by_name(known)
    planned = [p for p in corpus.by_document.get(document.id, ()) if p.row is None and p.basis == "plan"]
    for sentence in corpus.sentences(planned):
        if sentence.is_heading:
            continue
        beside = corpus.figures_in(sentence)
        for aim in aims_in(document.text, sentence.span):
            alike = _alike(aim, document, named)
            if not has_number_beside(aim.name, beside, moves=aim.moves) and not any(map(_is_target, alike)):
                yield _statement(aim, sentence, alike)


def _by_name(known: Sequence[Statement]) -> _Named:
    found: dict[tuple[Measure, str], list[Statement]] = {}
    for statement in known:
        if statement.regular:
            found.setdefault((statement.measure, fold(stem(statement.name, statement.measure))), []).append(statement)
    return found


def _alike(aim: Aim, document: Document, named: _Named) -> Sequence[Statement]:
    """What is stated of the same thing; where it is both a level and its growth, of what the words speak of."""
    grows = _GROWS in aim.name + document.text[aim.wording.start : aim.wording.end]
    measures: list[Measure] = sorted(("amount", "change", "rate", "share"), key=lambda m: (m == "change") != grows)
    stated = (named.get((measure, fold(stem(aim.name, measure))), ()) for measure in measures)
    return next(filter(None, stated), ())


def _is_target(statement: Statement) -> bool:
    """Whether it gives the plan's number, so that the words elsewhere leave nothing open."""
    return statement.side == "plan" and statement.figure is not None


def _statement(aim: Aim, sentence: Sentence, alike: Sequence[Statement]) -> Statement:
    document, like = sentence.document, next(iter(alike), None)
    return Statement(
        document=document,
        passage=sentence.passage,
        name=aim.name,
        unit=like.unit if like else "",
        measure=like.measure if like else "amount",
        scope=like.scope if like else document.place,
        side="plan",
        period=str(document.plan_year or ""),
        direction=0,
        span=aim.wording,
        sentence=sentence.span,
    )
