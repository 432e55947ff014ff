"""A whole document as HTML: its outline as a tree, and its text so that any stretch of it can be marked.

Every element with ``data-start`` is a piece: its text content is the document's text from that code point on. Pieces
hold all of the document but the white space between them.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.web.links import source_link
from assistant.web.markup import with_gaps
from assistant.web.paragraphs import paragraphs, title_of, trimmed
from assistant.web.printed_cells import Cell, Line
from assistant.web.printed_tables import PrintedTable, printed_tables
from assistant.web.strings.reader import ReaderStrings
from vectorstore.records import Document, Heading, Passage, Span

# Of what the HTML parser changes, what would shift the offsets behind it.
_SAME_LENGTH = str.maketrans({"\0": "\ufffd", "\r": " "})
_HASHES = re.compile(r"#{1,6}[ \t]+")
_ASTERISKS = re.compile(r"\*\*(?=\S)|(?<=\S)\*\*")
_SENTENCE_END = tuple("。！？：；:;!?")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class _Place:
    """A heading of the outline and where its title stands in the text."""

    heading: Heading
    span: Span


def outline_html(document: Document) -> str:
    """The outline as nested lists; what is below a heading folds away, below the second level at first."""
    places = [place for place in _places(document) if place.heading.kind != "title"]
    return _branches(document.id, places)


def text_html(document: Document, passages: Sequence[Passage], strings: ReaderStrings) -> str:
    """The text: headings, paragraphs and tables. ``passages`` are the document's own."""
    sheet = _Sheet(document, _places(document), strings)
    return "".join(sheet.blocks(printed_tables(document, passages)))


def _places(document: Document) -> list[_Place]:
    places = [_Place(heading, title_of(document.text, heading)) for heading in document.outline]
    return sorted(places, key=lambda place: place.span.start)


def _branches(document_id: str, places: Sequence[_Place]) -> str:
    if not places:
        return ""
    top = min(place.heading.level for place in places)
    starts = [at for at, place in enumerate(places) if place.heading.level == top or at == 0]
    items = (
        _branch(document_id, places[at], places[at + 1 : after])
        for at, after in zip(starts, [*starts[1:], len(places)], strict=True)
    )
    return f"<ul>{''.join(items)}</ul>"


def _branch(document_id: str, place: _Place, below: Sequence[_Place]) -> str:
    link = source_link(place.heading.title, document_id, place.span.start, place.span.end)
    if not below:
        return f"<li>{link}</li>"
    state = " open" if place.heading.level < 2 else ""
    name = html.escape(place.heading.title)
    inner = f'<summary aria-label="{name}"></summary>{_branches(document_id, below)}'
    return f"<li>{link}<details{state}>{inner}</details></li>"


@dataclass(frozen=True, slots=True)
class _Sheet:
    document: Document
    places: Sequence[_Place]
    strings: ReaderStrings

    @property
    def _is_markdown(self) -> bool:
        return self.document.name.lower().endswith((".md", ".markdown"))

    def blocks(self, tables: Sequence[PrintedTable]) -> Iterator[str]:
        at, fronting = 0, False
        for table in (*tables, None):
            end = table.span.start if table else len(self.document.text)
            for part in paragraphs(self.document.text, Span(at, end)):
                block, fronting = self._paragraph(part, fronting=fronting)
                yield block
            if table:
                yield self._table(table)
                at, fronting = table.span.end, False

    def _paragraph(self, part: Span, *, fronting: bool) -> tuple[str, bool]:
        """One paragraph, and whether the lines that stand between a title and the text may go on after it."""
        span = trimmed(self.document.text, part)
        hashes = _HASHES.match(self.document.text, span.start, span.end)
        shown = Span(hashes.end(), span.end) if hashes else span
        inside = [place for place in self.places if place.span.start < span.end and span.start < place.span.end]
        whole = next((one for one in inside if one.span.start <= shown.start and shown.end <= one.span.end), None)
        if whole:
            return self._heading(whole, span, shown), whole.heading.kind == "title"
        printed = self.document.text[span.start : span.end]
        front = fronting and not inside and not printed.endswith(_SENTENCE_END)
        kind = "cells" if "\t" in printed else "front" if front else ""
        name = f' class="{kind}"' if kind else ""
        body = with_gaps(self._printed(shown)) if kind == "cells" else self._with_run_ins(shown, inside)
        return f'<p{name} data-start="{span.start}">{self._unseen(span, shown)}{body}</p>', front

    def _heading(self, place: _Place, span: Span, shown: Span) -> str:
        level = min(_DEEPEST, place.heading.level + 2)
        begins = place.span.start >= span.start  # a title may run over several lines
        anchor, link = (f' id="at-{place.span.start}"', self._link(place)) if begins else ("", "")
        body = f"{self._unseen(span, shown)}{self._escaped(shown)}"
        return (
            f'<h{level} class="{place.heading.kind}"{anchor}>{link}'
            f'<span data-start="{span.start}">{body}</span></h{level}>'
        )

    def _with_run_ins(self, shown: Span, inside: Sequence[_Place]) -> str:
        """The paragraph's text with the headings that begin a sentence of it set off."""
        parts, at = [], shown.start
        for place in inside:
            if place.span.start < at:
                continue
            title = Span(place.span.start, min(place.span.end, shown.end))
            parts.append(self._escaped(Span(at, title.start)))
            parts.append(f'<b id="at-{title.start}">{self._link(place)}{self._escaped(title)}</b>')
            at = title.end
        return "".join((*parts, self._escaped(Span(at, shown.end))))

    def _link(self, place: _Place) -> str:
        label = self.strings.link_to.format(title=place.heading.title)
        return source_link("", self.document.id, place.span.start, place.span.end, label=label)

    def _table(self, table: PrintedTable) -> str:
        head = "".join(self._row(line, "th") for line in table.header)
        body = "".join(self._row(line, "td") for line in table.body)
        return f'<div class="table" tabindex="0"><table><thead>{head}</thead><tbody>{body}</tbody></table></div>'

    def _row(self, line: Line, tag: str) -> str:
        return f"<tr>{''.join(self._cell(cell, tag) for cell in line)}</tr>"

    def _cell(self, cell: Cell, tag: str) -> str:
        across = f' colspan="{cell.across}"' if cell.across > 1 else ""
        down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
        piece = f' data-start="{cell.span.start}"' if cell.span.end > cell.span.start else ""
        body = f"{self._unseen(cell.span, cell.shown)}{self._escaped(cell.shown)}"
        after = self._unseen(Span(cell.shown.end, cell.span.end), Span(cell.span.end, cell.span.end))
        return f"<{tag}{across}{down}{piece}>{body}{after}</{tag}>"

    def _unseen(self, span: Span, shown: Span) -> str:
        """Marks of Markdown before what is shown: part of the text, but not to be seen."""
        text = self._escaped(Span(span.start, max(span.start, shown.start)))
        return f'<span class="unseen">{text}</span>' if text else ""

    def _escaped(self, span: Span) -> str:
        escaped = html.escape(self._printed(span), quote=False)
        return _ASTERISKS.sub(r'<span class="unseen">\g<0></span>', escaped) if self._is_markdown else escaped

    def _printed(self, span: Span) -> str:
        return self.document.text[span.start : span.end].translate(_SAME_LENGTH)
