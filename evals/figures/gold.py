"""The numbers typed by hand, and where each stands in its report."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent
OPEN, CLOSE = "⟦", "⟧"
"""They mark the number in its quote; no report prints them."""


class GoldError(ValueError):
    """A gold line does not fit its report. Correct the quote: it must stand in the report once, word for word."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a reader makes of a number; every field lists what is acceptable.

    ``subjects`` are sets of words of which one must be in the subject completely; ``excluded`` are words of
    neighbouring figures that must not be there. ``measures`` carry the direction of a change (``change+``).
    """

    subjects: tuple[tuple[str, ...], ...]
    excluded: tuple[str, ...]
    units: tuple[str, ...]
    periods: tuple[str, ...]
    bases: tuple[str, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldNumber:
    """A number of a report at ``[start, end)``; ``expected`` is ``None`` for part of a name, a date or an ordinal."""

    id: str
    document: str
    split: str
    quote: str
    start: int
    end: int
    expected: Expected | None


def load(name: str, texts: Mapping[str, str]) -> tuple[GoldNumber, ...]:
    """Load the numbers of ``<name>.jsonl`` whose reports are among ``texts`` (by file name). Raises ``GoldError``."""
    return tuple(_read(line, texts[line["document"]]) for line in lines(name) if line["document"] in texts)


def lines(name: str) -> Iterator[dict[str, Any]]:
    """Yield the lines of ``<name>.jsonl`` as they are."""
    with (GOLD / f"{name}.jsonl").open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _read(line: Mapping[str, Any], text: str) -> GoldNumber:
    before, _, rest = line["quote"].partition(OPEN)
    number, _, after = rest.partition(CLOSE)
    quote = before + number + after
    if text.count(quote) != 1:
        raise GoldError(f"{line['id']}: the quote stands in {line['document']} {text.count(quote)} times, not once.")
    start = text.index(quote) + len(before)
    return GoldNumber(
        id=line["id"],
        document=line["document"],
        split=line["split"],
        quote=line["quote"],
        start=start,
        end=start + len(number),
        expected=_expected(line) if line["figure"] else None,
    )


def _expected(line: Mapping[str, Any]) -> Expected:
    return Expected(
        subjects=tuple(map(tuple, line["subjects"])),
        excluded=tuple(line.get("not", ())),
        units=tuple(line["unit"]),
        periods=tuple(line["period"]),
        bases=tuple(line["basis"]),
        measures=tuple(line["measure"]),
    )
