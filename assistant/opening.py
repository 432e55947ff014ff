"""From settings to the store and its embedding model: the one place that knows which goes where."""

from assistant.settings import Settings
from vectorstore.base import NamedEmbeddings, Store
from vectorstore.chroma import ChromaStore
from vectorstore.embeddings import open_embeddings


def open_embedder(settings: Settings) -> NamedEmbeddings:
    """Open the embedding model that the settings name, behind its cache. Raises ``EmbeddingFailed``."""
    key = settings.embedding_api_key.get_secret_value() or settings.openai_api_key.get_secret_value()
    return open_embeddings(
        settings.embedding,
        base_url=settings.embedding_base_url,
        api_key=key,
        cache_path=settings.var / "embeddings.sqlite3",
    )


def open_store(settings: Settings) -> Store:
    """Open the store that the settings name, with that model. A missing index shows at first use."""
    return ChromaStore(settings.var / "index", open_embedder(settings), url=settings.chroma_url)
