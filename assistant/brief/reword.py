"""A brief's quotes in a model's words: a line that loses a figure or does not stand in its sentence stays quoted."""

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from assistant.brief.gather import GAP, Said
from assistant.brief.make import make_brief
from assistant.brief.records import Brief
from assistant.claims import Binder
from assistant.corpus import Corpus, Sentence
from assistant.generate import ModelFailedError
from assistant.lexicon import Lexicon
from assistant.rank import Evidence
from assistant.records import Question
from assistant.reply import claims_of
from assistant.text import bigrams, fold
from assistant.write import Writer
from vectorstore.quantities import find_quantities
from vectorstore.records import Document, Span

KEPT = 0.5
"""The share of a quote's pairs of characters that a rewording must keep: less is a summary."""

_OPEN = re.compile(r"预计|预期|计划|拟|力争|争取|将(?!军)|目标|试点|探索|研究|谋划|筹备|基本|部分")
"""Words that leave a thing open: a wording may neither drop nor add one."""

_DONE = re.compile(r"已|完成|实现|达到|达成|建成|落地|全部|全面|圆满|超额|提前")
"""Words that settle one: a wording may not add any."""

INSTEAD = "{reason}，本材料全部用报告原文摘编。"
NO_MODEL = "没有启用模型（没有设置模型服务，或 PLAN_MODE 为 extractive），本材料全部用报告原文摘编。"
NONE_STANDS = "模型没有给出通过核对的改写，本材料全部用报告原文摘编。"


def worded_brief(typed: str, document: Document, corpus: Corpus, lexicon: Lexicon, writer: Writer | None) -> Brief:
    """The brief in the model's words, or the extractive one with a notice. Raises ``NothingFoundError``."""
    if writer is None:
        return replace(make_brief(typed, document, corpus, lexicon), notice=NO_MODEL)
    try:
        made = make_brief(typed, document, corpus, lexicon, Rewording(typed, document, corpus, lexicon, writer))
    except ModelFailedError as failed:
        return replace(make_brief(typed, document, corpus, lexicon), notice=INSTEAD.format(reason=failed))
    left = any(line.quoted for section in made.sections for line in section.lines)
    return replace(made, notice=NONE_STANDS if left and not made.reworded else "")


class Rewording:
    """Words the quotes of one brief. The whole may take as long as the model's longest reply."""

    def __init__(self, topic: str, document: Document, corpus: Corpus, lexicon: Lexicon, writer: Writer) -> None:
        question = Question(topic, topic, "zh", "summary", ())
        self._evidence = Evidence(question, corpus, (document,), (), {}, {}, {}, lexicon)
        self._writer = writer
        self._until = time.monotonic() + writer.longest_seconds

    def __call__(self, section: str, quotes: Sequence[Said]) -> list[str]:
        """One wording for each quote, empty where the quote has to stay. Raises ``ModelFailedError``."""
        if time.monotonic() > self._until:
            raise ModelFailedError("timeout")
        lines = [said.text for said in quotes]
        told = _by_number(self._writer.reword(self._evidence.question.text, section, lines)) if lines else {}
        return [self._checked(told.get(number, ""), said) for number, said in enumerate(quotes, start=1)]

    def _checked(self, text: str, said: Said) -> str:
        """The wording, if it is one, its figures are the quote's and its words stand in the quote's own sentence."""
        if not text or _letters(text) == _letters(said.text) or not _keeps(text, said.text):
            return ""
        own = Sentence(said.document, said.passage, Span(said.source.start, said.source.end))
        return "" if Binder(self._evidence, [own]).bind(text).problem else text


def _by_number(reply: str) -> dict[int, str]:
    """The reply's lines by the one number that each ends in; what names none, or several, is of no line."""
    found: dict[int, str] = {}
    for _, group in groupby(claims_of(reply), key=lambda claim: claim.line):
        claims = list(group)
        numbers = {number for claim in claims for number in claim.hints}
        if len(numbers) == 1 and claims[-1].hints:
            found.setdefault(numbers.pop(), "".join(claim.text for claim in claims))
    return found


def _keeps(text: str, quote: str) -> bool:
    """Whether a wording has all numbers of the quote, none besides, most of its words, and is as sure as it."""
    said, mine = (set(bigrams(fold(words.replace(GAP, "")))) for words in (quote, text))
    as_sure = {*_OPEN.findall(text)} == {*_OPEN.findall(quote)} and {*_DONE.findall(text)} <= {*_DONE.findall(quote)}
    return as_sure and _numbers(text) == _numbers(quote) and len(said & mine) >= KEPT * len(said)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def _numbers(text: str) -> list[str]:
    """The figures with their units, and all digits, as in “1+5+N” and 第9届."""
    figures = [f"{quantity.magnitude.normalize()} {quantity.unit}" for quantity in find_quantities(text)]
    return sorted([*figures, *re.findall(r"\d+(?:\.\d+)?", text)])
