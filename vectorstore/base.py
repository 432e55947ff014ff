"""The contract of a store: whole generations in, ranked passages out.

An index is an immutable *generation*. A new one is written beside the old one and becomes current in a single
step, so that a reader sees the whole of the one or the whole of the other whatever happens in between.
"""

from collections.abc import Callable, Collection
from typing import Protocol

from langchain_core.embeddings import Embeddings

from vectorstore.records import Contents, Hit, Passage

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, the units done and the units in all."""


class NamedEmbeddings(Embeddings):
    """LangChain embeddings that know their identity, ``name``, which an index records."""

    name: str


class Index(Protocol):
    """One generation, opened for reading. Safe to share between threads. ``embedding`` names its model."""

    generation: str
    contents: Contents
    embedding: str

    def passage(self, passage_id: str) -> Passage:
        """The passage with that id. Raises ``KeyError``."""
        ...

    def dense(self, question: str, k: int, documents: Collection[str] = ()) -> list[Hit]:
        """The ``k`` passages nearest in meaning, best first, cosine similarity as score.

        ``documents`` restricts the search to those document ids; empty means all. Passages are indexed whole
        and sentence by sentence; a passage's score is its best entry's, and ``Hit.sentence`` tells which sentence
        that was (``None`` for the whole passage). Raises ``EmbeddingFailed`` or ``StoreUnreachable``.
        """
        ...

    def sentence_scores(self, question: str, passage_ids: Collection[str]) -> dict[tuple[str, int], float]:
        """Cosine similarity of every indexed sentence of the given passages, by (passage id, sentence start)."""
        ...

    def figure_scores(self, question: str, figure_ids: Collection[str]) -> dict[str, float]:
        """Cosine similarity of the given figures, each embedded with its subject, by figure id."""
        ...

    def lexical(self, question: str, k: int, documents: Collection[str] = ()) -> list[Hit]:
        """The ``k`` passages that share the rarest characters and bigrams (BM25), best first; never score 0."""
        ...


class Store(Protocol):
    """Where generations are kept."""

    def current(self) -> Index:
        """The current generation.

        Raises ``IndexMissing``, ``IndexDamaged``, ``EmbeddingMismatch`` or ``StoreUnreachable``.
        """
        ...

    def generation(self) -> str:
        """The name of the current generation, cheaply; empty when there is none."""
        ...

    def replace(self, contents: Contents, *, onto: str | None = None, progress: Progress | None = None) -> Index:
        """Write a new generation, make it current in one step and drop older ones that nobody needs.

        ``onto`` names the generation that the contents were made from; raises ``IndexChanged`` if it is not current.
        """
        ...
