"""The scorers, one to a file: a pure function with the arithmetic, and a thin wrapper that knows when it applies."""

from collections.abc import Callable

from evals.records import Observation, Scores
from evals.scorers.answer_length import answer_length
from evals.scorers.citation_precision import citation_precision
from evals.scorers.citation_recall import citation_recall
from evals.scorers.citation_validity import citation_validity
from evals.scorers.fact_recall import fact_recall
from evals.scorers.figure_support import figure_support
from evals.scorers.fully_right import fully_right
from evals.scorers.refusal import refusal
from evals.scorers.section_accuracy import section_accuracy
from evals.scorers.status_match import status_match
from evals.scorers.wrong_value import wrong_value

ANSWER_SCORERS: tuple[Callable[[Observation], Scores], ...] = (
    fully_right,
    fact_recall,
    wrong_value,
    refusal,
    status_match,
    citation_validity,
    citation_precision,
    citation_recall,
    figure_support,
    section_accuracy,
    answer_length,
)


def score_answer(seen: Observation) -> Scores:
    """Return what every scorer that applies has to say about one answer."""
    return {name: value for scorer in ANSWER_SCORERS for name, value in scorer(seen).items()}
