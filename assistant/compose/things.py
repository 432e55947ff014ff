"""Two different things side by side, each with its figure; and the things of a list, one by one."""

import re
from dataclasses import replace
from itertools import pairwise

from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.phrase import number, stated, trimmed
from assistant.evidence import Support
from assistant.figures import difference
from assistant.pairing import plain
from assistant.query_terms import skeleton
from assistant.rank import Evidence
from assistant.records import Asked, Question

_PAIR = re.compile(
    r"(?P<one>.+?)(?:和|与|跟|同|、|，|比(?!较|例|重))(?P<two>.+?)(?:分别|各|哪个?|谁|相比|对比|比较|"
    r"之间|相差|差|的(?:增速|占比|比例|数量)?(?:分别|各))"
)
_MORE_THAN = re.compile(
    r"(?P<one>[^，。？]+?)(?:是不是|是否|有没有)?(?:[定增涨长]得)?比(?!较|例|重|值|率|如)"
    r"(?P<two>(?!.*(?:年|目标|计划|实际|预期|全[国省市区县]|平均))[^，。？]{2,14}?)(?:还|更|要)*[高快多大低慢少]"
)
"""One thing held against another, no time and no average: 金融业增加值增速是不是比GDP高."""


def holds_one_against_another(text: str) -> bool:
    """Whether a question holds one thing against another, whatever years it names."""
    return bool(_MORE_THAN.search(text))


def names_a_pair(text: str) -> bool:
    """Whether a question names two things side by side."""
    return bool(_PAIR.search(text))


def each_of(question: Question) -> list[Question]:
    """The question for each thing of a list that it asks of (交通、水利完成投资各是多少), one where it lists none."""
    core = [term for term in question.terms if term.core]
    listed = [(a, b) for a, b in pairwise(core) if f"{a.text}、{b.text}" in question.text]
    things = list(dict.fromkeys(term for pair in listed for term in pair))
    if not things:
        return [question]
    return [
        replace(question, terms=tuple(t for t in question.terms if t == thing or t not in things)) for thing in things
    ]


def compose_things(evidence: Evidence) -> Draft | None:
    """Two different things: each with its figure, and which is larger."""
    match = _MORE_THAN.search(evidence.question.text) or _PAIR.search(evidence.question.text)
    if match is None:
        return None
    supports: list[Support] = []
    missing: list[str] = []
    for part in (match["one"], match["two"]):
        found = _found(_side(evidence, match, part), supports)
        if found:
            supports.append(found)
        else:
            missing.append(trimmed(part))
    if missing:
        held = holds_one_against_another(evidence.question.text)
        return _one_of_two(evidence, supports, missing) if supports and held else None
    verdict = _verdict(*supports)
    lines = [_line(supports[0], "；"), _line(supports[1], "；" if verdict else "。")]
    return assemble(
        [*lines, Line(verdict)] if verdict else lines,
        computed=[verdict] if verdict else [],
        subject=skeleton(evidence.question.text),
        separator="",
    )


def _side(evidence: Evidence, match: re.Match[str], part: str) -> Evidence:
    """The evidence for one of the two; one without a thing of its own is of the first one's."""
    whole = part if any(term.core for term in evidence.read(part).terms) else match["one"] + part
    asked = evidence.read(whole + evidence.question.text[match.end("two") :])
    measure = _thing_measure(evidence.question, evidence.read(part))
    return evidence.about(replace(asked, wants_number=True, asked=measure, text=evidence.question.text))


def _found(side: Evidence, others: list[Support]) -> Support | None:
    """The best figure of one of the two; for the second another one, rather of the first one's sentence and kind."""
    if not others:
        return next(iter(side.fitting), None)
    one = others[0]
    return max(
        (s for s in side.fitting if s.figure != one.figure),
        key=lambda s: s.score + 0.25 * (s.sentence.key == one.sentence.key) + 0.2 * _same_kind(s, one),
        default=None,
    )


def _verdict(first: Support, second: Support) -> str:
    """Which is larger, and by how much, empty where they are equal or cannot be subtracted."""
    one, two = first.figure, second.figure
    assert one is not None
    assert two is not None
    gap = difference(one, two)
    if not gap or not gap.value:
        return ""
    larger = two if gap.value > 0 else one
    more = "快" if one.measure == "change" else "大"
    size = f"{number(abs(gap.value).normalize())}{gap.unit}"
    return f"“{escaped(trimmed(larger.subject))}”更{more}，相差{size}（计算）。"


def _one_of_two(evidence: Evidence, supports: list[Support], missing: list[str]) -> Draft:
    """The thing whose figure the report gives, and the one whose it does not."""
    lines = [_line(supports[0], "。"), Line(f"报告没有给出“{escaped(missing[0])}”的数值，无法对比。")]
    return assemble(lines, "partial", subject=skeleton(evidence.question.text), separator="")


def _line(support: Support, mark: str) -> Line:
    figure = support.figure
    assert figure is not None
    name = plain(figure.subject) or trimmed(figure.subject)
    value = stated(support.sentence.document, figure)
    return Line(f"{escaped(name)}{escaped(value)}{{}}{mark}", (Source.of(support.sentence),))


def _thing_measure(whole: Question, part: Question) -> Asked:
    """What is asked of one of two things: how fast it grew if the question asks who is faster, else as it is named."""
    if re.search(r"增得|快|慢", whole.text):
        return "change"
    return part.asked or ("amount" if re.search(r"总值|总量|总额|收入|产量", part.text) else "")


def _same_kind(one: Support, two: Support) -> float:
    first, second = one.figure, two.figure
    return float(
        first is not None and second is not None and first.unit == second.unit and first.measure == second.measure
    )
