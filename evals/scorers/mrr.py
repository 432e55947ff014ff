"""How early the first passage with a gold quote comes."""

from collections.abc import Sequence

from evals.records import Scores


def reciprocal_rank(passages: Sequence[str], gold_quotes: Sequence[str]) -> float:
    """Return 1 / the rank of the first passage that holds a gold quote, 0 if none does."""
    for rank, passage in enumerate(passages, start=1):
        if any(gold in passage for gold in gold_quotes):
            return 1 / rank
    return 0.0


def mrr(passages: Sequence[str], gold_quotes: Sequence[str]) -> Scores:
    """Score the reciprocal rank; nothing without gold quotes."""
    return {"mrr": reciprocal_rank(passages, gold_quotes)} if gold_quotes else {}
