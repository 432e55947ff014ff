"""A store of generations, whatever keeps them."""

import threading
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Protocol

from vectorstore.base import NamedEmbeddings, Progress
from vectorstore.errors import IndexDamaged, IndexMissing
from vectorstore.index import OpenedIndex
from vectorstore.records import Contents

_TIME = "%Y%m%dT%H%M%S"


class Home(Protocol):
    """Where generations live and how the current one is named."""

    def current(self) -> str:
        """The name of the current generation; empty when there is none."""
        ...

    def read(self, generation: str, embeddings: NamedEmbeddings) -> OpenedIndex:
        """The generation, opened. Raises ``IndexDamaged``, ``EmbeddingMismatch`` or ``StoreUnreachable``."""
        ...

    def write(
        self,
        generation: str,
        contents: Contents,
        embeddings: NamedEmbeddings,
        progress: Progress | None,
        onto: str | None,
    ) -> None:
        """Write the generation, then make it current in one step and drop older ones that nobody needs.

        Raises ``IndexChanged`` if ``onto`` is given and another generation is current.
        """
        ...


class GenerationStore:
    """The current generation, opened once and kept open until another one is current. Safe between threads."""

    def __init__(self, home: Home, embeddings: NamedEmbeddings) -> None:
        self._home = home
        self._embeddings = embeddings
        self._opening = threading.Lock()
        self._opened: OpenedIndex | None = None

    def generation(self) -> str:
        """The name of the current generation; empty when there is none.

        Raises ``IndexDamaged`` or ``StoreUnreachable``.
        """
        return self._home.current()

    def current(self) -> OpenedIndex:
        """The current generation.

        Raises ``IndexMissing``, ``IndexDamaged``, ``EmbeddingMismatch`` or ``StoreUnreachable``.
        """
        with self._opening:
            generation = self.generation()
            if self._opened is None or self._opened.generation != generation:
                self._opened = self._open(generation)
            return self._opened

    def replace(self, contents: Contents, *, onto: str | None = None, progress: Progress | None = None) -> OpenedIndex:
        """Write a new generation and make it current in one step; until then the old one answers.

        ``onto`` names the generation that the contents were made from. Raises ``IndexChanged`` if another one is
        current by now, ``EmbeddingFailed``, ``StoreUnreachable``, or ``StoreError`` if it cannot be written.
        """
        self._home.write(new_generation(), contents, self._embeddings, progress, onto)
        return self.current()

    def _open(self, generation: str) -> OpenedIndex:
        if not generation:
            raise IndexMissing("还没有导入任何报告。请运行 plan-assistant ingest <文件或文件夹>。")
        try:
            return self._home.read(generation, self._embeddings)
        except IndexDamaged:
            # Two ingestions may have ended since the pointer was read, and swept this generation away.
            newer = self.generation()
            if newer == generation:
                raise
            return self._open(newer)


def new_generation() -> str:
    """A name that no other generation has, and that sorts by the time it was begun (UTC)."""
    return f"{datetime.now(UTC).strftime(_TIME)}-{token_hex(4)}"


def begun_before(generation: str, age: timedelta) -> bool:
    """Whether the generation was begun longer ago than that."""
    return generation < (datetime.now(UTC) - age).strftime(_TIME)
