"""Every figure of an answer held against the quote that it cites: value, unit, period and subject."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.records import Check, Citation
from assistant.text import bigrams, fold
from vectorstore.quantities import Quantity, find_quantities
from vectorstore.records import Passage, Span

_MARKERS = re.compile(r"(?:\[\d+\])+")
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SAYS_NOTHING = re.compile(
    r"(?:19|20)\d\d年|增长|下降|左右|以上|以下|以内|计划|实际|预计|达到|完成|超过|突破|同比|约|报告|给出|表述|没有|不是|最接近|相关|任务|一共|其中|总体|目前|本年|今年|去年|为|是|的|达|了|至|由|共"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|-|—|/|\s|$|计划|实际)")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A stretch of the answer up to the markers that close it, with the citations that these name."""

    text: str
    start: int
    cited: tuple[Citation, ...]


def verify(
    text: str, citations: Sequence[Citation], computed: Sequence[str], passages: Mapping[str, Passage]
) -> tuple[Check, ...]:
    """One check for each figure of ``text``, in order.

    A figure is supported by the markers that close its stretch of text: its value and unit must stand in such a quote,
    of the same thing, and the year that the stretch names must be the quote's. Figures that stand in ``computed`` were
    derived by code from cited ones and are marked so.
    """
    known = {citation.marker: citation for citation in citations}
    return tuple(
        _check(claim, quantity, computed, passages)
        for claim in _claims(text, known)
        for quantity in find_quantities(claim.text)
    )


def _claims(text: str, known: Mapping[int, Citation]) -> Iterator[_Claim]:
    """The answer's lines, cut behind each group of markers; what follows the last one in a line has none."""
    for line in re.finditer(r"[^\n]+", text):
        at = line.start()
        for markers in _MARKERS.finditer(text, line.start(), line.end()):
            numbers = [int(number) for number in re.findall(r"\d+", markers.group())]
            yield _Claim(text[at : markers.start()], at, tuple(known[n] for n in numbers if n in known))
            at = markers.end()
        if text[at : line.end()].strip():
            yield _Claim(text[at : line.end()], at, ())


def _check(claim: _Claim, quantity: Quantity, computed: Sequence[str], passages: Mapping[str, Passage]) -> Check:
    at = Span(claim.start + quantity.start, claim.start + quantity.end)
    figure = claim.text[quantity.start : quantity.end]
    if any(figure in value for value in computed):
        return Check(figure, at, None, ok=True, computed=True)
    problem = "没有引用出处" if not claim.cited else "引文中没有这个数"
    for citation in claim.cited:
        matching = [other for other in find_quantities(citation.quote) if states(quantity, other, citation.quote)]
        if not matching:
            continue
        problem = _period_problem(claim, quantity, citation, passages) or _subject_problem(
            claim, quantity, matching, citation
        )
        if not problem:
            return Check(figure, at, citation.marker, ok=True)
    return Check(figure, at, None, ok=False, problem=problem)


def states(claimed: Quantity, quoted: Quantity, quote: str) -> bool:
    """Whether the quote's number is the claimed one; a table prints the unit apart from it, in a head or in brackets."""
    if claimed.same_as(quoted) and (quoted.unit or not claimed.unit):
        return True
    apart = not quoted.unit and (claimed.value, claimed.upper) == (quoted.value, quoted.upper)
    return (
        apart
        and claimed.printed_unit in fold(quote)
        or (apart and not quoted.scale and claimed.printed_unit.lower() in fold(quote))
    )


def _period_problem(claim: _Claim, quantity: Quantity, citation: Citation, passages: Mapping[str, Passage]) -> str:
    """A year named before the figure, in its own sentence, must be one that the quote or its passage is about."""
    before = re.split(r"[。；\n|]", claim.text[: quantity.start])[-1]
    named = _YEAR.findall(before)
    passage = passages.get(citation.passage_id)
    if not named or passage is None:
        return ""
    allowed = {str(year) for year in passage.years} | set(
        _ANY_YEAR.findall(citation.quote + " ".join(citation.section))
    )
    return "" if named[-1] in allowed else f"引文说的不是{named[-1]}年"


def _subject_problem(claim: _Claim, quantity: Quantity, matching: Sequence[Quantity], citation: Citation) -> str:
    """Half of the words that the claim puts to its figure must stand in the quote, near that figure, or in its headings."""
    mine = list(bigrams(_subject(claim.text, quantity)))
    if not mine:
        return ""
    headings = fold(" ".join(citation.section))
    for other in matching:
        near = fold(citation.quote[max(0, other.start - NEAR) : other.end + NEAR]) + headings
        if sum(pair in near for pair in mine) >= SHARE * len(mine):
            return ""
    return "引文中这个数说的不是同一件事"


NEAR = 60
"""Characters around the quote's figure in which its subject is sought; a longer sentence speaks of other things too."""

SHARE = 0.5
"""Of the claim's character pairs; a paraphrase keeps the nouns, a swapped subject loses them."""


def _subject(text: str, quantity: Quantity) -> str:
    """The words of the claim's clause around its figure, without what says nothing of its subject."""
    left = max((m.end() for m in re.finditer(r"[，。；：|！？\n、]|——", text[: quantity.start])), default=0)
    right = next(
        (m.start() for m in re.finditer(r"[，。；：|！？\n、]|\d", text[quantity.end :])), len(text) - quantity.end
    )
    words = text[left : quantity.start] + " " + text[quantity.end : quantity.end + right]
    return fold(" ".join(re.findall(r"[\u4e00-\u9fff]+", _SAYS_NOTHING.sub(" ", words)))) if words.strip() else ""
