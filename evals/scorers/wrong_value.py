"""Whether the answer shows a value that it must not: the wrong year's, the other scope's, an invented one."""

from collections.abc import Iterable

from evals.matching import fold_answer, holds
from evals.records import Observation, Scores


def shown(text: str, forbidden: Iterable[str]) -> list[str]:
    """List the forbidden strings that occur in a text."""
    folded = fold_answer(text)
    return [string for string in forbidden if holds(folded, string)]


def wrong_value(seen: Observation) -> Scores:
    """Score 1 if any forbidden string is in the answer's text (quotes do not count), else 0."""
    forbidden = seen.turn.must_not_include
    return {"wrong_value": float(bool(shown(seen.answer.text, forbidden)))} if forbidden else {}
