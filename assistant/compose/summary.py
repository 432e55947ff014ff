"""A topic in three parts: what was done, what the report admits, what is planned; every line cited."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.enumeration import PROBLEMS, leading, numbered, problems
from assistant.compose.phrase import trimmed
from assistant.compose.refusal import refuse_subject
from assistant.compose.state import row_statement
from assistant.corpus import Sentence
from assistant.evidence import Matcher, Support, heading_text
from assistant.rank import Evidence
from assistant.records import Question
from assistant.text import bare_heading, fold
from vectorstore.records import Basis, Passage

LINES = 6
"""Lines a part of a summary; more is no summary."""

OVERVIEW = 3
"""Sentences at most that tell of a year as a whole, and sections at least that a part of a report has."""

NAMED_IN_FULL = 6
"""Characters of a heading that a question can only repeat on purpose."""

FEW, NEARLY, SHARED = 5, 0.65, 0.25
"""Lines below which a summary looks further; the share of the best score that it then takes; the share of the words of
the question that a sentence has that opens a summary."""

WIDE, ALL = 90, 640
"""Characters a line is cut to, at a clause's end, where there are many; and what all lines together have room for."""


def compose_summary(evidence: Evidence) -> Draft:
    """The parts that the question asks for, of the topic that it names."""
    if _MAIN_TARGETS.search(evidence.question.text):
        targets = _main_targets(evidence)
        if targets is not None:
            return targets
    overview = _overview(evidence) if _is_of_all(evidence) else []
    if overview:
        return assemble(overview, subject=evidence.question.text)
    headed = _under_heading(evidence)
    if headed:
        return assemble(headed, subject=evidence.question.text)
    parts = _parts(evidence.question)
    lines: list[Line] = []
    for name, basis in parts:
        found = _problem_lines(evidence) if name == "存在问题" else _part_lines(evidence, basis, len(parts))
        if found and len(parts) > 1:
            lines.append(Line(f"**{name}**"))
        if not found and len(parts) > 1:
            found = [Line(f"**{name}**\n- 报告没有写明。")]
        lines += found
    if not any(line.sources for line in lines):
        return refuse_subject(evidence, evidence.sentences)
    items = [leading(p) for p in problems(evidence.corpus, evidence.documents)] if parts == [("存在问题", None)] else []
    return assemble(lines, subject=evidence.question.text, items=items)


def _under_heading(evidence: Evidence) -> list[Line]:
    """What stands under the heading, topic sentence or item of a list that the question repeats in full."""
    asked = fold(evidence.question.text)
    for document in evidence.documents:
        for heading in document.outline:
            name = fold(bare_heading(heading.title))
            if heading.kind not in {"topic", "item", "section"} or len(name) < NAMED_IN_FULL or name not in asked:
                continue
            sentences = evidence.corpus.sentences(
                p for p in evidence.corpus.by_document[document.id] if heading.title in p.section
            )
            told = [s for s in sentences if s.span.start >= heading.end]
            return [Line(f"- {escaped(cut(s, WIDE))}。", (Source.of(s),)) for s in told[:LINES]]
    return _point_quoted(evidence) if "“" in evidence.question.text else []


def _point_quoted(evidence: Evidence) -> list[Line]:
    """The numbered point whose first words the question quotes."""
    points = (point for p in evidence.passages for point in numbered(evidence.corpus.documents[p.document_id], p))
    told = next((point for point in points if f"“{leading(point)}”" in evidence.question.text), None)
    return [Line(f"- {escaped(told.text)}。", (told.source,))] if told else []


_OF_ALL = re.compile(r"总体|整体|全年|工作|经济|社会|发展|形势|成绩|主要|全[省市区县国]")


def _is_of_all(evidence: Evidence) -> bool:
    """Whether the question is of no subject but the year as a whole."""
    question = evidence.question
    named = [t for t in question.terms if len(t.text) > 1 and not _OF_ALL.fullmatch(t.text)]
    said = any(term.core or evidence.prints(term.text) for term in named)
    return not said and not PROBLEMS.search(question.text)


def _overview(evidence: Evidence) -> list[Line]:
    """A year as a whole: what stands over the sections of its part, with figures, and what the sections are called."""
    question = evidence.question
    for document in evidence.documents:
        for part in (h for h in document.outline if h.kind == "part"):
            under = [
                p for p in evidence.corpus.by_document[document.id] if part.title in p.section and _in_time(p, question)
            ]
            titles = [h for h in document.outline if h.kind == "section" and part.title in h.path]
            if not under or (len(titles) < OVERVIEW and question.basis != "plan"):
                continue
            opening = [p for p in under if len(p.section) == 1 and p.row is None]
            told = [s for s in evidence.corpus.sentences(opening) if evidence.corpus.figures_in(s)][:OVERVIEW]
            headed = ((title, Source.of_heading(document, title, under)) for title in titles)
            return [
                *_lines(told),
                *(Line(f"- {escaped(trimmed(title.title))}", (source,)) for title, source in headed if source),
            ]
    return []


_MAIN_TARGETS = re.compile(
    r"主要(?:经济)?(?:预期)?(?:指标|目标)|预期目标|main (?:targets|indicators|goals)", re.IGNORECASE
)


def _main_targets(evidence: Evidence) -> Draft | None:
    """The targets of the plan: the sentences with figures under the heading that names them, or that list them."""
    years = evidence.question.years
    passages = [
        p for p in evidence.passages if p.row is None and p.basis == "plan" and (not years or set(years) & set(p.years))
    ]
    headed = [p for p in passages if any(_MAIN_TARGETS.search(heading) for heading in p.section[1:])]
    listed = [p for p in passages if re.search(r"主要(?:预期)?目标(?:是|为|如下|：)", p.text)]
    sentences = [s for s in evidence.corpus.sentences(headed or listed) if evidence.corpus.figures_in(s)]
    if not sentences:
        return None
    lines = [Line(f"- {escaped(cut(s, 400))}。", (Source.of(s),)) for s in sentences[:LINES]]
    return assemble(lines, subject="主要指标")


def _parts(question: Question) -> list[tuple[str, Basis | None]]:
    text = question.text
    done = re.search(r"做了|完成|进展|成效|成绩|取得|已经|2025年做", text)
    trouble = PROBLEMS.search(text)
    plans = re.search(r"打算|计划|安排|下一步|怎么办|将|明年|今后|措施", text)
    plan_year = f"{question.years[-1]}年安排" if question.years else "下一步安排"
    if sum(map(bool, (done, trouble, plans))) >= 2 or re.search(r"三个?方面|全面|各方面", text):
        named: list[tuple[str, Basis | None]] = [("已完成", "actual"), ("存在问题", None), (plan_year, "plan")]
        return [part for part, asked in zip(named, (done, trouble, plans), strict=True) if asked]
    if trouble and not done and not plans:
        return [("存在问题", None)]
    return [("", question.basis)]


def _part_lines(evidence: Evidence, basis: Basis | None, parts: int) -> list[Line]:
    question = evidence.question
    if basis and parts > 1:
        question = replace(question, years=(), basis=basis)
    side = evidence.about(question)
    matcher = side.matcher
    passages = [p for p in side.passages if _in_time(p, question)]
    limit = LINES + 2 if parts == 1 else LINES
    ranked = [s for s in side.sentences if _in_time(s.sentence.passage, question)]
    chosen = _topic_passages(passages, matcher)
    if chosen:
        about = {s.sentence.key for s in ranked if max(s.similar, s.coverage) >= SHARED}
        sentences = [s for s in side.corpus.sentences(chosen) if not s.is_heading and s.key in about]
        return _lines(_filled(_telling(sentences, side, matcher, limit=limit), ranked, limit))
    good = [
        s for s in ranked[:LINES] if evidence.accepts(s) and s.coverage >= SHARED and s.score >= 0.75 * ranked[0].score
    ]
    if good and good[0].sentence.is_heading:
        theme = good[0].sentence.passage.section
        under = [s for s in side.corpus.sentences(passages) if s.passage.section == theme and not s.is_heading]
        return _lines(_filled(_telling(under, side, matcher, limit=limit), ranked, limit))
    return _lines(_filled([s.sentence for s in good], ranked, limit))


def _filled(told: list[Sentence], ranked: Sequence[Support], limit: int) -> list[Sentence]:
    """Few sentences, and what else there is on the topic: the rest of their paragraphs, then what ranks nearly as high.

    One sentence shares the question's words, and its neighbours go on telling of the same (养老助餐点达355个).
    """
    if not told or len(told) >= FEW:
        return told
    known, keys = {s.passage.id for s in told if s.passage.row is None}, {s.key for s in told}
    others = [s for s in ranked if s.sentence.key not in keys and not s.sentence.is_heading]
    beside = [s for s in others if s.sentence.passage.id in known and max(s.similar, s.coverage) >= SHARED]
    top = max(s.score for s in ranked if not s.sentence.is_heading)
    near = [s for s in others if s.score >= NEARLY * top and s not in beside]
    more = [s.sentence for s in (*beside, *near)][: (limit if beside else FEW) - len(told)]
    return sorted([*told, *more], key=lambda s: (s.document.id, s.span.start))


def _in_time(passage: Passage, question: Question) -> bool:
    if question.years:
        return question.is_of(passage.years) and (not question.basis or passage.basis in {question.basis, None})
    return not question.basis or passage.basis == question.basis


def _topic_passages(passages: Sequence[Passage], matcher: Matcher) -> list[Passage]:
    """The passages under the headings that name the topic best, or that speak of little else."""
    scored: list[tuple[float, Passage]] = []
    for passage in passages:
        topic, above = heading_text(passage)
        by_topic, _ = matcher.coverage([(1.0, topic), (0.9, above)])
        by_text, _ = matcher.coverage([(1.0, fold(passage.text))])
        density = min(1.0, _mentions(passage, matcher) / 4)
        scored.append((by_topic + 0.5 * by_text + 0.4 * density, passage))
    top = max((score for score, _ in scored), default=0.0)
    if top < 0.75:
        return []
    best = [passage for score, passage in sorted(scored, key=lambda item: -item[0]) if score >= 0.85 * top][:4]
    themes = {(p.document_id, p.section) for p in best}
    whole = [p for p in passages if (p.document_id, p.section) in themes and p.row is None]
    return sorted({p.id: p for p in [*best, *whole]}.values(), key=lambda p: (p.document_id, p.start))


def _mentions(passage: Passage, matcher: Matcher) -> int:
    folded = fold(passage.text)
    return sum(folded.count(fold(form)) for w in matcher.terms if w.term.core for form in w.term.forms)


def _telling(sentences: Sequence[Sentence], evidence: Evidence, matcher: Matcher, *, limit: int) -> list[Sentence]:
    """The sentences that tell most: on the topic first, then with figures; shown in reading order."""

    def worth(sentence: Sentence) -> float:
        figures = len(evidence.corpus.figures_in(sentence))
        covered, _ = matcher.coverage([(1.0, fold(sentence.text))])
        return covered + 0.25 * min(figures, 3)

    best = sorted(sentences, key=worth, reverse=True)[:limit]
    return sorted(best, key=lambda s: s.span.start)


def _lines(sentences: Sequence[Sentence]) -> list[Line]:
    wide = max(WIDE, ALL // max(1, len(sentences)))
    return [Line(f"- {escaped(cut(sentence, wide))}。", (Source.of(sentence),)) for sentence in sentences]


def cut(sentence: Sentence, wide: int = WIDE) -> str:
    """The sentence, up to the last clause that ends within ``wide`` characters."""
    row = sentence.passage.row
    if row is not None:
        return row_statement(row).rstrip("。")
    text = trimmed(re.sub(r"\*\*", "", sentence.text))
    if len(text) <= wide * 1.4:
        return text
    ends = [m.start() for m in re.finditer(r"[，；]", text) if m.start() <= wide]
    return text[: ends[-1]] + "……" if ends else text[:wide] + "……"


def _problem_lines(evidence: Evidence) -> list[Line]:
    matcher = evidence.matcher
    core = [w for w in matcher.terms if w.term.core and not PROBLEMS.search(w.term.text)]
    lines: list[Line] = []
    for point in problems(evidence.corpus, evidence.documents):
        clauses = [
            clause
            for clause in re.split(r"(?<=[；。])", point.text)
            if clause and (not core or any(fold(form) in fold(clause) for w in core for form in w.term.forms))
        ]
        lines += [Line(f"- {escaped(trimmed(clause))}。", (point.source,)) for clause in clauses]
    return lines[:LINES]
