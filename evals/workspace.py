"""The reports of a run in an index of their own, apart from the user's, and the assistant over it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rich.progress import Progress

from assistant.answer import Assistant
from assistant.opening import open_embedder
from assistant.retrieve import POOL, retrieve
from assistant.settings import EXTRACTIVE, Settings
from evals.cases import OWN, Case, CaseError
from evals.run import FAILURES, Answers, Legs
from evals.scorers.recall import DEPTHS
from ingest.pipeline import ingest
from ingest.read import READERS
from vectorstore.base import Index
from vectorstore.chroma import ChromaStore

REPORTS = Path(__file__).parent / "reports"
"""Made-up reports with other headings, numbering and indicators than the shipped one."""

WARM_UP = "这份报告讲了什么？"


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a run needs: who answers, the retrieval legs, the stored texts by file name, the embedding model's name.

    ``without_model`` answers the same questions by extraction where ``assistant`` asks a model.
    """

    assistant: Answers
    legs: Legs
    texts: Mapping[str, str]
    embedding: str
    without_model: Answers | None = None


class IndexLegs:
    """The legs of the product's retrieval over one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._ids = {document.name: document.id for document in index.contents.documents}

    def ranked(self, question: str, document: str) -> Mapping[str, Sequence[str]]:
        """Return the texts of the passages that each leg finds, best first, as deep as recall is measured."""
        # All of both pools, so that every passage comes with its rank in each leg.
        found = retrieve(self._index, question, k=2 * POOL, documents=self._only(document))
        by_dense = sorted((hit for hit in found if hit.dense_rank), key=lambda hit: hit.dense_rank)
        by_lexical = sorted((hit for hit in found if hit.lexical_rank), key=lambda hit: hit.lexical_rank)
        legs = {"dense": by_dense, "lexical": by_lexical, "fused": found}
        return {leg: [hit.passage.text for hit in hits[: max(DEPTHS)]] for leg, hits in legs.items()}

    def passages(self, document: str) -> Sequence[str]:
        """Return the texts of all passages of a document, of all documents for an empty name."""
        only = self._only(document)
        return [p.text for p in self._index.contents.passages if not only or p.document_id in only]

    def _only(self, document: str) -> tuple[str, ...]:
        return (self._ids[document],) if document else ()


def report_files(cases: Sequence[Case], settings: Settings, extra: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files to index: the project's reports and those of the ``extra`` folders that the cases ask about.

    Cases that name no report are asked about all. Raises ``CaseError`` for a report that is in none of the folders.
    """
    wanted = {case.document for case in cases}
    own = all(case.set_name == OWN for case in cases)
    shipped = _readable(settings.reports)
    made_up = [path for path in _readable(REPORTS) if not own or path.name in wanted]
    others = [path for folder in extra for path in _readable(folder) if "" in wanted or path.name in wanted]
    files = {path.name: path for path in (*shipped, *made_up, *others)}
    if missing := sorted(wanted - files.keys() - {""}):
        raise CaseError(f"找不到题目所问的报告：{'、'.join(missing)}。请用 --reports 指明它们所在的文件夹。")
    return tuple(files.values())


def open_workspace(files: Sequence[Path], settings: Settings, progress: Progress) -> Workspace:
    """Index the files anew, with today's parser and cached embeddings, and open the assistant, warm.

    Raises ``CaseError`` for a file that cannot be read and ``StoreError`` where the index cannot be written.
    """
    embedder = open_embedder(settings)
    store = ChromaStore(settings.var / "evals" / f"index-{_key(files)}", embedder)
    tasks = {}

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = progress.add_task(stage)
        progress.update(tasks[stage], completed=done, total=total)

    report = ingest(files, store, passage_tokens=settings.passage_tokens, progress=tell, rebuild=True)
    if report.failed:
        raise CaseError("\n".join(file.message for file in report.failed))
    index = store.current()
    assistant = Assistant(store, settings)
    with suppress(*FAILURES):  # what fails here fails again in the rows, where it is recorded
        assistant.answer(WARM_UP, mode=EXTRACTIVE)
    texts = {document.name: document.text for document in index.contents.documents}
    plain = Assistant(store, settings.model_copy(update={"mode": EXTRACTIVE})) if settings.use_model else None
    return Workspace(assistant, IndexLegs(index), texts, embedder.name, plain)


def _readable(folder: Path) -> list[Path]:
    files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    return [path for path in files if path.suffix.lower() in READERS]


def _key(files: Iterable[Path]) -> str:
    """Name a set of files: another set has another index, so that no report of an earlier run is left in it."""
    names = "\n".join(str(path.resolve()) for path in files)
    return hashlib.sha256(names.encode()).hexdigest()[:8]
