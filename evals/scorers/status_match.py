"""Whether the answer has the expected status."""

from evals.records import Observation, Scores


def status_match(seen: Observation) -> Scores:
    """Score 1 if the status is the expected one, else 0; nothing where none is expected."""
    return {"status_match": float(seen.answer.status == seen.turn.status)} if seen.turn.status else {}
