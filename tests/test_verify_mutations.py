"""The bars of the verifier: what it notices among answers made wrong, and how seldom it doubts true ones."""

import random
from collections.abc import Mapping

import pytest

from assistant.settings import Settings
from benchmarks.mutations import KINDS
from benchmarks.verifier import SHIPPED, Tally, measure, paraphrased, parse, reports_in, verbatim
from evals.workspace import REPORTS

SEED = 20260109


@pytest.fixture(scope="module")
def tallies() -> Mapping[str, Tally]:
    parsed = {path.name: parse(path, Settings()) for path in reports_in(SHIPPED, REPORTS)}
    rng = random.Random(SEED)
    samples = [*paraphrased(parsed), *(sample for one in parsed.values() for sample in verbatim(one, rng))]
    return measure(samples, parsed, SEED)


@pytest.mark.parametrize("part", ["dev", "held-out"])
def test_wrong_figures_are_noticed(tallies: Mapping[str, Tally], part: str) -> None:
    assert tallies[part].made.total() >= 500
    assert tallies[part].made.keys() == KINDS.keys()
    assert tallies[part].catches >= 0.98


@pytest.mark.parametrize("part", ["dev", "held-out"])
def test_true_answers_are_hardly_doubted(tallies: Mapping[str, Tally], part: str) -> None:
    assert tallies[part].true["paraphrase"] >= 30
    assert tallies[part].false_alarms <= 0.02
