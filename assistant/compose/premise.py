"""What a question takes for granted, held against the report: value, direction, rank, completion, state, cause."""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.asking import asserted, direction_of, unit_class
from assistant.bounds import agrees, bounded
from assistant.compose.completion import verdict
from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.fact import best_figure
from assistant.compose.phrase import trimmed
from assistant.compose.state import figure_alone, figure_text, member, plain
from assistant.compose.why import CAUSE
from assistant.evidence import Support
from assistant.rank import Evidence
from assistant.text import bigrams, fold, small_number
from vectorstore.quantities import Quantity
from vectorstore.records import Figure

NAMED = 0.85
"""How nearly the thing that a premise is about must be named: by the figure's own clause. A wrong correction is worse
than none."""

LOST = 0.35
"""The share of a claim's words that the report may use elsewhere only."""

RIVAL = 0.3
"""Figures whose score is so near the best one's may be the one meant."""

_HOW_MANY = re.compile(r"多少|几(?=[一-龥])")
_ASKS = re.compile(rf"{_HOW_MANY.pattern}|什么|哪|怎|为何|为啥|还是|是否|有没有|how|what|why|which", re.IGNORECASE)
_RANK = re.compile(
    r"(?P<scope>全[国省市县区]|全球|世界)?(?:排名?|位居|位列|列|居|保持)?(?:到)?(?:第(?P<nth>[一二三四五六七八九十]|\d{1,2})|(?P<first>首位|榜首))"
)
_CAUSE_CLAIMED = re.compile(r"(?P<what>.+?)(?:就?是|，)?(?:因为|由于|源于|归因于)(?P<cause>[^？?。]+)")
_DONE = re.compile(
    r"(?:已经?|都)[^，。？?]{0,8}?(?P<state>建成通车|通车|投入(?:使用|运营)|建成|开业|开园|完工|竣工|封顶|开通|创成|开工|建好|落成|运营)"
)
_WILL = re.compile(r"确保|力争|推动|推进|将|计划|争取|加快|建设|完成")


def compose_correction(evidence: Evidence) -> Draft | None:
    """The correction of a wrong premise, with what the report says; ``None`` if nothing is wrong."""
    if evidence.question.intent in {"where", "count"}:
        return None
    if evidence.question.intent == "compare":
        return _values(evidence)
    checks = (_values, _directions, _ranks, _completion, _states, _causes)
    return next((draft for check in checks if (draft := check(evidence)) is not None), None)


# --- claims: the clauses of the question that assert something ------------------------------------------------


def _claims(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """The clauses of the question, each with the subject of the one before if it has none, and as it stands itself."""
    before = ""
    for clause in _clauses(evidence.question.text):
        own = evidence.read(clause)
        has_subject = any(term.core for term in own.terms)
        text = clause if has_subject else before + clause
        before = clause if has_subject else before
        yield text, clause


def _clauses(text: str) -> list[str]:
    return [clause for clause in re.split(r"[，。；？?！!,;]", text) if clause.strip()]


def _side(evidence: Evidence, claim: str, **changes: object) -> Evidence:
    """The evidence for what a claim speaks of."""
    asked = replace(evidence.read(claim), wants_number=True, unit="", asked="")
    return evidence.about(replace(asked, **changes))  # type: ignore[arg-type]


def _candidates(side: Evidence) -> list[Support]:
    return [s for s in side.fitting if s.head >= NAMED and s.unmet <= LOST]


def _values(evidence: Evidence) -> Draft | None:
    """A number that the question states of a thing of which the report gives another one."""
    for claim, clause in _claims(evidence):
        side = _side(evidence, claim)
        for quantity in asserted(clause):
            if _HOW_MANY.search(clause) and not _before_ask(clause, quantity):
                continue
            if _belongs_to_a_name(side, quantity):
                continue
            wrong = _wrong_value(side, claim, quantity)
            other = _true_elsewhere(side, quantity)
            if wrong is not None:
                return _corrected(evidence, wrong, other)
            if other is not None and not _true_here(side, quantity):
                here = [s for s in side.fitting[:4] if s.figure and _same_kind(s.figure, quantity)]
                return _corrected(evidence, here[0], other) if here else _corrected(evidence, other)
    return None


def _true_here(side: Evidence, quantity: Quantity) -> bool:
    """Whether a figure of the year and kind asked about has the value claimed."""
    return any(s.figure and agrees(s.figure, quantity) for s in side.fitting[:12])


def _before_ask(claim: str, quantity: Quantity) -> bool:
    ask = _ASKS.search(claim)
    return ask is None or quantity.end <= ask.start()


def _wrong_value(side: Evidence, claim: str, quantity: Quantity) -> Support | None:
    alike = [s for s in _candidates(side) if s.figure and _same_kind(s.figure, quantity)]
    if not alike:
        return None
    best = alike[0]
    near = [s for s in alike if s.score >= best.score - RIVAL and s.figure]
    if bounded(quantity.qualifier):
        near = near[:1]  # among several figures some lie above or below any number
    equal = next((s for s in near if s.figure and agrees(s.figure, quantity)), None)
    if equal is None:
        return best if side.matcher.precision(best.figure.subject if best.figure else "") >= 0.4 else None
    claimed, told = direction_of(claim), _told_direction(equal)
    return equal if claimed and told and claimed != told else None


def _same_kind(figure: Figure, quantity: Quantity) -> bool:
    if quantity.unit in {"年", "个月", "天"} or figure.unit in {"年", "个月", "天"}:
        return figure.unit == quantity.unit
    if figure.measure == "rank":
        return False
    if not quantity.unit:
        return figure.measure in {"amount", "rate"} and bool(quantity.qualifier)
    return unit_class(figure.unit) == unit_class(quantity.printed_unit) and _percentish(figure) == _percentish(quantity)


def _percentish(number: Figure | Quantity) -> str:
    return "points" if number.unit.endswith("百分点") else ""


def _belongs_to_a_name(side: Evidence, quantity: Quantity) -> bool:
    """Whether the number stands in what the report itself says of the thing (500米服务半径), in the right year."""
    years = set(side.question.years)
    digits = re.compile(rf"(?<![\d.]){re.escape(f'{quantity.value:f}')}(?![\d.])")
    for support in side.sentences[:3]:
        in_time = not years or bool(years & set(support.sentence.passage.years))
        if in_time and support.sentence.passage.row is None and digits.search(support.sentence.text):
            claimed_figures = [f for f in side.corpus.figures_in(support.sentence) if agrees(f, quantity)]
            if not claimed_figures or any(side.matcher.precision(f.subject) >= 0.4 for f in claimed_figures):
                return not claimed_figures
    return False


def _told_direction(support: Support) -> int:
    """The change that the report tells of a figure, also where the figure is a level (下降至43.82%)."""
    figure = support.figure
    assert figure is not None
    if re.search(r"浓度|能耗|PM2\.?5|排放", figure.subject) and "改善" in figure.subject:
        return -1
    if figure.direction:
        return figure.direction
    text = support.sentence.document.text
    return direction_of(text[max(figure.clause.start, figure.start - 10) : figure.start])


def _true_elsewhere(side: Evidence, quantity: Quantity) -> Support | None:
    """The same thing's figure of another year that has the value claimed."""
    others = [s for s, wrong in side.figures if wrong in {"year", "basis"} and s.head >= NAMED and s.unmet <= LOST]
    return next(
        (s for s in others[:8] if s.figure and agrees(s.figure, quantity) and _same_kind(s.figure, quantity)), None
    )


def _directions(evidence: Evidence) -> Draft | None:
    """A rise or fall that the question takes for granted (为什么固定资产投资下降了)."""
    for claim, _ in _claims(evidence):
        claimed = direction_of(claim)
        if not claimed or re.search(
            r"(?:增长|上升|提高|提升|增加|下降|降低|减少|[涨降跌])了?(?:多少|几)|新增|增加值|目标|任务", claim
        ):
            continue
        side = _side(evidence, claim, asked="change")
        found = _candidates(side)
        if not found or found[0].figure is None:
            level = _unchanged(side)
            if level is not None:
                return _put_right(evidence, plain(level.sentence.text), Source.of(level.sentence))
            continue
        closest = side.matcher.precision(found[0].figure.subject)
        rivals = [s for s in found[:4] if s.figure and side.matcher.precision(s.figure.subject) >= closest - 0.1]
        if closest >= 0.5 and all(_told_direction(s) == -claimed for s in rivals):
            return _corrected(evidence, found[0])
    return None


def _unchanged(side: Evidence) -> Support | None:
    """The sentence that tells that the thing kept its level."""
    named = [s for s in side.sentences[:3] if side.accepts(s) and s.head >= NAMED and s.unmet <= LOST]
    return next((s for s in named if re.search(r"持平|保持稳定|基本稳定", s.sentence.text)), None)


def _ranks(evidence: Evidence) -> Draft | None:
    """A rank, or the area that it is in, that is another one in the report."""
    for claim, _ in _claims(evidence):
        match = _RANK.search(claim)
        if match is None or _ASKS.search(claim):
            continue
        value = 1 if match["first"] else small_number(match["nth"])
        side = _side(evidence, claim.replace(match.group(), ""), asked="rank", places=())
        ranks = [s for s in side.fitting[:4] if s.figure and s.figure.measure == "rank" and not s.unmet]
        if not ranks:
            continue
        told = [s.figure for s in ranks if s.figure]
        same = [
            f
            for f in told
            if f.value == value and (not match["scope"] or f.scope in {match["scope"], ""} or match["scope"] in f.scope)
        ]
        if not same:
            return _corrected(evidence, ranks[0])
    return None


def _completion(evidence: Evidence) -> Draft | None:
    """完成 or 没完成 taken for granted of one target, against what the report says of it."""
    text = evidence.question.text
    if evidence.question.intent in {"list", "count"} or not re.search(r"目标|计划|任务", text):
        return None
    for claim, _ in _claims(evidence):
        missed = re.search(r"没有?(?:能)?(?:完成|达到|实现)|未(?:能)?(?:完成|达到|实现)|没达标|未达标", claim)
        met = re.search(r"(?:超额|全部|如期|圆满|顺利|提前)?(?:完成|达到|实现)(?:了|计划|目标|任务)", claim)
        if not (missed or met) or _ASKS.search(claim) or re.search(r"[吗么没嘛]$", claim):
            continue
        side = evidence.about(evidence.read(claim))
        for support in side.sentences[:4]:
            if support.unmet or support.sentence.passage.row is not None or not side.accepts(support):
                continue
            span = member(side, support)
            truth = verdict(support.sentence, span)
            if truth is None:
                span, truth = support.sentence.span, verdict(support.sentence)
            if truth is None:
                continue
            if truth != bool(missed):
                break
            stated = plain(support.sentence.document.text[span.start : span.end])
            return _put_right(evidence, stated, Source.of(support.sentence))
    return None


def _states(evidence: Evidence) -> Draft | None:
    """A thing said to be done that the report only plans (已经建成通车)."""
    match = _DONE.search(evidence.question.text)
    if match is None or re.search(r"[吗没]|是否|是不是|有没有", evidence.question.text[match.end() : match.end() + 3]):
        return None
    state = fold(match["state"]).replace("创成", "创建")[:4]
    claim = next((c for c, _ in _claims(evidence) if match.group() in c), evidence.question.text)
    side = evidence.about(replace(evidence.read(claim.replace(match.group(), "")), years=()))
    about = [s for s in side.sentences[:12] if side.accepts(s) and not s.unmet]
    done = [s for s in about if state in fold(s.sentence.text) and s.sentence.passage.basis == "actual"]
    planned = [s for s in about if state[-2:] in fold(s.sentence.text) and s.sentence.passage.basis == "plan"]
    if done or not planned or not _WILL.search(planned[0].sentence.text):
        return None
    actual = next((s for s in about if s.sentence.passage.basis == "actual"), None)
    lines = [Line("报告没有说已经" + escaped(match["state"]) + "。")]
    if actual is not None:
        lines.append(Line(f"已有的表述是：{escaped(plain(actual.sentence.text))}。", (Source.of(actual.sentence),)))
    lines.append(Line(f"计划是：{escaped(plain(planned[0].sentence.text))}。", (Source.of(planned[0].sentence),)))
    return assemble(lines, "corrected", subject=evidence.question.text, separator="")


def _causes(evidence: Evidence) -> Draft | None:
    """A reason that the question supplies (是因为……吧), against the one that the report gives."""
    match = _CAUSE_CLAIMED.search(evidence.question.text)
    if match is None or re.search(r"多少|几|为什么|为何|是不是因为|什么", evidence.question.text):
        return None
    side = evidence.about(evidence.read(match["what"] + "的原因"))
    told = [s for s in side.sentences[:5] if CAUSE.search(s.sentence.text) and side.accepts(s)]
    if not told:
        return None
    claimed = list(bigrams(fold(re.sub(r"吧|对吧|对吗|是吗|了|的", "", match["cause"]))))
    sentence = told[0].sentence
    held = sum(pair in fold(sentence.text) for pair in claimed)
    if not claimed or held >= 0.5 * len(claimed):
        return None
    span = member(side, told[0])
    stated = sentence.document.text[span.start : span.end]
    stated = stated if CAUSE.search(stated) else sentence.text
    return _put_right(evidence, plain(stated), Source.of(sentence), lead="报告给出的原因不是这个。报告的表述是：")


def _corrected(evidence: Evidence, support: Support, elsewhere: Support | None = None) -> Draft:
    """报告的表述是……, whose number the claimed one is, and whether the report gives a reason."""
    figure = support.figure
    assert figure is not None
    lead = "不是。报告的表述是：" if evidence.question.intent == "yesno" else "报告没有这样说。报告的表述是："
    lines = [Line(f"{lead}{escaped(figure_text(evidence, support))}。", (Source.of(support.sentence),))]
    if elsewhere is not None:
        other = escaped(figure_alone(elsewhere))
        lines.append(Line(f"问题中的数是另一个口径：{other}。", (Source.of(elsewhere.sentence),)))
    besides = _asked_besides(evidence, support)
    if besides is not None:
        lines.append(Line(f"{escaped(figure_alone(besides))}。", (Source.of(besides.sentence),)))
    if evidence.question.intent == "why" and not CAUSE.search(support.sentence.text):
        lines.append(Line("报告没有说明其中的原因。"))
    return assemble(lines, "corrected", subject=trimmed(figure.subject), separator="")


def _asked_besides(evidence: Evidence, corrected: Support) -> Support | None:
    """The figure that another clause asks for: GDP突破10万亿，增速多少."""
    clauses = _clauses(evidence.question.text)
    asking = [clause for clause in clauses if _HOW_MANY.search(clause)]
    if evidence.question.intent != "fact" or len(asking) != 1 or len(clauses) < 2 or asserted(asking[0]):
        return None
    asked = evidence.read(asking[0])
    if not any(term.core for term in asked.terms):
        asked = replace(asked, terms=(*(t for t in evidence.question.terms if t.core), *asked.terms))
    found = best_figure(evidence.about(asked))
    return found if found is not None and found.figure != corrected.figure else None


def _put_right(evidence: Evidence, stated: str, source: Source, lead: str = "报告没有这样说。报告的表述是：") -> Draft:
    return assemble([Line(f"{lead}{escaped(stated)}。", (source,))], "corrected", subject=evidence.question.text)
