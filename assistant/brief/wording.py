"""Figures, clauses and their places, put into words for a brief. What is returned is ready for a line's ``{}``."""

import re

from assistant.brief.gather import GAP, Matter
from assistant.compose.draft import Source, escaped
from assistant.compose.phrase import stated, trimmed
from assistant.corpus import Sentence
from assistant.pairing import plain
from vectorstore.records import Figure, Passage, Span

CLAUSE = 30
"""Characters up to which a clause is told whole."""

_CHANGE_BEHIND = re.compile(r"(?:同比)?(?:增长|下降|提高|提升|改善|减少|降低|增加|回落|上升)$")
_VERB_BEHIND = re.compile(r"(?:提升|提高|增加|扩大|达到?|降低|压减|保持|均|[为要])+至?$")


def name_of(subject: str) -> str:
    """What a figure is of, without the verb that leads to its number (非现场检查比例提升)."""
    name = re.sub(r"^(.+?)其中[:：]?(.+)$", r"\1（其中\2）", trimmed(subject))
    return _VERB_BEHIND.sub("", name) or name


def told(matter: Matter, figure: Figure) -> str:
    """The figure in the report's words: its clause where that is short and names it, else its name and value."""
    clause = trimmed(matter.document.text[figure.clause.start : figure.clause.end])
    in_row = matter.corpus.passages[figure.passage_id].row is not None
    if not in_row and len(clause) <= CLAUSE and plain(figure.subject)[:2] in clause:
        return quoted(clause)
    return stated_of(matter, figure)


def stated_of(matter: Matter, figure: Figure) -> str:
    """What the figure is of with its value (出口增长9.5%, not 出口增长增长9.5%)."""
    name = name_of(figure.subject)
    if figure.measure == "change":
        name = _CHANGE_BEHIND.sub("", name) or name
    return quoted(name) + value(matter, figure)


def value(matter: Matter, figure: Figure) -> str:
    """The figure's number as printed, with its direction where it is a change."""
    return escaped(stated(matter.document, figure))


def quoted(words: str) -> str:
    """Words to stand between quotation marks: their own become single ones."""
    return escaped(words.replace("“", "‘").replace("”", "’"))


def shortened(words: str, most: int = 64) -> str:
    """The words, up to the last clause that ends within ``most`` characters, to stand between quotation marks."""
    if len(words) <= most:
        return quoted(words)
    ends = [mark.start() for mark in re.finditer(r"[，；]", words) if 8 <= mark.start() <= most]
    return quoted((words[: ends[-1]] if ends else words[:most]) + GAP)


def source_of(matter: Matter, figure: Figure) -> Source:
    """The sentence or table row that states a figure."""
    passage = matter.corpus.passages[figure.passage_id]
    spans = passage.sentences or (Span(passage.start, passage.end),)
    span = next((span for span in spans if span.start <= figure.start < span.end), spans[0])
    return Source.of(Sentence(matter.document, passage, span))


def row_source(matter: Matter, row: Passage) -> Source:
    """A table row as a source."""
    return Source.of(Sentence(matter.document, row, Span(row.start, row.end)))
