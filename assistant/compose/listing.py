"""Lists: every item that the report enumerates for what was asked."""

import re

from assistant.compose.aspect import aspect_missing
from assistant.compose.completion import compose_completion, is_about_completion
from assistant.compose.count import counted_rows
from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.enumeration import PROBLEMS, leading, problems
from assistant.compose.members import compose_counted, compose_mould
from assistant.compose.phrase import trimmed
from assistant.compose.points import compose_points
from assistant.compose.refusal import refuse_detail, refuse_subject
from assistant.compose.state import plain, statement_line
from assistant.compose.summary import compose_summary
from assistant.evidence import Support
from assistant.rank import FEW_WORDS, Evidence
from assistant.text import fold

ALSO = 0.88
"""A further sentence belongs to the list when it supports the question nearly as well as the best one."""

MOST = 4
"""Sentences of a list at most."""

WHOLE = 160
"""Characters of an enumerating sentence that is shown whole."""


def compose_list(evidence: Evidence) -> Draft:
    """The enumeration that answers; problems, missed targets and table rows item by item."""
    question = evidence.question
    if is_about_completion(question):
        completion = compose_completion(evidence)
        if completion is not None:
            return completion
    if PROBLEMS.search(question.text) and re.search(r"哪|什么|列|what|which|list", question.text.lower()):
        listed = list_problems(evidence)
        if listed is not None:
            return listed
    rows = counted_rows(evidence)
    if rows is not None and re.search(r"附[件表]|表|类", question.text):
        return rows
    points = compose_points(evidence)
    if points is not None:
        return points
    if re.search(r"主要(?:指标|目标|任务|措施|预期)", question.text):
        return compose_summary(evidence)
    return compose_mould(evidence) or compose_counted(evidence) or _sentences(evidence)


def list_problems(evidence: Evidence) -> Draft | None:
    """The admitted problems, those on the question's subject if it names one."""
    points = problems(evidence.corpus, evidence.documents)
    matcher = evidence.matcher
    subject = [
        w
        for w in matcher.terms
        if w.term.core
        and not PROBLEMS.search(w.term.text)
        and w.term.text not in {"经济", "发展", "挑战", "突出", "存在"}
    ]
    if subject:
        chosen = [p for p in points if any(fold(form) in fold(p.text) for w in subject for form in w.term.forms)]
        if not chosen and len(subject) > 1:
            return None
        chosen = chosen or points
        lines = [Line(f"- {escaped(p.text)}", (p.source,)) for p in chosen]
        return assemble(lines, subject="存在的问题", items=[leading(p) for p in chosen])
    if not points:
        return None
    lines = [
        Line(f"报告提出{len(points)}个方面的困难和问题："),
        *(Line(f"- {escaped(leading(p))}", (p.source,)) for p in points),
    ]
    return assemble(lines, computed=[f"{len(points)}个"], subject="困难和问题", items=[leading(p) for p in points])


def _sentences(evidence: Evidence) -> Draft:
    ranked = evidence.statements
    if not ranked or not evidence.accepts(ranked[0]) or _of_an_unprinted_name(evidence, ranked[0]):
        return refuse_subject(evidence, ranked)
    detail = aspect_missing(evidence.question.text, ranked[0].sentence.text)
    if detail:
        return refuse_detail(evidence, ranked[0], detail)
    listing = [s for s in ranked[:12] if s.score >= ALSO * ranked[0].score and _enumerates(s)] or ranked[:1]
    if _complete(listing[0]):
        listing = listing[:1]
    lines = [_line(evidence, support) for support in listing[:MOST]]
    if len(lines) > 1:
        lines = [Line(f"- {line.text}", line.sources) for line in lines]
    return assemble(lines, subject=evidence.question.text, items=_items(listing[0]))


def _of_an_unprinted_name(evidence: Evidence, best: Support) -> bool:
    """Whether the question quotes a name that no report prints, and the best place shares hardly a word with it."""
    quoted = re.findall(r"“([^”]+)”", evidence.question.text)
    return best.coverage < FEW_WORDS and any(not evidence.prints(name) for name in quoted)


def _line(evidence: Evidence, support: Support) -> Line:
    """The sentence whole if it enumerates and is not too long: no member of a list is cut off."""
    if support.sentence.passage.row is None and _enumerates(support) and len(support.sentence.text) <= WHOLE:
        return Line(escaped(plain(support.sentence.text)) + "。", (Source.of(support.sentence),))
    return statement_line(evidence, support)


def _enumerates(support: Support) -> bool:
    return bool(re.search(r"、|[”》][“《]", support.sentence.text))


def _complete(support: Support) -> bool:
    """Whether the best sentence meets all that the question names and enumerates: then it is the list."""
    return not support.missing and support.coverage >= 0.8 and _enumerates(support)


def _items(support: Support) -> list[str]:
    clauses = re.split(r"[，；。：]", support.sentence.text)
    longest = max(clauses, key=lambda clause: clause.count("、"))
    return [trimmed(part) for part in re.split(r"、|(?<=”)(?=“)", longest)] if "、" in longest else []
