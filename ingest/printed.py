"""A printed page as pieces of text at places, and the lines that they form."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

_SAME_LINE = 0.4
"""Parts of the type size by which pieces of one line may stand higher or lower (superscripts, other fonts)."""
_COLUMN_GAP = 2.0
"""Type sizes of empty room between two pieces that begin a new column; justified Chinese text never opens so much."""
_SPACED = re.compile(r"(?<=[^\x00-\x7f]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[^\x00-\x7f])")
"""The thin space that word processors put between Chinese characters and digits: it is not written in the text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that begins at ``x`` on the base line ``y``, in points from the lower left corner as it is read."""

    text: str
    x: float
    y: float
    size: float

    @property
    def end(self) -> float:
        """About where the text ends: Chinese characters are as wide as the type is high, others half of it."""
        return self.x + self.size * sum(_width(character) for character in self.text)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn from one corner to the other; one of its sides is (almost) 0."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def flat(self) -> bool:
        """Whether it is horizontal."""
        return self.right - self.left >= self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on a page, and how wide the paper is."""

    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...] = ()
    width: float = 595.0


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. Cells without rules around them are parted by tabs in ``text``."""

    text: str
    left: float
    right: float
    y: float
    size: float


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """The lines that pieces form, from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if rows and rows[-1][0].y - piece.y <= _SAME_LINE * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = (_line(sorted(row, key=lambda piece: piece.x)) for row in rows)
    return [line for line in lines if line.text]


def joined(before: str, after: str) -> str:
    """Two stretches of running text as one: words of an alphabet are kept apart, Chinese is not."""
    apart = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return f"{before} {after}" if apart else before + after


def _line(row: Sequence[Piece]) -> Line:
    text, end = "", row[0].x
    for piece in row:
        if piece.text.isspace():
            text += " " * (text[-1:].isascii() and text[-1:].isalpha())
        elif text.strip() and piece.x - end > _COLUMN_GAP * piece.size:
            text = f"{text.rstrip()}\t{piece.text.lstrip()}"
        else:
            text += piece.text
        end = max(end, piece.end)
    shown = [piece for piece in row if not piece.text.isspace()]
    if not shown:
        return Line("", row[0].x, end, row[0].y, row[0].size)
    size = max(shown, key=lambda piece: len(piece.text)).size
    indent = shown[0].size * sum(_width(c) for c in shown[0].text[: _lead(shown[0].text)])
    return Line(_SPACED.sub("", text.strip()), shown[0].x + indent, end, row[0].y, size)


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())


def _width(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def most_common(values: Iterable[float]) -> float:
    """The value that occurs most often, to the nearest point; the smaller one of several. 0 if there is none."""
    counted = [(len(list(group)), -value) for value, group in groupby(sorted(round(value) for value in values))]
    return -max(counted)[1] if counted else 0.0
