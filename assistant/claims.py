"""Whether a sentence of a model stands in the report: figure by figure and clause by clause.

A figure is supported by a typed figure of the report with the same value and unit, of the same time, direction and
bound, whose own words are the claim's rather than those of a neighbouring figure. A clause is supported by a sentence
that holds its names, its numbers and its negation. Everything else is unsupported: an extractive sentence that stands
ready in its place costs less than one wrong answer.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assistant.claim_figures import Figures, out_of_order, same_unit
from assistant.claim_words import (
    MUST,
    YEAR,
    Clause,
    Words,
    clauses_in,
    content_words,
    denies_evidence,
    without_quantities,
)
from assistant.corpus import Sentence
from assistant.rank import Evidence
from assistant.text import fold
from vectorstore.quantities import Quantity, find_quantities
from vectorstore.records import Figure

NEAREST = 12
"""Sentences that a clause is held against, nearest by shared character 3-grams first."""

_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence of the model rests on. ``sources`` is empty and ``problem`` set where it is unsupported.

    ``nearest`` is the sentence of the report that it is nearest to, ``share`` the share of its content words there.
    """

    sources: tuple[Sentence, ...]
    problem: str = ""
    nearest: Sentence | None = None
    share: float = 0.0


class Binder:
    """The sentences that a model was given, ready for its claims to be held against them."""

    def __init__(self, evidence: Evidence, sentences: Sequence[Sentence]) -> None:
        self._corpus = evidence.corpus
        self._sentences = list({sentence.key: sentence for sentence in sentences}.values())
        self._words = Words(evidence)
        self._figures = Figures(evidence, self._words)

    def bind(self, text: str, *, hinted: Sequence[Sentence] = ()) -> Verdict:
        """Find what supports a sentence as a whole: every clause must have its support."""
        preferred = {sentence.key for sentence in hinted}
        sources: dict[_Key, Sentence] = {}
        problem = "报告写明了" if denies_evidence(text) else ""
        taken: list[Figure] = []
        for clause in clauses_in(text):
            found, wrong = self._clause(clause, text, preferred | sources.keys(), taken)
            sources |= {sentence.key: sentence for sentence in found}
            problem = problem or wrong
        problem = problem or self._numerals_problem(text, list(sources.values())) or out_of_order(taken)
        nearest = next(iter(self._near(text, preferred)), None)
        share = self._words.share(text, nearest) if nearest else 0.0
        return Verdict(() if problem else tuple(sources.values()), problem, nearest, share)

    def _clause(
        self, clause: Clause, whole: str, preferred: set[_Key], taken: list[Figure]
    ) -> tuple[list[Sentence], str]:
        """Find a clause's sources, or what is wrong with it; a clause that says nothing needs none."""
        quantities = find_quantities(clause.text)
        found: list[Sentence] = []
        for quantity in quantities:
            sentence, wrong = self._quantity(quantity, clause, whole, preferred, taken)
            if sentence is None:
                return [], wrong
            found.append(sentence)
        if quantities or not (content_words(clause.text) or MUST.search(clause.text)):
            return found, ""
        problem = ""
        for sentence in self._near(clause.text, preferred):
            wrong = self._words.problem(clause.text, sentence) or self._year_problem(clause.text, sentence)
            if not wrong:
                return [sentence], ""
            problem = problem or wrong  # the nearest sentence's
        return [], problem or "找不到依据"

    def _quantity(
        self, quantity: Quantity, clause: Clause, whole: str, preferred: set[_Key], taken: list[Figure]
    ) -> tuple[Sentence | None, str]:
        """Find the place that states one figure, or why there is none."""
        holders = [
            (sentence, figure)
            for sentence, figure in self._by_magnitude.get(quantity.magnitude, ())
            if same_unit(quantity, figure, in_table=sentence.passage.row is not None)
        ]
        if not holders:
            return self._untyped(quantity, clause, whole, preferred)
        problem = ""
        ranked = sorted(
            holders, key=lambda held: (-self._figures.nearness(clause.local, *held), held[0].key not in preferred)
        )
        for sentence, figure in ranked[:NEAREST]:
            wrong = self._figures.problem(quantity, clause, whole, sentence, figure)
            if not wrong:
                taken.append(figure)
                return sentence, ""
            problem = problem or wrong
        return None, problem

    def _untyped(
        self, quantity: Quantity, clause: Clause, whole: str, preferred: set[_Key]
    ) -> tuple[Sentence | None, str]:
        """Find a sentence that prints a number which ingestion did not type as a figure (500米服务半径)."""
        problem = "原文没有这个数"
        for sentence in self._near(clause.local, preferred):
            printed = find_quantities(sentence.text)
            if any(quantity.same_as(other) and quantity.unit == other.unit for other in printed):
                problem = self._words.problem(clause.text, sentence) or self._year_problem(whole, sentence)
                if not problem:
                    return sentence, ""
        return None, problem

    def _near(self, text: str, preferred: set[_Key]) -> list[Sentence]:
        """Return the nearest sentences by shared character 3-grams; of equals a preferred one comes first."""
        shared: Counter[int] = Counter()
        for gram in set(_trigrams(fold(text))):
            shared.update(self._by_gram.get(gram, ()))
        ranked = sorted(shared, key=lambda at: (-shared[at], self._sentences[at].key not in preferred))
        return [self._sentences[at] for at in ranked[:NEAREST]]

    @cached_property
    def _by_gram(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(self._sentences):
            for gram in set(_trigrams(self._words.own(sentence))):
                index[gram].append(at)
        return index

    @cached_property
    def _by_magnitude(self) -> dict[Decimal, list[tuple[Sentence, Figure]]]:
        index: dict[Decimal, list[tuple[Sentence, Figure]]] = defaultdict(list)
        for sentence in self._sentences:
            for figure in self._corpus.figures_in(sentence):
                index[figure.magnitude].append((sentence, figure))
        return index

    def _numerals_problem(self, text: str, sources: Sequence[Sentence]) -> str:
        """Check that digits which are no quantity (names, dates, years) stand in the sources as they are."""
        context = "".join(self._words.context(sentence) for sentence in sources)
        implied = {str(year) for sentence in sources for year in sentence.passage.years}
        for digits in re.findall(r"\d+(?:\.\d+)?", fold(without_quantities(text))):
            if digits not in implied and not re.search(rf"(?<![\d.]){re.escape(digits)}(?!\d)", context):
                return f"原文没有“{digits}”"
        return ""

    @staticmethod
    def _year_problem(text: str, sentence: Sentence) -> str:
        printed = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", sentence.text)}
        named = {int(year) for year in YEAR.findall(text)}
        return "" if named <= {*sentence.passage.years, *printed} else "原文说的是另一年"


def _trigrams(text: str) -> Iterator[str]:
    return (text[at : at + 3] for at in range(max(len(text) - 2, 1)))
