"""Whether an English sentence of a model stands in a Chinese report: by its numbers, its year and the glossary."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.bounds import LEAST, MOST
from assistant.claims import Verdict
from assistant.corpus import Corpus, Sentence
from assistant.evidence import row_text
from assistant.rank import Evidence
from assistant.text import fold
from vectorstore.records import Figure

KNOWN = 0.75
"""The least share of a sentence's words that the question or, through the glossary, the report holds."""

_NUMBER = re.compile(
    r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
    r"(?P<scale>thousand|million|billion|trillion)?\s*(?P<unit>%|percentage points?|per ?cent)?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:(?<=\bin )|(?<=\bfor )|(?<=\bof )|(?<=\bby )|(?<=\bthe )|(?<=\bfrom )|(?<=\bwith )|(?<=^))(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""A year by the word before it: in 2026, the 2026 target; 2000 parking spaces are none."""
_POWERS = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_UP = re.compile(r"\b(?:increas|grow|grew|rise|rose|risen|up\b|expand|higher)", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:decreas|declin|fall|fell|fallen|drop|reduc|down\b|lower)", re.IGNORECASE)
_BOUNDS = (
    (re.compile(r"\b(?:over|above|more than|at least|exceed\w*|no less than|greater than)\b", re.IGNORECASE), LEAST),
    (re.compile(r"\b(?:under|below|less than|at most|up to|nearly|no more than|within)\b", re.IGNORECASE), MOST),
)
"""English bounds with the Chinese ones that they stand for."""

_NOT = re.compile(r"\b(?:not|no|never|without)\b|n't", re.IGNORECASE)
_SMALL = re.compile(
    r"a|an|the|of|in|on|at|to|for|by|from|and|or|as|is|are|was|were|be|been|being|has|have|had|will|would|"
    r"that|this|these|those|its|it|with|about|around|approximately|over|under|than|per|year|years|total|"
    r"number|amount|plan|plans|planned|target|targets|actual|result|results|reach|reached|reaching|set|"
    r"district|city|province|county|government|report|according|there|which|new|newly|added|add|adding|"
    r"increase|increased|grew|growth|growing|rose|risen|decreased|declined|fell|dropped|year-on-year|"
    r"compared|respectively|also|more|less|thousand|million|billion|trillion|percent|percentage|points|"
    r"point|yuan|units|unit"
)
"""Words that any answer may use without saying anything of its own."""


class EnglishBinder:
    """The sentences that a model was given, ready for an English claim to be held against them."""

    def __init__(self, evidence: Evidence, sentences: Sequence[Sentence]) -> None:
        self._evidence = evidence
        self._corpus: Corpus = evidence.corpus
        self._sentences = list({sentence.key: sentence for sentence in sentences}.values())

    def bind(self, text: str) -> Verdict:
        """Find the one sentence of the report that holds all of the claim."""
        numbers = list(_numbers(text))
        if not numbers:
            return Verdict((), "没有可核对的数字")
        problem = "原文没有这个数"
        for sentence in self._sentences:
            figures = [self._stated(number, sentence, text) for number in numbers]
            if not all(figures):
                continue
            problem = self._words_problem(text, sentence)
            if not problem:
                return Verdict((sentence,))
        return Verdict((), problem)

    def _stated(self, number: tuple[Decimal, str], sentence: Sentence, text: str) -> Figure | None:
        value, unit = number
        for figure in self._corpus.figures_in(sentence):
            if figure.magnitude == value and _unit(figure) == unit and not self._wrong(figure, text):
                return figure
        return None

    def _wrong(self, figure: Figure, text: str) -> bool:
        """Whether the claim gives the figure another year, another bound or another direction."""
        if any(said.search(text) and not meant.search(figure.qualifier) for said, meant in _BOUNDS):
            return True
        years = set(_YEAR.findall(text)) or {str(year) for year in self._evidence.question.years}
        of_figure = set(re.findall(r"(?:19|20)\d\d", figure.period))
        if years and of_figure and not years <= of_figure:
            return True
        up, down = bool(_UP.search(text)), bool(_DOWN.search(text))
        return (figure.direction > 0 and down and not up) or (figure.direction < 0 and up and not down)

    def _words_problem(self, text: str, sentence: Sentence) -> str:
        if _NOT.search(text):
            return "肯定与否定无法核对"
        context = fold(f"{sentence.text} {row_text(sentence.passage)} {' '.join(sentence.passage.section)}")
        words = [word for word in re.findall(r"[a-z][a-z'-]+", text.lower()) if not _SMALL.fullmatch(word)]
        known = set(re.findall(r"[a-z][a-z'-]+", self._evidence.question.text.lower())) | set(
            self._glossed(text, context)
        )
        held = [word for word in words if word in known or word.rstrip("s") in {k.rstrip("s") for k in known}]
        asked = self._asks_about(held)
        return "" if words and len(held) / len(words) >= KNOWN and asked else "与原文的说法不同"

    def _glossed(self, text: str, context: str) -> Iterator[str]:
        """Yield the words of the claim's phrases whose Chinese wording the report's sentence holds."""
        lowered = text.lower()
        for phrase, forms in self._evidence.lexicon.english.items():
            if phrase in lowered and any(fold(form) in context for form in forms):
                yield from re.findall(r"[a-z][a-z'-]+", phrase)

    def _asks_about(self, held: Sequence[str]) -> bool:
        """Whether the claim names what the question asks about, so that it is not of another thing."""
        question = self._evidence.question.text.lower()
        asked = [phrase for phrase in self._evidence.lexicon.english if phrase in question]
        return not asked or any(word in phrase for phrase in asked for word in held)


def _unit(figure: Figure) -> str:
    return "pp" if "百分点" in figure.unit else "%" if figure.unit == "%" else ""


def _numbers(text: str) -> Iterator[tuple[Decimal, str]]:
    """Yield the numbers of an English text in full, with whether each is a percentage; years are left out."""
    blank = _YEAR.sub(lambda match: " " * len(match.group()), text)
    for match in _NUMBER.finditer(blank):
        power = _POWERS[(match["scale"] or "").lower()]
        unit = (match["unit"] or "").lower()
        kind = "pp" if "point" in unit else "%" if unit else ""
        yield Decimal(match["value"].replace(",", "")) * 10**power, kind
