"""The documents of the generation to be written: they start as the current one, are changed, and written at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from ingest.document import build_document, document_id
from ingest.figures import extract_figures
from ingest.passages import split_passages
from ingest.read import Source
from ingest.tokens import token_counter
from vectorstore.base import Progress, Store
from vectorstore.errors import EmbeddingMismatch, IndexChanged, IndexDamaged, IndexMissing
from vectorstore.records import Contents, Document, Figure, Passage

_Item = TypeVar("_Item", Passage, Figure)
State = Literal["added", "unchanged", "replaced", "duplicate", "failed"]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. ``message`` is a sentence in Chinese: the error, or warnings, or empty.

    ``before`` is the version that it replaced.
    """

    name: str
    state: State
    passages: int = 0
    figures: int = 0
    seconds: float = 0.0
    message: str = ""
    before: Document | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with all that was taken from it."""

    document: Document
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]


@dataclass(slots=True)
class Shelf:
    """Documents by name, with the generation that they were taken from and what to tell if it could not be read."""

    budget: int
    by_name: dict[str, Parsed] = field(default_factory=dict)
    onto: str | None = ""
    notice: str = ""
    seen: set[str] = field(default_factory=set)
    """The names met in this run."""

    def parse(self, source: Source) -> Parsed:
        """Take a text apart."""
        document = build_document(source)
        passages = split_passages(document, token_counter(), self.budget)
        return Parsed(document, passages, extract_figures(document, passages))

    def renew(self, document: Document, *, name: str = "") -> None:
        """Parse a document again from the text that the index keeps, under another name if one is given."""
        source = Source(name or document.name, document.text, document.warnings, document.pages)
        parsed = self.parse(source)
        self.by_name = {
            parsed.document.name if known == document.name else known: parsed if known == document.name else one
            for known, one in self.by_name.items()
        }

    def renew_old(self, *, everything: bool = False) -> bool:
        """Parse again what an older parser left; whether there was any."""
        old = [one.document for one in self.by_name.values() if everything or not _is_current(one.document)]
        for document in old:
            self.renew(document)
        return bool(old)

    def place(self, source: Source) -> FileReport:
        """Put a text on the shelf, unless it is there already."""
        name = source.name
        known = self.by_name.get(name)
        same = known is not None and known.document.text == source.text
        if name in self.seen and not same:
            return FileReport(name, "failed", message=f"{name}：本次导入中还有另一个同名文件，请改名后再导入。")
        self.seen.add(name)
        if known and same:
            return _report(known, "unchanged")
        twin = self.twin(source)
        if twin:
            return FileReport(name, "duplicate", message=f"{name}：内容与已导入的“{twin}”完全相同，没有重复导入。")
        parsed = self.by_name[name] = self.parse(source)
        return _report(parsed, "replaced" if known else "added", known.document if known else None)

    def twin(self, source: Source) -> str:
        """The name of another document with the same text; empty if there is none."""
        documents = (known.document for known in self.by_name.values())
        return next((d.name for d in documents if d.name != source.name and d.text == source.text), "")

    def written(self, store: Store, progress: Progress | None) -> bool:
        """Make the shelf the current generation; ``False`` if another ingestion was faster and must be read first."""
        try:
            store.replace(self._contents(), onto=self.onto, progress=progress)
        except IndexChanged:
            return False
        return True

    def _contents(self) -> Contents:
        shelved = self.by_name.values()
        return Contents(
            tuple(parsed.document for parsed in shelved),
            tuple(passage for parsed in shelved for passage in parsed.passages),
            tuple(figure for parsed in shelved for figure in parsed.figures),
        )


def open_shelf(store: Store, budget: int, *, begin_anew: bool = False) -> Shelf:
    """The documents of the current generation. Raises ``StoreError``, unless ``begin_anew`` allows an empty shelf."""
    try:
        index = store.current()
        contents = index.contents
    except IndexMissing:
        return Shelf(budget)
    except (IndexDamaged, EmbeddingMismatch):
        if begin_anew:
            notice = "原来的索引无法读取，已从头建立；以前导入而这次没有给出的文件，请重新导入。"
            return Shelf(budget, onto=None, notice=notice)
        raise
    passages, figures = _by_document(contents.passages), _by_document(contents.figures)
    parsed = (Parsed(d, tuple(passages[d.id]), tuple(figures[d.id])) for d in contents.documents)
    return Shelf(budget, {one.document.name: one for one in parsed}, index.generation)


def _report(parsed: Parsed, state: State, before: Document | None = None) -> FileReport:
    document, counts = parsed.document, (len(parsed.passages), len(parsed.figures))
    return FileReport(document.name, state, *counts, 0.0, " ".join(document.warnings), before)


def _is_current(document: Document) -> bool:
    """Whether this parser made the document: its id depends on the parser's version."""
    return document.id == document_id(document.text)


def _by_document(items: Iterable[_Item]) -> dict[str, list[_Item]]:
    found: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        found[item.document_id].append(item)
    return found
