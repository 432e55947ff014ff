"""Questions that the reports can answer, made from what they hold."""

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.corpus import Corpus
from vectorstore.records import Document, Figure


def examples_of(corpus: Corpus, limit: int = 6) -> tuple[str, ...]:
    """A few questions over the newest report, of different kinds."""
    if not corpus.contents.documents:
        return ()
    document = newest(corpus.contents.documents)
    figures = [f for f in corpus.contents.figures if f.document_id == document.id]
    found = [_ask(f) for f in figures if f.basis == "actual" and _plain(f)][:60:12]
    planned = [_ask(f) for f in figures if f.basis == "plan" and _plain(f)][:30:15]
    return tuple(dict.fromkeys([*found[:3], *planned[:1], *_broad(document)]))[:limit]


def newest(documents: Sequence[Document]) -> Document:
    """The report of the latest year and day. Raises ``LookupError`` where there is none."""
    if not documents:
        raise LookupError("no documents")
    return max(documents, key=lambda document: (document.report_year or 0, document.date))


def _plain(figure: Figure) -> bool:
    return (
        figure.measure == "amount"
        and 4 <= len(figure.subject) <= 14
        and bool(re.fullmatch(r"[\u4e00-\u9fff]+", figure.subject))
    )


def _ask(figure: Figure) -> str:
    unit = re.sub(r"^[万亿千百]+", "", figure.unit)
    plan = "计划" if figure.basis == "plan" else ""
    return f"{figure.period[:4]}年{plan}{figure.subject}多少{unit}？"


def _broad(document: Document) -> list[str]:
    questions = []
    if any(heading.kind == "item" for heading in document.outline):
        questions.append("报告提到了哪些困难和问题？")
    if document.plan_year:
        questions.append(f"{document.plan_year}年的主要指标有哪些？")
    return questions


def suggestions_after(draft: Draft, corpus: Corpus, limit: int = 3) -> tuple[str, ...]:
    """Next questions near the answer: other figures of the passages that it cites."""
    seen = {citation.passage_id for citation in draft.citations}
    figures = [f for key in seen for f in corpus.figures.get(key, ()) if _plain(f) and f.subject not in draft.text]
    return tuple(dict.fromkeys(_ask(figure) for figure in figures))[:limit]
