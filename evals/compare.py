"""Two runs, case by case: what was gained, what was lost, and by how much the scores moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.bars import mean
from evals.records import Row, Scores
from evals.summary import MEANS


@dataclass(frozen=True, slots=True)
class Comparison:
    """Run B against run A. Rows are keyed by case id and turn; a changed question counts as another one.

    ``failing`` passed in A and fail in B; ``passing`` the reverse; ``gone`` and ``new`` are in one run alone.
    ``moved`` holds for each score the mean over the common rows in A and in B.
    """

    failing: tuple[tuple[Row, Row], ...]
    passing: tuple[tuple[Row, Row], ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    moved: dict[str, tuple[float, float]]


def compare(before: Sequence[Row], after: Sequence[Row]) -> Comparison:
    """Compare two runs."""
    old, new = _keyed(before), _keyed(after)
    common = [(old[key], new[key]) for key in old if key in new]
    return Comparison(
        failing=tuple((a, b) for a, b in common if a.passed and not b.passed),
        passing=tuple((a, b) for a, b in common if b.passed and not a.passed),
        gone=tuple(row.key for key, row in old.items() if key not in new),
        new=tuple(row.key for key, row in new.items() if key not in old),
        moved=_moved([a for a, _ in common], [b for _, b in common]),
    )


def changed(pair: tuple[Row, Row]) -> Scores:
    """Return the scores in which two rows of one case differ, as B minus A."""
    before, after = pair
    return {
        name: after.scores[name] - before.scores[name]
        for name in before.scores.keys() & after.scores.keys()
        if name in MEANS and after.scores[name] != before.scores[name]
    }


def _keyed(rows: Sequence[Row]) -> Mapping[tuple[str, str], Row]:
    return {(row.key, row.question): row for row in rows}


def _moved(before: Sequence[Row], after: Sequence[Row]) -> dict[str, tuple[float, float]]:
    moved = {name: (mean(before, name), mean(after, name)) for name in MEANS}
    return {name: (a, b) for name, ((a, counted_a), (b, counted_b)) in moved.items() if counted_a and counted_b}
