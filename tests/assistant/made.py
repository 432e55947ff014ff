"""Hand-made material: a short report of a district that does not exist, taken apart by the real parser."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

from assistant.compose.draft import Source
from assistant.corpus import Corpus, Sentence
from ingest.document import build_document
from ingest.figures import extract_figures
from ingest.passages import split_passages
from ingest.read import Source as File
from ingest.tokens import token_counter
from vectorstore.records import Contents, Document, Figure, Measure, Passage, Span

DONGHU = """关于东湖区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划的报告

——2026年1月20日在东湖区第十届人民代表大会第五次会议上

一、2025年国民经济和社会发展计划执行情况

（一）经济运行稳中有进

经济总量迈上台阶。全年地区生产总值增长6.3%，城镇新增就业1.2万人。新建口袋公园12个、绿道30公里，改造老旧小区45个，其中主城区18个。

（二）民生保障有力有效

教育供给不断扩大。新增学位3200个，受财政资金影响，2所学校推迟开工。

二、2026年国民经济和社会发展计划安排

（一）主要目标

地区生产总值增长6%左右，新增学位4000个以上。
"""
"""Two results that a plan follows up, a part of the area, a reason."""


@cache
def contents_of(text: str = DONGHU, name: str = "东湖区.txt") -> Contents:
    """The contents that ingestion makes of a text."""
    document = build_document(File(name, text, ()))
    passages = split_passages(document, token_counter(), 400)
    return Contents((document,), passages, extract_figures(document, passages))


@cache
def corpus_of(text: str = DONGHU, name: str = "东湖区.txt") -> Corpus:
    """The same, arranged for answering."""
    return Corpus(contents_of(text, name))


def sentence_with(words: str, corpus: Corpus) -> Sentence:
    """The first sentence that holds ``words``."""
    return next(s for s in corpus.sentences(corpus.contents.passages) if words in s.text)


def figure_with(printed: str, corpus: Corpus) -> tuple[Sentence, Figure]:
    """The figure printed so, with its sentence."""
    return next(
        (sentence, figure)
        for sentence in corpus.sentences(corpus.contents.passages)
        for figure in corpus.figures_in(sentence)
        if printed in sentence.document.text[figure.start : figure.end]
    )


def document(**changes: object) -> Document:
    """The document of that report, or a variant of it."""
    return replace(contents_of().documents[0], **changes)  # type: ignore[arg-type]


def source(start: int, end: int, of: Document | None = None) -> Source:
    """A stretch of a document as a source; its passage is the stretch."""
    origin = of or document()
    text = origin.text[start:end]
    passage = Passage(
        f"p{start}", origin.id, ("一、", "经济"), "第一部分", "paragraph", text, start, end, (2025,), "actual",
        (Span(start, end),),
    )  # fmt: skip
    return Source(origin, passage, start, end)


def figure(
    subject: str, value: str, unit: str, *, measure: Measure = "amount", period: str = "2025", basis: str = "actual",
    direction: int = 0,
) -> Figure:  # fmt: skip
    """A figure that stands nowhere."""
    return Figure(
        f"{subject}{value}", "d", "p", subject, Decimal(value), None, "", unit, measure, direction, period,
        basis, "东湖区", 0, 4, Span(0, 10),  # type: ignore[arg-type]
    )  # fmt: skip
