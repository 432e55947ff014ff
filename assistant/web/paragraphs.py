"""A document's text as the paragraphs that people see, whole or around a citation."""

import re
from collections.abc import Iterable

from vectorstore.records import Heading, Span

# A paragraph is a line. A table printed one cell a line, led by tabs, is one paragraph a run of such lines.
_PARAGRAPH = re.compile(r"^\t.*(?:\n\t.*)*|^.*\S.*$", re.MULTILINE)


def paragraphs(text: str, within: Span | None = None) -> list[Span]:
    """Split a text, or a stretch of whole lines of it: every non-blank line, table cells led by tabs joined."""
    found = _PARAGRAPH.finditer(text, within.start, within.end) if within else _PARAGRAPH.finditer(text)
    return [Span(*match.span()) for match in found if match.group().strip()]


def trimmed(text: str, span: Span) -> Span:
    """A stretch without white space at its ends."""
    inner = text[span.start : span.end]
    return Span(span.end - len(inner.lstrip()), span.start + len(inner.rstrip())) if inner.strip() else span


def heading_of(outline: Iterable[Heading], part: Span) -> Heading | None:
    """The heading that is this whole paragraph; a run-in topic sentence is only the beginning of one."""
    return next((one for one in outline if part.start <= one.start < part.end <= one.end + 1), None)


def title_of(text: str, heading: Heading) -> Span:
    """Where the title of a heading stands, broken over lines or set with Markdown's asterisks as it may be.

    The heading's own span may hold more: Markdown's #, the header of an annexed table.
    """
    between = r"[\s*]*".join(map(re.escape, "".join(heading.title.split())))
    found = re.compile(between).search(text, heading.start, heading.end) if between else None
    return Span(*found.span()) if found else Span(heading.start, heading.end)
