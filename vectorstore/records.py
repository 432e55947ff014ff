"""The records that ingestion writes and answering reads.

All offsets are Unicode code points into ``Document.text``, so that ``text[start:end]`` is always
the quote itself.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from vectorstore.units import SCALES, split_scale

Basis = Literal["actual", "plan"]
"""Whether a text reports what was achieved or states what is planned."""

HeadingKind = Literal["title", "part", "section", "topic", "item", "annex"]
"""``title`` of the document; ``part`` (first level); ``section`` (second level and deeper); ``topic``, the
run-in sentence that opens a paragraph; ``item``, an enumerated point (一是 ...); ``annex``, a table's title."""

PassageKind = Literal["paragraph", "item", "row"]

Measure = Literal["amount", "change", "share", "rank", "ratio", "rate"]
"""What a figure measures: ``amount``, a quantity or total in its unit (8060个, 438亿元); ``change``, growth or
fall against an earlier period (增长5.2%); ``share``, a part of a whole (占比29.20%); ``rate``, any other
percentage or level per unit (覆盖率99.98%, 失业率5%); ``rank``, a place in an order (全市第一); ``ratio`` (2:1)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of a document's text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """One entry of a document's outline.

    ``title`` is the heading as printed without surrounding white space; ``path`` holds the titles above it,
    outermost first; ``level`` counts from 1 (part).
    """

    kind: HeadingKind
    level: int
    title: str
    start: int
    end: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read. ``id`` is derived from its text.

    ``place`` is the administrative area that it speaks for (``西城区``, ``江苏省``, ``全国``), empty if unknown.
    ``report_year`` is the year whose results it reports and ``plan_year`` the year that it plans for;
    ``date`` is the day of delivery (ISO 8601) or empty. ``warnings`` are sentences for the person who added it.
    ``pages`` is 0 for kinds of files that have none of their own.
    """

    id: str
    name: str
    title: str
    text: str
    place: str
    date: str
    report_year: int | None
    plan_year: int | None
    outline: tuple[Heading, ...]
    warnings: tuple[str, ...] = ()
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one table row, as printed, with the header that governs its value.

    ``values`` pairs each value column's header with the cell (``("2026年计划", "5左右")``). ``subcategory``,
    ``unit`` and ``category`` are empty where the table has none.
    """

    category: str
    subcategory: str
    indicator: str
    unit: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one document that ends at a sentence end: what is retrieved and cited.

    ``section`` is the heading path as printed, the run-in topic sentence included as its last element;
    ``label`` is the short citation for people ("第一部分（四）· 高水平教育继续领跑"). ``years`` are those the text
    speaks of, named or implied by its place in the report; ``basis`` says whether it reports or plans.
    ``sentences`` cover the passage in order. ``row`` is set for table rows alone.
    """

    id: str
    document_id: str
    section: tuple[str, ...]
    label: str
    kind: PassageKind
    text: str
    start: int
    end: int
    years: tuple[int, ...]
    basis: Basis | None
    sentences: tuple[Span, ...]
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report, typed.

    ``subject`` is the phrase that the number is of, as printed ("新增中小学学位"). ``value`` is in ``unit`` exactly as
    printed (21万亿元 is 21, 万亿元). ``upper`` closes a range (2-3家). ``qualifier`` is 左右, 以上, 超, ＜, 不高于 ...
    or empty. ``direction`` is +1 or -1 for a ``change``. ``period`` is a year or a printed period ("2025",
    "2026-2028年", "前三季度"). ``start``/``end`` span the number with its qualifier and unit;
    ``clause`` spans the clause that states it; ``scope`` is the place it is of.
    """

    id: str
    document_id: str
    passage_id: str
    subject: str
    value: Decimal
    upper: Decimal | None
    qualifier: str
    unit: str
    measure: Measure
    direction: int
    period: str
    basis: Basis | None
    scope: str
    start: int
    end: int
    clause: Span

    @property
    def magnitude(self) -> Decimal:
        """The value with its unit's scale applied: 21万亿元 is 21 * 10**12."""
        return self.value * SCALES[split_scale(self.unit)[0]]


@dataclass(frozen=True, slots=True)
class Contents:
    """All that one generation of the index holds."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with the score of the leg that found it and, where known, the sentence that matched."""

    passage_id: str
    score: float
    sentence: Span | None = None
