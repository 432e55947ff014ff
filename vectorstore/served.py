"""Embeddings from any OpenAI-compatible server, through LangChain."""

import openai
from langchain_openai import OpenAIEmbeddings
from pydantic import SecretStr

from vectorstore.base import NamedEmbeddings
from vectorstore.errors import EmbeddingFailed

TIMEOUT = 60.0
"""Seconds to wait for one batch; a CPU server needs some ten for 64 passages."""

_TEXTS_IN_A_REQUEST = 64
"""Several hosted services refuse more than 64, some more than 10 (they say so, and the message is passed on)."""


class ServedEmbeddings(NamedEmbeddings):
    """The model of that name on an OpenAI-compatible embeddings endpoint. Thread-safe."""

    def __init__(self, model: str, *, base_url: str, api_key: str) -> None:
        self.name = f"openai/{model}"
        self._model = model
        self._base_url = base_url
        self._client = OpenAIEmbeddings(
            model=model,
            base_url=base_url,
            # Local servers need no key, but the client refuses to start without one.
            api_key=SecretStr(api_key or "not-needed"),
            # The length check would have tiktoken download its tables, and would send token numbers
            # that only OpenAI's own models understand.
            check_embedding_ctx_length=False,
            chunk_size=_TEXTS_IN_A_REQUEST,
            timeout=TIMEOUT,
            max_retries=2,
        )

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages. Raises ``EmbeddingFailed``."""
        if not texts:
            return []
        try:
            vectors = self._client.embed_documents(texts)
        except _FAILURES as error:
            raise self._failed(error) from error
        if len(vectors) != len(texts):
            raise EmbeddingFailed(f"嵌入服务 {self._base_url} 返回了 {len(vectors)} 个向量，应为 {len(texts)} 个。")
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question. Raises ``EmbeddingFailed``."""
        try:
            return self._client.embed_query(text)
        except _FAILURES as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> EmbeddingFailed:
        where = f"嵌入服务 {self._base_url}（模型 {self._model}）"
        if isinstance(error, openai.APITimeoutError):
            return EmbeddingFailed(f"{where}超过 {TIMEOUT:.0f} 秒没有回应。请检查该服务是否繁忙，稍后再试。")
        if isinstance(error, openai.APIConnectionError):
            return EmbeddingFailed(f"无法连接{where}。请检查服务是否已启动，以及 PLAN_EMBEDDING_BASE_URL 是否正确。")
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            return EmbeddingFailed(f"{where}拒绝了密钥。请检查 PLAN_EMBEDDING_API_KEY。")
        if isinstance(error, openai.NotFoundError):
            return EmbeddingFailed(
                f"{where}不存在。请检查 PLAN_EMBEDDING 的模型名，以及 PLAN_EMBEDDING_BASE_URL 是否需要以 /v1 结尾。"
            )
        return EmbeddingFailed(f"{where}出错：{error}")


_FAILURES = (
    openai.OpenAIError,
    # What the client raises on an answer that is not of the protocol: no JSON, no "data", no "embedding".
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
)
