"""How many there are of what a report numbers: problems, targets of a table, tasks."""

import re

from assistant.compose.completion import compose_completion, is_about_completion
from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.enumeration import PROBLEMS, leading, problems
from assistant.compose.fact import compose_fact
from assistant.compose.phrase import trimmed
from assistant.rank import Evidence
from assistant.text import fold
from vectorstore.records import Document, Heading, Passage, Span


def compose_count(evidence: Evidence) -> Draft:
    """The number, and what was counted; where nothing is numbered, the figure that the report gives."""
    text = evidence.question.text
    if is_about_completion(evidence.question):
        completion = compose_completion(evidence)
        if completion is not None:
            return completion
    if PROBLEMS.search(text):
        points = problems(evidence.corpus, evidence.documents)
        if points:
            lines = [Line(f"共{len(points)}个方面："), *(Line(f"- {escaped(leading(p))}", (p.source,)) for p in points)]
            return assemble(
                lines, computed=[f"{len(points)}个"], subject="困难和问题", items=[leading(p) for p in points]
            )
    rows = counted_rows(evidence)
    if rows:
        return rows
    sections = _sections(evidence)
    return sections if sections is not None else compose_fact(evidence)


def counted_rows(evidence: Evidence) -> Draft | None:
    """The rows of the annex that the question selects: by a value in quotes or by a category."""
    question = evidence.question
    if not re.search(r"指标|表", question.text):
        return None
    rows = [p for p in evidence.passages if p.row is not None]
    value = _value_asked(question.text, rows)
    category = next(
        (p.row.category for p in rows if p.row and p.row.category and fold(p.row.category) in fold(question.text)), ""
    )
    if value:
        rows = [p for p in rows if p.row and any(fold(value) in fold(cell) for _, cell in p.row.values)]
    if category:
        rows = [p for p in rows if p.row and p.row.category == category]
    if not rows or not (value or category or re.search(r"附[件表]|计划表|表[里中]", question.text)):
        return None
    documents = {d.id: d for d in evidence.documents}
    named = [(p.row.indicator, Source(documents[p.document_id], p, p.start, p.end)) for p in rows if p.row]
    kind = f"目标为“{escaped(value)}”的" if value else f"{escaped(category)}类" if category else "附表中的"
    head = f"{kind}指标共{len(rows)}项："
    lines = [Line(head), *(Line(f"- {escaped(trimmed(name))}", (source,)) for name, source in named)]
    return assemble(
        lines, computed=[f"{len(rows)}项"], subject=f"{value or category}指标", items=[name for name, _ in named]
    )


def _value_asked(text: str, rows: list[Passage]) -> str:
    """A cell without a number that the question quotes (达到市级要求)."""
    cells = {trimmed(cell) for p in rows if p.row for _, cell in p.row.values if not re.search(r"\d", cell)}
    return next(
        (cell for cell in sorted(cells, key=len, reverse=True) if len(cell) > 1 and fold(cell) in fold(text)), ""
    )


def _sections(evidence: Evidence) -> Draft | None:
    """The headings under the part that the question names (任务和措施分成几大方面)."""
    best: tuple[float, Document, Heading] | None = None
    matcher = evidence.matcher
    for document in evidence.documents:
        for heading in document.outline:
            if heading.kind not in {"part", "section"}:
                continue
            score = sum(matcher.met(fold(heading.title))) + 0.1 * any(
                str(y) in heading.title for y in evidence.question.years
            )
            if score > 0 and (best is None or score > best[0]):
                best = score, document, heading
    if best is None:
        return None
    _, document, parent = best
    children = [
        h
        for h in document.outline
        if h.path and h.path[-1] == parent.title and h.level == parent.level + 1 and h.kind == "section"
    ]
    if len(children) < 2:
        return None
    lines = [Line(f"“{escaped(trimmed(parent.title))}”分为{len(children)}个方面：")]
    for child in children:
        source = _heading_source(evidence, document, child)
        lines.append(Line(f"- {escaped(trimmed(child.title))}", (source,) if source else ()))
    return assemble(
        lines, computed=[f"{len(children)}个"], subject=parent.title, items=[child.title for child in children]
    )


def _heading_source(evidence: Evidence, document: Document, heading: Heading) -> Source | None:
    """The heading itself, cited with the first passage under it."""
    under = next((p for p in evidence.corpus.by_document[document.id] if p.start >= heading.start), None)
    span = Span(heading.start, heading.end)
    return Source(document, under, span.start, span.end) if under else None
