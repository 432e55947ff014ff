"""The sentences of an answer to be: taken from a draft, or made of a model's, and put together with their markers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.draft import Draft, Line, Source, assemble, escaped
from assistant.corpus import Corpus
from assistant.records import Citation

UNVERIFIED = "（未核实）"
"""Stands behind a sentence that nothing in the report was found to support."""

_CITED = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of the answer to be. ``line`` tells which belong on one line."""

    text: str
    sources: tuple[Source, ...]
    line: int
    bullet: bool = False
    fate: str = "kept"
    problem: str = ""


def draft_parts(draft: Draft, corpus: Corpus) -> list[Part]:
    """Return the draft's sentences with the sources behind their markers."""
    sources = {citation.marker: _source(citation, corpus) for citation in draft.citations}
    parts: list[Part] = []
    for number, line in enumerate(draft.text.splitlines()):
        bullet = line.startswith("- ")
        for piece in re.finditer(r"[^\[]*?(?:\[\d+\])+[。；]?|[^\[]+$", line.removeprefix("- ")):
            text = _CITED.sub("", piece.group()).strip()
            if not text or text.startswith("**"):
                continue
            cited = tuple(sources[int(n)] for n in dict.fromkeys(_CITED.findall(piece.group())))
            parts.append(Part(text, cited, number, bullet, fate="added"))
    return parts


def _source(citation: Citation, corpus: Corpus) -> Source:
    passage = corpus.passages[citation.passage_id]
    return Source(corpus.documents[citation.document_id], passage, citation.start, citation.end)


def assembled(parts: Sequence[Part], draft: Draft) -> Draft:
    """Number and cite the parts, one line for each line of the reply; whatever the draft knew besides is kept."""
    lines: list[Line] = []
    for number in dict.fromkeys(part.line for part in parts):
        here = [part for part in parts if part.line == number]
        text = "".join(_with_places(part) for part in here)
        bullet = "- " if any(part.bullet for part in here) else ""
        lines.append(Line(bullet + text, tuple(source for part in here for source in part.sources)))
    return assemble(lines, draft.status, computed=draft.computed, subject=draft.subject, items=draft.items)


def _with_places(part: Part) -> str:
    """Put a place for each of a sentence's markers before its closing mark."""
    body = escaped(part.text.rstrip("。；;.！!"))
    if part.fate == "heading":
        return body
    note = UNVERIFIED if part.fate == "marked" else ""
    stop = "。" if re.search(r"[\u4e00-\u9fff]", body) else "."
    return body + "{}" * len(part.sources) + note + stop
