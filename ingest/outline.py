"""Text -> outline: which paragraphs are headings, and under which heading every other one stands.

The rules know the forms of Chinese official prose (marks, lengths, parallel neighbours), no report's words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import split_blocks
from ingest.forms import FINAL, WRAP_UP, Form, is_bare, read_forms
from ingest.sequences import holds_what_follows, in_last_section, is_gap
from ingest.tables import Table, find_tables
from ingest.titles import find_title
from ingest.topics import find_topics
from vectorstore.records import Heading, HeadingKind, Span

_NUMBERING = re.compile(r"^\s*\d{1,2}[.．、]\s*")
_SALUTATION = re.compile(r"各位代表[！!，,。]?$")
_SHORTEST_BARE, _LONGEST_BARE = 6, 45
"""Characters of a heading that lost its mark; those we know have 24 and 25."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph and the headings above it, outermost first. ``alone`` marks one that is itself a heading."""

    span: Span
    above: tuple[Heading, ...]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A text taken apart: headings, paragraphs under them, and tables with the headings above each."""

    headings: tuple[Heading, ...]
    paragraphs: tuple[Placed, ...]
    tables: tuple[tuple[Table, tuple[Heading, ...]], ...]


def build_outline(text: str) -> tuple[Heading, ...]:
    """The headings of a text in order: title, parts, sections, run-in topics, items and annexes."""
    return lay_out(text).headings


def lay_out(text: str) -> Layout:
    """The whole structure of a text."""
    tables = find_tables(text)
    walk = _Walk(text, split_blocks(text, [table.span for table in tables]), tables)
    walk.run()
    topics = find_topics(text, [(p.span, p.above) for p in walk.placed if not p.alone and p.span not in walk.headed])
    placed = [Placed(p.span, (*p.above, topics[p.span]), p.alone) if p.span in topics else p for p in walk.placed]
    headings = sorted([*walk.headings, *topics.values()], key=lambda heading: (heading.start, heading.level))
    return Layout(tuple(headings), tuple(placed), tuple(walk.table_places))


class _Walk:
    """One pass over the paragraphs and tables of a text, keeping the headings that are open."""

    def __init__(self, text: str, blocks: Sequence[Span], tables: Sequence[Table]) -> None:
        self.text = text
        self.forms = read_forms(text, blocks)
        self.tables = list(tables)
        self.open: list[Heading] = []
        self.in_annex = False
        self.headings: list[Heading] = []
        self.headed: set[Span] = set()
        """Paragraphs that a run-in heading opens."""
        self.placed: list[Placed] = []
        self.table_places: list[tuple[Table, tuple[Heading, ...]]] = []

    def run(self) -> None:
        """Visit everything in the order of the text."""
        number = self._front()
        while number < len(self.forms):
            self._tables_before(self.forms[number].span.start)
            number += self._visit(number)
        self._tables_before(len(self.text))

    def _front(self) -> int:
        """Place the title and what precedes the first part; the number of the paragraph to go on with."""
        spans = [form.span for form in self.forms]
        first = next((n for n, form in enumerate(self.forms) if form.level == 1), None)
        title = find_title(self.text, spans[:first])
        if title:
            self._add(Heading("title", 0, title.text, title.span.start, title.span.end, ()))
        whole = title.blocks if title else ()
        end = (whole[-1] + 1 if whole else 0) if first is None else first
        for number, span in enumerate(spans[:end]):
            if title and number in whole:
                if title.rest:
                    self.placed.append(Placed(title.rest, tuple(self.open)))
            else:
                self.placed.append(Placed(span, tuple(self.open)))
        return end

    def _tables_before(self, start: int) -> None:
        while self.tables and self.tables[0].span.start < start:
            table = self.tables.pop(0)
            annex = self.open[-1] if self.open and self.open[-1].kind == "annex" else None
            if annex and annex == self.headings[-1] and not self.text[annex.end : table.header.start].strip():
                self._widen(annex, table.header.end)
            self.table_places.append((table, tuple(self.open)))
            if annex and annex.level > 1:
                self._close(annex.level)

    def _widen(self, annex: Heading, end: int) -> None:
        """Let a table's title cover the table's header, which no passage holds."""
        wider = Heading(annex.kind, annex.level, annex.title, annex.start, end, annex.path)
        self.headings[-1] = self.open[-1] = wider

    def _visit(self, number: int) -> int:
        """Place one paragraph; how many were taken."""
        form = self.forms[number]
        if form.annex:
            return self._annex(number)
        if form.level and not self.in_annex:
            return self._marked(number, form, form.level, "part" if form.level == 1 else "section")
        if form.style and form.marker.family in ("item", "dash"):
            kind: HeadingKind = "item" if form.marker.family == "item" else "topic"
            return self._marked(number, form, self._inner_level(form), kind)
        if self.in_annex and form.style:
            return self._marked(number, form, 2, "section")
        if self._is_caption(number):
            return self._caption(number)
        if self._is_bare_section(number):
            level = max(2, next((h.level for h in self.open if h.kind == "section"), 2))
            return self._heading(form, "section", level, form.span, alone=True)
        self._paragraph(number)
        return 1

    def _marked(self, number: int, form: Form, level: int, kind: HeadingKind) -> int:
        alone = form.style == "alone"
        if kind == "section" and level > 2 and not alone:
            kind = "topic"
        self._heading(form, kind, level, form.title, alone=alone)
        if not alone and (kind == "topic" or (kind == "item" and not holds_what_follows(self.forms, number))):
            self.open.pop()
        return 1

    def _heading(self, form: Form, kind: HeadingKind, level: int, title: Span, *, alone: bool) -> int:
        self._close(level)
        words = self.text[title.start : title.end].replace("**", "").replace("\n", "").strip().rstrip("。")
        end = form.span.end if alone else title.end
        start = form.span.start if alone else title.start
        self._add(Heading(kind, level, words, start, end, tuple(h.title for h in self.open if h.level)))
        self.placed.append(Placed(form.span, tuple(self.open), alone))
        self.headed.add(form.span)
        return 1

    def _add(self, heading: Heading) -> None:
        self.headings.append(heading)
        self.open = [h for h in self.open if h.level] + [heading] if heading.level else [heading]

    def _close(self, level: int) -> None:
        self.open = [heading for heading in self.open if heading.level < level]

    def _inner_level(self, form: Form) -> int:
        """The level of an item or a dash: below the section that is open, beside its like."""
        outer = [h for h in self.open if h.kind in ("part", "section", "annex")]
        held = [h for h in self.open if h.kind == "item"]
        level = outer[-1].level + 1 if outer else 1
        return level + 1 if form.marker.family == "dash" and held else level

    def _paragraph(self, number: int) -> None:
        piece = self._piece(number)
        if WRAP_UP.match(piece) and not self.in_annex:
            if self.open and self.open[-1].kind == "item":
                self.open.pop()
            if in_last_section(self.forms, number) or _SALUTATION.match(piece) or piece.startswith("各位代表"):
                self._close(2)
        self.placed.append(Placed(self.forms[number].span, tuple(self.open)))

    def _is_bare_section(self, number: int) -> bool:
        """Whether a short line without a mark is a heading that lost it: text follows, and a number is missing here."""
        if self.in_annex or not any(heading.kind == "section" for heading in self.open):
            return False
        piece = self._piece(number)
        follower = self._piece(number + 1) if number + 1 < len(self.forms) else ""
        if len(piece) < _SHORTEST_BARE or not is_bare(piece, _LONGEST_BARE) or not follower.endswith(tuple(FINAL)):
            return False
        return self.forms[number].marker.family == "none" and len(follower) > len(piece) and is_gap(self.forms, number)

    def _is_caption(self, number: int) -> bool:
        """Whether a short line stands right above a table and names it."""
        span = self.forms[number].span
        table = self.tables[0] if self.tables else None
        return bool(table and is_bare(self._piece(number)) and not self.text[span.end : table.span.start].strip())

    def _caption(self, number: int) -> int:
        """The title of a table: of an annex behind the last part, else of that table alone."""
        if self.in_annex or not any(form.level == 1 for form in self.forms[number:]):
            return self._begin_annex(number, self.forms[number].span, 1)
        level = self.open[-1].level + 1 if self.open else 1
        return self._heading(self.forms[number], "annex", level, self.forms[number].span, alone=True)

    def _annex(self, number: int) -> int:
        """An annex's heading, or a line that only announces one further down."""
        form = self.forms[number]
        if self._is_announcement(number):
            self._close(2)
            self.placed.append(Placed(form.span, tuple(self.open)))
            return 1
        if form.title.end > form.title.start:
            return self._begin_annex(number, form.title, 1)
        if number + 1 < len(self.forms) and self._is_bare_after(number):
            return self._begin_annex(number, self.forms[number + 1].span, 2)
        return self._begin_annex(number, form.span, 1)

    def _is_announcement(self, number: int) -> bool:
        """Whether the title named beside 附件 returns further down, or another annex's heading follows at once."""
        title = self.forms[number].title
        words = _NUMBERING.sub("", self.text[title.start : title.end])
        later = range(number + 1, len(self.forms))
        if not words or self.in_annex:
            return False
        return any(_NUMBERING.sub("", self._piece(n)).endswith(words) for n in later) or self._annex_follows(number)

    def _annex_follows(self, number: int) -> bool:
        return number + 1 < len(self.forms) and self.forms[number + 1].annex

    def _is_bare_after(self, number: int) -> bool:
        """Whether the next paragraph looks like a title and nothing, no table either, stands before it."""
        between = self.text[self.forms[number].span.end : self.forms[number + 1].span.start]
        return is_bare(self._piece(number + 1)) and not between.strip()

    def _begin_annex(self, number: int, title: Span, blocks: int) -> int:
        self._close(1)
        self.in_annex = True
        last = self.forms[number + blocks - 1].span
        words = self.text[title.start : title.end].replace("\n", "")
        self._add(Heading("annex", 1, words, self.forms[number].span.start, last.end, ()))
        for taken in range(number, number + blocks):
            self.placed.append(Placed(self.forms[taken].span, tuple(self.open), alone=True))
        return blocks

    def _piece(self, number: int) -> str:
        span = self.forms[number].span
        return self.text[span.start : span.end]
