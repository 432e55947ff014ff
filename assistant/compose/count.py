"""How many there are of what a report numbers: problems, targets of a table, tasks."""

import re

from assistant.compose.completion import compose_completion, is_about_completion
from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.compose.enumeration import PROBLEMS, leading, problems
from assistant.compose.fact import compose_fact
from assistant.compose.phrase import trimmed
from assistant.compose.points import compose_points
from assistant.compose.state import row_statement
from assistant.rank import Evidence
from assistant.text import fold
from vectorstore.records import Passage, Row


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
    return compose_points(evidence) or compose_fact(evidence)


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
    valued = bool(re.search(r"各[是有为定]?|分别", question.text))
    named = [(_named(p.row, valued=valued), Source(documents[p.document_id], p, p.start, p.end)) for p in rows if p.row]
    kind = f"目标为“{escaped(value)}”的" if value else f"{escaped(category)}类" if category else "附表中的"
    head = f"{kind}指标共{len(rows)}项："
    lines = [Line(head), *(Line(f"- {escaped(name)}", (source,)) for name, source in named)]
    return assemble(
        lines, computed=[f"{len(rows)}项"], subject=f"{value or category}指标", items=[name for name, _ in named]
    )


def _named(row: Row, *, valued: bool) -> str:
    """A row by its indicator, with its cells where each one's value is asked for."""
    return row_statement(row) if valued else trimmed(row.indicator)


def _value_asked(text: str, rows: list[Passage]) -> str:
    """A cell without a number that the question quotes (达到市级要求)."""
    cells = {trimmed(cell) for p in rows if p.row for _, cell in p.row.values if not re.search(r"\d", cell)}
    return next(
        (cell for cell in sorted(cells, key=len, reverse=True) if len(cell) > 1 and fold(cell) in fold(text)), ""
    )
