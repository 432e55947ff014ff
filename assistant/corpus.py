"""The reports in memory, arranged for answering: what stands where, and how rare an expression is."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.spelling import Speller
from assistant.text import bigrams, clauses_of, fold
from vectorstore.records import Contents, Document, Figure, Passage, Span

SINGLE = 0.4
"""How much a single character tells: it may stand in any word."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a report with all that is known about its place."""

    document: Document
    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.document.text[self.span.start : self.span.end]

    @property
    def is_heading(self) -> bool:
        """Whether it is only the run-in topic sentence that opens its paragraph."""
        section = self.passage.section
        return bool(section) and _bare(self.text) == _bare(section[-1])

    @property
    def key(self) -> tuple[str, int]:
        """Identifies the sentence within an index."""
        return self.passage.id, self.span.start


def _bare(text: str) -> str:
    """A heading without its emphasis, its closing mark and its number."""
    return re.sub(r"^\d+[.．、]", "", re.sub(r"[*#。]", "", fold(text)))


class Corpus:
    """A read view of one generation of the index. Built once, shared between threads, never changed."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.documents = {document.id: document for document in contents.documents}
        self.passages = {passage.id: passage for passage in contents.passages}
        self._folds: dict[tuple[str, int, int], str] = {}
        self._clauses: dict[tuple[str, int], tuple[Span, ...]] = {}
        self._spellers: dict[frozenset[str], Speller] = {}

    def speller(self, documents: Collection[str]) -> Speller:
        """The spelling of some documents; made once and kept."""
        key = frozenset(documents)
        if key not in self._spellers:
            self._spellers[key] = Speller(self.documents[name].text for name in sorted(key))
        return self._spellers[key]

    def fold(self, document: Document, start: int, end: int) -> str:
        """A stretch of a document as compared; folded once and kept."""
        key = (document.id, start, end)
        found = self._folds.get(key)
        if found is None:
            found = self._folds[key] = fold(document.text[start:end])
        return found

    def clauses(self, sentence: "Sentence") -> tuple[Span, ...]:
        """The comma-delimited clauses of a sentence; found once and kept."""
        found = self._clauses.get(sentence.key)
        if found is None:
            found = self._clauses[sentence.key] = tuple(clauses_of(sentence.document.text, sentence.span))
        return found

    def named(self, names: Collection[str]) -> frozenset[str]:
        """The ids of the documents with the given file names."""
        return frozenset(document.id for document in self.contents.documents if document.name in names)

    @cached_property
    def by_document(self) -> dict[str, tuple[Passage, ...]]:
        """The passages of each document in reading order."""
        found: dict[str, list[Passage]] = defaultdict(list)
        for passage in self.contents.passages:
            found[passage.document_id].append(passage)
        return {key: tuple(sorted(passages, key=lambda passage: passage.start)) for key, passages in found.items()}

    @cached_property
    def figures(self) -> dict[str, tuple[Figure, ...]]:
        """The figures of each passage."""
        found: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.contents.figures:
            found[figure.passage_id].append(figure)
        return {key: tuple(figures) for key, figures in found.items()}

    def figures_in(self, sentence: Sentence) -> list[Figure]:
        """The figures that stand inside one sentence."""
        span = sentence.span
        return [f for f in self.figures.get(sentence.passage.id, ()) if span.start <= f.start and f.end <= span.end]

    def sentences(self, passages: Iterable[Passage]) -> Iterator[Sentence]:
        """The sentences of the given passages, in their order."""
        for passage in passages:
            document = self.documents[passage.document_id]
            for span in passage.sentences or (Span(passage.start, passage.end),):
                yield Sentence(document, passage, span)

    def section(self, document_id: str, path: tuple[str, ...]) -> list[Passage]:
        """All passages under a heading path, in reading order."""
        return [p for p in self.by_document.get(document_id, ()) if p.section[: len(path)] == path]

    @cached_property
    def folded(self) -> dict[str, str]:
        """The folded text of each document, for asking whether it says a thing at all."""
        return {document.id: fold(document.text) for document in self.contents.documents}

    @cached_property
    def _document_frequency(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for passage in self.contents.passages:
            counts.update(set(bigrams(fold(passage.text))))
        return counts

    def rarity(self, expression: str) -> float:
        """How much an expression tells: the mean inverse document frequency of its bigrams, between 0.1 and 1.

        The inverse document frequency is ``log(1 + N / (1 + df))``, divided by its largest value.
        """
        if len(fold(expression)) == 1:
            return SINGLE
        passages = max(len(self.contents.passages), 1)
        top = math.log(1 + passages)
        pieces = list(bigrams(fold(expression))) or [fold(expression)]
        weights = [math.log(1 + passages / (1 + self._document_frequency[piece])) / top for piece in pieces]
        return max(0.1, sum(weights) / len(weights))

    def says(self, expression: str, documents: Collection[str]) -> bool:
        """Whether any of the documents holds the expression."""
        folded = fold(expression)
        return any(folded in self.folded[key] for key in documents)
