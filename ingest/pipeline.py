"""Files -> index: read, parse, cut, type the figures, and write a new generation if anything changed."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import ReadError
from ingest.read import READERS, read
from ingest.shelf import FileReport, Shelf, open_shelf
from vectorstore.base import Progress, Store


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of all files, whether a new generation was written, and how many documents the index now holds.

    ``notice`` is a sentence in Chinese about the index as a whole, empty as a rule.
    """

    files: tuple[FileReport, ...]
    written: bool
    documents: int
    seconds: float = 0.0
    notice: str = ""

    @property
    def failed(self) -> tuple[FileReport, ...]:
        """The files that could not be read."""
        return tuple(file for file in self.files if file.state == "failed")


def ingest(
    paths: Sequence[Path],
    store: Store,
    *,
    passage_tokens: int,
    progress: Progress | None = None,
    each: Callable[[FileReport], None] | None = None,
    rebuild: bool = False,
) -> IngestReport:
    """Bring files and folders into the index, keeping the documents that it already holds.

    A bad file is reported and stops nothing. A file of a known name replaces the old version; a text already there
    under another name is left out. Nothing is written when nothing changed, or when no file could be read. ``each`` is
    told of every file as soon as it is read, before anything is written. ``rebuild`` parses and writes everything anew,
    and begins from nothing if the old index cannot be read; it is needed after a change of ``passage_tokens``
    or of the embedding model. Raises ``StoreError``.
    """
    begun = time.perf_counter()
    while True:
        shelf = open_shelf(store, passage_tokens, begin_anew=rebuild)
        renewed = shelf.renew_old(everything=rebuild)
        reports = _take_all(list(_files(paths)), shelf, progress, each)
        unread = not rebuild and bool(reports) and all(report.state == "failed" for report in reports)
        changed = (renewed and not unread) or any(report.state in ("added", "replaced") for report in reports)
        if not changed or shelf.written(store, progress):
            return IngestReport(reports, changed, len(shelf.by_name), time.perf_counter() - begun, shelf.notice)


def _take_all(
    files: Sequence[Path], shelf: Shelf, progress: Progress | None, each: Callable[[FileReport], None] | None
) -> tuple[FileReport, ...]:
    reports = []
    for number, path in enumerate(files):
        _tell(progress, number, len(files))
        begun = time.perf_counter()
        report = replace(_take(path, shelf), seconds=time.perf_counter() - begun)
        reports.append(report)
        if each:
            each(report)
    _tell(progress, len(files), len(files))
    return tuple(reports)


def _take(path: Path, shelf: Shelf) -> FileReport:
    """Read one file onto the shelf."""
    if path.is_dir():
        known = "、".join(READERS)
        return FileReport(path.name, "failed", message=f"{path.name}：文件夹里没有可以导入的文件（{known}）。")
    try:
        source = read(path)
    except ReadError as error:
        return FileReport(path.name, "failed", message=str(error))
    return shelf.place(source)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files to read, folders expanded; hidden and lock files (~$...) are passed over, an empty folder stays."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(file for file in path.rglob("*") if file.is_file() and _is_report(file))
        yield from inside or [path]


def _is_report(file: Path) -> bool:
    return not file.name.startswith((".", "~$")) and file.suffix.lower() in READERS


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress:
        progress("读取", done, total)
