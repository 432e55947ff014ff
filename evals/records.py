"""What an eval run observes and keeps."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from assistant.records import Answer
from evals.cases import Turn

Scores = dict[str, float]
"""Scores by name. A scorer that has no gold to go by gives none, which is not a zero."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One answered question, as scorers see it.

    ``texts`` are the stored texts of all reports by file name; ``document`` is the one asked about, empty for all.
    """

    turn: Turn
    answer: Answer
    document: str
    texts: Mapping[str, str]

    @property
    def refused(self) -> bool:
        """Whether the assistant declined: the report does not give it, or it is not about the reports."""
        return self.answer.status in ("not_found", "off_topic")


@dataclass(frozen=True, slots=True)
class Row:
    """One scored turn, one line of ``rows.jsonl``.

    ``mode`` is the one that produced the answer. ``legs`` holds the retrieval scores of each leg. ``error`` is set
    where the engine failed; such a row has no scores and did not pass. ``trace`` is kept for rows that did not pass.
    ``model`` tells of the model's part: prompt digests, tokens, times; ``others`` holds the scores of the answers to
    the same turn in extractive mode (``extractive``) and without verification (``unverified``). Both are empty where
    no model was to be asked.
    """

    case_id: str
    turn: int
    set_name: str
    kind: str
    document: str
    question: str
    expected: dict[str, Any]
    standalone: str = ""
    answer: str = ""
    status: str = ""
    mode: str = ""
    citations: tuple[dict[str, Any], ...] = ()
    seconds: float = 0.0
    scores: Scores = field(default_factory=dict)
    legs: dict[str, Scores] = field(default_factory=dict)
    error: str = ""
    trace: dict[str, Any] = field(default_factory=dict)
    model: dict[str, Any] = field(default_factory=dict)
    others: dict[str, Scores] = field(default_factory=dict)

    @property
    def own_seconds(self) -> float:
        """The waiting time without that for the model server."""
        waited: float = self.model.get("model_seconds", 0.0) + self.model.get("condense_seconds", 0.0)
        return self.seconds - waited

    @property
    def key(self) -> str:
        """The case's id, with the number of the turn where it is not the first."""
        return self.case_id if self.turn == 1 else f"{self.case_id}#{self.turn}"

    @property
    def passed(self) -> bool:
        """Whether the answer was fully right."""
        return not self.error and self.scores.get("fully_right") == 1.0

    @property
    def must_refuse(self) -> bool:
        """Whether a refusal was the right answer."""
        return bool(self.expected.get("must_refuse"))

    def bare(self) -> "Row":
        """The row without the answer and what led to it: what a later run is compared with."""
        return Row(
            self.case_id,
            self.turn,
            self.set_name,
            self.kind,
            self.document,
            self.question,
            {},
            scores={name: round(value, 4) for name, value in self.scores.items()},
            error=self.error,
        )


_ROW = TypeAdapter(Row)


def write_rows(rows: Iterable[Row], path: Path) -> None:
    """Write ``rows.jsonl``."""
    lines = (_ROW.dump_json(row, fallback=str, exclude_defaults=True).decode() for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read_rows(path: Path) -> tuple[Row, ...]:
    """Read ``rows.jsonl``. Raises ``OSError`` and ``ValueError``."""
    return tuple(_ROW.validate_json(line) for line in path.read_text(encoding="utf-8").splitlines() if line)


def expectation(turn: Turn) -> dict[str, Any]:
    """Return what a turn expects, as plain values, without what is empty."""
    return {key: value for key, value in asdict(turn).items() if value and key != "question"}
