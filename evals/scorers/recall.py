"""How many of the gold quotes the first passages hold."""

from collections.abc import Sequence

from evals.records import Scores

DEPTHS = (1, 3, 5, 8, 10)
"""Depths reported: 5 and 8 are what the answer is composed from, 10 what ``retrieve`` prints."""


def recall_at(k: int, passages: Sequence[str], gold_quotes: Sequence[str]) -> float:
    """Return the share of gold quotes that stand in one of the first ``k`` passages."""
    return sum(any(gold in passage for passage in passages[:k]) for gold in gold_quotes) / len(gold_quotes)


def hit_at(k: int, passages: Sequence[str], gold_quotes: Sequence[str]) -> float:
    """Return 1 if at least one gold quote stands in one of the first ``k`` passages, else 0."""
    return float(recall_at(k, passages, gold_quotes) > 0)


def recall(passages: Sequence[str], gold_quotes: Sequence[str]) -> Scores:
    """Score recall@k and hit@k at every depth; nothing without gold quotes."""
    if not gold_quotes:
        return {}
    shares = {f"recall@{k}": recall_at(k, passages, gold_quotes) for k in DEPTHS}
    return shares | {f"hit@{k}": hit_at(k, passages, gold_quotes) for k in DEPTHS}
