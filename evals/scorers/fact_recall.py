"""How many of the needed facts the answer's text holds."""

from evals.cases import Alternatives
from evals.matching import fold_answer, holds_any
from evals.records import Observation, Scores


def missing(text: str, needed: tuple[Alternatives, ...]) -> list[str]:
    """List the needed facts that do not occur in a text, each by its first alternative."""
    folded = fold_answer(text)
    return [alternatives[0] for alternatives in needed if not holds_any(folded, alternatives)]


def fact_recall(seen: Observation) -> Scores:
    """Score the share of needed facts that are in the answer."""
    needed = seen.turn.must_include
    if not needed:
        return {}
    return {"fact_recall": 1 - len(missing(seen.answer.text, needed)) / len(needed)}
