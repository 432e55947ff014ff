"""The scores of the last published evaluation, as measured: written by ``plan-assistant eval publish``, shown as is."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

MEASURED = Path(__file__).parent / "measured.json"
"""The one published measurement; it ships with the package."""

Unit = Literal["share", "count", "seconds"]


@dataclass(frozen=True, slots=True)
class Score:
    """One bar: ``value`` over ``count`` turns is to be at least ``limit``, or at most where ``at_most``."""

    name: str
    label: str
    value: float
    limit: float
    at_most: bool
    count: int
    unit: Unit

    @property
    def cleared(self) -> bool:
        """Whether the bar was cleared."""
        return self.value <= self.limit if self.at_most else self.value >= self.limit


@dataclass(frozen=True, slots=True)
class Measurement:
    """One evaluation: on which cases, when, of which commit, how many turns were fully right, and its bars.

    ``model`` is empty for the extractive mode; ``changed`` tells that the commit had uncommitted changes.
    """

    cases: str
    date: str
    commit: str
    changed: bool
    model: str
    turns: int
    right: int
    scores: tuple[Score, ...]


_MEASUREMENT = TypeAdapter(Measurement)


def read_measurement(path: Path = MEASURED) -> Measurement | None:
    """The published measurement, ``None`` where there is none. Raises ``ValueError`` for a file that is no such."""
    return _MEASUREMENT.validate_json(path.read_bytes()) if path.is_file() else None


def write_measurement(measurement: Measurement, path: Path = MEASURED) -> None:
    """Write it, to be committed."""
    path.write_bytes(_MEASUREMENT.dump_json(measurement, indent=1, ensure_ascii=False) + b"\n")
