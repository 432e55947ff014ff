"""Whether the words of a clause stand in a sentence of the report: its names, its turning words, its negation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.corpus import Sentence
from assistant.evidence import row_text
from assistant.places import place_forms
from assistant.rank import Evidence
from assistant.text import bigrams, clauses_of, fold
from assistant.words import split_words
from vectorstore.quantities import find_quantities
from vectorstore.records import Span

WORDS = 0.6
"""The least share of a clause's content words that its sentence must hold; names must all be there."""

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[-—/]|\s|$|计划|实际|[^\d.%亿万个家])")

MUST = re.compile(
    r"第[一二三四五六七八九十\d]+|首[个家次批创]|唯一|翻[一两]?番|一半|过半|倍|占比|比重|份额|增速|增幅|全[国省市区县]|连续|"
    r"取消|停止|暂停|撤销|关闭|推迟|放弃|禁止|终止|下降|减少|降低|回落|下滑|缩减|上月|去年|今年|明年"
)
"""Words that turn a statement into another one: they must stand in the report (or in the question) as they are."""

_NEGATIVE = re.compile(r"没有|没能|尚未|并未|未(?!来)|不再|并非|不是|无法")
_SAYS_NOTHING_IS_THERE = re.compile(
    r"(?:报告|资料|原文|文中)[^，。]{0,8}(?:没有|未|无)[^，。]{0,4}(?:给出|提到|提及|说明|写明|提供|包含|相关)"
)
_NAMES = ("n", "i", "l", "j", "eng")
_CONTENT = (*_NAMES, "v", "a", "z", "b")
_FRAMING = re.compile(
    r"附件|附表|计划表|一共|目前|现有|增幅|增速|涨幅|降幅|占比|比重|报告|资料|原文|全年|年度|数量|总数|总量|总额|数值|数据|数字|情况|目标|计划|实际|指标|方面|工作|内容|结果|其中|分别|"
    r"同比|比例|规模|水平|地区|问题|原因|措施|任务|项目|重点|年份|单位|时间|合计|累计|共计|总计|总共|主要|具体|相关|有关|"
    r"达到|完成|实现|位于|属于|表示|显示|指出|提到|提出|包括|包含|以及|进行|开展|推进|安排|预计|预期|左右|以上|以内|进一步"
)
"""Words that any answer may use without saying anything of its own."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a claim with the clauses before it that say what it is of."""

    text: str
    leading: str

    @property
    def local(self) -> str:
        """The clause with what leads to it."""
        return self.leading + self.text


def clauses_in(text: str) -> Iterator[Clause]:
    """Yield the clauses of a sentence; one that states no figure leads to the next."""
    leading = ""
    for span in clauses_of(text, Span(0, len(text))):
        clause = text[span.start : span.end]
        yield Clause(clause, leading)
        leading = "" if find_quantities(clause) else leading + clause + "，"


def content_words(text: str) -> list[tuple[str, bool]]:
    """Return the content words of a clause, its numbers left out, and whether each is a name of something."""
    rest = YEAR.sub(lambda match: "，" * len(match.group()), without_quantities(text, "，"))
    return [
        (word.text, word.tag.startswith(_NAMES))
        for word in split_words(rest)
        if len(word.text) > 1 and word.tag.startswith(_CONTENT) and not _FRAMING.fullmatch(word.text)
    ]


def without_quantities(text: str, filler: str = " ") -> str:
    """Blank the quantities of a text, each character for character."""
    blank = list(text)
    for quantity in find_quantities(text):
        blank[quantity.start : quantity.end] = filler * (quantity.end - quantity.start)
    return "".join(blank)


def denies_evidence(text: str) -> bool:
    """Whether a sentence says that the report does not tell; the model is asked only where it does."""
    return bool(_SAYS_NOTHING_IS_THERE.search(text))


class Words:
    """The wording of one question's evidence."""

    def __init__(self, evidence: Evidence) -> None:
        self._question = evidence.question
        self._corpus = evidence.corpus

    def own(self, sentence: Sentence) -> str:
        """Return the folded words of a sentence itself, for a table row those of its header too."""
        row = row_text(sentence.passage)
        return fold(row) if row else self._corpus.fold(sentence.document, sentence.span.start, sentence.span.end)

    def context(self, sentence: Sentence) -> str:
        """Return all that a sentence may be said to say: also its headings, its report's place and title."""
        document = sentence.document
        headings = " ".join(sentence.passage.section)
        return self.own(sentence) + fold(f"{headings} {document.title} {' '.join(place_forms(document.place))}")

    def problem(self, text: str, sentence: Sentence) -> str:
        """Say what of a clause does not stand in a sentence; empty if all does."""
        context = self.context(sentence)
        words = content_words(text)
        lost = [(word, name) for word, name in words if not self._holds(word, context)]
        if missing := [word for word, name in lost if name]:
            return f"原文没有提到“{missing[0]}”"
        if words and 1 - len(lost) / len(words) < WORDS:
            return "与原文的说法不同"
        asked = fold(self._question.text)
        if turned := [word for word in MUST.findall(text) if fold(word) not in context and fold(word) not in asked]:
            return f"原文没有说“{turned[0]}”"
        if bool(_NEGATIVE.search(text)) != bool(_NEGATIVE.search(self._nearest_clause(text, sentence))):
            return "肯定与否定同原文相反"
        return ""

    def share(self, text: str, sentence: Sentence) -> float:
        """Return the share of a text's content words that a sentence holds."""
        words = content_words(text)
        context = self.context(sentence)
        return sum(self._holds(word, context) for word, _ in words) / len(words) if words else 0.0

    def reworded(self, context: str) -> set[str]:
        """Return the character pairs of the question's expressions that the context puts in other words."""
        terms = [t for t in self._question.terms if any(fold(form) in context for form in t.forms)]
        return {pair for term in terms for pair in bigrams(fold(term.text))}

    def _holds(self, word: str, context: str) -> bool:
        """Whether a text holds a word, or the question's own expression that the text words otherwise."""
        word = fold(word)
        if word in context or (len(word) > 2 and all(pair in context for pair in bigrams(word))):
            return True
        terms = [term for term in self._question.terms if word in fold(term.text)]
        return any(fold(form) in context for term in terms for form in term.forms)

    def _nearest_clause(self, text: str, sentence: Sentence) -> str:
        mine = set(bigrams(fold(text)))
        clauses = [sentence.document.text[c.start : c.end] for c in self._corpus.clauses(sentence)]
        return max(clauses, key=lambda clause: len(mine & set(bigrams(fold(clause)))), default="")
