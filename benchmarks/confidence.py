"""Fit again what makes a figure the one asked for: the coefficients of ``assistant.rank.confidence``.

    python benchmarks/confidence.py

Every development question that asks for one number gives the best figure with its measures; it is right if a gold quote
holds it, and wrong if the question must be refused. Wrong ones weigh double, because a wrong figure is worse than none.
Held-out cases are not read.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assistant.answer import Assistant
from assistant.evidence import Support
from assistant.opening import open_store
from assistant.settings import Settings
from evals.cases import Case, load_set
from ingest.pipeline import ingest

REPORTS = (Path("data/reports"), Path("evals/reports"))
NAMES = ("coverage", "similar", "sentence_similar", "1/rank", "unmet", "constant")


def samples(assistant: Assistant, cases: Iterable[Case]) -> Iterator[tuple[list[float], bool]]:
    """The measures of the best figure of each question, and whether it is the right one."""
    for case in cases:
        if len(case.turns) != 1:
            continue
        evidence = assistant.evidence(case.turns[0].question, (case.document,))
        best = next((support for support, wrong in evidence.figures if not wrong), None)
        if best is None or not evidence.question.wants_number or evidence.question.intent != "fact":
            continue
        right = any(_holds(best, quote) for quote in case.turns[0].gold_quotes)
        if right or case.turns[0].must_refuse:
            yield _measures(best), right


def _measures(support: Support) -> list[float]:
    rank = 1 / support.rank if support.rank else 0.0
    return [support.coverage, support.similar, support.sentence_similar, rank, support.unmet, 1.0]


def _holds(support: Support, quote: str) -> bool:
    figure = support.figure
    start = support.sentence.document.text.find(quote)
    return figure is not None and 0 <= start < figure.end and figure.start < start + len(quote)


def fit(measures: np.ndarray, right: np.ndarray, *, steps: int = 8000, rate: float = 0.01) -> np.ndarray:
    """Logistic regression by gradient descent, with a ridge of 0.5 on all but the constant."""
    weights = np.zeros(measures.shape[1])
    cost = np.where(right, 1.0, 2.0)
    for _ in range(steps):
        odds = 1 / (1 + np.exp(-measures @ weights))
        weights -= rate * (measures.T @ ((odds - right) * cost) + 0.5 * np.r_[weights[:-1], 0])
    return weights


def main() -> None:
    """Print the coefficients and what share of right and wrong figures they part."""
    settings = Settings(var=Path("var/benchmarks"))
    store = open_store(settings)
    ingest(list(REPORTS), store, passage_tokens=settings.passage_tokens)
    assistant = Assistant(store, settings)
    found = list(samples(assistant, load_set("dev")))
    measures, right = np.array([m for m, _ in found]), np.array([r for _, r in found])
    weights = fit(measures, right)
    print(f"{len(right)} questions, {int(right.sum())} with the right figure first")
    print("  ".join(f"{name} {weight:+.2f}" for name, weight in zip(NAMES, weights, strict=True)))
    odds = measures @ weights
    for threshold in (-0.24, 0.0, 0.5):
        kept, refused = (odds >= threshold)[right].mean(), (odds < threshold)[~right].mean()
        print(f"log-odds {threshold:+.2f}: right figures accepted {kept:.3f}, wrong ones refused {refused:.3f}")


if __name__ == "__main__":
    main()
