"""Rows of a run summed up, set by set and kind by kind."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from evals.bars import Bar, bars, mean
from evals.cases import KINDS
from evals.records import Row, Scores
from evals.scorers.latency import latency, percentile
from evals.scorers.refusal import refusal_over

LEGS = ("dense", "lexical", "fused")
OTHER_MODES = ("extractive", "unverified")
MEANS = (
    "fully_right",
    "fact_recall",
    "wrong_value",
    "status_match",
    "citation_validity",
    "citation_precision",
    "citation_recall",
    "figure_support",
    "judged_grounded",
    "section_accuracy",
    "answer_length",
)


@dataclass(frozen=True, slots=True)
class Group:
    """Some rows of a run: how many turns, how many right, how many that failed with an error, and mean scores.

    ``unsupported`` counts the figures that the quotes cited for them do not hold, ``invented`` those of a model's
    unverified words that none of the passages given to it holds.
    """

    turns: int
    right: int
    errors: int
    means: Scores
    unsupported: int
    invented: int

    @property
    def share(self) -> float:
        """The share of turns that are fully right; an error is not."""
        return self.right / self.turns if self.turns else 0.0


@dataclass(frozen=True, slots=True)
class SetSummary:
    """One set of cases: all of it, by kind, retrieval by leg, refusals, waiting times and bars.

    ``modes`` puts the ways of answering the same turns side by side and ``model`` tells what the model's part took;
    both are empty for a run in extractive mode.
    """

    name: str
    total: Group
    kinds: dict[str, Group]
    legs: dict[str, Scores]
    refusal: Scores
    latency: Scores
    bars: tuple[Bar, ...]
    modes: dict[str, Group]
    model: Scores


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
        modes=_modes(rows),
        model=_model(rows),
    )


def _modes(rows: Sequence[Row]) -> dict[str, Group]:
    """Return the same turns answered in three ways; what the code answers by itself is the same in all of them."""
    if not any(row.others for row in rows):
        return {}
    others = {name: [replace(row, scores=row.others.get(name, row.scores)) for row in rows] for name in OTHER_MODES}
    return {name: _group(found) for name, found in others.items()} | {"model": _group(rows)}


def _model(rows: Sequence[Row]) -> Scores:
    """Return how often the model was asked and its words stood, its tokens, and the median and p95 of its times."""
    parts = [row.model for row in rows if row.model]
    times = {
        f"{name}_{mark}": percentile(values, share)
        for name in ("first_token_seconds", "model_seconds")
        for mark, share in (("p50", 0.5), ("p95", 0.95))
        if (values := [part[name] for part in parts if name in part])
    }
    tokens = {name: float(sum(part.get(name, 0) for part in parts)) for name in ("context_tokens", "reply_tokens")}
    worded = float(sum(part["worded"] for part in parts))
    return {"asked": float(len(parts)), "worded": worded, **tokens, **times} if parts else {}


def _group(rows: Sequence[Row]) -> Group:
    scores = {name: mean(rows, name) for name in MEANS}
    return Group(
        turns=len(rows),
        right=sum(row.passed for row in rows),
        errors=sum(bool(row.error) for row in rows),
        means={name: value for name, (value, count) in scores.items() if count},
        unsupported=_total(rows, "unsupported_figures"),
        invented=_total(rows, "invented_figures"),
    )


def _total(rows: Iterable[Row], score: str) -> int:
    return round(sum(row.scores.get(score, 0.0) for row in rows))


def _leg_means(rows: Iterable[Row], leg: str) -> Scores:
    scored = [row.legs[leg] for row in rows if leg in row.legs]
    return {name: sum(scores[name] for scores in scored) / len(scored) for name in scored[0]} if scored else {}
