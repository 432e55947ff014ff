"""How well a place in a report supports a question.

A term of the question may be met by the clause that states a figure, by its sentence, or only by the headings over it:
the nearer, the more it counts. Nothing here decides; it measures.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.corpus import Corpus, Sentence
from assistant.lexicon import Lexicon
from assistant.records import Question, Term
from assistant.rivals import names_rival, rivals_of
from assistant.text import bigrams, fold
from assistant.words import kind_and_thing
from vectorstore.records import Figure, Passage, Span

SUBJECT, CLAUSE, CONTEXT, TOPIC, OTHER, PASSAGE, SECTION = 1.0, 0.9, 0.8, 0.7, 0.4, 0.35, 0.4
"""What a term is worth by where it is met: in the figure's own subject, its clause, the clauses that lead to it, the
topic sentence; in the rest of its sentence (other figures' clauses), the passage, the headings. Chosen on the
development cases: the order matters, the steps hardly."""

LOOSE_CONTEXT = 0.6
"""What the clauses before a figure's own are worth where that clause has a subject of its own."""

NEAR = 0.65
"""A term met less nearly than by the topic sentence belongs to another statement."""

HEAD = 1.5
"""The thing asked for weighs more than what qualifies it."""

ASIDE = 0.5
"""What an asker tells before or behind the question (家里老人做饭不方便，……) counts less than what he asks."""

UNKNOWN_ENGLISH = 0.03
"""An English word that the glossary does not know cannot be met by a Chinese report, so it must hardly count."""

PARTIAL = 0.5
"""A longer term is met in part when half of its character pairs are (居民收入 in 居民人均可支配收入)."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term with its weight (0 to 1): how much it tells, by its rarity and its part in the question.

    ``said`` tells whether the reports use any of its wordings, or it is itself the official one.
    """

    term: Term
    weight: float
    said: bool = True


@dataclass(frozen=True, slots=True)
class Support:
    """A candidate place for the answer and how well it supports the question.

    ``score`` is between 0 and about 1.3. ``coverage`` is the weighted share of the question's terms that it
    meets (0 to 1), ``missing`` the core terms that it does not meet at all, ``head`` how nearly it meets the thing
    asked for (1 where the question names none), ``similar`` the dense similarity of the figure with its subject (or of
    the sentence, where there is no figure) and ``sentence_similar`` that of the sentence, both scaled to 0..1;
    ``named`` tells whether every place and body that the question names is met near by;
    ``unmet`` is the share of the question's things that the report names elsewhere only; ``rank`` the passage's place
    in retrieval (0: none); ``sibling`` whether the figure is of another thing of the same family.
    """

    sentence: Sentence
    figure: Figure | None
    score: float
    coverage: float
    missing: tuple[str, ...]
    head: float = 1.0
    similar: float = 0.0
    sentence_similar: float = 0.0
    unmet: float = 0.0
    rank: int = 0
    sibling: bool = False
    named: bool = True


class Matcher:
    """One question, ready to be held against many places; ``unnamed`` if the reports have no word for its thing."""

    def __init__(self, question: Question, corpus: Corpus, lexicon: Lexicon, documents: Collection[str] = ()) -> None:
        self.question = question
        self._rivals = tuple(rivals_of(question, lexicon.rivals))
        self._official = lexicon.official
        self._corpus = corpus
        self._documents = frozenset(documents or corpus.documents)
        self.terms = tuple(Weighed(term, self._weight(term), self._says(term)) for term in question.terms)
        self._forms = tuple(
            tuple((fold(form), tuple(bigrams(fold(form)))) for form in w.term.forms) for w in self.terms
        )
        self.unnamed = any(w.term.core and len(w.term.forms) > 1 and not w.said for w in self.terms)
        self.total = sum(w.weight for w in self.terms) or 1.0
        self._met: dict[str, tuple[float, ...]] = {}

    def _says(self, term: Term) -> bool:
        """Whether the reports use the term, or would if they spoke of the thing: it is what reports call it."""
        return (
            term.name
            or term.text in self._official
            or any(self._corpus.says(form, self._documents) for form in term.forms)
        )

    def unmet(self, best: Sequence[float]) -> float:
        """The weighted share of the things that the reports do name and the place does not.

        Such a place is about something else; a word that no report uses is only the asker's way of saying it.
        """
        lost = sum(
            w.weight for w, value in zip(self.terms, best, strict=True) if w.term.core and w.said and value < NEAR
        )
        return lost / self.total

    def sibling(self, subject: str) -> bool:
        """Whether a figure is of another thing of the same family.

        Its subject shares the asked phrase but not its head (一般公共预算支出), or goes on behind it to another thing
        (固定资产投资支持).
        """
        run = self._phrase()
        if not run:
            return False
        met = self.met(fold(subject))
        head, modifiers = met[run[-1]], [met[at] for at in run[:-1]]
        if modifiers and not head and self.terms[run[-1]].said and all(value >= 0.8 for value in modifiers):
            return True
        if self._of_another_kind(run[-1], fold(subject)):
            return True
        folded = _GENERIC.sub("", fold(subject))
        form = fold(self.terms[run[-1]].term.text)
        tails = [told for f, _ in self._forms[run[-1]] if (told := _GENERIC.sub("", f))]
        if 0 < head < 0.8 and len(form) > 3 and tails and all(tail[-2:] not in folded for tail in tails):
            return True
        wordings = sorted((f for f, _ in self._forms[run[-1]] if f in folded), key=len)
        behind = _MEASURING.sub("", folded.split(wordings[-1])[-1]) if form in folded else ""
        asked = fold(self.question.text)
        return len(behind) >= 2 and (bool(modifiers) or len(form) > 3) and not any(char in asked for char in behind)

    def _of_another_kind(self, at: int, subject: str) -> bool:
        """Whether a subject shares only the last word of a compound that no report uses: 年均浓度 for 臭氧浓度."""
        compound = kind_and_thing(fold(self.terms[at].term.text))
        if compound is None or self.terms[at].said or len(self._forms[at]) > 1:
            return False
        kind, thing = compound
        return thing in subject and not any(pair in subject for pair in bigrams(kind))

    def named(self, best: Sequence[float]) -> bool:
        """Whether the place stands by every name of the question, and is of the thing asked about it."""
        names = [value for w, value in zip(self.terms, best, strict=True) if w.term.name]
        return not names or (min(names) >= NEAR and self.head(best) >= PARTIAL)

    def rival(self, subject: str) -> bool:
        """Whether a figure's subject names a rival of what the question names: 城镇调查失业率 for 城镇登记失业率."""
        return names_rival(subject, self._rivals)

    def _phrase(self) -> list[int]:
        """The terms that stand unbroken before the thing asked for and with it: 一般, 公共, 预算, 收入."""
        text = self.question.text
        at = next((i for i in reversed(range(len(self.terms))) if self.terms[i].term.head), None)
        if at is None or self.terms[at].term.text not in text:
            return []
        run, start = [at], text.index(self.terms[at].term.text)
        for before in reversed(range(at)):
            term = self.terms[before].term.text
            if not text[:start].endswith(term):
                break
            run.insert(0, before)
            start -= len(term)
        return run

    def _weight(self, term: Term) -> float:
        said = [form for form in term.forms if self._corpus.says(form, self._corpus.documents)]
        rarity = max((self._corpus.rarity(form) for form in said), default=1.0)
        if not said and term.text.isascii():
            return UNKNOWN_ENGLISH
        return rarity * (1.0 if term.core else 0.6) * (HEAD if term.head else 1.0) * (ASIDE if term.aside else 1.0)

    def met(self, folded: str) -> tuple[float, ...]:
        """For each term how far ``folded`` meets it, 0 to 1; measured once, as many figures stand under one heading."""
        if folded not in self._met:
            self._met[folded] = tuple(_met(forms, folded) for forms in self._forms)
        return self._met[folded]

    def best(self, levels: Sequence[tuple[float, str]]) -> list[float]:
        """For each term how nearly the levels meet it."""
        best = [0.0] * len(self.terms)
        for worth, folded in levels:
            if worth > min(best, default=0.0):
                best = [max(old, worth * new) for old, new in zip(best, self.met(folded), strict=True)]
        return best

    def head(self, best: Sequence[float]) -> float:
        """How nearly the thing asked for is met; 1 where the question names none."""
        return min((value for w, value in zip(self.terms, best, strict=True) if w.term.head), default=1.0)

    def coverage(self, levels: Sequence[tuple[float, str]]) -> tuple[float, tuple[str, ...]]:
        """The weighted share of the terms met, each at its best level, and the core terms met nowhere."""
        return self.covered(self.best(levels))

    def covered(self, best: Sequence[float]) -> tuple[float, tuple[str, ...]]:
        """The same from the terms' best levels."""
        covered = sum(w.weight * value for w, value in zip(self.terms, best, strict=True))
        missing = tuple(w.term.text for w, value in zip(self.terms, best, strict=True) if w.term.core and not value)
        return covered / self.total, missing

    def precision(self, text: str) -> float:
        """The share of ``text``'s telling characters that belong to a term of the question, 0 to 1."""
        folded = _GENERIC.sub("", fold(text)) or fold(text)
        if not folded:
            return 0.0
        marked = [False] * len(folded)
        for forms in self._forms:
            for form, pairs in forms:
                for piece in {form, *pairs}:
                    at = folded.find(piece) if piece else -1
                    while at >= 0:
                        marked[at : at + len(piece)] = [True] * len(piece)
                        at = folded.find(piece, at + 1)
        return sum(marked) / len(marked)


_GENERIC = re.compile(
    r"全[国省市县区]|新增|新建|建成|完成|实现|达到|累计|数量|总数|总额|总量|规模|连续|首位|第[一二三四五六七八九十]|同比|增长|下降|提高|提升|改善|上升|降低|增加(?!值)|减少|增速|占比|比重|其中|预计|计划|以上|左右"
)


_MEASURING = re.compile(
    r"[（）()]|年均|月均|日均|平均|浓度|水平|标准|额度|指数|均?值|增速|增幅|增长率?|人次|数量?$|总量|规模|占比|比重|比例|目标|[增升降减缩][至到为]|[提升回][升高落]至?|扩大到|首次|全面|圆满|如期|保质保量|高质量|按[期时]|突破|[双超已达约均各]"
)
"""What may stand behind a thing without making it another one: 细颗粒物（PM2.5）年均浓度, 金融业增加值增速."""


def _met(forms: Sequence[tuple[str, Sequence[str]]], folded: str) -> float:
    """How far the nearest of a term's forms is met."""
    if any(form in folded for form, _ in forms):
        return 1.0
    shares = (len([pair for pair in pairs if pair in folded]) / len(pairs) for _, pairs in forms if len(pairs) > 1)
    nearest = max(shares, default=0.0)
    return 0.8 * nearest if nearest >= PARTIAL else 0.0


def heading_text(passage: Passage) -> tuple[str, str]:
    """The folded topic sentence (the last heading) and the folded headings above it."""
    path = passage.section
    return (fold(path[-1]) if path else "", fold(" ".join(path[:-1])))


def row_text(passage: Passage) -> str:
    """A table row as one searchable text, its headers included."""
    row = passage.row
    if row is None:
        return ""
    return " ".join([row.category, row.subcategory, row.indicator, row.unit, *(f"{h} {v}" for h, v in row.values)])


def levels_of(corpus: Corpus, sentence: Sentence, figure: Figure | None = None) -> list[tuple[float, str]]:
    """The texts around a candidate, nearest first, each with its worth."""
    document, passage = sentence.document, sentence.passage
    topic, above = heading_text(passage)
    around = [(TOPIC, topic), (PASSAGE, corpus.fold(document, passage.start, passage.end)), (SECTION, above)]
    if passage.row is not None:
        return [(SUBJECT, fold(row_text(passage))), *around]
    whole = corpus.fold(document, sentence.span.start, sentence.span.end)
    if figure is None:
        return [(SUBJECT, whole), *around]
    alone = len([f for f in corpus.figures_in(sentence) if f.clause == figure.clause]) == 1
    own = corpus.fold(document, figure.clause.start, figure.clause.end)
    leading = "".join(corpus.fold(document, c.start, c.end) for c in leading_clauses(corpus, sentence, figure))
    carried = fold(figure.subject)[:3] not in own
    near = [
        (SUBJECT, fold(figure.subject)),
        (CLAUSE if alone else 0.75, own),
        (CONTEXT if carried else LOOSE_CONTEXT, leading),
        (OTHER, whole),
    ]
    return [*near, *around]


def leading_clauses(corpus: Corpus, sentence: Sentence, figure: Figure) -> list[Span]:
    """The clauses right before a figure's own that state no figure themselves: they say what it is of."""
    stated = {f.clause for f in corpus.figures_in(sentence)}
    found: list[Span] = []
    for clause in reversed([c for c in corpus.clauses(sentence) if c.end <= figure.clause.start]):
        closed = sentence.document.text[clause.end : clause.end + 1] in "；;"
        if closed or any(span.start < clause.end and clause.start < span.end for span in stated):
            break
        found.append(clause)
    return found


def best_first(supports: Iterable[Support]) -> list[Support]:
    """Supports by score; equals in reading order."""
    return sorted(supports, key=lambda s: (-s.score, s.figure.start if s.figure else s.sentence.span.start))
