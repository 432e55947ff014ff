"""Reasons and measures: why something is so, and how it is done."""

import re
from dataclasses import replace

from assistant.compose.draft import Draft, Line, Source, assemble, escaped, instead
from assistant.compose.phrase import trimmed, window
from assistant.compose.refusal import refuse_subject
from assistant.compose.state import best_clauses, figure_text, member
from assistant.compose.summary import cut
from assistant.corpus import Sentence
from assistant.evidence import Matcher, Support
from assistant.rank import Evidence
from assistant.text import fold
from assistant.timing import YEAR

CAUSE = re.compile(
    r"因(?!地制宜|子|素|此)|由于|受[^，。]{2,24}(?:影响|制约)|主要(?:是|由|原因)|原因(?:是|在于)|"
    r"导致|致使|造成|源于|为应对|为了|以便|是为|"
    r"(?:引领|拉动|带动|支撑)(?!力|作用)[^，。]{0,10}(?:增长|回升)"
)
_WHY = re.compile(r"为什么|为何|原因|怎么回事|缘故|因为|何以|为啥|怎么没|怎么会|咋没|why|reason", re.IGNORECASE)
_SHORT = re.compile(r"主要(?:是|由|原因)|原因(?:是|在于)|由于")
"""Words with which a member of a worse ranked sentence gives a reason beyond doubt."""
MEASURES = 4

TOO_LONG = 168
"""Characters from which a sentence is told by its member."""


def compose_why(evidence: Evidence) -> Draft:
    """The sentence that gives the reason, or the measures; where the report gives no reason, that it does not."""
    if _WHY.search(evidence.question.text):
        return _reason(evidence)
    return _measures(evidence)


def _reason(evidence: Evidence) -> Draft:
    matcher = evidence.matcher
    ranked = evidence.sentences
    if not ranked or not evidence.accepts(ranked[0]):
        return refuse_subject(evidence, ranked)
    result = _result_asked(evidence)
    if result is not None:
        behind = _next_sentence(evidence, result.sentence)
        told = member(evidence, result)
        stated = result.sentence.document.text[told.start : told.end]
        if not CAUSE.search(stated) and not (behind is not None and CAUSE.search(behind.text)):
            return _no_reason(evidence, result)
    near = [s for s in ranked[:8] if s.score >= 0.75 * ranked[0].score and evidence.accepts(s)]
    causal = [
        s
        for s in near
        if CAUSE.search(s.sentence.text)
        and (s.score >= 0.88 * ranked[0].score or (s.head >= 1 and _SHORT.search(_member_about(s.sentence, matcher))))
    ]
    if causal:
        return assemble([_reason_line(causal[0], matcher)], subject=evidence.question.text)
    top = ranked[0]
    if _explains(top):
        return assemble(
            [Line(escaped(trimmed(top.sentence.text)) + "。", (Source.of(top.sentence),))],
            subject=evidence.question.text,
        )
    behind = _next_sentence(evidence, top.sentence)
    if behind is not None and CAUSE.search(behind.text):
        lines = [Line(escaped(trimmed(s.text)) + "。", (Source.of(s),)) for s in (top.sentence, behind)]
        return assemble(lines, subject=evidence.question.text, separator="")
    return _no_reason(evidence, top)


def _result_asked(evidence: Evidence) -> Support | None:
    """The figure whose change the question asks to explain (地区生产总值为什么增长), if it asks of one."""
    direction = evidence.question.direction
    if not direction or evidence.question.basis == "plan":
        return None
    side = evidence.about(replace(evidence.question, wants_number=True, asked="change", unit=""))
    found = [
        s for s in side.fitting[:3] if s.figure and s.figure.direction == direction and s.head >= 0.85 and not s.unmet
    ]
    return next(
        (
            s
            for s in found
            if s.figure and s.figure.basis == "actual" and side.matcher.precision(s.figure.subject) >= 0.5
        ),
        None,
    )


def _reason_line(support: Support, matcher: Matcher) -> Line:
    """The sentence; of a long one with several members the member that is asked about."""
    sentence = support.sentence
    text = sentence.document.text[sentence.span.start : sentence.span.end]
    if len(text) > 80:
        told = _member_about(sentence, matcher, CAUSE)
        if told:
            return Line(escaped(trimmed(told)) + "。", (Source.of(sentence),))
    return Line(escaped(trimmed(re.sub(r"[*]|^\s*[-•]\s*", "", text))) + "。", (Source.of(sentence),))


def _member_about(sentence: Sentence, matcher: Matcher, saying: re.Pattern[str] | None = None) -> str:
    """The member of a sentence (……；……；……) that is most about the question, of those ``saying`` something."""
    text = sentence.document.text[sentence.span.start : sentence.span.end]
    parts = [p for p in re.split(r"(?<=[；;：])", text) if p.strip() and (saying is None or saying.search(p))]
    return max(parts, key=lambda part: matcher.coverage([(1.0, fold(part))])[0], default="")


def _explains(support: Support) -> bool:
    """Whether the matched words are a clause among others, which then tell why (外资项目落地周期延长……压力增大)."""
    clauses = [c for c in re.split(r"[，；]", trimmed(support.sentence.text)) if c]
    return len(clauses) >= 2 and not find_only_figures(support.sentence)


def find_only_figures(sentence: Sentence) -> bool:
    """Whether every clause of the sentence states a figure: a row of results explains nothing."""
    clauses = [c for c in re.split(r"[，；。]", trimmed(sentence.text)) if c]
    return sum(bool(re.search(r"\d", YEAR.sub("", c))) for c in clauses) >= len(clauses) - 1


def _next_sentence(evidence: Evidence, sentence: Sentence) -> Sentence | None:
    found = False
    for other in evidence.corpus.sentences(evidence.corpus.by_document[sentence.document.id]):
        if found:
            return other
        found = other.key == sentence.key
    return None


def _no_reason(evidence: Evidence, top: Support) -> Draft:
    figures = [s for s, wrong in evidence.figures[:5] if not wrong and s.sentence.key == top.sentence.key]
    stated = (
        figure_text(evidence, figures[0])
        if figures
        else window(evidence.corpus, top.sentence, best_clauses(evidence, top))
    )
    line = Line(escaped(stated) + "。", (Source.of(top.sentence),))
    return instead("报告没有说明原因。", line, "not_found", subject=evidence.question.text)


def _measures(evidence: Evidence) -> Draft:
    """How: the sentences on the subject, the best first."""
    ranked = evidence.sentences
    if not ranked or not evidence.accepts(ranked[0]):
        return refuse_subject(evidence, ranked)
    top = ranked[0]
    if top.sentence.is_heading:
        under = _under(evidence, top.sentence)
        if under:
            return assemble(
                [Line(f"- {escaped(cut(s, 160))}。", (Source.of(s),)) for s in under], subject=evidence.question.text
            )
    chosen = [s for s in ranked if s.score >= 0.8 * top.score and (s is top or not s.sentence.is_heading)][:MEASURES]
    if len(chosen) == 1:
        return assemble(
            [Line(escaped(trimmed(chosen[0].sentence.text)) + "。", (Source.of(chosen[0].sentence),))],
            subject=evidence.question.text,
        )
    lines = [Line(f"- {escaped(_measure(s.sentence, evidence.matcher))}。", (Source.of(s.sentence),)) for s in chosen]
    return assemble(lines, subject=evidence.question.text)


def _measure(sentence: Sentence, matcher: Matcher) -> str:
    """The sentence; of one too long to read the member that is about the question."""
    if sentence.passage.row is None and len(sentence.text) > TOO_LONG:
        told = trimmed(_member_about(sentence, matcher))
        if len(told) <= TOO_LONG:
            return told
    return cut(sentence, 120)


def _under(evidence: Evidence, heading: Sentence) -> list[Sentence]:
    """The sentences under a topic sentence (加力稳住楼市。), which tell how."""
    passages = [p for p in evidence.passages if p.document_id == heading.document.id and p.row is None]
    theme = [s for s in evidence.corpus.sentences(passages) if s.passage.section == heading.passage.section]
    return [s for s in theme if s.span.start > heading.span.start and not s.is_heading][: MEASURES + 2]
