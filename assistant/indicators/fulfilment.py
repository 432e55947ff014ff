"""How last year's plan came out, as far as a report says: its own count, what was missed, target beside result."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.compose.completion import Missed, Tally, missed_targets, tally_of
from assistant.corpus import Corpus
from assistant.indicators.records import Indicator
from vectorstore.records import Document


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What a report says about last year's targets. ``held`` are the rows that give a target and its result."""

    tally: Tally | None
    missed: tuple[Missed, ...]
    held: tuple[Indicator, ...]

    @property
    def said(self) -> bool:
        """Whether the report says anything about it."""
        return bool(self.tally or self.missed or self.held)


def fulfilment_of(document: Document, rows: Iterable[Indicator], corpus: Corpus) -> Fulfilment:
    """What a report and its rows say about last year's targets."""
    held = tuple(row for row in rows if row.target and row.actual)
    return Fulfilment(tally_of(corpus, document), tuple(missed_targets(corpus, document)), held)
