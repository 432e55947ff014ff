"""One generation opened for reading: both legs of the search over whatever holds the vectors."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol, TypeVar

import numpy as np

from vectorstore.base import NamedEmbeddings
from vectorstore.entries import figure_entry_id, lexical_text, sentence_ids
from vectorstore.errors import EmbeddingMismatch
from vectorstore.lexical import LexicalIndex
from vectorstore.records import Contents, Hit, Passage

_ENTRIES_PER_PASSAGE = 6
"""Entries fetched for each passage wanted: in the mean a passage has three sentences and three figures."""

_VECTORS_KEPT = 50_000
"""Vectors of sentences and figures kept in memory, 1.5 kB each: those of some fifty reports."""


_Key = TypeVar("_Key")


class Entries(Protocol):
    """The vectors of a generation, one for each passage and sentence. Safe between threads."""

    def nearest(self, vector: list[float], count: int, documents: Collection[str]) -> list[Hit]:
        """The ``count`` entries of highest cosine similarity, in any order; fewer only if there are no more."""
        ...

    def vectors(self, ids: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of those entries that exist."""
        ...


class OpenedIndex:
    """A generation with its contents in memory. Nothing in it changes, so it is safe between threads."""

    def __init__(self, generation: str, contents: Contents, entries: Entries, embeddings: NamedEmbeddings) -> None:
        self.generation = generation
        self.contents = contents
        self.embedding = embeddings.name
        self._entries = entries
        self._embeddings = embeddings
        self._passages = {passage.id: passage for passage in contents.passages}
        self._every = frozenset(document.id for document in contents.documents)
        self._document_ids = np.array([passage.document_id for passage in contents.passages], dtype=object)
        self._kept: dict[str, np.ndarray] = {}
        self._words = LexicalIndex([lexical_text(passage) for passage in contents.passages])

    def passage(self, passage_id: str) -> Passage:
        """The passage with that id. Raises ``KeyError``."""
        return self._passages[passage_id]

    def dense(self, question: str, k: int, documents: Collection[str] = ()) -> list[Hit]:
        """The ``k`` passages nearest in meaning, best first. Raises ``EmbeddingFailed`` or ``StoreUnreachable``."""
        if k <= 0 or not self._passages:
            return []
        vector = self._embeddings.embed_query(question)
        if self._every.issubset(documents):
            documents = ()  # a filter that lets all through takes Chroma ten times as long as none
        wanted = k * _ENTRIES_PER_PASSAGE
        while True:
            hits = self._entries.nearest(vector, wanted, documents)
            best: dict[str, Hit] = {}
            for hit in sorted(hits, key=_rank):
                best.setdefault(hit.passage_id, hit)
            if len(best) >= k or len(hits) < wanted:
                return list(best.values())[:k]
            wanted *= 2

    def sentence_scores(self, question: str, passage_ids: Collection[str]) -> dict[tuple[str, int], float]:
        """Cosine similarity of every sentence of the given passages, by (passage id, sentence start).

        Raises ``EmbeddingFailed`` or ``StoreUnreachable``; passages that are not of this index are passed over.
        """
        sought = {
            entry: (id_, start)
            for id_ in passage_ids
            if id_ in self._passages
            for entry, start in sentence_ids(self._passages[id_])
        }
        return self._scores(question, sought)

    def figure_scores(self, question: str, figure_ids: Collection[str]) -> dict[str, float]:
        """Cosine similarity of the given figures with their subjects, by figure id.

        Raises ``EmbeddingFailed`` or ``StoreUnreachable``; figures that are not of this index are passed over.
        """
        return self._scores(question, {figure_entry_id(id_): id_ for id_ in figure_ids})

    def _scores(self, question: str, sought: Mapping[str, _Key]) -> dict[_Key, float]:
        """Cosine similarity to the question of those entries that exist, by what each is the entry of."""
        found = self._vectors(sought)
        if not found:
            return {}
        vector = np.asarray(self._embeddings.embed_query(question))
        scores = _cosines(np.stack(list(found.values())), vector)
        return {sought[entry]: score for entry, score in zip(found, scores, strict=True)}

    def _vectors(self, entries: Collection[str]) -> dict[str, np.ndarray]:
        """The vectors of those entries that exist. They are asked for with every question and never change."""
        lacking = [entry for entry in entries if entry not in self._kept]
        fetched = self._entries.vectors(lacking) if lacking else {}
        if len(self._kept) + len(fetched) <= _VECTORS_KEPT:
            self._kept.update(fetched)
        return {entry: vector for entry in entries if (vector := fetched.get(entry, self._kept.get(entry))) is not None}

    def lexical(self, question: str, k: int, documents: Collection[str] = ()) -> list[Hit]:
        """The ``k`` passages that share the rarest characters and bigrams (BM25), best first; never score 0."""
        mask = np.isin(self._document_ids, list(documents)) if documents else None
        found = self._words.search(question, k, mask)
        return [Hit(self.contents.passages[position].id, score) for position, score in found]


def require_same_model(*, built: str, wanted: str) -> None:
    """Raise ``EmbeddingMismatch`` unless the index was built with the model that is set now."""
    if built != wanted:
        raise EmbeddingMismatch(
            f"索引是用嵌入模型“{built}”建立的，现在设置的是“{wanted}”，两者的向量不能混用。"
            "请运行 plan-assistant ingest --rebuild 重建索引，或把 PLAN_EMBEDDING 改回原来的模型。"
        )


def _rank(hit: Hit) -> tuple[float, str, int]:
    """Best first; equals in a fixed order, a whole passage before its sentences."""
    return (-hit.score, hit.passage_id, hit.sentence.start if hit.sentence else -1)


def _cosines(rows: np.ndarray, vector: np.ndarray) -> list[float]:
    lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(vector)
    scores: list[float] = np.divide(rows @ vector, lengths, out=np.zeros(len(rows)), where=lengths > 0).tolist()
    return scores
