"""Two figures of one thing side by side with the change that code computes: two years, or what it came from and to."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from assistant.compose.course import asks_course, course_of, told
from assistant.compose.draft import Draft, Line, Source, assemble, escaped, joined
from assistant.compose.fact import best_figure, compose_fact
from assistant.compose.phrase import number, stated, trimmed
from assistant.compose.refusal import refuse_figure
from assistant.compose.things import compose_things, each_of, holds_one_against_another, names_a_pair
from assistant.evidence import Support
from assistant.figures import difference
from assistant.pairing import counted_as, overlap, plain, same_thing
from assistant.query_terms import skeleton
from assistant.rank import Evidence
from assistant.records import Asked, Question
from assistant.text import fold
from assistant.words import split_words
from vectorstore.records import Basis, Document, Figure

_REPORTED = re.compile(r"去年|上年|上一年|实际(?!利用|使用|到位)|现在|目前")
_PLANNED = re.compile(r"今年|明年|下一年|目标|计划|预期")
"""Words for the year that was reported and for the one begun, of which only one is read as the year asked for."""

_SINCE = re.compile(r"比(?:上年|去年|上一年|前年)")

LABEL = 10
"""Characters of the asker's words at most that label a row; a longer question is no label."""


def compose_comparison(evidence: Evidence) -> Draft:
    """The comparison asked for; where only one side is given, that side and what is missing."""
    if asks_course(evidence.question):
        course = course_of(_as_measured(evidence))
        if course is not None:
            return _table(evidence, course, _periods(course), lead=told(course))
        if not evidence.question.years:
            return compose_fact(evidence)
    since = _change_told(evidence)
    if since is not None:
        return since
    sides = _years_compared(evidence)
    if sides is None:
        things = compose_things(evidence)
        return things if things is not None else compose_fact(evidence)
    tables = [_years(evidence.about(each), sides) for each in each_of(evidence.question)]
    told_all = [table for table in tables if table is not None]
    if len(told_all) == len(tables):
        return joined(told_all)
    return _years(evidence, sides) or _one_side(evidence, sides)


def _years(evidence: Evidence, sides: list[tuple[int, Basis | None]]) -> Draft | None:
    """One thing in the two years, ``None`` where one of them is not given."""
    pair = _best_pair([_candidates(evidence, year, basis) for year, basis in sides])
    if pair is None:
        return None
    headers = [_header(year, basis or _basis(support)) for (year, basis), support in zip(sides, pair, strict=True)]
    return _table(evidence, pair, headers)


def _change_told(evidence: Evidence) -> Draft | None:
    """The change against the year before as the report tells it, where that is asked of no plan; else ``None``."""
    question = evidence.question
    if not _SINCE.search(question.text) or _PLANNED.search(question.text) or len(question.years) > 1:
        return None
    asked = evidence.about(replace(question, asked="change", wants_number=True, basis="actual"))
    told_as = best_figure(asked)
    return compose_fact(asked) if told_as and told_as.figure and told_as.figure.measure == "change" else None


def _as_measured(evidence: Evidence) -> Evidence:
    """The evidence for the figures of whatever time, results or plans."""
    question = evidence.question
    return evidence.about(replace(question, years=(), basis=None, wants_number=True, asked=_measure_asked(question)))


def _periods(pair: tuple[Support, Support]) -> list[str]:
    """What heads the two columns of a thing's course: the years where the sentence names both."""
    periods = [support.figure.period for support in pair if support.figure]
    if all(f"{period}年" in pair[0].sentence.text for period in periods) and len(set(periods)) == len(periods):
        return [f"{period}年" for period in periods]
    return ["原来", "现在"]


def _basis(support: Support) -> Basis | None:
    return support.figure.basis if support.figure else None


def _years_compared(evidence: Evidence) -> list[tuple[int, Basis | None]] | None:
    """The two (year, basis) sides that the question compares, the earlier first, or ``None``."""
    question = evidence.question
    document = evidence.documents[0] if evidence.documents else None
    years = sorted(question.years)
    if len(years) >= 2:
        return [(years[0], None), (years[-1], None)]
    if document is None or not document.report_year:
        return None
    if document.plan_year and _names_the_other_year(years, document, question.text):
        return [(document.report_year, "actual"), (document.plan_year, "plan")]
    if len(years) == 1 and re.search(r"目标|计划|年初", question.text) and re.search(r"实际|完成", question.text):
        return [(years[0], "plan"), (years[0], "actual")]
    if holds_one_against_another(question.text):
        return None
    if names_a_pair(question.text) and not re.search(r"两年|去年|今年|计划|目标", question.text):
        return None
    if document.plan_year and (
        re.search(r"两年|变化|怎么变|比(?:去年|上年|实际)|目标|计划", question.text) or not years
    ):
        return [(document.report_year, "actual"), (document.plan_year, "plan")]
    return None


def _names_the_other_year(years: Sequence[int], document: Document, text: str) -> bool:
    """Whether beside the one year read the question names the other of a report's two (今年目标跟去年实际比)."""
    if list(years) == [document.plan_year]:
        return bool(_REPORTED.search(text))
    return list(years) == [document.report_year] and bool(re.search(r"今年|明年|下一年", text))


def _candidates(evidence: Evidence, year: int, basis: Basis | None) -> list[Support]:
    asked = replace(
        evidence.question, years=(year,), basis=basis, wants_number=True, asked=_measure_asked(evidence.question)
    )
    side = evidence.about(asked)
    fitting = list(side.fitting)
    if basis:
        fitting = [s for s in fitting if s.figure and s.figure.basis == basis]
    return fitting[:6]


def _measure_asked(question: Question) -> Asked:
    """A comparison's own words (增加还是减少, 差几个百分点) ask for no growth rate."""
    named = r"增速|增幅|涨幅|降幅|增长率" if question.asked == "change" else r"占比|比重|率"
    return question.asked if re.search(named, question.text) else ""


def _best_pair(sides: list[list[Support]]) -> tuple[Support, Support] | None:
    if len(sides) != 2 or not all(sides):
        return None
    pairs = [(one, two) for one, two in product(*sides) if one.figure != two.figure]
    return max(pairs, key=_fit, default=None)


def _fit(pair: tuple[Support, Support]) -> float:
    one, two = pair[0].figure, pair[1].figure
    assert one is not None
    assert two is not None
    alike = 0.3 * (one.unit == two.unit) + 0.25 * (one.measure == two.measure)
    return pair[0].score + pair[1].score + alike + 0.4 * overlap(one.subject, two.subject)


def _label(evidence: Evidence, one: str, two: str) -> str:
    """What a row is called that holds two figures: what both subjects say, in the asker's words if they are short."""
    if one in two:
        return one
    asked = trimmed(skeleton(evidence.question.text))
    if 0 < len(asked) <= LABEL and all(fold(asked[-2:]) in fold(subject) for subject in (one, two)):
        return asked
    tails = (one[word.start :] for word in split_words(one))
    return next((tail for tail in tails if len(tail) > 1 and two.endswith(tail)), one)


def _table(evidence: Evidence, pair: tuple[Support, Support], headers: Sequence[str], lead: str = "") -> Draft:
    one, two = (support.figure for support in pair)
    assert one is not None
    assert two is not None
    same = same_thing(one, two, *(support.sentence.document for support in pair))
    change, said = changed(one, two) if same else ("", "")
    name = _label(evidence, plain(one.subject), plain(two.subject))
    sources = (Source.of(pair[0].sentence), Source.of(pair[1].sentence))
    lines = [Line(f"{escaped(lead)}。\n", sources[:1])] if lead else []
    if said:
        lines.append(Line(f"{headers[1]}比{headers[0]}{said}（计算）。\n"))
    lines.append(Line(f"| | {headers[0]} | {headers[1]} | 变化 |\n|---|---|---|---|"))
    cells = f"| {escaped(name)} | {escaped(_stated(pair[0]))}{{}} | {escaped(_stated(pair[1]))}{{}} | {change or '—'} |"
    lines.append(Line(cells, sources))
    if note := _note(pair, headers, same=same):
        lines.append(Line(note, sources))
    computed = [part for part in (change, said) if part]
    return assemble(lines, computed=computed, subject=name)


def _note(pair: tuple[Support, Support], headers: Sequence[str], *, same: bool) -> str:
    """What to mind where the two are named, or counted, in different ways; empty as a rule."""
    one, two = (support.figure for support in pair)
    assert one is not None
    assert two is not None
    apart = "" if same else "，不宜直接相减"
    if plain(one.subject) != plain(two.subject):
        first, second = escaped(trimmed(one.subject)), escaped(trimmed(two.subject))
        return f"\n注意口径：{headers[0]}是“{first}”，{headers[1]}是“{second}”{{}}{{}}{apart}。"
    ways = [counted_as(figure, support.sentence.document) for figure, support in zip((one, two), pair, strict=True)]
    way = min(ways[0] ^ ways[1], default="")
    counted, other = headers if way in ways[0] else reversed(headers)
    return f"\n注意口径：{counted}是{way}数，{other}不是{{}}{{}}{apart}。" if way else ""


def _stated(support: Support) -> str:
    assert support.figure is not None
    return stated(support.sentence.document, support.figure)


def _header(year: int, basis: Basis | None) -> str:
    return f"{year}年{'计划' if basis == 'plan' else '实际'}"


def changed(one: Figure, two: Figure) -> tuple[str, str]:
    """What the second has more or less, as a signed figure and in words; empty where the two cannot be subtracted."""
    change = difference(one, two)
    if change is None:
        return "", ""
    if not change.value:
        return "持平（计算）", "持平"
    percents = change.unit == "个百分点"
    higher = ("高" if percents else "多") if change.value > 0 else ("低" if percents else "少")
    size = f"{number(abs(change.value).normalize())}{'' if change.unit == ':' else change.unit}"
    about = "约" if change.about else ""
    return f"{about}{'+' if change.value > 0 else '-'}{size}（计算）", f"{higher}{about}{size}"


def _one_side(evidence: Evidence, sides: list[tuple[int, Basis | None]]) -> Draft:
    """Only one year is given, or none."""
    lines: list[Line] = []
    missing: list[str] = []
    for year, basis in sides:
        found = _candidates(evidence, year, basis)
        if not found or found[0].figure is None:
            missing.append(_header(year, basis) if basis else f"{year}年")
            continue
        figure = found[0].figure
        name = plain(figure.subject) or trimmed(figure.subject)
        text = f"{_header(year, basis or figure.basis)}：{escaped(name)}{escaped(_stated(found[0]))}。"
        lines.append(Line(text, (Source.of(found[0].sentence),)))
    if not lines:
        return refuse_figure(evidence, evidence.sentences)
    subject = trimmed(skeleton(evidence.question.text))
    lines.append(Line(f"报告没有给出{'、'.join(missing)}的“{escaped(subject)}”，无法对比。"))
    return assemble(lines, "partial", subject=subject)
