"""Whether a sentence of a model stands in the report: figure by figure and clause by clause.

A figure is supported by a typed figure of the report with the same value and unit, of the same time, direction and
bound, whose own words are the claim's rather than those of a neighbouring figure. A clause is supported by a sentence
that holds its names, its numbers and its negations. Everything else is unsupported: an extractive sentence that stands
ready in its place costs less than one wrong answer.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assistant.corpus import Corpus, Sentence
from assistant.evidence import leading_clauses, row_text
from assistant.rank import Evidence
from assistant.text import bigrams, clauses_of, fold
from assistant.understand import place_forms
from assistant.words import split_words
from vectorstore.quantities import SCALES, Quantity, find_quantities
from vectorstore.records import Figure, Span

WORDS = 0.6
"""The least share of a clause's content words that its sentence must hold; names must all be there."""

NEAREST = 12
"""Sentences that a clause is held against, nearest by shared character 3-grams first."""

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[-—/]|\s|$|计划|实际|[^\d.%亿万个家])")
_UP = re.compile(r"增长|上升|提高|提升|增加|上涨|改善|扩大|攀升")
_DOWN = re.compile(r"下降|减少|降低|回落|下滑|缩小|缩减|压减|收缩|下跌")
_LEAST = re.compile(r"不低于|不少于|不小于|以上|超|高于|突破|大于|逾|至少|[余多]|[＞≥>]")
_MOST = re.compile(r"不高于|不超过|不多于|不大于|以内|之内|以下|低于|小于|接近|近|至多|最多|[＜≤<]")
_PLANNED = re.compile(r"计划|目标|预计|预期|力争|拟|将(?!军)|安排|争取|确保")
_DONE = re.compile(r"实际|已经?|完成了|实现了|达到了|新增了|建成了")
_NEGATIVE = re.compile(r"没有|没能|尚未|并未|未(?!来)|不再|并非|不是|无法")
_MUST = re.compile(
    r"第[一二三四五六七八九十\d]+|首[个家次批创]|唯一|翻[一两]?番|一半|过半|倍|占比|比重|份额|增速|增幅|全[国省市区县]|连续|"
    r"取消|停止|暂停|撤销|关闭|推迟|放弃|禁止|终止|下降|减少|降低|回落|下滑|缩减|上月|去年|今年|明年"
)
"""Words that turn a statement into another one: they must stand in the report (or in the question) as they are."""

_NAMES = ("n", "i", "l", "j", "eng")
_CONTENT = (*_NAMES, "v", "a", "z", "b")
_FRAMING = frozenset(
    "报告 资料 原文 全年 年度 数量 总数 总量 总额 数值 数据 数字 情况 目标 计划 实际 指标 方面 工作 内容 结果 其中 分别 同比 比例 规模 水平 "
    "地区 问题 原因 措施 任务 项目 重点 年份 单位 时间 合计 累计 共计 总计 总共 主要 具体 相关 有关 达到 完成 实现 位于 属于 表示 显示 指出 提到 "
    "提出 包括 包含 以及 进行 开展 推进 安排 预计 预期 左右 以上 以内 进一步".split()
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence of the model rests on. ``sources`` is empty and ``problem`` set where it is unsupported.

    ``nearest`` is the sentence of the report that it is nearest to, ``share`` the share of its content words there.
    """

    sources: tuple[Sentence, ...]
    problem: str = ""
    nearest: Sentence | None = None
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class _Held:
    """A clause of the claim with the clauses before it that say what it is of."""

    text: str
    leading: str

    @property
    def local(self) -> str:
        return self.leading + self.text


class Binder:
    """The sentences that a model was given, ready for its claims to be held against them."""

    def __init__(self, evidence: Evidence, sentences: Sequence[Sentence]) -> None:
        self._evidence = evidence
        self._corpus: Corpus = evidence.corpus
        self._sentences = list({sentence.key: sentence for sentence in sentences}.values())

    def bind(self, text: str, *, hinted: Sequence[Sentence] = ()) -> Verdict:
        """Find what supports a sentence as a whole: every clause must have its support."""
        preferred = {sentence.key for sentence in hinted}
        sources: dict[tuple[str, int], Sentence] = {}
        problem = self._loose_words(text)
        taken: list[Figure] = []
        for clause in _clauses(text):
            found, wrong = self._clause(clause, text, preferred | sources.keys(), taken)
            sources |= {sentence.key: sentence for sentence in found}
            problem = problem or wrong
        problem = problem or self._numerals(text, list(sources.values())) or _out_of_order(taken)
        nearest = next(iter(self._near(text, preferred)), None)
        share = self._share(text, nearest) if nearest else 0.0
        return Verdict(() if problem else tuple(sources.values()), problem, nearest, share)

    # --- clauses ---------------------------------------------------------------------------------------------

    def _clause(
        self, clause: _Held, whole: str, preferred: set[tuple[str, int]], taken: list[Figure]
    ) -> tuple[list[Sentence], str]:
        quantities = find_quantities(clause.text)
        if quantities:
            found: list[Sentence] = []
            for quantity in quantities:
                sentence, wrong = self._quantity(quantity, clause, whole, preferred, taken)
                if sentence is None:
                    return [], wrong
                found.append(sentence)
            return found, ""
        if not _words(clause.text) and not _MUST.search(clause.text):
            return [], ""
        problem = "找不到依据"
        for sentence in self._near(clause.text, preferred):
            problem = self._words_problem(clause.text, sentence) or self._time_problem(clause.text, sentence)
            if not problem:
                return [sentence], ""
        return [], problem

    def _near(self, text: str, preferred: set[tuple[str, int]]) -> list[Sentence]:
        """The nearest sentences by shared character 3-grams; a preferred one wins over an equal."""
        shared: Counter[int] = Counter()
        for gram in set(_trigrams(fold(text))):
            shared.update(self._by_gram.get(gram, ()))
        ranked = sorted(shared, key=lambda at: (-shared[at], self._sentences[at].key not in preferred))
        return [self._sentences[at] for at in ranked[:NEAREST]]

    @cached_property
    def _by_gram(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(self._sentences):
            for gram in set(_trigrams(self._own(sentence))):
                index[gram].append(at)
        return index

    def _own(self, sentence: Sentence) -> str:
        row = row_text(sentence.passage)
        return fold(row) if row else self._corpus.fold(sentence.document, sentence.span.start, sentence.span.end)

    def _context(self, sentence: Sentence) -> str:
        """All that a sentence may be said to say: its own words, its headings, its report's place and title."""
        document = sentence.document
        headings = " ".join(sentence.passage.section)
        return self._own(sentence) + fold(f"{headings} {document.title} {' '.join(place_forms(document.place))}")

    # --- words -----------------------------------------------------------------------------------------------

    def _words_problem(self, text: str, sentence: Sentence) -> str:
        context = self._context(sentence)
        words = _words(text)
        lost = [word for word, _ in words if not self._holds(word, context)]
        if any(name for word, name in words if word in lost and name):
            return "原文没有提到“" + next(word for word, name in words if word in lost and name) + "”"
        if words and 1 - len(lost) / len(words) < WORDS:
            return "与原文的说法不同"
        asked = fold(self._evidence.question.text)
        if turned := [m for m in _MUST.findall(text) if fold(m) not in context and fold(m) not in asked]:
            return f"原文没有说“{turned[0]}”"
        nearest = self._nearest_clause(text, sentence)
        if bool(_NEGATIVE.search(text)) != bool(_NEGATIVE.search(nearest)):
            return "肯定与否定同原文相反"
        return ""

    def _holds(self, word: str, context: str) -> bool:
        """Whether a text holds a word, or the question's own expression that the text words otherwise."""
        word = fold(word)
        if word in context:
            return True
        if len(word) > 2 and all(pair in context for pair in bigrams(word)):
            return True
        terms = [term for term in self._evidence.question.terms if word in fold(term.text)]
        return any(fold(form) in context for term in terms for form in term.forms)

    def _share(self, text: str, sentence: Sentence) -> float:
        words = _words(text)
        context = self._context(sentence)
        return sum(self._holds(word, context) for word, _ in words) / len(words) if words else 0.0

    def _nearest_clause(self, text: str, sentence: Sentence) -> str:
        mine = set(bigrams(fold(text)))
        clauses = [sentence.document.text[c.start : c.end] for c in self._corpus.clauses(sentence)]
        return max(clauses, key=lambda clause: len(mine & set(bigrams(fold(clause)))), default="")

    def _loose_words(self, text: str) -> str:
        """A reply that says the report does not tell, where the code has found that it does."""
        told = re.search(
            r"(?:报告|资料|原文|文中)[^，。]{0,8}(?:没有|未|无)[^，。]{0,4}(?:给出|提到|提及|说明|写明|提供|包含|相关)",
            text,
        )
        return "报告写明了" if told else ""

    def _numerals(self, text: str, sources: Sequence[Sentence]) -> str:
        """Digits that are no quantity (names, dates, years) must stand in the sources as they are."""
        blank = list(text)
        for quantity in find_quantities(text):
            blank[quantity.start : quantity.end] = " " * (quantity.end - quantity.start)
        rest = "".join(blank)
        context = "".join(self._context(sentence) for sentence in sources)
        implied = {str(year) for sentence in sources for year in sentence.passage.years}
        for digits in re.findall(r"\d+(?:\.\d+)?", fold(rest)):
            if digits not in implied and not re.search(rf"(?<![\d.]){re.escape(digits)}(?![\d])", context):
                return f"原文没有“{digits}”"
        return ""

    # --- figures ---------------------------------------------------------------------------------------------

    def _quantity(
        self, quantity: Quantity, clause: _Held, whole: str, preferred: set[tuple[str, int]], taken: list[Figure]
    ) -> tuple[Sentence | None, str]:
        """The best supporting place of one figure, or why there is none."""
        holders = [(s, f) for s, f in self._figures.get(quantity.magnitude, ()) if _same(quantity, f, s)]
        if not holders:
            raw = [s for s in self._near(clause.local, preferred) if self._states_raw(quantity, s)]
            wrong = "原文没有这个数"
            for sentence in raw:
                wrong = self._words_problem(clause.text, sentence) or self._time_problem(whole, sentence)
                if not wrong:
                    return sentence, ""
            return None, wrong
        problem = ""
        ranked = sorted(holders, key=lambda h: (-self._nearness(clause.local, *h), h[0].key not in preferred))
        for sentence, figure in ranked[:NEAREST]:
            wrong = self._figure_problem(quantity, clause, whole, sentence, figure)
            if not wrong:
                taken.append(figure)
                return sentence, ""
            problem = problem or wrong
        return None, problem

    @cached_property
    def _figures(self) -> dict[Decimal, list[tuple[Sentence, Figure]]]:
        index: dict[Decimal, list[tuple[Sentence, Figure]]] = defaultdict(list)
        for sentence in self._sentences:
            for figure in self._corpus.figures_in(sentence):
                index[figure.value * SCALES[_scale(figure.unit)]].append((sentence, figure))
        return index

    def _states_raw(self, quantity: Quantity, sentence: Sentence) -> bool:
        return any(quantity.same_as(other) and quantity.unit == other.unit for other in find_quantities(sentence.text))

    def _nearness(self, text: str, sentence: Sentence, figure: Figure) -> float:
        mine = set(bigrams(fold(text)))
        near = self._figure_words(sentence, figure)
        return len(mine & set(bigrams(near))) + 0.5 * len(mine & set(bigrams(self._context(sentence))))

    def _figure_words(self, sentence: Sentence, figure: Figure) -> str:
        text = sentence.document.text
        spans = [*reversed(leading_clauses(self._corpus, sentence, figure)), figure.clause]
        return fold("".join(text[span.start : span.end] for span in spans) + figure.subject) + fold(
            row_text(sentence.passage)
        )

    def _figure_problem(self, quantity: Quantity, clause: _Held, whole: str, sentence: Sentence, figure: Figure) -> str:
        return (
            self._period_problem(whole, clause, figure)
            or _bound_problem(quantity, figure)
            or _direction_problem(clause.text, quantity, figure, self._figure_words(sentence, figure))
            or _basis_problem(whole, figure, sentence.text)
            or self._words_problem(clause.text, sentence)
            or self._subject_problem(quantity, clause, sentence, figure)
        )

    def _period_problem(self, whole: str, clause: _Held, figure: Figure) -> str:
        """The year that the claim names last before the figure, or else the question's, must be the figure's."""
        until = whole.find(clause.text) + len(clause.text)
        named = _YEAR.findall(whole[:until]) or _YEAR.findall(whole)
        years = {named[-1]} if named else {str(year) for year in self._evidence.question.years}
        of_figure = set(re.findall(r"(?:19|20)\d\d", figure.period))
        if years and of_figure and not years & of_figure and not _within(years, figure.period):
            return f"原文说的是{figure.period}{'年' if figure.period.isdigit() else ''}"
        part = re.sub(r"(?:19|20)\d\d年?|[-—至]", "", figure.period)
        if part and part not in whole and part not in self._evidence.question.text:
            return f"原文说的是{figure.period}"
        return ""

    def _time_problem(self, text: str, sentence: Sentence) -> str:
        named = {int(year) for year in _YEAR.findall(text)}
        return "" if not named or named <= {*sentence.passage.years, *_years_in(sentence.text)} else "原文说的是另一年"

    def _subject_problem(self, quantity: Quantity, clause: _Held, sentence: Sentence, figure: Figure) -> str:
        """The claim's words must be this figure's own, no less than those of another figure of the sentence."""
        mine = self._figure_words(sentence, figure)
        claimed = fold(_before(clause, quantity))
        pairs = set(bigrams(re.sub(r"[^\u4e00-\u9fffa-z]", "", claimed)))
        met = self._met_otherwise(mine)
        if pairs and not pairs & set(bigrams(mine)) and not pairs & met and not sentence.passage.row:
            return "原文中这个数说的不是同一件事"
        own = _distinct(figure, [f for f in self._corpus.figures_in(sentence) if f is not figure])
        for other in self._corpus.figures_in(sentence):
            if other is figure or other.value == figure.value:
                continue
            theirs = _distinct(other, [figure])
            if theirs and _hit(theirs, claimed) > (_hit(own, claimed) if own else 0.5):
                return f"原文中这个数说的是“{figure.subject}”"
        return ""

    def _met_otherwise(self, context: str) -> set[str]:
        """Pairs of the question's expressions that the context words in another form."""
        terms = [t for t in self._evidence.question.terms if any(fold(form) in context for form in t.forms)]
        return {pair for term in terms for pair in bigrams(fold(term.text))}


# --- small readings of a text -----------------------------------------------------------------------------------


def _clauses(text: str) -> Iterator[_Held]:
    leading = ""
    for span in clauses_of(text, Span(0, len(text))):
        clause = text[span.start : span.end]
        yield _Held(clause, leading)
        leading = "" if find_quantities(clause) else leading + clause + "，"


def _trigrams(text: str) -> Iterator[str]:
    return (text[at : at + 3] for at in range(max(len(text) - 2, 1)))


def _words(text: str) -> list[tuple[str, bool]]:
    """The content words of a clause, its numbers left out, and whether each is a name of something."""
    blank = list(text)
    for quantity in find_quantities(text):
        blank[quantity.start : quantity.end] = "，" * (quantity.end - quantity.start)
    rest = _YEAR.sub(lambda match: "，" * len(match.group()), "".join(blank))
    return [
        (word.text, word.tag.startswith(_NAMES))
        for word in split_words(rest)
        if len(word.text) > 1 and word.tag.startswith(_CONTENT) and word.text not in _FRAMING
    ]


def _scale(unit: str) -> str:
    return next((scale for scale in sorted(SCALES, key=len, reverse=True) if scale and unit.startswith(scale)), "")


def _same(quantity: Quantity, figure: Figure, sentence: Sentence) -> bool:
    """Whether a claim's number is the figure's: its magnitude is known to be equal."""
    unit = figure.unit.removeprefix(_scale(figure.unit))
    if quantity.upper is not None and quantity.upper != figure.upper:
        return False
    if quantity.unit.removeprefix("个") == unit.removeprefix("个"):
        return True
    row = sentence.passage.row
    return not quantity.unit and not quantity.scale and row is not None


def _bound_problem(quantity: Quantity, figure: Figure) -> str:
    """A bound of the claim must be the figure's; leaving 左右 out says less, and is let pass."""
    mine, theirs = quantity.qualifier, figure.qualifier
    for bound, opposite in ((_LEAST, _MOST), (_MOST, _LEAST)):
        if bound.search(mine) and not bound.search(theirs):
            return f"原文写的是“{theirs or '确数'}”"
        if bound.search(theirs) and opposite.search(mine) and not bound.search(mine):
            return f"原文写的是“{theirs}”"
    return ""


def _direction_problem(clause: str, quantity: Quantity, figure: Figure, words: str) -> str:
    near = clause[max(0, quantity.start - 14) : quantity.start]
    up, down = _UP.search(near), _DOWN.search(near)
    if figure.direction > 0 and down and not up and not _DOWN.search(words):
        return "增减方向与原文相反"
    if figure.direction < 0 and up and not down and not _UP.search(words):
        return "增减方向与原文相反"
    stated = re.search(r"(?:增长|下降|上升|提高|减少|降低|回落|增加)(?:了|至|到)?(?:约|近|超)?$", near)
    if stated and figure.measure != "change" and stated.group()[:2] not in words:
        return "原文不是增减幅度"
    return ""


def _basis_problem(claim: str, figure: Figure, sentence: str) -> str:
    if figure.basis == "actual" and _PLANNED.search(claim) and not _PLANNED.search(sentence):
        return "原文是实际完成数"
    if figure.basis == "plan" and _DONE.search(claim) and not _PLANNED.search(claim) and not _DONE.search(sentence):
        return "原文是计划数"
    return ""


def _within(years: set[str], period: str) -> bool:
    """Whether a year lies in a printed span of years (2026-2028年)."""
    ends = re.findall(r"(?:19|20)\d\d", period)
    return len(ends) == 2 and any(ends[0] <= year <= ends[1] for year in years)


def _years_in(text: str) -> set[int]:
    return {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}


def _before(clause: _Held, quantity: Quantity) -> str:
    """The words that say what a figure is of: those before it since the last figure, and a few behind it."""
    others = [q for q in find_quantities(clause.text) if q.end <= quantity.start]
    start = others[-1].end if others else 0
    following = re.split(r"[、和及与]|\d", clause.text[quantity.end :])[0]
    own = clause.text[start : quantity.start] + following
    listed = bool(others) and len(re.sub(r"[^\u4e00-\u9fff]", "", own)) < 3
    return clause.leading + (clause.text if listed else own)


def _distinct(figure: Figure, others: Sequence[Figure]) -> set[str]:
    """The pairs of characters of a figure's subject that no other figure's subject has."""
    return set(bigrams(fold(figure.subject))) - {pair for other in others for pair in bigrams(fold(other.subject))}


def _hit(pairs: set[str], text: str) -> float:
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _out_of_order(taken: Sequence[Figure]) -> str:
    """Figures that share a clause of the report (下降17.3%和25.5%) must come in its order."""
    for one, other in zip(taken, taken[1:], strict=False):
        if one.clause == other.clause and one.document_id == other.document_id and one.start > other.start:
            return "数字的次序与原文不同"
    return ""
