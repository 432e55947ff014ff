"""Whether an answer is right as a whole. A case passes when it is."""

from evals.records import Observation, Scores
from evals.scorers.fact_recall import missing
from evals.scorers.wrong_value import shown


def is_right(seen: Observation) -> bool:
    """Tell whether the answer is right.

    Never with a forbidden value. Where a refusal is due: refused. Where a premise is wrong: status ``corrected``
    and every needed fact. Else: not refused, and every needed fact.
    """
    turn, answer = seen.turn, seen.answer
    if shown(answer.text, turn.must_not_include):
        return False
    if turn.must_refuse:
        return seen.refused
    if turn.status == "corrected" and answer.status != "corrected":
        return False
    return not seen.refused and not missing(answer.text, turn.must_include)


def fully_right(seen: Observation) -> Scores:
    """Score 1 for a right answer, else 0."""
    return {"fully_right": float(is_right(seen))}
