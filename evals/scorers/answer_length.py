"""How long an answer is to read."""

from evals.matching import fold_answer
from evals.records import Observation, Scores


def answer_length(seen: Observation) -> Scores:
    """Record the answer's length in characters, without markers and white space."""
    return {"answer_length": float(len(fold_answer(seen.answer.text)))}
