"""A number with all that is known of it -> the Figure record, its id derived from its place."""

import hashlib
from decimal import Decimal

from vectorstore.records import Basis, Document, Figure, Measure, Passage, Span


def typed(
    document: Document,
    passage: Passage,
    span: Span,
    clause: Span,
    *,
    subject: str,
    value: Decimal,
    unit: str,
    measure: Measure,
    period: str,
    upper: Decimal | None = None,
    qualifier: str = "",
    direction: int = 0,
    basis: Basis | None = None,
    scope: str = "",
) -> Figure:
    """The figure that stands at ``span``. Without a ``basis`` the passage's own holds, or that of the year named."""
    key = f"{passage.id}:{span.start - passage.start}:{span.end - passage.start}:{measure}"
    return Figure(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        document_id=document.id,
        passage_id=passage.id,
        subject=subject,
        value=value,
        upper=upper,
        qualifier=qualifier,
        unit=unit,
        measure=measure,
        direction=direction,
        period=period,
        basis=basis or _basis(passage, period, document),
        scope=scope or document.place,
        start=span.start,
        end=span.end,
        clause=clause,
    )


def _basis(passage: Passage, period: str, document: Document) -> Basis | None:
    """A clause that names the other year than its passage's takes that year's basis."""
    if period[:4].isdigit() and document.plan_year and document.report_year:
        year = int(period[:4])
        if year == document.plan_year and passage.basis == "actual":
            return "plan"
        if year <= document.report_year and passage.basis == "plan":
            return "actual"
    return passage.basis
