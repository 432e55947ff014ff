"""What a question takes for granted, held against the report: direction, value, rank, completion, responsible body."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.compose.completion import verdict
from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.phrase import trimmed
from assistant.compose.state import figure_text, member
from assistant.compose.why import CAUSE
from assistant.evidence import Matcher, Support
from assistant.rank import Evidence
from assistant.understand import unit_class
from vectorstore.quantities import Quantity
from vectorstore.records import Figure

NEAR = 0.85
"""How nearly the thing that the premise is about must be named: by the figure's own clause."""

SURE = 0.55
"""The least coverage at which a figure may correct a question: a wrong correction is worse than none."""


def compose_correction(evidence: Evidence) -> Draft | None:
    """The correction of a wrong premise, with what the report says on its reason; ``None`` if nothing is wrong."""
    question = evidence.question
    if question.intent in {"where", "compare", "count"}:
        return None
    if question.direction and not _asks_change(evidence):
        wrong = _wrong_direction(evidence)
        if wrong is not None:
            return _corrected(evidence, wrong)
    for quantity in question.numbers:
        wrong = _wrong_number(evidence, quantity)
        if wrong is not None:
            return _corrected(evidence, wrong)
    if re.search(r"第[一二三四五六七八九十\d]", question.text):
        wrong = _wrong_rank(evidence)
        if wrong is not None:
            return _corrected(evidence, wrong)
    return _wrong_completion(evidence)


def _asks_change(evidence: Evidence) -> bool:
    """增长多少 and 是增是减 leave the direction open."""
    return bool(re.search(r"(?:增长|上升|提高|提升|增加)了?(?:多少|几)|还是", evidence.question.text))


def _wrong_direction(evidence: Evidence) -> Support | None:
    side = evidence.about(replace(evidence.question, wants_number=True, asked="change", unit=""))
    matcher = side.matcher
    found = [s for s, wrong in side.figures if not wrong and s.coverage >= SURE and s.head >= NEAR and side.accepts(s)]
    if not found or found[0].figure is None or matcher.precision(found[0].figure.subject) < 0.4:
        return None
    figure = found[0].figure
    closest = matcher.precision(figure.subject)
    rivals = [s.figure for s in found[:4] if s.figure and s.coverage >= found[0].coverage]
    if any(
        f.direction == evidence.question.direction and matcher.precision(f.subject) >= closest - 0.1 for f in rivals
    ):
        return None
    return found[0] if figure.direction and figure.direction != evidence.question.direction else None


def _wrong_number(evidence: Evidence, quantity: Quantity) -> Support | None:
    """A figure of the same thing in the same kind of unit whose value is another one."""
    unit = "%" if quantity.unit in {"%", "个百分点"} else quantity.unit
    side = evidence.about(replace(evidence.question, wants_number=True, unit=unit, asked=""))
    matcher = side.matcher
    ranked = [s for s, wrong in side.figures if not wrong and s.coverage >= SURE and s.head >= NEAR]
    alike = [s for s in ranked if s.figure and _same_kind(s.figure, quantity)]
    if not alike or not evidence.accepts(alike[0]):
        return None
    near = [s for s in ranked[:25] if s.score >= alike[0].score - 0.35]
    if any(_equal(s.figure, quantity) for s in near if s.figure):
        return None
    if any(_named(quantity, s) for s in side.sentences[:3] if _in_time(s, evidence) and s.sentence.passage.row is None):
        return None
    best = alike[0]
    return best if best.figure and matcher.precision(best.figure.subject) >= 0.4 else None


def _same_kind(figure: Figure, quantity: Quantity) -> bool:
    if quantity.unit in {"年", "个月", "天"}:
        return figure.unit == quantity.unit
    return (
        unit_class(figure.unit) == unit_class(quantity.printed_unit)
        and figure.measure != "rank"
        and figure.unit != "年"
    )


def _equal(figure: Figure, quantity: Quantity) -> bool:
    return figure.value == quantity.value or _magnitude(figure) == quantity.magnitude


def _magnitude(figure: Figure) -> Decimal:
    from vectorstore.quantities import SCALES

    scale = next((s for s in sorted(SCALES, key=len, reverse=True) if s and figure.unit.startswith(s)), "")
    return figure.value * SCALES[scale]


def _named(quantity: Quantity, support: Support) -> bool:
    """Whether the number belongs to the words of the sentence (500米服务半径)."""
    return bool(re.search(rf"(?<![\d.]){re.escape(f'{quantity.value:f}')}(?![\d.])", support.sentence.text))


def _in_time(support: Support, evidence: Evidence) -> bool:
    years = evidence.question.years
    return not years or bool(set(years) & set(support.sentence.passage.years))


def _wrong_rank(evidence: Evidence) -> Support | None:
    asserted = re.search(r"第([一二三四五六七八九十])", evidence.question.text)
    if asserted is None:
        return None
    value = "一二三四五六七八九十".index(asserted[1]) + 1
    side = evidence.about(replace(evidence.question, wants_number=True, asked="rank", unit=""))
    found = [s for s, wrong in side.figures if not wrong and s.coverage >= SURE and s.head >= NEAR and side.accepts(s)]
    ranks = [s for s in found[:4] if s.figure and s.figure.measure == "rank"]
    if not ranks or any(s.figure and s.figure.value == value for s in ranks):
        return None
    return ranks[0]


def _corrected(evidence: Evidence, support: Support) -> Draft:
    """报告的表述是……, and the reason if the report gives one."""
    figure = support.figure
    assert figure is not None
    text = figure_text(evidence, support)
    lead = "不是。" if evidence.question.intent == "yesno" else "报告没有这样说。"
    lines = [Line(f"{lead}报告的表述是：{escaped(text)}。", (Source.of(support.sentence),))]
    if evidence.question.intent == "why" and not CAUSE.search(support.sentence.text):
        lines.append(Line("报告没有说明其中的原因。"))
    return assemble(lines, "corrected", subject=trimmed(figure.subject), separator="")


def _wrong_completion(evidence: Evidence) -> Draft | None:
    """完成 or 没完成 taken for granted against what the report says of that target."""
    text = evidence.question.text
    if evidence.question.intent in {"yesno", "list", "count"} or not re.search(r"目标|计划", text):
        return None
    missed = re.search(r"没有?(?:能)?(?:完成|达到|实现)|未(?:能)?(?:完成|达到|实现)|没达标|未达标", text)
    met = re.search(r"(?:超额|全部|如期|圆满|顺利|提前)?(?:完成|达到|实现)了?", text)
    if not missed and not met:
        return None
    for support in evidence.sentences[:4]:
        if support.coverage < SURE or support.missing or support.sentence.passage.row is not None:
            continue
        span = member(evidence, support)
        truth = verdict(support.sentence, span)
        if truth is None:
            span, truth = support.sentence.span, verdict(support.sentence)
        if truth is None:
            continue
        if truth == bool(missed):
            stated = trimmed(re.sub(r"[*]", "", support.sentence.document.text[span.start : span.end]))
            lines = [Line(f"报告没有这样说。报告的表述是：{escaped(stated)}。", (Source.of(support.sentence),))]
            return assemble(lines, "corrected", subject=text)
        return None
    return None
