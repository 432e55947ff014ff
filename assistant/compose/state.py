"""Evidence stated: the clause that answers, dated, worded as printed and cited."""

import itertools
import re

from assistant.compose.draft import Line, Source, escaped
from assistant.compose.phrase import amount, dated, segment, trimmed, united, window
from assistant.evidence import Matcher, Support, leading_clauses
from assistant.rank import Evidence
from assistant.text import fold
from vectorstore.records import Row, Span

SHORT = 70
"""Characters of a sentence that is quoted whole; longer ones are cut to the clauses that answer."""


def figure_line(evidence: Evidence, support: Support) -> Line:
    """The clause that states the figure, dated and cited."""
    return Line(escaped(figure_text(evidence, support)) + "。", (Source.of(support.sentence),))


def figure_text(evidence: Evidence, support: Support) -> str:
    """The clause that states the figure, with its year: 2025年新增中小学学位8060个."""
    figure, sentence = support.figure, support.sentence
    assert figure is not None
    row = sentence.passage.row
    if row is not None:
        return row_value(row.indicator, amount(sentence.document, figure), figure.period, figure.basis == "plan")
    needed = _needed(evidence, support)
    text = segment(sentence, figure) if len(needed) == 1 else window(evidence.corpus, sentence, needed)
    matcher = evidence.matcher
    if not _names(text, matcher) and _names(figure.subject, matcher):
        text = trimmed(figure.subject) + amount(sentence.document, figure)  # 一季度增长4.2%: of what, is said before
    return dated(plain(text), figure.period, figure.basis)


def figure_alone(support: Support) -> str:
    """The figure by itself under its period, with nothing of what stands beside it: 2023年计划：进出口总额增长3%."""
    figure = support.figure
    assert figure is not None
    value = amount(support.sentence.document, figure)
    return row_value(plain(figure.subject), value, figure.period, figure.basis == "plan")


def _names(text: str, matcher: Matcher) -> bool:
    """Whether a text names any thing of the question."""
    met = matcher.met(fold(text))
    return any(value >= 0.5 for w, value in zip(matcher.terms, met, strict=True) if w.term.core)


def _needed(evidence: Evidence, support: Support) -> list[Span]:
    """The figure's clause, and of the clauses that lead to it those that alone hold a core term of the question.

    A clause that says nothing by itself (同比改善12.8%) takes the nearest one that states what it is of.
    """
    figure, sentence, matcher = support.figure, support.sentence, evidence.matcher
    assert figure is not None
    text = sentence.document.text
    needed = [figure.clause]
    held = matcher.met(evidence.corpus.fold(sentence.document, figure.clause.start, figure.clause.end))
    for clause in leading_clauses(evidence.corpus, sentence, figure):
        met = matcher.met(evidence.corpus.fold(sentence.document, clause.start, clause.end))
        gained = [w for w, old, new in zip(matcher.terms, held, met, strict=True) if w.term.core and new >= 0.5 > old]
        if gained:
            needed.append(clause)
            held = tuple(max(old, new) for old, new in zip(held, met, strict=True))
    carried = not fold(figure.subject)[:2] or fold(figure.subject)[:2] not in fold(
        text[figure.clause.start : figure.clause.end]
    )
    if len(needed) == 1 and carried:
        needed += [
            c
            for c in evidence.corpus.clauses(sentence)
            if c.end <= figure.clause.start and fold(figure.subject)[:4] in fold(text[c.start : c.end])
        ][-1:]
    return needed


def row_value(indicator: str, value: str, period: str, plan: bool) -> str:
    """A table's row in words: 2026年计划：养老机构护理型床位占比50%."""
    year = f"{period}年" if period.isdigit() else period
    return f"{year}{'计划' if plan else '实际'}：{trimmed(indicator)}{value}"


def statement_line(evidence: Evidence, support: Support) -> Line:
    """The sentence, or its clauses that hold the question's terms, cited."""
    sentence = support.sentence
    if sentence.passage.row is not None:
        return Line(escaped(row_statement(sentence.passage.row)), (Source.of(sentence),))
    text = plain(sentence.text)
    if len(text) > SHORT:
        text = plain(window(evidence.corpus, sentence, best_clauses(evidence, support)))
    return Line(escaped(text) + "。", (Source.of(sentence),))


def row_statement(row: Row) -> str:
    """A table row in words, every value under its header."""
    values = "，".join(f"{trimmed(header)}：{united(trimmed(value), row.unit)}" for header, value in row.values)
    return f"{trimmed(row.indicator)}——{values}。"


def plain(text: str) -> str:
    """A printed text without Markdown's emphasis and list marks."""
    return trimmed(re.sub(r"\*\*|__|^\s*(?:[-•*]\s+|#+\s+|——\s*)", "", text))


def best_clauses(evidence: Evidence, support: Support) -> list[Span]:
    """The clauses that between them hold every term that the sentence holds."""
    sentence, matcher, corpus = support.sentence, evidence.matcher, evidence.corpus
    clauses = corpus.clauses(sentence)
    met = {clause: matcher.met(corpus.fold(sentence.document, clause.start, clause.end)) for clause in clauses}
    held = [0.0] * len(matcher.terms)
    needed: list[Span] = []
    for clause in sorted(clauses, key=lambda c: -sum(met[c])):
        if any(new > old for old, new in zip(held, met[clause], strict=True)):
            needed.append(clause)
            held = [max(old, new) for old, new in zip(held, met[clause], strict=True)]
    return needed or list(clauses[:1])


def member(evidence: Evidence, support: Support) -> Span:
    """The semicolon-delimited member of the sentence that is about the question."""
    text, span = support.sentence.document.text, support.sentence.span
    marks = re.finditer(r"[；;]|[:：](?!\d)", text[span.start : span.end])
    cuts = [span.start, *(span.start + mark.end() for mark in marks), span.end]
    members = [Span(a, b) for a, b in itertools.pairwise(cuts) if text[a:b].strip()]
    matcher, document = evidence.matcher, support.sentence.document
    return max(members, key=lambda m: matcher.coverage([(1.0, evidence.corpus.fold(document, m.start, m.end))])[0])
