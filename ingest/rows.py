"""A table row -> its figures: one for each value column that holds a number."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.periods import implied_period, named_period
from ingest.typed import typed
from vectorstore.quantities import Quantity, find_quantities
from vectorstore.records import Basis, Document, Figure, Measure, Passage, Row, Span

_PLAN = re.compile(r"计划|目标|预期|安排|预计")
_RESULT = re.compile(r"完成|执行|实际|实绩")
_GROWTH = re.compile(r"增速|增幅|涨幅|增长率?$|同比")
_FALL = re.compile(r"降幅|下降|降低")
_SHARE = re.compile(r"占比|比重|比例")


def figures_of_row(document: Document, passage: Passage) -> Iterator[Figure]:
    """The figures of a table row's value cells; a cell in words (达到市级要求) or with several numbers gives none."""
    row = passage.row
    if row is None:
        return
    at = passage.start
    for header, cell in row.values:
        found = document.text.find(cell, at, passage.end) if cell else -1
        if found < 0:
            continue
        at = found + len(cell)
        quantities = find_quantities(cell)
        if len(quantities) != 1:
            continue
        measure, direction = _measure(row, quantities[0])
        quantity, direction = _signed(quantities[0], direction)
        yield typed(
            document,
            passage,
            Span(found + quantity.start, found + quantity.end),
            Span(passage.start, passage.end),
            subject=row.indicator.strip(),
            value=quantity.value,
            upper=quantity.upper,
            qualifier=quantity.qualifier,
            unit=quantity.printed_unit or row.unit,
            measure=measure,
            direction=direction,
            period=named_period(header, document) or implied_period(document, passage),
            basis=_basis(header),
        )


def _basis(header: str) -> Basis:
    return "plan" if _PLAN.search(header) and not _RESULT.search(header) else "actual"


def _measure(row: Row, quantity: Quantity) -> tuple[Measure, int]:
    """By the indicator's name, as a cell holds the bare number."""
    if (quantity.unit or row.unit).replace("％", "%") not in {"%", "‰"}:
        return "amount", 0
    if _GROWTH.search(row.indicator):
        return "change", 1
    if _FALL.search(row.indicator):
        return "change", -1
    return ("share" if _SHARE.search(row.indicator) else "rate"), 0


def _signed(quantity: Quantity, direction: int) -> tuple[Quantity, int]:
    """A growth of -1.6 is a fall of 1.6; the figure still spans the number as printed, with its sign."""
    if quantity.value >= 0 or not direction:
        return quantity, direction
    return replace(quantity, value=-quantity.value), -direction
