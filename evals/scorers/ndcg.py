"""How well the passages with gold quotes are ordered."""

from collections.abc import Sequence
from math import log2

from evals.records import Scores

DEPTH = 10


def gains(passages: Sequence[str], gold_quotes: Sequence[str]) -> list[int]:
    """Count for each passage the gold quotes that it is the first to hold."""
    left = set(gold_quotes)
    counts = []
    for passage in passages:
        new = {gold for gold in left if gold in passage}
        left -= new
        counts.append(len(new))
    return counts


def discounted(values: Sequence[int]) -> float:
    """Return the discounted cumulative gain: each value over log2(rank + 1)."""
    return sum(value / log2(rank + 1) for rank, value in enumerate(values, start=1))


def ndcg(passages: Sequence[str], gold_quotes: Sequence[str], every_passage: Sequence[str]) -> Scores:
    """Score nDCG@10; nothing without gold quotes.

    The ideal order is built greedily from ``every_passage`` of the report: the passage with most gold quotes first,
    then the one that adds most.
    """
    ideal = discounted(_ideal(gold_quotes, every_passage))
    if not gold_quotes:
        return {}
    return {"ndcg@10": min(1.0, discounted(gains(passages[:DEPTH], gold_quotes)) / ideal) if ideal else 0.0}


def _ideal(gold_quotes: Sequence[str], every_passage: Sequence[str]) -> list[int]:
    held = [{gold for gold in gold_quotes if gold in passage} for passage in every_passage]
    left = set(gold_quotes)
    order: list[int] = []
    while len(order) < DEPTH and (best := max((golds & left for golds in held), key=len, default=set())):
        order.append(len(best))
        left -= best
    return order
