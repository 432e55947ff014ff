"""Sentences -> pieces within a token budget, of about equal size, cut inside a sentence only where one is too long."""

import re
from collections.abc import Callable
from itertools import pairwise

from ingest.sentences import trim
from vectorstore.records import Span

_MARKS = (re.compile(r"[；;]"), re.compile(r"[，,：:]"), re.compile(r"[、]"))


def pack(text: str, sentences: list[Span], count: Callable[[str], int], budget: int) -> list[list[Span]]:
    """Group sentences in order so that each group's text has at most ``budget`` tokens."""
    if not sentences:
        return []
    whole = count(text[sentences[0].start : sentences[-1].end])
    if whole <= budget:
        return [sentences]
    pieces = [piece for sentence in sentences for piece in _fit(text, sentence, count, budget)]
    target = whole / -(-whole // budget)
    groups: list[list[Span]] = []
    size = 0
    for piece in pieces:
        own = count(text[piece.start : piece.end])
        if groups and size < target and count(text[groups[-1][0].start : piece.end]) <= budget:
            groups[-1].append(piece)
            size += own
        else:
            groups.append([piece])
            size = own
    return groups


def _fit(text: str, span: Span, count: Callable[[str], int], budget: int, level: int = 0) -> list[Span]:
    """A sentence as it is, or cut after its semicolons, then commas, then anywhere."""
    if count(text[span.start : span.end]) <= budget:
        return [span]
    if level == len(_MARKS):
        return _halves(text, span, count, budget)
    cuts = [match.end() for match in _MARKS[level].finditer(text, span.start, span.end)]
    stops = [span.start, *cuts, span.end]
    clauses = [trim(text, begin, stop) for begin, stop in pairwise(stops)]
    clauses = [clause for clause in clauses if clause.end > clause.start]
    if len(clauses) < 2:
        return _fit(text, span, count, budget, level + 1)
    joined: list[Span] = []
    for clause in clauses:
        if joined and count(text[joined[-1].start : clause.end]) <= budget:
            joined[-1] = Span(joined[-1].start, clause.end)
        else:
            joined += _fit(text, clause, count, budget, level + 1)
    return joined


def _halves(text: str, span: Span, count: Callable[[str], int], budget: int) -> list[Span]:
    """Cut in the middle until everything fits; a single character always does."""
    if span.end - span.start <= 1 or count(text[span.start : span.end]) <= budget:
        return [span]
    middle = (span.start + span.end) // 2
    halves = (trim(text, span.start, middle), trim(text, middle, span.end))
    return [piece for half in halves if half.end > half.start for piece in _halves(text, half, count, budget)]
