"""Rows of a run summed up, set by set and kind by kind."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.bars import Bar, bars, mean
from evals.cases import KINDS
from evals.records import Row, Scores
from evals.scorers.latency import latency
from evals.scorers.refusal import refusal_over

LEGS = ("dense", "lexical", "fused")
MEANS = (
    "fully_right",
    "fact_recall",
    "wrong_value",
    "status_match",
    "citation_validity",
    "citation_precision",
    "citation_recall",
    "figure_support",
    "section_accuracy",
    "answer_length",
)


@dataclass(frozen=True, slots=True)
class Group:
    """Some rows of a run: how many turns, how many right, how many that failed with an error, and mean scores."""

    turns: int
    right: int
    errors: int
    means: Scores

    @property
    def share(self) -> float:
        """The share of turns that are fully right; an error is not."""
        return self.right / self.turns if self.turns else 0.0


@dataclass(frozen=True, slots=True)
class SetSummary:
    """One set of cases: all of it, by kind, retrieval by leg, refusals, waiting times and bars."""

    name: str
    total: Group
    kinds: dict[str, Group]
    legs: dict[str, Scores]
    refusal: Scores
    latency: Scores
    bars: tuple[Bar, ...]


def summarise(rows: Sequence[Row]) -> tuple[SetSummary, ...]:
    """Sum up every set that has rows, in the order in which they were run."""
    names = dict.fromkeys(row.set_name for row in rows)
    return tuple(_summarise_set(name, [row for row in rows if row.set_name == name]) for name in names)


def write_summary(sets: Iterable[SetSummary], path: Path) -> None:
    """Write ``summary.json``."""
    record = {entry.name: asdict(entry) for entry in sets}
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _summarise_set(name: str, rows: Sequence[Row]) -> SetSummary:
    return SetSummary(
        name=name,
        total=_group(rows),
        kinds={kind: _group(found) for kind in KINDS if (found := [row for row in rows if row.kind == kind])},
        legs={leg: scores for leg in LEGS if (scores := _leg_means(rows, leg))},
        refusal=refusal_over(rows),
        latency=latency(row.seconds for row in rows if not row.error),
        bars=bars(rows),
    )


def _group(rows: Sequence[Row]) -> Group:
    scores = {name: mean(rows, name) for name in MEANS}
    return Group(
        turns=len(rows),
        right=sum(row.passed for row in rows),
        errors=sum(bool(row.error) for row in rows),
        means={name: value for name, (value, count) in scores.items() if count},
    )


def _leg_means(rows: Iterable[Row], leg: str) -> Scores:
    scored = [row.legs[leg] for row in rows if leg in row.legs]
    return {name: sum(scores[name] for scores in scored) / len(scored) for name in scored[0]} if scored else {}
