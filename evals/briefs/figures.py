"""Whether every figure of a brief stands in a quote that its line cites, counted without the product's verifier.

Deliberately simple: the digits of a line, its section's years apart, must be printed in one of its quotes.
"""

import re
from collections.abc import Iterator

from assistant.brief.records import Brief

_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def uncited_lines(brief: Brief) -> list[str]:
    """Lines, and cells with anything in them, that have no marker."""
    lines = [line.text for section in brief.sections for line in section.lines if not line.markers]
    rows = [row for section in brief.sections for row in section.rows]
    return lines + [
        cell.text for row in rows for cell in (row.planned, row.actual, row.target) if cell.text and not cell.markers
    ]


def unsupported_figures(brief: Brief) -> list[tuple[str, str]]:
    """Every number with its text that is printed in none of the quotes cited there."""
    return [
        (number, text) for text, quotes in _cited(brief) for number in _DIGITS.findall(text) if not _in(number, quotes)
    ]


def figures_counted(brief: Brief) -> int:
    """How many numbers were looked at."""
    return sum(len(_DIGITS.findall(text)) for text, _ in _cited(brief))


def _cited(brief: Brief) -> Iterator[tuple[str, str]]:
    """Each text with the quotes that it cites; outside quotes the years of report and plan are the brief's own."""
    quotes = {citation.marker: citation.quote for citation in brief.citations}
    years = rf"(?:{brief.report_year}|{brief.plan_year})年(?:实际|计划|完成)?"
    for section in brief.sections:
        for line in section.lines:
            text = line.text if line.quoted else re.sub(years, "", line.text)
            yield text, "\n".join(quotes[marker] for marker in line.markers)
        for row in section.rows:
            for cell in (row.planned, row.actual, row.target):
                yield cell.text, "\n".join(quotes[marker] for marker in cell.markers)


def _in(number: str, quotes: str) -> bool:
    return bool(re.search(rf"(?<![\d.]){re.escape(number)}(?!\d|\.\d)", quotes))
