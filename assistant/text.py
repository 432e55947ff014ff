"""Text as compared: one spelling for what reads the same."""

import unicodedata
from collections.abc import Iterator

from vectorstore.records import Span


def fold(text: str) -> str:
    """``text`` in one width and case, white space and quotation marks left out. Lengths may change."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in folded if not char.isspace() and char not in "“”\"'‘’「」")


def bigrams(text: str) -> Iterator[str]:
    """All pairs of neighbouring characters."""
    return (text[at : at + 2] for at in range(len(text) - 1))


def clauses_of(text: str, within: Span) -> Iterator[Span]:
    """The clauses of a sentence, parted by commas and semicolons, each without its closing mark."""
    start = within.start
    for at in range(within.start, within.end):
        if text[at] in "，；。！？;!?" or (text[at] in ",:：" and not text[at + 1 : at + 2].isdigit()):
            if text[start:at].strip():
                yield Span(start, at)
            start = at + 1
    if text[start : within.end].strip():
        yield Span(start, within.end)
