"""What can be wrong with an index. Every message says what to do.

StoreError
├── IndexMissing       nothing has been ingested yet: run ``plan-assistant ingest``
├── IndexDamaged       the files of the index cannot be read: rebuild it
├── EmbeddingMismatch  it was built with another embedding model: rebuild it, or set that model
├── EmbeddingFailed    the embedding model is unknown or its server did not answer
├── IndexChanged       another ingestion published its own meanwhile: read it and begin again
└── StoreUnreachable   the Chroma server did not answer
"""


class StoreError(Exception):
    """Base of all errors of the store; ``str(error)`` is a sentence in Chinese for the user."""


class IndexMissing(StoreError):
    """Nothing has been ingested yet: run ``plan-assistant ingest``."""


class IndexDamaged(StoreError):
    """The files of the index cannot be read: run ``plan-assistant ingest --rebuild``."""


class EmbeddingMismatch(StoreError):
    """The index was built with another embedding model: rebuild it or set that model again."""


class EmbeddingFailed(StoreError):
    """The embedding model is unknown, or its server did not answer."""


class IndexChanged(StoreError):
    """Another ingestion has published a generation meanwhile: read that one and begin again."""


class StoreUnreachable(StoreError):
    """The Chroma server did not answer: check ``PLAN_CHROMA_URL``."""
