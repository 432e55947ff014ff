"""What a cited quote states: each figure with its words, the years it may be of, and whether it reports or plans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.amounts import quantities_of, with_unit
from assistant.mentions import Mention, mentions
from assistant.records import Citation
from assistant.text import fold
from vectorstore.quantities import Quantity
from vectorstore.records import Basis, Passage, Row

_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?![\d.,]*\d)")
_BASE = re.compile(r"(?:比|较|与|同|相比|相较|低于|高于|超过|over|than|from|to that of)\s*(?:in\s*)?$", re.IGNORECASE)
_PLAN_HEAD = re.compile(r"计划|目标|预期|预计(?!完成)|任务|安排")
_DONE_HEAD = re.compile(r"实际|完成|执行|实绩|达到")
_HEAD_UNIT = re.compile(r"[（(]([^（）()]{1,12})[）)]")


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of a quote. ``years`` is empty where nothing tells; ``own`` are its own words, folded, ``near`` those that
    may name its subject, ``quote`` the folded quote with its headings."""

    mention: Mention
    years: frozenset[int]
    basis: Basis | None
    own: str
    near: str
    quote: str
    passage: str
    in_row: bool = False

    @property
    def quantity(self) -> Quantity:
        """The figure itself."""
        return self.mention.quantity


def stated_in(citation: Citation, passage: Passage | None) -> tuple[Stated, ...]:
    """All figures of the quote, or of the table row that it is."""
    headings = fold(" ".join((*citation.section, citation.label, citation.document)))
    if passage is not None and passage.row is not None:
        return tuple(_of_row(passage, passage.row, fold(citation.quote) + headings))
    whole = fold(citation.quote) + headings
    implied = frozenset(_implied(passage)) if passage else frozenset[int]()
    return tuple(
        Stated(
            mention,
            _years(mention, implied, known=passage is not None),
            passage.basis if passage else None,
            fold(mention.own),
            fold(mention.around + mention.own) + headings,
            whole,
            fold(passage.text) if passage else "",
        )
        for mention in mentions(citation.quote)
    )


def years_in(text: str) -> list[tuple[int, int]]:
    """Every year that a text names, with its offset; 2114 in 2114个 is none, nor is the 2024 of 比2024年增长."""
    taken = [(q.start, q.end) for q in quantities_of(text)]
    return [
        (match.start(), int(match[1]))
        for match in _YEAR.finditer(text)
        if not any(start <= match.start() < end for start, end in taken) and not _BASE.search(text[: match.start()])
    ]


def _years(mention: Mention, implied: frozenset[int], *, known: bool) -> frozenset[int]:
    """The year named last before the figure, those named in its clause behind it, and the passage's own."""
    if not known:
        return frozenset()
    before = [year for _, year in years_in(mention.before)]
    span = re.search(r"((?:19|20)\d\d)年?[-—–~至到]+((?:19|20)\d\d)年?[^，。；]*$", mention.before)
    between = range(int(span[1]), int(span[2]) + 1) if span else ()
    after = [year for _, year in years_in(mention.after)]
    beside = re.findall(r"(?<!\d)((?:19|20)\d\d)年?(?:的|为|是)?$", mention.before)
    return implied | {*before[-1:], *between, *after, *map(int, beside)}


def _implied(passage: Passage) -> set[int]:
    """The passage's years without those that its text names in passing, unless its headings name them too."""
    headings = " ".join(passage.section)
    passing = {year for _, year in years_in(passage.text)} - {year for _, year in years_in(headings)}
    return set(passage.years) - passing or set(passage.years)


def _of_row(passage: Passage, row: Row, quote: str) -> Iterator[Stated]:
    label = " ".join(filter(None, (row.category, row.subcategory, row.indicator)))
    heads = _HEAD_UNIT.findall(row.indicator)
    unit = row.unit or (heads[-1] if heads else "")
    headings = fold(" ".join(passage.section))
    for header, cell in row.values:
        years = frozenset(year for _, year in years_in(header)) or frozenset(passage.years)
        basis: Basis | None = "plan" if _PLAN_HEAD.search(header) else "actual" if _DONE_HEAD.search(header) else passage.basis
        words = f"{label} {header}"
        for mention in mentions(re.sub(r"^\s*[－−–](?=\d)", "-", cell), words):
            own = replace(mention, quantity=with_unit(mention.quantity, unit), own=f"{words} {mention.own}", before=f"{words} {mention.before}")
            yield Stated(own, years, basis, fold(own.own), fold(own.own) + headings + quote, quote, quote, in_row=True)
    for mention in mentions(row.indicator):
        yield Stated(mention, frozenset(), None, fold(label), fold(label) + headings + quote, quote, quote, in_row=True)
