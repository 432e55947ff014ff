"""A store in memory for the pipeline's tests; as a program: an ingestion into Chroma that hangs, to be killed."""

import sys
import time
from pathlib import Path

from ingest.pipeline import ingest
from tests.vectorstore.samples import BigramEmbeddings
from vectorstore.base import Progress
from vectorstore.chroma import ChromaStore
from vectorstore.errors import IndexMissing
from vectorstore.records import Contents


class Remembered:
    """What ``MemoryStore.current`` opens."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.generation = "memory"


class MemoryStore:
    """Keeps contents in a variable and counts how often it was written."""

    def __init__(self) -> None:
        self.kept: Contents | None = None
        self.writes = 0
        self.error: Exception = IndexMissing("空")

    def current(self) -> Remembered:
        if self.kept is None:
            raise self.error
        return Remembered(self.kept)

    def generation(self) -> str:
        return "memory" if self.kept else ""

    def replace(self, contents: Contents, *, onto: str | None = None, progress: Progress | None = None) -> Remembered:
        self.kept = contents
        self.writes += 1
        return Remembered(contents)


def chroma(folder: Path) -> ChromaStore:
    return ChromaStore(folder, BigramEmbeddings())


def hang_while_writing(stage: str, done: int, total: int) -> None:
    if stage != "读取":
        sys.stdout.write("writing\n")
        sys.stdout.flush()
        time.sleep(600)


if __name__ == "__main__":
    ingest([Path(sys.argv[2])], chroma(Path(sys.argv[1])), passage_tokens=400, progress=hang_while_writing)
