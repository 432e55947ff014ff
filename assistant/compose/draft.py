"""Lines of an answer with their sources -> text with [n] markers and the citations behind them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.corpus import Sentence
from assistant.records import Citation, Status
from vectorstore.records import Document, Heading, Passage


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of a report that supports a line: a whole sentence or a table row."""

    document: Document
    passage: Passage
    start: int
    end: int

    @classmethod
    def of(cls, sentence: Sentence) -> "Source":
        """The sentence without white space around it; for a table row the row."""
        span, text = sentence.span, sentence.document.text
        start, end = (sentence.passage.start, sentence.passage.end) if sentence.passage.row else (span.start, span.end)
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return cls(sentence.document, sentence.passage, start, end)

    @classmethod
    def of_heading(cls, document: Document, heading: Heading, passages: Iterable[Passage]) -> "Source | None":
        """A heading, with the first of the passages that stands under it; ``None`` if none does."""
        under = next((passage for passage in passages if passage.start >= heading.start), None)
        return cls(document, under, heading.start, heading.end) if under else None


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of the answer and the sources that support it.

    ``{}`` in ``text`` marks where each source's marker goes, in order; where ``text`` has none, the markers follow it,
    before its closing mark.
    """

    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer composed but not yet verified. ``computed`` lists the figures that code derived.

    ``subject`` is what the answer is about, in the report's or the question's words, for a follow-up.
    """

    text: str
    status: Status
    citations: tuple[Citation, ...] = ()
    computed: tuple[str, ...] = ()
    subject: str = ""
    items: tuple[str, ...] = field(default=())


def assemble(
    lines: Iterable[Line],
    status: Status = "answered",
    *,
    computed: Sequence[str] = (),
    subject: str = "",
    items: Sequence[str] = (),
    separator: str = "\n",
) -> Draft:
    """Number the sources in order of appearance and put their markers into the text."""
    numbering = Numbering()
    texts = [_marked(line.text, [f"[{numbering.marker(source)}]" for source in line.sources]) for line in lines]
    return Draft(separator.join(texts), status, tuple(numbering.citations), tuple(computed), subject, tuple(items))


def joined(drafts: Sequence[Draft]) -> Draft:
    """Several drafts one below the other, under one numbering; status and subject are the first one's."""
    numbering = Numbering()
    texts = [_renumbered(draft, numbering) for draft in drafts]
    return replace(
        drafts[0],
        text="\n".join(dict.fromkeys(texts)),
        citations=tuple(numbering.citations),
        computed=tuple(value for draft in drafts for value in draft.computed),
        items=next((draft.items for draft in reversed(drafts) if draft.items), ()),
    )


def _renumbered(draft: Draft, numbering: "Numbering") -> str:
    markers = {str(citation.marker): str(numbering.again(citation)) for citation in draft.citations}
    return re.sub(r"(?<=\[)\d+(?=\])", lambda match: markers.get(match.group(), match.group()), draft.text)


def instead(lack: str, told: Line, status: Status, *, subject: str) -> Draft:
    """A sentence on what the report does not say, and what it does say."""
    lines = [Line(lack), Line(f"报告的表述是：{told.text}", told.sources)]
    return assemble(lines, status, subject=subject, separator="")


class Numbering:
    """Gives each source its marker, in order of first appearance, and keeps the citations."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []
        self._markers: dict[tuple[str, int, int], int] = {}

    def marker(self, source: Source) -> int:
        """The number of the source; a source seen before keeps its own."""
        return self.again(_citation(source))

    def again(self, citation: Citation) -> int:
        """The number here of what is cited elsewhere under another."""
        key = (citation.document_id, citation.start, citation.end)
        if key not in self._markers:
            self._markers[key] = len(self._markers) + 1
            self.citations.append(replace(citation, marker=self._markers[key]))
        return self._markers[key]


def _marked(text: str, numbers: list[str]) -> str:
    if "{}" in text:
        return text.format(*numbers)
    joined = "".join(dict.fromkeys(numbers))
    closing = re.search(r"[。；！？.]$", text)
    return text[: closing.start()] + joined + closing.group() if closing else text + joined


def escaped(text: str) -> str:
    """``text`` with its braces kept from being taken for a marker's place."""
    return text.replace("{", "｛").replace("}", "｝")


def _citation(source: Source) -> Citation:
    """The source as cited, its number yet to be given."""
    return Citation(
        marker=0,
        document_id=source.document.id,
        document=source.document.name,
        passage_id=source.passage.id,
        section=source.passage.section,
        label=source.passage.label,
        quote=source.document.text[source.start : source.end],
        start=source.start,
        end=source.end,
    )
