"""What a Word document is made of. Nothing here knows how Word stores it."""

import re
from dataclasses import dataclass
from typing import Literal

_IN_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

ParagraphKind = Literal["body", "bullet", "number", "place", "small"]
"""``number`` counts within an unbroken run of such paragraphs; ``place`` says where what follows was taken from;
``small`` is for remarks and lists of sources."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote. ``key`` tells it from the others of its document: referred to again, it keeps its number."""

    key: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and the footnotes that are referred to behind it."""

    text: str
    notes: tuple[Note, ...] = ()
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that Word's navigation shows; ``level`` counts from 1."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    runs: tuple[Run, ...]
    kind: ParagraphKind = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row that repeats on each page. ``widths`` are the columns' shares of the page."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Run, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class WordText:
    """A whole document: its title, and what stands under it in order."""

    title: str
    blocks: tuple[Heading | Paragraph | Table, ...]


def plain(text: str, kind: ParagraphKind = "body") -> Paragraph:
    """A paragraph of nothing but text."""
    return Paragraph((Run(text),), kind)


def printable(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _IN_NO_XML.sub("", text)
