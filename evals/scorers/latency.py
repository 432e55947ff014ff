"""How long people wait."""

from collections.abc import Iterable

from evals.records import Scores


def percentile(values: Iterable[float], share: float) -> float:
    """Return the smallest value that at least ``share`` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = max(1, -(-len(ordered) * round(share * 100) // 100))
    return ordered[rank - 1]


def latency(seconds: Iterable[float]) -> Scores:
    """Score p50, p95 and the longest wait, in seconds; nothing without answers."""
    values = list(seconds)
    if not values:
        return {}
    return {"p50": percentile(values, 0.5), "p95": percentile(values, 0.95), "max": max(values)}
