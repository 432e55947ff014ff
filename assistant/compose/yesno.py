"""是 or 否 first, then the evidence."""

import re
from dataclasses import replace
from typing import Literal

from assistant.bounds import agrees, bounded
from assistant.compose.affirm import affirms, denies
from assistant.compose.completion import verdict
from assistant.compose.draft import Draft, Line, Source, assemble, escaped, instead
from assistant.compose.fact import PARTLY, compose_fact
from assistant.compose.phrase import trimmed, window
from assistant.compose.refusal import refuse_subject
from assistant.compose.state import figure_line, member, statement_line
from assistant.corpus import Sentence
from assistant.evidence import Support
from assistant.rank import Evidence
from vectorstore.quantities import Quantity
from vectorstore.records import Figure

_TARGET = re.compile(
    r"(?:完成|达到|实现|达标)[^，。？]{0,6}(?:目标|计划|任务)|(?:目标|计划|任务)[^，。？]{0,6}(?:完成|达到|实现)|达标"
)
_BETTER = re.compile("好转|改善|变好|转好")
_NOT_BETTER = re.compile(rf"(?<!有)没(?:有|能)?[^，。]{{0,6}}(?:{_BETTER.pattern})")
UNDECIDED = "报告没有直接回答这一点。"
_NEGATIVE = re.compile(r"未(?!来)|没有|尚未|不再|不足|暂停|取消|停止|力争|争创|拟")
_ASKS_VALUE = re.compile(r"具体的?(?:数值|数字|数额|人数|目标|指标)|数值|量化")


def compose_yesno(evidence: Evidence) -> Draft:
    """Yes or no with the sentence that shows it; neither where the report does not speak of it."""
    ranked = evidence.sentences
    if _ASKS_VALUE.search(evidence.question.text):
        return compose_fact(evidence.about(replace(evidence.question, wants_number=True)))
    if _TARGET.search(evidence.question.text) and any(evidence.accepts(s) for s in ranked[:5]):
        return _target(evidence)
    confirmed = _confirmed(evidence)
    if confirmed is not None and (not evidence.accepts(ranked[0]) or not _stated(evidence, ranked[0].sentence)):
        return _said("是", figure_line(evidence, confirmed), evidence.question.text)
    if not ranked or not evidence.accepts(ranked[0]):
        return refuse_subject(evidence, ranked)
    figures = _best_figures(evidence)
    bettered = _bettered(evidence, figures)
    if bettered is not None:
        word = "否" if _NOT_BETTER.search(evidence.question.text) else "是"
        return _said(word, figure_line(evidence, bettered), evidence.question.text)
    if figures and figures[0].figure and figures[0].score >= ranked[0].score - 0.05 and evidence.question.direction:
        figure = figures[0].figure
        if figure.direction == 0:
            change = _change_beside(evidence, figures[0])
            if change is not None:
                return instead(UNDECIDED, change, "partial", subject=figure.subject)
            line = statement_line(evidence, figures[0])
            return instead("报告没有给出变化。", line, "partial", subject=figure.subject)
        said = figure.measure == "change" and figure.direction == evidence.question.direction
        return _said("是" if said else "否", figure_line(evidence, figures[0]), figure.subject)
    line = statement_line(evidence, ranked[0])
    if evidence.question.numbers and not _stated(evidence, ranked[0].sentence):
        return instead("报告没有给出这个数。", line, "not_found", subject=evidence.question.text)
    word = _word(evidence, ranked[0], line)
    if not word:
        return instead(UNDECIDED, line, "partial", subject=evidence.question.text)
    return _said(word, line, evidence.question.text)


def _said(word: str, line: Line, subject: str) -> Draft:
    return assemble([Line(f"{word}，{line.text}", line.sources)], subject=subject)


def _best_figures(evidence: Evidence) -> list[Support]:
    """Of the figures that come first those that fit."""
    return [support for support, wrong in evidence.figures[:6] if not wrong and evidence.accepts(support)]


def _bettered(evidence: Evidence, figures: list[Support]) -> Support | None:
    """The change by which the report says that what is asked about got better: 同比改善12.8%."""
    text = evidence.question.text
    if not _BETTER.search(text):
        return None
    changes = [s for s in figures if s.figure and s.figure.measure == "change" and s.head > PARTLY]
    return next((s for s in changes if s.figure and _BETTER.search(s.figure.subject)), None)


def _change_beside(evidence: Evidence, level: Support) -> Line | None:
    """The level with the change that the same sentence tells of it: 年均浓度29.3微克/立方米，同比改善12.8%."""
    assert level.figure is not None
    beside = evidence.corpus.figures_in(level.sentence)
    change = next((f for f in beside if f.measure == "change" and f.subject.startswith(level.figure.subject)), None)
    if change is None:
        return None
    text = window(evidence.corpus, level.sentence, [level.figure.clause, change.clause])
    return Line(escaped(text) + "。", (Source.of(level.sentence),))


def _word(evidence: Evidence, support: Support, line: Line) -> Literal["是", "否", ""]:
    """是, 否, or neither where the sentence is about the thing but does not say what is asked."""
    negative = _NEGATIVE.search(line.text) and not _NEGATIVE.search(evidence.question.text)
    if negative or denies(evidence, support):
        return "否"
    return "是" if affirms(evidence, support) else ""


def _stated(evidence: Evidence, sentence: Sentence) -> bool:
    """Whether the sentence states the numbers asked to confirm, as they are: a bound is held against one figure."""
    bounds = any(bounded(number.qualifier) for number in evidence.question.numbers)
    return not bounds and _gives(evidence, sentence)


def _confirmed(evidence: Evidence) -> Support | None:
    """The figure of another sentence that is the one number asked to confirm, of that thing and that year.

    One that only lies above or below the number must be the very figure asked about.
    """
    if len(evidence.question.numbers) != 1:
        return None
    fitting = _best_figures(evidence)
    if bounded(evidence.question.numbers[0].qualifier):
        fitting = fitting[:1]
    return next((support for support in fitting if _gives(evidence, support.sentence, support.figure)), None)


def _gives(evidence: Evidence, sentence: Sentence, only: Figure | None = None) -> bool:
    """Whether the sentence states every number that the question asks to confirm, and of that thing."""
    figures = evidence.corpus.figures_in(sentence) if only is None else (only,)
    matcher = evidence.matcher
    about = [f for f in figures if matcher.precision(f.subject) >= 0.3 and not matcher.sibling(f.subject)]
    return all(
        any(agrees(f, claimed) and not _level_for_change(evidence, claimed, f) for f in about)
        for claimed in evidence.question.numbers
    )


def _level_for_change(evidence: Evidence, claimed: Quantity, figure: Figure) -> bool:
    """Whether the question takes a change for a level: 缩短到40%, where the report says 缩短40%以上."""
    question = evidence.question
    before = question.text[: claimed.start]
    level = re.search(r"(?:达到?了?|[至到])$", before) or (question.asked == "rate" and re.search(r"[是为]$", before))
    return figure.measure == "change" and bool(level)


def _target(evidence: Evidence) -> Draft:
    """Whether one target was met: what the report says on it, in prose or as plan and result in a row."""
    ranked = sorted(
        (s for s in evidence.sentences[:10] if evidence.accepts(s)),
        key=lambda s: -s.similar,
    )
    for support in ranked:
        row = support.sentence.passage.row
        met = (
            _row_verdict(evidence, row.values)
            if row is not None
            else verdict(support.sentence, member(evidence, support))
        )
        if met is None:
            continue
        if row is not None:
            line = statement_line(evidence, support)
            return assemble(
                [Line(f"{'是，完成了' if met else '否，没有完成'}：{line.text}", line.sources)], subject=row.indicator
            )
        span = member(evidence, support)
        text = trimmed(support.sentence.document.text[span.start : span.end])
        return assemble(
            [Line(f"{'是，完成了' if met else '否，没有完成'}：{escaped(text)}。", (Source.of(support.sentence),))],
            subject=evidence.question.text,
        )
    line = statement_line(evidence, ranked[0])
    return instead("报告没有说明是否完成目标。", line, "partial", subject=evidence.question.text)


def _row_verdict(evidence: Evidence, values: tuple[tuple[str, str], ...]) -> bool | None:
    years = evidence.question.years
    plan = next(
        (v for h, v in values if re.search(r"计划|目标", h) and not re.search(r"完成|实际", h) and _of_year(h, years)),
        "",
    )
    done = next((v for h, v in values if re.search(r"完成|实际|执行", h) and _of_year(h, years)), "")
    first, second = re.search(r"-?\d+(?:\.\d+)?", plan), re.search(r"-?\d+(?:\.\d+)?", done)
    return float(second.group()) >= float(first.group()) if first and second else None


def _of_year(header: str, years: tuple[int, ...]) -> bool:
    return not years or any(str(year) in header for year in years)
