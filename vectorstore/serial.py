"""Contents of a generation as JSON records small enough for any store, and back, checked."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from vectorstore.records import Contents, Document, Figure, Passage

PIECE = 200_000
"""Characters in one record: at most 0.8 MB of UTF-8, far below the 40 MB that a Chroma server takes in a request."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one document's JSON: ``number`` says which document, ``part`` which piece of it, from 0."""

    number: int
    part: int
    text: str

    @property
    def id(self) -> str:
        """Identity within a generation."""
        return f"{self.number}.{self.part}"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A document with all that was taken from it."""

    document: Document
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]


_ADAPTER = TypeAdapter(_Shelf)


def to_pieces(contents: Contents) -> list[Piece]:
    """The contents as records, in order."""
    passages: dict[str, list[Passage]] = {document.id: [] for document in contents.documents}
    figures: dict[str, list[Figure]] = {document.id: [] for document in contents.documents}
    for passage in contents.passages:
        passages[passage.document_id].append(passage)
    for figure in contents.figures:
        figures[figure.document_id].append(figure)
    return [
        piece
        for number, document in enumerate(contents.documents)
        for piece in _cut(number, _Shelf(document, tuple(passages[document.id]), tuple(figures[document.id])))
    ]


def from_pieces(pieces: Iterable[Piece]) -> Contents:
    """The contents that the records hold, in any order. Raises ``ValueError`` if one is missing or altered."""
    texts: dict[int, list[str]] = {}
    for piece in sorted(pieces, key=lambda piece: (piece.number, piece.part)):
        texts.setdefault(piece.number, []).append(piece.text)
    try:
        shelves = [_ADAPTER.validate_json("".join(parts)) for parts in texts.values()]
    except ValidationError as error:
        raise ValueError(f"a stored document is incomplete: {error.error_count()} errors") from error
    return Contents(
        documents=tuple(shelf.document for shelf in shelves),
        passages=tuple(passage for shelf in shelves for passage in shelf.passages),
        figures=tuple(figure for shelf in shelves for figure in shelf.figures),
    )


def digest(pieces: Iterable[Piece]) -> str:
    """What the records say, in 64 characters, whatever their order."""
    sums = sorted(hashlib.sha256(f"{piece.id} {piece.text}".encode()).hexdigest() for piece in pieces)
    return hashlib.sha256(json.dumps(sums).encode()).hexdigest()


def _cut(number: int, shelf: _Shelf) -> Iterator[Piece]:
    text = _ADAPTER.dump_json(shelf).decode()
    for part, start in enumerate(range(0, len(text), PIECE)):
        yield Piece(number, part, text[start : start + PIECE])
