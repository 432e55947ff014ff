"""Document -> passages: whole sentences within a token budget, each with its headings, label, years and basis."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.labels import Labels
from ingest.metadata import stance_of, years_in
from ingest.outline import Layout, Placed, lay_out
from ingest.sentences import split_sentences
from ingest.split import pack
from ingest.tables import TableRow
from vectorstore.records import Basis, Document, Heading, Passage, Span

Count = Callable[[str], int]
"""Counts the tokens of a text."""

_TINY = 25
"""Characters; a paragraph shorter than this (各位代表！ 重点做好以下工作：) goes with the one after it."""


def split_passages(document: Document, count: Count, budget: int) -> tuple[Passage, ...]:
    """All passages of a document in the order of its text.

    Every visible character of the text lies within a heading of ``document.outline`` or a passage. No passage
    has more than ``budget`` tokens as ``count`` counts them, table rows excepted, which are kept whole.
    """
    layout = lay_out(document.text)
    maker = _Maker(document, layout)
    headers = [([t.header], above) for t, above in layout.tables if not _covered(t.header, layout.headings)]
    passages = [
        maker.paragraph(piece, above)
        for sentences, above in [*_groups(document.text, layout), *headers]
        for piece in pack(document.text, sentences, count, budget)
    ]
    passages += [maker.row(row, above) for table, above in layout.tables for row in table.rows]
    return tuple(sorted(passages, key=lambda passage: passage.start))


Group = tuple[list[Span], tuple[Heading, ...]]
"""Neighbouring sentences under the same headings."""


def _groups(text: str, layout: Layout) -> list[Group]:
    """The sentences of each paragraph; tiny paragraphs and front matter are joined with what follows them."""
    groups: list[Group] = []
    join = False
    previous: Placed | None = None
    for placed in layout.paragraphs:
        if placed.alone:
            previous, join = None, False
            continue
        joined = join and previous is not None and _adjoin(text, previous, placed)
        sentences = split_sentences(text, placed.span.start, placed.span.end)
        if joined and previous is not None and _continues(text, previous.span):
            sentences[0] = Span(groups[-1][0].pop().start, sentences[0].end)
        if joined:
            groups[-1][0].extend(sentences)
        else:
            groups.append((sentences, placed.above))
        front = bool(placed.above) and placed.above[-1].kind == "title"
        join = front or placed.span.end - placed.span.start < _TINY
        previous = placed
    return groups


def _continues(text: str, before: Span) -> bool:
    """Whether a date line (——2026年1月9日在…第十七届 / 人民代表大会…会议上) goes on in the next paragraph."""
    line = text[before.start : before.end]
    return line[0] in "—－―–（(" and bool(years_in(line)) and not line.endswith(("上", "）", ")", "日"))


def _adjoin(text: str, before: Placed, after: Placed) -> bool:
    """Whether two paragraphs stand under the same headings with nothing, no table either, between them."""
    return before.above == after.above and not text[before.span.end : after.span.start].strip()


def _covered(span: Span, headings: Sequence[Heading]) -> bool:
    return any(heading.start <= span.start and span.end <= heading.end for heading in headings)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the passages of one document."""

    document: Document
    layout: Layout

    def paragraph(self, sentences: list[Span], above: tuple[Heading, ...]) -> Passage:
        """A passage of sentences under the given headings."""
        start, end = sentences[0].start, sentences[-1].end
        text = self.document.text[start:end]
        basis = self._basis(above)
        return Passage(
            id=self._id(start, text),
            document_id=self.document.id,
            section=tuple(heading.title for heading in above),
            label=Labels(self.layout.headings).label(above),
            kind="item" if above and above[-1].kind == "item" else "paragraph",
            text=text,
            start=start,
            end=end,
            years=self._years(text, basis),
            basis=basis,
            sentences=tuple(sentences),
        )

    def row(self, row: TableRow, above: tuple[Heading, ...]) -> Passage:
        """The passage of one table row, under the table's headings and its own category."""
        inner = tuple(name for name in (row.row.category, row.row.subcategory) if name)
        passage = self.paragraph([row.span], above)
        headers = [header for header, _ in row.row.values]
        stances = {self._column(header) for header in headers} - {None}
        basis = stances.pop() if len(stances) == 1 else None
        years = tuple(dict.fromkeys(year for header in headers for year in years_in(header)))
        label = passage.label + (f" · {row.row.category}" if row.row.category else "")
        return replace(
            passage,
            kind="row",
            row=row.row,
            section=(*passage.section, *inner),
            label=label,
            basis=basis,
            years=tuple(sorted(years)) or passage.years,
        )

    def _column(self, header: str) -> Basis | None:
        """Whether a value column holds results or plans."""
        if any(word in header for word in ("实际", "完成", "执行", "实绩")):
            return "actual"
        if any(word in header for word in ("计划", "目标", "预期", "安排")):
            return "plan"
        stance = stance_of(header, self.document.report_year, self.document.plan_year)
        return stance if stance in ("actual", "plan") else None

    def _basis(self, above: tuple[Heading, ...]) -> Basis | None:
        """By the part: its heading's year or words, else the first part reports and the others plan."""
        if not above or above[0].kind not in ("part", "annex"):
            return None
        stance = stance_of(above[0].title, self.document.report_year, self.document.plan_year)
        if stance in ("actual", "plan"):
            return stance
        if stance == "mixed" or above[0].kind == "annex":
            return None
        parts = [heading for heading in self.layout.headings if heading.kind == "part"]
        return "actual" if above[0] == parts[0] else "plan"

    def _years(self, text: str, basis: Basis | None) -> tuple[int, ...]:
        """The year that the part speaks of, and those that the text names."""
        implied = {"actual": self.document.report_year, "plan": self.document.plan_year}.get(basis or "")
        return tuple(sorted({*years_in(text), *([implied] if implied else [])}))

    def _id(self, start: int, text: str) -> str:
        key = f"{self.document.id}\n{start}\n{text}"
        return hashlib.sha256(key.encode()).hexdigest()[:20]
