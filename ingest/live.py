"""A change of the index that tells as it goes: done in a thread of its own, to its end whoever stops listening."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Generic, Literal, TypeVar

from ingest.shelf import FileReport
from vectorstore.base import Progress
from vectorstore.errors import StoreError

_Result = TypeVar("_Result")
_LOOK = 0.2
"""Seconds between looks at whether the work ended without a word."""


@dataclass(frozen=True, slots=True)
class Stage:
    """So much of a stage is done. ``reading`` counts files, ``embedding`` entries of the new generation."""

    name: Literal["reading", "embedding"]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Done(Generic[_Result]):
    """The work is finished."""

    result: _Result


Told = Callable[[FileReport], None]


def live(work: Callable[[Progress, Told], _Result]) -> Iterator[Stage | FileReport | Done[_Result]]:
    """Do ``work`` and yield what it tells, its result last. Raises the ``StoreError`` that it raises.

    Who stops listening does not stop the work, so that nothing that was sent is lost.
    """
    told: SimpleQueue[Stage | FileReport | Done[_Result] | StoreError] = SimpleQueue()

    def run() -> None:
        try:
            told.put(Done(work(progress, told.put)))
        except StoreError as error:
            told.put(error)

    def progress(stage: str, done: int, total: int) -> None:
        told.put(Stage("embedding" if stage == "embedding" else "reading", done, total))

    # A daemon, as nothing is lost if the program ends meanwhile: a generation counts only when it is complete.
    worker = threading.Thread(target=run, name="ingest", daemon=True)
    worker.start()
    while True:
        try:
            event = told.get(timeout=_LOOK)
        except Empty:
            if not worker.is_alive() and told.empty():
                raise StoreError("导入意外中断，资料库没有变化。请把运行窗口里的错误信息交给管理员。") from None
            continue
        if isinstance(event, StoreError):
            raise event
        yield event
        if isinstance(event, Done):
            return
