"""What a cited quote states: each figure with its words, the years it may be of, and whether it reports or plans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.amounts import with_unit
from assistant.mentions import Mention, mentions
from assistant.records import Citation
from assistant.text import fold
from vectorstore.quantities import UNIT_PATTERN, Quantity
from vectorstore.records import Basis, Passage, Row

_YEAR = re.compile(rf"(?<![\d.,])((?:19|20)\d\d)(?![\d.,]*\d)(?:(?=年)|(?![万亿余多]|{UNIT_PATTERN}))")
_BASE = re.compile(r"(?:比|较|与|同|相比|相较|低于|高于|超过|over|than|from|to that of)\s*(?:in\s*)?$", re.IGNORECASE)
_PLAN_HEAD = re.compile(r"计划|目标|预期|预计(?!完成)|任务|安排")
_DONE_HEAD = re.compile(r"实际|完成|执行|实绩|达到")
_HEAD_UNIT = re.compile(r"[（(]([^（）()]{1,12})[）)]")


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of a quote, its texts folded.

    ``years`` are those that it may be of, none where nothing tells. ``own`` are its own words, ``near`` those that may
    name its subject, ``quote`` is all of the quote with its headings, ``passage`` what stands around.
    """

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
    quote = fold(citation.quote) + headings
    if passage is not None and passage.row is not None:
        return tuple(_of_row(passage, passage.row, quote))
    implied = frozenset(_implied(passage)) if passage else frozenset[int]()
    around = fold(passage.text) if passage else ""
    # A heading has figures of its own: 抓好两个“关键小事”.
    titles = tuple(
        Stated(m, frozenset(), None, fold(m.own), headings, quote, headings)
        for title in citation.section
        for m in mentions(title)
    )
    return titles + tuple(
        Stated(
            mention=mention,
            years=implied | _named_years(mention) if passage else frozenset(),
            basis=passage.basis if passage else None,
            own=fold(mention.own),
            near=fold(mention.around + mention.own) + headings,
            quote=quote,
            passage=around,
        )
        for mention in mentions(citation.quote)
    )


def years_in(text: str) -> list[tuple[int, int]]:
    """Every year that a text names, with its offset; 2114 in 2114个 is none, nor is the 2024 of 比2024年增长."""
    return [
        (match.start(), int(match[1]))
        for match in _YEAR.finditer(text)
        if not _BASE.search(text[max(0, match.start() - 16) : match.start()])
    ]


def year_beside(before: str) -> int | None:
    """The year that a figure follows at once: 比2024年的4680个."""
    beside = re.search(r"(?<!\d)((?:19|20)\d\d)年?(?:的|为|是|实际|计划|目标)*$", before)
    return int(beside[1]) if beside else None


def _named_years(mention: Mention) -> set[int]:
    """The year named last before the figure, all of a span of years, and those named in its clause behind it."""
    before = [year for _, year in years_in(mention.before)]
    span = re.search(r"((?:19|20)\d\d)年?[-—–~至到]+((?:19|20)\d\d)年?[^，。；]*$", mention.before)
    between = range(int(span[1]), int(span[2]) + 1) if span else ()
    beside = year_beside(mention.before)
    after = [year for _, year in years_in(mention.after)]
    return {*before[-1:], *between, *after, *((beside,) if beside else ())}


def _implied(passage: Passage) -> set[int]:
    """The passage's years without those that its text names in passing, unless its headings name them too."""
    headings = " ".join(passage.section)
    passing = {year for _, year in years_in(passage.text)} - {year for _, year in years_in(headings)}
    return set(passage.years) - passing or set(passage.years)


def _of_row(passage: Passage, row: Row, quote: str) -> Iterator[Stated]:
    """The figures of a row's cells, each with the row's unit under its column's year, and those of its label."""
    label = " ".join(filter(None, (row.category, row.subcategory, row.indicator)))
    heads = _HEAD_UNIT.findall(row.indicator)
    unit = row.unit or (heads[-1] if heads else "")
    for header, cell in row.values:
        words = f"{label} {header}"
        years = frozenset(year for _, year in years_in(header)) or frozenset(passage.years)
        basis = _basis_of(header) or passage.basis
        for mention in mentions(re.sub(r"^\s*[－−–](?=\d)", "-", cell), words):
            own = f"{words} {mention.own}"
            quantity = with_unit(mention.quantity, unit)
            told = replace(mention, quantity=quantity, own=own, before=f"{words} {mention.before}")
            yield Stated(told, years, basis, fold(own), fold(own) + quote, quote, quote, in_row=True)
    for mention in mentions(row.indicator):
        yield Stated(mention, frozenset(), None, fold(label), fold(label) + quote, quote, quote, in_row=True)


def _basis_of(header: str) -> Basis | None:
    if _PLAN_HEAD.search(header):
        return "plan"
    return "actual" if _DONE_HEAD.search(header) else None
