"""The records of a brief. Every line carries the markers of the citations that it rests on."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.records import Check, Citation

SectionName = Literal["done", "problems", "plans", "comparison", "vague", "questions"]
"""After what the law names for the review of an annual plan: how last year's was fulfilled (``done``, ``problems``,
``comparison``), whether goals fit (``vague``) and whether measures match them (``plans``, ``questions``)."""


class NothingFoundError(Exception):
    """The report says nothing of the topic. The message is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line and the markers that stand behind it."""

    text: str
    markers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the brief.

    ``place`` is the label of the section that it was taken from. ``quoted`` tells that its text is the report's own,
    word for word, apart from the clauses that ``……`` stands for; ``worded`` that a model worded it.
    """

    pieces: tuple[Piece, ...]
    place: str = ""
    quoted: bool = False
    worded: bool = False

    @property
    def text(self) -> str:
        """The line without markers."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def marked(self) -> str:
        """The line with its markers as ``[n]``."""
        return "".join(piece.text + "".join(f"[{n}]" for n in piece.markers) for piece in self.pieces)

    @property
    def markers(self) -> tuple[int, ...]:
        """All markers of the line, in order."""
        return tuple(n for piece in self.pieces for n in piece.markers)


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: what was planned for the report's year, what came of it, what is planned next.

    A cell that the report does not give is an empty ``Piece``. ``change`` was computed from ``actual`` and ``target``;
    ``note`` says why it could not be, or what to mind.
    """

    indicator: str
    planned: Piece
    actual: Piece
    target: Piece
    change: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the brief. ``empty`` is the sentence that stands where there is nothing to say."""

    name: SectionName
    title: str
    empty: str
    lines: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What one report says of one topic. ``checks`` are those of ``assistant.verify`` over every figure of it.

    ``notice`` is one line about how it came about (the model server is down, say), empty as a rule.
    """

    topic: str
    document_id: str
    document: str
    report: str
    report_year: int | None
    plan_year: int | None
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    checks: tuple[Check, ...]
    notice: str = ""

    @property
    def reworded(self) -> int:
        """How many of its lines a model worded."""
        return sum(line.worded for section in self.sections for line in section.lines)

    @property
    def title(self) -> str:
        """The heading of the whole."""
        return f"审议准备：{self.topic}"

    @property
    def file_name(self) -> str:
        """What to call its file, without an ending: no character that a file system refuses."""
        return re.sub(r'[\\/:*?"<>|\s.]+', "_", f"审议准备-{self.topic}")[:60].strip("_")

    def section(self, name: SectionName) -> Section:
        """One part of it."""
        return next(section for section in self.sections if section.name == name)
