"""Whether a figure of a model's sentence is a figure of the report: of the same time, direction, bound and subject."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.bounds import LEAST, MOST
from assistant.claim_words import YEAR, Clause, Words
from assistant.corpus import Sentence
from assistant.evidence import leading_clauses, row_text
from assistant.rank import Evidence
from assistant.text import bigrams, fold
from vectorstore.quantities import Quantity, find_quantities
from vectorstore.records import Figure
from vectorstore.units import split_scale

_UP = re.compile(r"增长|上升|提高|提升|增加|上涨|改善|扩大|攀升")
_DOWN = re.compile(r"下降|减少|降低|回落|下滑|缩小|缩减|压减|收缩|下跌")
_PLANNED = re.compile(r"计划|目标|预计|预期|力争|拟|将(?!军)|安排|争取|确保")
_DONE = re.compile(r"实际|已经?|完成了|实现了|达到了|新增了|建成了")
_CHANGED = re.compile(r"(?:增长|下降|上升|提高|减少|降低|回落|增加)(?:了|至|到)?(?:约|近|超)?$")

NEAR = 14
"""Characters before a figure in which its direction is said (同比增长, 较上年下降)."""


def same_unit(quantity: Quantity, figure: Figure, *, in_table: bool) -> bool:
    """Whether a claim's number of equal magnitude is the figure's by its unit; a table's number may go without."""
    _, unit = split_scale(figure.unit)
    if quantity.upper is not None and quantity.upper != figure.upper:
        return False
    if quantity.unit.removeprefix("个") == unit.removeprefix("个"):
        return True
    return in_table and not quantity.unit and not quantity.scale


def out_of_order(taken: Sequence[Figure]) -> str:
    """Say that figures which share a clause of the report (下降17.3%和25.5%) do not come in its order."""
    for one, other in pairwise(taken):
        if one.clause == other.clause and one.document_id == other.document_id and one.start > other.start:
            return "数字的次序与原文不同"
    return ""


class Figures:
    """The figures of one question's evidence."""

    def __init__(self, evidence: Evidence, words: Words) -> None:
        self._question = evidence.question
        self._corpus = evidence.corpus
        self._words = words

    def nearness(self, text: str, sentence: Sentence, figure: Figure) -> float:
        """Return how many character pairs a claim shares with the words of a figure, those of its context half."""
        mine = set(bigrams(fold(text)))
        near = set(bigrams(self._around(sentence, figure)))
        return len(mine & near) + 0.5 * len(mine & set(bigrams(self._words.context(sentence))))

    def problem(self, quantity: Quantity, clause: Clause, whole: str, sentence: Sentence, figure: Figure) -> str:
        """Say why the claim's figure is not this one; empty if it is."""
        around = self._around(sentence, figure)
        qualifier = clause.text[max(0, quantity.start - 2) : quantity.start] + quantity.qualifier  # 不到 stands before
        return (
            self._period_problem(whole, clause, figure)
            or _bound_problem(qualifier, figure.qualifier)
            or _direction_problem(clause.text[max(0, quantity.start - NEAR) : quantity.start], figure, around)
            or _basis_problem(whole, figure, sentence.text)
            or self._words.problem(clause.text, sentence)
            or self._subject_problem(_told(clause, quantity), sentence, figure, around)
        )

    def _around(self, sentence: Sentence, figure: Figure) -> str:
        """Return the folded clauses that state a figure and lead to it, with its subject and its table's headers."""
        text = sentence.document.text
        spans = [*reversed(leading_clauses(self._corpus, sentence, figure)), figure.clause]
        clauses = "".join(text[span.start : span.end] for span in spans)
        return fold(clauses + figure.subject + row_text(sentence.passage))

    def _period_problem(self, whole: str, clause: Clause, figure: Figure) -> str:
        """Check that the year that the claim names last before the figure, or else the question's, is the figure's."""
        until = whole.find(clause.text) + len(clause.text)
        named = YEAR.findall(whole[:until]) or YEAR.findall(whole)
        years = {named[-1]} if named else {str(year) for year in self._question.years}
        of_figure = re.findall(r"(?:19|20)\d\d", figure.period)
        if years and of_figure and not any(of_figure[0] <= year <= of_figure[-1] for year in years):
            return f"原文说的是{figure.period}{'年' if figure.period.isdigit() else ''}"
        part = re.sub(r"(?:19|20)\d\d年?|[-—至]", "", figure.period)
        told = not part or part in whole or part in self._question.text
        return "" if told else f"原文说的是{figure.period}"

    def _subject_problem(self, told: str, sentence: Sentence, figure: Figure, around: str) -> str:
        """Check that the claim's words are this figure's own, no less than those of another figure of the sentence."""
        pairs = set(bigrams(re.sub(r"[^\u4e00-\u9fffa-z]", "", told)))
        near = set(bigrams(around)) | self._words.reworded(around)
        if pairs and not pairs & near and sentence.passage.row is None:
            return "原文中这个数说的不是同一件事"
        printed = self._words.own(sentence)
        others = [f for f in self._corpus.figures_in(sentence) if f is not figure and f.value != figure.value]
        own = _distinct(figure, others, printed)
        for other in others:
            theirs = _distinct(other, [figure], printed)
            if theirs and _hit(theirs, told) > (_hit(own, told) if own else 0.5):
                return f"原文中这个数说的是“{figure.subject}”"
        return ""


def _bound_problem(mine: str, theirs: str) -> str:
    """Check that a bound of the claim is the figure's; leaving 左右 out says less, and is let pass."""
    for bound, opposite in ((LEAST, MOST), (MOST, LEAST)):
        if bound.search(mine) and not bound.search(theirs):
            return f"原文写的是“{theirs or '确数'}”"
        if bound.search(theirs) and opposite.search(mine) and not bound.search(mine):
            return f"原文写的是“{theirs}”"
    return ""


def _direction_problem(before: str, figure: Figure, around: str) -> str:
    up, down = _UP.search(before), _DOWN.search(before)
    if figure.direction > 0 and down and not up and not _DOWN.search(around):
        return "增减方向与原文相反"
    if figure.direction < 0 and up and not down and not _UP.search(around):
        return "增减方向与原文相反"
    changed = _CHANGED.search(before)
    if changed and figure.measure != "change" and changed.group()[:2] not in around:
        return "原文不是增减幅度"
    return ""


def _basis_problem(claim: str, figure: Figure, sentence: str) -> str:
    if figure.basis == "actual" and _PLANNED.search(claim) and not _PLANNED.search(sentence):
        return "原文是实际完成数"
    if figure.basis == "plan" and _DONE.search(claim) and not _PLANNED.search(claim) and not _DONE.search(sentence):
        return "原文是计划数"
    return ""


def _told(clause: Clause, quantity: Quantity) -> str:
    """Return the folded words that say what a figure is of: those since the last figure, and a few behind it."""
    others = [q for q in find_quantities(clause.text) if q.end <= quantity.start]
    start = others[-1].end if others else 0
    following = re.split(r"[、和及与]|\d", clause.text[quantity.end :])[0]
    own = clause.text[start : quantity.start] + following
    listed = bool(others) and len(re.sub(r"[^\u4e00-\u9fff]", "", own)) < 3  # 下降17.3%和25.5%
    return fold(clause.leading + (clause.text if listed else own))


def _distinct(figure: Figure, others: Sequence[Figure], printed: str) -> set[str]:
    """Return the pairs of characters of a figure's subject, as printed, that no other figure's subject has."""
    mine = {pair for pair in bigrams(fold(figure.subject)) if pair in printed}
    return mine - {pair for other in others for pair in bigrams(fold(other.subject))}


def _hit(pairs: set[str], text: str) -> float:
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
