"""Generations as folders: written under a temporary name, sealed, renamed, then pointed to."""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from vectorstore.errors import IndexChanged, IndexDamaged, StoreError

_POINTER = "CURRENT"
_SEAL = "SEAL.json"
_LOCK = "LOCK"
_PARTIAL = ".partial"

_LOCK_SECONDS = 600
"""How long a second ingestion waits for the first; a hundred new reports take about that long."""


class GenerationFolder:
    """The folder of an embedded index: one folder for each generation, and the file that names the current one.

    ``settled`` tells of a file whether it never changes again once it is written; those files are sealed.
    """

    def __init__(self, folder: Path, settled: Callable[[Path], bool]) -> None:
        self._folder = folder
        self._settled = settled

    def current(self) -> str:
        """The current generation's name; empty when there is none. Raises ``IndexDamaged``."""
        try:
            return (self._folder / _POINTER).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            raise self.damaged(f"{_POINTER} 无法读取") from error
        except OSError as error:
            raise StoreError(
                f"无法读取索引文件夹 {self._folder}（{error.strerror}）。"
                "请检查读写权限，或用 PLAN_VAR 指定另一个文件夹。"
            ) from error

    def path(self, generation: str) -> Path:
        """Where a generation is kept."""
        return self._folder / generation

    @contextmanager
    def writing(self, generation: str, onto: str | None = None) -> Iterator[Path]:
        """A folder to write the generation into. It becomes current when the block ends, and vanishes if it raises.

        Raises ``IndexChanged`` if ``onto`` is given and, once other ingestions are through, is not current.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._locked(), ExitStack() as undo:
            if onto is not None:
                require_current(self.current(), onto)
            partial = self._folder / f"{generation}{_PARTIAL}"
            partial.mkdir()
            undo.callback(shutil.rmtree, partial, ignore_errors=True)
            yield partial
            self._seal(partial)
            partial.replace(self.path(generation))
            undo.pop_all()
            self._publish(generation)

    def check(self, generation: str) -> None:
        """Raise ``IndexDamaged`` if a sealed file of the generation is missing or altered."""
        folder = self.path(generation)
        try:
            seal = json.loads((folder / _SEAL).read_text(encoding="utf-8"))
            broken = [name for name, sum_ in seal.items() if _sum(folder / name) != sum_]
        except (OSError, ValueError, AttributeError) as error:
            raise self.damaged("有文件缺失") from error
        if broken:
            raise self.damaged(f"{broken[0]} 已被改动")

    def damaged(self, what: str) -> IndexDamaged:
        """The error to raise when the files cannot be read."""
        return IndexDamaged(
            f"索引已损坏（{self._folder}：{what}）。报告原文不受影响，请运行 plan-assistant ingest --rebuild 重建索引。"
        )

    def _seal(self, folder: Path) -> None:
        """Write down the checksums of the settled files, and bring everything to the disk."""
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        sums = {path.relative_to(folder).as_posix(): _sum(path) for path in files if self._settled(path)}
        (folder / _SEAL).write_text(json.dumps(sums, indent=1), encoding="utf-8")
        for path in (*files, folder / _SEAL, folder):
            _flush(path)

    def _publish(self, generation: str) -> None:
        _flush(self._folder)
        try:
            previous = self.current()
        except IndexDamaged:
            previous = ""
        draft = self._folder / f"{_POINTER}{_PARTIAL}"
        draft.write_text(generation + "\n", encoding="ascii")
        _flush(draft)
        draft.replace(self._folder / _POINTER)
        _flush(self._folder)
        # A page that is answering may still read the previous generation; nobody reads an older one.
        for old in self._folder.iterdir():
            if old.is_dir() and old.name not in (generation, previous):
                shutil.rmtree(old, ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other ingestions out. SQLite's lock works on every system and dies with its process."""
        path = self._folder / _LOCK
        with closing(sqlite3.connect(path, timeout=_LOCK_SECONDS, isolation_level=None)) as lock:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                    raise StoreError(f"另一个导入正在写入 {self._folder}，请等它结束后再试。") from error
                raise StoreError(f"无法使用 {path}（{error}）。请检查写入权限，或删除这个文件后重试。") from error
            yield


def require_current(current: str, onto: str | None) -> None:
    """Raise ``IndexChanged`` if contents were made from a generation that is not current any more."""
    if onto is not None and current != onto:
        raise IndexChanged("另一个导入刚刚更新了索引，请再试一次。")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    """Bring a file, or on POSIX a folder's names, to the disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
