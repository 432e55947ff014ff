"""Files -> index: read, parse, cut, type the figures, and write a new generation if anything changed."""

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeVar

from ingest.document import build_document, document_id
from ingest.errors import ReadError
from ingest.figures import extract_figures
from ingest.passages import split_passages
from ingest.read import READERS, Source, read
from ingest.tokens import token_counter
from vectorstore.base import Progress, Store
from vectorstore.errors import EmbeddingMismatch, IndexChanged, IndexDamaged, IndexMissing
from vectorstore.records import Contents, Document, Figure, Passage

_Item = TypeVar("_Item", Passage, Figure)
State = Literal["added", "unchanged", "replaced", "duplicate", "failed"]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. ``message`` is a sentence in Chinese: the error, or warnings, or empty."""

    name: str
    state: State
    passages: int = 0
    figures: int = 0
    seconds: float = 0.0
    message: str = ""


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


@dataclass(frozen=True, slots=True)
class _Parsed:
    document: Document
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]


@dataclass(slots=True)
class _Shelf:
    """The documents of the generation to be written, by name; it starts as the current one."""

    budget: int
    by_name: dict[str, _Parsed] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    """The names met in this run."""

    def parse(self, source: Source) -> _Parsed:
        document = build_document(source)
        passages = split_passages(document, token_counter(), self.budget)
        return _Parsed(document, passages, extract_figures(document, passages))

    def renew(self, *, everything: bool) -> bool:
        """Parse again, from the texts that the index keeps, what an older parser left; whether there was any."""
        old = [parsed.document for parsed in self.by_name.values() if everything or not _is_current(parsed.document)]
        for document in old:
            self.by_name[document.name] = self.parse(Source(document.name, document.text, document.warnings))
        return bool(old)


def ingest(
    paths: Sequence[Path],
    store: Store,
    *,
    passage_tokens: int,
    progress: Progress | None = None,
    rebuild: bool = False,
) -> IngestReport:
    """Bring files and folders into the index, keeping the documents that it already holds.

    A bad file is reported and stops nothing. A file of a known name replaces the old version; a text already there
    under another name is left out. When nothing changed nothing is written. ``rebuild`` parses and writes everything
    anew, and begins from nothing if the old index cannot be read; it is needed after a change of ``passage_tokens``
    or of the embedding model. Raises ``StoreError``.
    """
    begun = time.perf_counter()
    while True:
        known, onto, notice = _current(store, begin_anew=rebuild)
        shelf = _Shelf(passage_tokens, known)
        changed = shelf.renew(everything=rebuild)
        reports = _take_all(list(_files(paths)), shelf, progress)
        changed = changed or any(report.state in ("added", "replaced") for report in reports)
        if not changed or _written(shelf, store, onto, progress):
            return IngestReport(reports, changed, len(shelf.by_name), time.perf_counter() - begun, notice)


def remove(names: Collection[str], store: Store, *, progress: Progress | None = None) -> tuple[str, ...]:
    """Take documents out of the index by file name; the names that were there. Raises ``StoreError``."""
    while True:
        known, onto, _ = _current(store, begin_anew=False)
        shelf = _Shelf(0, known)
        gone = tuple(name for name in dict.fromkeys(names) if shelf.by_name.pop(name, None))
        if not gone or _written(shelf, store, onto, progress):
            return gone


def _written(shelf: _Shelf, store: Store, onto: str | None, progress: Progress | None) -> bool:
    """Make the shelf the current generation; ``False`` if another ingestion was faster and must be read first."""
    try:
        store.replace(_contents(shelf), onto=onto, progress=progress)
    except IndexChanged:
        return False
    return True


def _take_all(files: Sequence[Path], shelf: _Shelf, progress: Progress | None) -> tuple[FileReport, ...]:
    reports = []
    for number, path in enumerate(files):
        _tell(progress, number, len(files))
        begun = time.perf_counter()
        report = _take(path, shelf)
        reports.append(replace(report, seconds=time.perf_counter() - begun))
    _tell(progress, len(files), len(files))
    return tuple(reports)


def _take(path: Path, shelf: _Shelf) -> FileReport:
    """Read one file onto the shelf."""
    if path.is_dir():
        known = "、".join(READERS)
        return FileReport(path.name, "failed", message=f"{path.name}：文件夹里没有可以导入的文件（{known}）。")
    try:
        source = read(path)
    except ReadError as error:
        return FileReport(path.name, "failed", message=str(error))
    return _place(source, shelf)


def _place(source: Source, shelf: _Shelf) -> FileReport:
    name = source.name
    known = shelf.by_name.get(name)
    same = known is not None and known.document.text == source.text
    if name in shelf.seen and not same:
        return FileReport(name, "failed", message=f"{name}：本次导入中还有另一个同名文件，请改名后再导入。")
    shelf.seen.add(name)
    if known and same:
        return _report(known, "unchanged")
    twin = _twin(source, shelf)
    if twin:
        return FileReport(name, "duplicate", message=f"{name}：内容与已导入的“{twin}”完全相同，没有重复导入。")
    parsed = shelf.by_name[name] = shelf.parse(source)
    return _report(parsed, "replaced" if known else "added")


def _twin(source: Source, shelf: _Shelf) -> str:
    """The name of another document with the same text; empty if there is none."""
    documents = (known.document for known in shelf.by_name.values())
    return next((d.name for d in documents if d.name != source.name and d.text == source.text), "")


def _report(parsed: _Parsed, state: State) -> FileReport:
    document = parsed.document
    return FileReport(document.name, state, len(parsed.passages), len(parsed.figures), 0.0, " ".join(document.warnings))


def _is_current(document: Document) -> bool:
    """Whether this parser made the document: its id depends on the parser's version."""
    return document.id == document_id(document.text)


def _current(store: Store, *, begin_anew: bool) -> tuple[dict[str, _Parsed], str | None, str]:
    """The documents of the current generation by name, its own name, and what to tell if it could not be read."""
    try:
        index = store.current()
        contents = index.contents
    except IndexMissing:
        return {}, "", ""
    except (IndexDamaged, EmbeddingMismatch):
        if begin_anew:
            return {}, None, "原来的索引无法读取，已从头建立；以前导入而这次没有给出的文件，请重新导入。"
        raise
    passages, figures = _by_document(contents.passages), _by_document(contents.figures)
    parsed = (_Parsed(d, tuple(passages[d.id]), tuple(figures[d.id])) for d in contents.documents)
    return {one.document.name: one for one in parsed}, index.generation, ""


def _by_document(items: Iterable[_Item]) -> dict[str, list[_Item]]:
    found: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        found[item.document_id].append(item)
    return found


def _contents(shelf: _Shelf) -> Contents:
    shelved = shelf.by_name.values()
    return Contents(
        tuple(parsed.document for parsed in shelved),
        tuple(passage for parsed in shelved for passage in parsed.passages),
        tuple(figure for parsed in shelved for figure in parsed.figures),
    )


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
