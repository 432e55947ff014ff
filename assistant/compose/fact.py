"""One sentence with the figure (or the fact) that was asked for."""

import itertools
import re
from dataclasses import replace

from assistant.compose.aspect import aspect_missing
from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.phrase import trimmed, unquantified
from assistant.compose.points import compose_points
from assistant.compose.refusal import refuse_detail, refuse_figure, refuse_subject
from assistant.compose.state import figure_line, statement_line
from assistant.evidence import Matcher, Support
from assistant.rank import Evidence
from assistant.records import Question
from assistant.text import fold

_WHEN = re.compile(r"什么时候|何时|几月|哪天|哪个月|啥时候|什么时间|\bwhen\b", re.IGNORECASE)
_TIME_TOLD = re.compile(r"\d+月|\d+日|年底|月底|年内|季度|[上下]半年")

WHOLLY = 0.95
"""The coverage of a sentence that says all that the question does."""

PARTLY = 0.75
"""A figure that meets the thing asked for by more is of that thing."""

NEARLY = 0.12
"""A sentence without a figure that supports the question better by so much shows that the figure is not it."""


def compose_fact(evidence: Evidence) -> Draft:
    """Answer a question for a figure or a plain fact, or say exactly what the report does not give."""
    asks = split_asks(evidence)
    if len(asks) > 1:
        return _several(evidence, asks)
    if evidence.question.wants_number:
        return _figure(evidence)
    return compose_points(evidence) or _statement(evidence)


def best_figure(evidence: Evidence) -> Support | None:
    """The figure that was asked for, or ``None`` when the report does not give it."""
    fitting = [support for support, wrong in evidence.figures if not wrong]
    if fitting and evidence.accepts(fitting[0]):
        return None if _given_of_the_whole(evidence, fitting[0]) else fitting[0]
    return _only_one(evidence, fitting)


def _given_of_the_whole(evidence: Evidence, fitting: Support) -> bool:
    """Whether the thing has a figure, only not of the part of the area asked for, whose own figure is of another."""
    if not evidence.question.scopes or fitting.head > PARTLY:
        return False
    return any(s.head > PARTLY and evidence.accepts(s) for s, wrong in evidence.figures if wrong == "scope")


def _only_one(evidence: Evidence, fitting: list[Support]) -> Support | None:
    """The one fitting figure of the sentence that says all that the question does: it needs no words of its own."""
    top = evidence.sentences[0] if evidence.sentences else None
    if not (evidence.question.unit or evidence.question.asked == "ratio"):
        return None  # percentages are told of many things
    if top is None or top.coverage < WHOLLY or top.sentence.passage.row is not None or not evidence.accepts(top):
        return None
    if evidence.question.asked != "ratio" and any(s.head > PARTLY for s, wrong in evidence.figures if wrong):
        return None  # the thing has a figure, and it is not the one asked for; a ratio is of two things
    here = [support for support in fitting if support.sentence.key == top.sentence.key and not support.sibling]
    return here[0] if len(here) == 1 else None


def _figure(evidence: Evidence) -> Draft:
    matcher = evidence.matcher
    sentences = evidence.sentences
    best = best_figure(evidence)
    row = _unquantified_row(evidence, sentences, matcher, best)
    if row is not None:
        return row
    if best is None or _elsewhere(best, sentences, matcher):
        return refuse_figure(evidence, sentences)
    detail = aspect_missing(evidence.question.text, best.sentence.text)
    if detail:
        return refuse_detail(evidence, best, detail)
    return assemble([figure_line(evidence, best)], subject=best.figure.subject if best.figure else "")


def _elsewhere(best: Support, sentences: list[Support], matcher: Matcher) -> bool:
    """Whether a sentence that gives no figure is clearly the one asked about."""
    top = sentences[0]
    if top.sentence.key == best.sentence.key or top.sentence.passage.row is not None:
        return False
    lost = [w for w in matcher.terms if w.term.text in best.missing]
    return bool(lost) and top.coverage - best.coverage > NEARLY and not set(top.missing) & {w.term.text for w in lost}


def _unquantified_row(
    evidence: Evidence, sentences: list[Support], matcher: Matcher, best: Support | None
) -> Draft | None:
    """The answer for a table's target that sets no number."""
    rows = [s for s in sentences if s.sentence.passage.row is not None and evidence.accepts(s)]
    if not rows:
        return None
    support = max(
        rows[:3], key=lambda s: matcher.precision(s.sentence.passage.row.indicator if s.sentence.passage.row else "")
    )
    closest = matcher.precision(best.figure.subject) if best and best.figure else 0.0
    row = support.sentence.passage.row
    assert row is not None
    values = [(header, value) for header, value in row.values if _header_fits(evidence.question, header)]
    if not values or any(not unquantified(value) for _, value in values):
        return None
    if matcher.precision(row.indicator) < max(0.5, closest + 0.1):
        return None
    header, value = values[0]
    unit = f"（{row.unit}）" if row.unit else ""
    text = f"没有量化：附表中“{row.indicator}{unit}”的{trimmed(header)}为“{trimmed(value)}”。"
    return assemble([Line(escaped(text), (Source.of(support.sentence),))], subject=row.indicator)


def _header_fits(question: Question, header: str) -> bool:
    return not question.years or any(str(year) in header for year in question.years) or not re.search(r"\d{4}", header)


def _statement(evidence: Evidence) -> Draft:
    """A fact without a number: the clauses that hold the question's terms, or the whole sentence if short."""
    matcher = evidence.matcher
    sentences = evidence.statements or evidence.sentences
    if not sentences or not evidence.accepts(sentences[0]):
        return refuse_subject(evidence, sentences)
    if _WHEN.search(evidence.question.text):
        dated = [s for s in sentences[:6] if evidence.accepts(s) and not s.unmet and _TIME_TOLD.search(s.sentence.text)]
        sentences = dated or sentences
    detail = aspect_missing(evidence.question.text, sentences[0].sentence.text)
    if detail:
        return refuse_detail(evidence, sentences[0], detail)
    return assemble([statement_line(evidence, sentences[0])], subject=matcher.question.text)


# --- several figures in one question -------------------------------------------------------------------------


def split_asks(evidence: Evidence) -> list[Question]:
    """One question for each figure asked for: 走访企业多少家、商务楼宇多少栋 asks two."""
    question = evidence.question
    asked = list(re.finditer(r"多少|多[高大长久]|几(?=[一-龥？?，。]|$)", question.text))
    if len(asked) < 2 or question.language == "en":
        return [question]
    cuts = [_cut_before(question.text, asked[at].end(), asked[at + 1].start()) for at in range(len(asked) - 1)]
    if any(cut < 0 for cut in cuts):
        return [question]
    bounds = [0, *cuts, len(question.text)]
    parts = [question.text[start:end].strip("，、；,;和及与 ") for start, end in itertools.pairwise(bounds)]
    return [evidence.read(part) for part in parts]


def _cut_before(text: str, start: int, end: int) -> int:
    match = re.search(r"[，、；,;？?]|和|以及|及|与", text[start:end])
    return start + match.start() if match else -1


def _several(evidence: Evidence, asks: list[Question]) -> Draft:
    """Each figure in turn; a part that the report does not give is said to be missing."""
    lines: list[Line] = []
    found: list[Support] = []
    lost: list[str] = []
    before: Question | None = None
    for ask in asks:
        named = any(term.core for term in ask.terms)
        support = (
            (_beside(found, evidence.about(ask)) or best_figure(evidence.about(ask))) if named or not before else None
        )
        if support is None and before is not None:
            joined = replace(ask, terms=tuple(dict.fromkeys((*before.terms, *ask.terms))))
            support = best_figure(evidence.about(joined))
        if support is None:
            lost.append(ask.text)
            continue
        before = ask if before is None else before
        found.append(support)
        lines.append(figure_line(evidence.about(ask), support))
    if not lines:
        return refuse_figure(evidence, evidence.sentences)
    lines = list({line.text: line for line in lines}.values())
    if lost:
        lines.append(Line(f"报告没有给出：{escaped('；'.join(lost))}。"))
    return assemble(lines, "partial" if lost else "answered", subject=evidence.question.text, separator="")


def _beside(found: list[Support], evidence: Evidence) -> Support | None:
    """The figure asked for next, if it stands in the sentence of the last one."""
    if not found:
        return None
    matcher = evidence.matcher
    last = found[-1]
    here = [
        support
        for support, wrong in evidence.figures
        if not wrong and support.sentence.key == last.sentence.key and support.figure != last.figure
    ]
    if not here:
        return None
    met = matcher.met(fold(here[0].figure.subject if here[0].figure else ""))
    return here[0] if any(value >= 0.5 for value in met) else None
