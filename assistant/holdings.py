"""What the index holds, document by document: counts, the outline found, and other documents that say the same."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from vectorstore.records import Contents, Document, HeadingKind

ALIKE = 0.8
"""So large a part of a text's sentences stands in another one that both are the same report."""
_ENDS = re.compile(r"[。！？；\n\t|]+")
_SHORTEST = 8
"""Characters of a sentence that tells two reports apart; shorter ones stand in any."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One document and what was taken from it.

    ``headings`` counts its outline by kind; ``rows`` are those of its tables; ``alike`` names documents that say almost
    the same, so that every figure would be found twice.
    """

    document: Document
    passages: int
    figures: int
    rows: int
    headings: Mapping[HeadingKind, int]
    alike: tuple[str, ...]


def holdings(contents: Contents) -> tuple[Holding, ...]:
    """All documents in the order in which they were added."""
    passages = Counter(passage.document_id for passage in contents.passages)
    rows = Counter(passage.document_id for passage in contents.passages if passage.kind == "row")
    figures = Counter(figure.document_id for figure in contents.figures)
    alike = _alike(contents.documents)
    return tuple(
        Holding(
            document=document,
            passages=passages[document.id],
            figures=figures[document.id],
            rows=rows[document.id],
            headings=Counter(heading.kind for heading in document.outline),
            alike=tuple(alike[document.id]),
        )
        for document in contents.documents
    )


def _alike(documents: tuple[Document, ...]) -> dict[str, list[str]]:
    """The names of documents that repeat each one. Only reports of one place on one year can."""
    about: dict[tuple[str, int | None], list[Document]] = defaultdict(list)
    for document in documents:
        about[document.place, document.report_year].append(document)
    found: dict[str, list[str]] = defaultdict(list)
    for group in about.values():
        said = {document.id: _sentences(document.text) for document in group} if len(group) > 1 else {}
        for one, other in combinations(group, 2):
            shared = len(said[one.id] & said[other.id])
            if shared and shared >= ALIKE * min(len(said[one.id]), len(said[other.id])):
                found[one.id].append(other.name)
                found[other.id].append(one.name)
    return found


def _sentences(text: str) -> frozenset[str]:
    bare = (re.sub(r"[\s#*]+", "", piece) for piece in _ENDS.split(text))
    return frozenset(piece for piece in bare if len(piece) >= _SHORTEST)
