"""Changes to documents that the index holds: take out, put back, rename, parse again. Each writes one generation.

Every one begins again when another ingestion was faster, so that neither undoes the other. All raise ``StoreError``.
"""

from collections.abc import Collection
from pathlib import PurePath

from ingest.read import READERS, Source
from ingest.shelf import FileReport, open_shelf
from ingest.upload import safe_name
from vectorstore.base import Progress, Store
from vectorstore.errors import StoreError


def remove(names: Collection[str], store: Store, *, progress: Progress | None = None) -> tuple[str, ...]:
    """Take documents out of the index by file name; the names that were there."""
    while True:
        shelf = open_shelf(store, 0)
        gone = tuple(name for name in dict.fromkeys(names) if shelf.by_name.pop(name, None))
        if not gone or shelf.written(store, progress):
            return gone


def restore(source: Source, store: Store, *, passage_tokens: int, progress: Progress | None = None) -> FileReport:
    """Put a document back. If its name was given to another text meanwhile it gets a name of its own."""
    while True:
        shelf = open_shelf(store, passage_tokens)
        known = shelf.by_name.get(source.name)
        taken = known is not None and known.document.text != source.text
        name = _free(source.name, shelf.by_name) if taken else source.name
        report = shelf.place(Source(name, source.text, source.warnings, source.pages))
        if report.state != "added" or shelf.written(store, progress):
            return report


def rename(old: str, new: str, store: Store, *, passage_tokens: int, progress: Progress | None = None) -> str:
    """Give a document another file name and return it as kept: safe, and with the kind of file that it was.

    Its id stays, so that citations still find it. Raises ``StoreError`` for a name that is empty or taken.
    """
    name = _kept_kind(safe_name(new), old) if new.strip() else ""
    while True:
        shelf = open_shelf(store, passage_tokens)
        if old not in shelf.by_name:
            raise StoreError(f"“{old}”已不在资料库中，可能刚被别人移除或改名。")
        if not name:
            raise StoreError("名称不能为空，请重新填写。")
        if name == old:
            return name
        if name in shelf.by_name:
            raise StoreError(f"资料库中已有“{name}”，请换一个名称。")
        shelf.renew(shelf.by_name[old].document, name=name)
        if shelf.written(store, progress):
            return name


def renew(names: Collection[str], store: Store, *, passage_tokens: int, progress: Progress | None = None) -> bool:
    """Parse documents again from the texts that the index keeps; whether that changed anything."""
    while True:
        shelf = open_shelf(store, passage_tokens)
        before = {name: shelf.by_name[name] for name in names if name in shelf.by_name}
        for parsed in before.values():
            shelf.renew(parsed.document)
        changed = any(shelf.by_name[name] != parsed for name, parsed in before.items())
        if not changed or shelf.written(store, progress):
            return changed


def _kept_kind(name: str, old: str) -> str:
    """The name with the old one's suffix, as people leave it out and nobody turns a PDF into Word by renaming."""
    suffix, own = PurePath(old).suffix, PurePath(name).suffix.lower()
    return f"{name[: -len(own)] if own in READERS else name}{suffix}"


def _free(name: str, taken: Collection[str]) -> str:
    path = PurePath(name)
    candidates = (f"{path.stem}（恢复{number or ''}）{path.suffix}" for number in range(len(taken) + 1))
    return next(candidate for candidate in candidates if candidate not in taken)
