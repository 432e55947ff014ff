"""Evidence in order of how well it answers: figures for questions that want a number, sentences for the others."""

import re
import statistics
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeVar

from assistant.corpus import Corpus, Sentence
from assistant.evidence import Matcher, Support, best_first, heading_text, levels_of, row_text
from assistant.fits import basis_fits, measure_fits, unit_fits, year_fits
from assistant.leaning import leaning
from assistant.lexicon import Lexicon
from assistant.places import scopes_of
from assistant.records import Question
from assistant.text import fold
from assistant.understand import understand
from vectorstore.records import Document, Figure, Passage

Mismatch = Literal["", "thing", "scope", "year", "basis", "measure", "unit"]
"""Why a figure is not what was asked; ``thing``: it is of another thing of the same kind."""

DENSE_WEIGHT, SENTENCE_WEIGHT, PRECISION_WEIGHT, RANK_WEIGHT = 0.5, 0.3, 0.3, 0.1
"""What meaning, a subject that says no more than the question, and a high place in retrieval add to coverage."""


FIGURE_TOP = 5.0
"""Standard deviations at which a figure stands out as far as any: the right one's median is 4.8, and a tenth of them
are below 3.1."""


@dataclass(frozen=True)  # no slots: the rankings are computed once, when first asked for
class Evidence:
    """What there is to answer from: the question, the passages in scope, and how retrieval ranked them."""

    question: Question
    corpus: Corpus
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    ranks: Mapping[str, int]
    similar: Mapping[tuple[str, int], float]
    similar_figures: Mapping[str, float]
    lexicon: Lexicon

    def read(self, text: str) -> Question:
        """A part of the question as a question of its own; what it leaves open is as in the whole."""
        part = understand(text, text, self.documents, self.lexicon)
        years, basis = (
            (part.years, part.basis) if part.years or part.basis else (self.question.years, self.question.basis)
        )
        return replace(part, years=years, basis=basis)

    def about(self, question: Question) -> "Evidence":
        """The same evidence for a changed question."""
        return replace(self, question=question)

    @cached_property
    def matcher(self) -> Matcher:
        """The question, ready for matching."""
        return Matcher(self.question, self.corpus, self.lexicon, [document.id for document in self.documents])

    @cached_property
    def figures(self) -> list[tuple[Support, Mismatch]]:
        """Every figure in scope with its support, best first, and why it does not fit, if it does not."""
        supports = (
            _support(self, sentence, figure)
            for sentence in self.corpus.sentences(self.passages)
            for figure in self.corpus.figures_in(sentence)
        )
        return [(support, mismatch(self, support)) for support in best_first(supports)]

    @cached_property
    def fitting(self) -> list[Support]:
        """The figures that are what was asked, in kind and in time, and about the question; best first."""
        return [support for support, wrong in self.figures if not wrong and self.accepts(support)]

    @cached_property
    def sentences(self) -> list[Support]:
        """Every sentence in scope with its support, best first."""
        return best_first(_support(self, sentence, None) for sentence in self.corpus.sentences(self.passages))

    @cached_property
    def statements(self) -> list[Support]:
        """The sentences without the topic sentences that head them: a heading answers nothing by itself."""
        return [support for support in self.sentences if not support.sentence.is_heading]

    def prints(self, text: str) -> bool:
        """Whether any report in scope has ``text`` just so."""
        return any(text in document.text for document in self.documents)

    def accepts(self, support: Support) -> bool:
        """Whether the place is about the question at all.

        Where hardly a word is shared, a thing that reports have words for, and this one uses none of them, must be very
        like what it says.
        """
        unlike = self.matcher.unnamed and support.coverage < FEW_WORDS and support.similar < VERY_LIKE
        return accepted(support) and not unlike


def _support(evidence: Evidence, sentence: Sentence, figure: Figure | None) -> Support:
    matcher = evidence.matcher
    best = matcher.best(levels_of(evidence.corpus, sentence, figure))
    coverage, missing = matcher.covered(best)
    said = evidence.similar.get(sentence.key, 0.0)
    dense = evidence.similar_figures.get(figure.id, 0.0) if figure else said
    rank = evidence.ranks.get(sentence.passage.id, 0)
    subject = figure.subject if figure else row_text(sentence.passage) or sentence.text
    score = (
        coverage
        + DENSE_WEIGHT * dense
        + (SENTENCE_WEIGHT * said if figure else 0.0)
        + PRECISION_WEIGHT * matcher.precision(subject)
        + (RANK_WEIGHT / rank if rank else 0.0)
        + leaning(evidence.question, sentence, figure)
    )
    return Support(
        sentence,
        figure,
        score,
        coverage,
        missing,
        matcher.head(best),
        dense,
        said,
        matcher.unmet(best),
        rank,
        sibling=figure is not None and matcher.sibling(figure.subject),
        named=matcher.named(best),
    )


_Key = TypeVar("_Key")


def standardised(scores: Mapping[_Key, float], top: float = 4.0) -> dict[_Key, float]:
    """Cosines in standard deviations above their mean, 1 to ``top`` of them scaled to 0..1.

    e5's cosines all lie between .75 and .93 and shift with the wording of the question; only how far a sentence
    stands out from the others of its report tells anything.
    """
    if len(scores) < 2:
        return dict.fromkeys(scores, 0.5)
    mean, deviation = statistics.fmean(scores.values()), statistics.pstdev(scores.values()) or 1.0
    return {key: min(1.0, max(0.0, ((cosine - mean) / deviation - 1) / (top - 1))) for key, cosine in scores.items()}


def mismatch(evidence: Evidence, support: Support) -> Mismatch:
    """Why the figure is not what was asked.

    It is of another part of the area, another year, a plan for a result, another measure or another unit.
    """
    question, figure = evidence.question, support.figure
    if figure is None:
        return "measure"
    if not support.named or evidence.matcher.rival(figure.subject):
        return "thing"
    if question.scopes and not _scope_fits(evidence, support):
        return "scope"
    if not year_fits(question, figure):
        return "year"
    if not basis_fits(question, figure):
        return "basis"
    if not unit_fits(question, figure):
        return "unit"
    return "" if measure_fits(question, figure) else "measure"


def _scope_fits(evidence: Evidence, support: Support) -> bool:
    """Whether the figure is of the parts of the area asked for: they are named before it, and no other part nearer."""
    asked = evidence.question.scopes
    assert support.figure is not None
    own = scopes_of(support.figure.subject)
    if own and not any(scope in mine or mine in scope for scope in asked for mine in own):
        return False
    return all(fold(scope) in _said_of(evidence.corpus, support) for scope in asked)


def _said_of(corpus: Corpus, support: Support) -> str:
    """The folded words that say what a figure is of: its subject, its clause, those that lead to it, its topic."""
    sentence, figure = support.sentence, support.figure
    assert figure is not None
    before = corpus.fold(sentence.document, sentence.span.start, max(figure.clause.end, figure.end))
    return fold(figure.subject) + before + heading_text(sentence.passage)[0]


def accepted(support: Support) -> bool:
    """Whether the place is about the question: the odds that it is, from words, meaning and retrieval together."""
    if support.coverage < FEW_WORDS:
        return confidence(support) >= BY_MEANING
    word_for_word = support.coverage >= 0.8 and support.head >= 0.9 and not support.unmet and not support.sibling
    return word_for_word or confidence(support) >= SURE_ENOUGH


def confidence(support: Support) -> float:
    """The log-odds that a place is what the question is about, by logistic regression on the development cases.

    ``benchmarks/confidence.py`` fits it again. Words and meaning count alike; a thing that the question names and the
    report names only elsewhere counts most, against it.
    """
    said = support.sentence_similar
    return (
        1.83 * support.coverage
        + 1.90 * support.similar
        + 1.75 * said
        + (1.14 / support.rank if support.rank else 0.0)
        - 3.12 * support.unmet
        - (SIBLING if support.sibling else 0.0)
        - 2.63
    )


FEW_WORDS, BY_MEANING = 0.1, 0.3
"""Below this coverage hardly a word is shared, and the meaning alone must make it likelier than not."""

VERY_LIKE = 0.8
"""The similarity of a figure by whose meaning alone a thing without a name is found."""

SIBLING = 3.5
"""What it takes from the odds that the place is of a sibling of the thing asked for (一般公共预算收入 for its 支出)."""

SURE_ENOUGH = -0.24
"""On the development cases 99 % of the right figures are above it; of the refusals only such as another place's."""


def foreign_places(evidence: Evidence) -> tuple[str, ...]:
    """The areas named by the question that its evidence does not speak of."""
    question = evidence.question
    places = [p for p in question.places if not any(p in d.place for d in evidence.documents)]
    if not places:
        return ()
    if question.intent in {"summary", "list", "why", "where"}:
        whole = "".join(evidence.corpus.folded[d.id] for d in evidence.documents)
        return tuple(place for place in places if fold(place) not in whole)
    best = [s for s in (evidence.fitting if question.wants_number else evidence.sentences)[:1] if evidence.accepts(s)]
    near = fold(" ".join(_said_of(evidence.corpus, s) if s.figure else s.sentence.text for s in best))
    return tuple(place for place in places if fold(place) not in _RANKED_IN.sub("", near))


_RANKED_IN = re.compile(r"(?:居|位列|列|排名|高于|低于|占)?全[国省市县区](?:第|前列|首|最|平均|水平|的|一半|\d)")
