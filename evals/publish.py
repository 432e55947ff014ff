"""``plan-assistant eval publish NAME``: what the page tells of the assistant's quality, taken from a held-out run."""

import json
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from assistant.measured import Measurement, Score, Unit
from evals.bars import Bar
from evals.cases import CaseError
from evals.report import KIND_LABELS

PUBLISHED = "held-out"
"""The set whose answers nobody reads while tuning; the scores of any other would flatter."""

_UNITS: dict[str, Unit] = {"unsupported": "count", "errors": "count", "answer_length": "count", "p95": "seconds"}
_BARS = TypeAdapter(tuple[Bar, ...])


def measurement_of(folder: Path) -> Measurement:
    """Read a run's results. Raises ``CaseError`` where they cannot be read or hold no held-out cases."""
    try:
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        written = date.fromtimestamp((folder / "run.json").stat().st_mtime)
    except (OSError, ValueError) as error:
        raise CaseError(f"读不了评测结果 {folder}（{error}）：请给出评测的名称，或结果所在的文件夹。") from error
    if PUBLISHED not in summary:
        raise CaseError(f"{folder.name} 里没有 {PUBLISHED} 题目，不能公布：请先运行 plan-assistant eval。")
    found = summary[PUBLISHED]
    return Measurement(
        cases=PUBLISHED,
        date=run.get("date", written.isoformat()),
        commit=run["commit"],
        changed=run["changed_since"],
        model=run["model"],
        turns=found["total"]["turns"],
        right=found["total"]["right"],
        scores=tuple(_score(bar) for bar in _BARS.validate_python(found["bars"])),
    )


def _score(bar: Bar) -> Score:
    kind = bar.name.removeprefix("kind:")
    label = bar.label if kind == bar.name else f"{KIND_LABELS[kind]}：完全正确"
    return Score(bar.name, label, bar.value, bar.limit, bar.at_most, bar.count, _UNITS.get(bar.name, "share"))
