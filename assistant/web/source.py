"""The source pane: the cited sentence in its paragraph, and the report around it, a paragraph at a time."""

import html
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.records import Citation
from assistant.web.links import source_link
from assistant.web.markup import with_gaps
from assistant.web.paragraphs import heading_of, paragraphs
from assistant.web.strings import REPORTS_LANGUAGE, Strings
from vectorstore.records import Document, Span

Direction = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the pane shows of a citation's document: its paragraph and so many more ``before`` and ``after`` it.

    ``focus`` is what to bring into view: the quote, or the end that was extended last.
    """

    citation: Citation
    before: int = 1
    after: int = 1
    focus: Direction | Literal["quote"] = "quote"

    def extended(self, direction: Direction) -> "Reading":
        """With one paragraph more."""
        if direction == "before":
            return replace(self, before=self.before + 1, focus=direction)
        return replace(self, after=self.after + 1, focus=direction)


def opened(citation: Citation) -> Reading:
    """Open at the cited paragraph with one neighbour on either side."""
    return Reading(citation)


def render(document: Document, reading: Reading, strings: Strings) -> str:
    """Draw the pane. The text of its ``<mark>`` is the quote; a quote over several paragraphs has one in each."""
    parts, citation = paragraphs(document.text), reading.citation
    first = max(0, _index(parts, citation.start) - reading.before)
    last = min(len(parts) - 1, _index(parts, max(citation.start, citation.end - 1)) + reading.after)
    at = {"before": first, "quote": _index(parts, citation.start), "after": last}[reading.focus]
    body = "".join(_paragraph(document, parts[n], citation, focus=n == at) for n in range(first, last + 1))
    path = "".join(f"<li>{html.escape(title)}</li>" for title in citation.section)
    return (
        _head(document.title or document.name, citation, strings)
        + (f'<ol class="path">{path}</ol>' if path else "")
        + _step("before", strings.before, strings.beginning, more=first > 0)
        + f'<div class="paragraphs" tabindex="0" lang="{REPORTS_LANGUAGE}">{body}</div>'
        + _step("after", strings.after, strings.end, more=last + 1 < len(parts))
        + f"<footer>{_whole(citation, strings)}</footer>"
    )


def unavailable(sentence: str, strings: Strings) -> str:
    """Draw the pane when its document cannot be shown."""
    return _head(strings.source, None, strings) + f'<p class="failure" role="alert">{html.escape(sentence)}</p>'


def _head(title: str, citation: Citation | None, strings: Strings) -> str:
    number = f'<span class="marker" aria-hidden="true">{citation.marker}</span>' if citation else ""
    return (
        f'<header>{number}<h2 tabindex="-1">{html.escape(title)}</h2>'
        f'<button type="button" class="close" data-close aria-label="{html.escape(strings.close)}">×</button></header>'
    )


def _whole(citation: Citation, strings: Strings) -> str:
    return source_link(strings.reader.open_here, citation.document_id, citation.start, citation.end)


def _step(direction: Direction, name: str, at_bound: str, *, more: bool) -> str:
    return (
        f'<button type="button" class="extend" data-extend="{direction}"{"" if more else " disabled"}>'
        f"{html.escape(name if more else at_bound)}</button>"
    )


def _paragraph(document: Document, part: Span, citation: Citation, *, focus: bool) -> str:
    text, start, end = document.text, max(part.start, citation.start), min(part.end, citation.end)
    if start < end:
        before, cited, after = text[part.start : start], text[start:end], text[end : part.end]
        body = f"{with_gaps(before)}<mark>{with_gaps(cited)}</mark>{with_gaps(after)}"
    else:
        body = with_gaps(text[part.start : part.end].strip())
    kinds = (
        "cited" if start < end else "",
        "heading" if heading_of(document.outline, part) else "",
        "cells" if "\t" in text[part.start : part.end] else "",
    )
    return f'<p class="{" ".join(filter(None, kinds))}"{" data-focus" if focus else ""}>{body}</p>'


def _index(parts: Sequence[Span], position: int) -> int:
    """Find the paragraph that holds ``position``, or the one before it."""
    return max(0, bisect_right(parts, position, key=lambda part: part.start) - 1)
