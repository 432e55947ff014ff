"""Whether the answer rests on the section in which the facts stand."""

from evals.matching import fold
from evals.records import Observation, Scores


def section_accuracy(seen: Observation) -> Scores:
    """Score 1 if some citation's heading path holds the words of the expected heading, else 0."""
    wanted = fold(seen.turn.section)
    if not wanted:
        return {}
    paths = [fold("".join(citation.section) + citation.label) for citation in seen.answer.citations]
    return {"section_accuracy": float(any(wanted in path for path in paths))}
