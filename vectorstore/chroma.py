"""The store in Chroma, embedded in this process or on a server: the only file that knows Chroma.

A generation is two collections: ``<generation>-entries``, one vector for each passage and sentence, and
``<generation>-documents``, the contents as JSON, so that whoever can open them needs nothing else to answer.
"""

import threading
import weakref
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

import chromadb
import httpx  # Chroma's own HTTP client, whose errors it lets through
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError
from langchain_chroma import Chroma

from vectorstore.base import NamedEmbeddings, Progress
from vectorstore.entries import all_entries, hit_of, metadata_of
from vectorstore.errors import IndexDamaged, StoreError, StoreUnreachable
from vectorstore.generations import GenerationFolder, require_current
from vectorstore.index import OpenedIndex, require_same_model
from vectorstore.records import Contents, Hit
from vectorstore.serial import Piece, digest, from_pieces, to_pieces
from vectorstore.store import GenerationStore, begun_before

_ENTRIES_AT_ONCE = 128
"""Entries embedded and written in one go; with nothing cached, progress is reported every four seconds or so."""

_PIECES_AT_ONCE = 16
"""At most 13 MB in a request; a Chroma server takes 40 MB."""

_SPACE: Any = {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200}}
"""Twice Chroma's own effort in building and in searching, for recall."""

_POINTER = "plan-assistant-current"

_STRAY_AFTER = timedelta(days=1)
"""Age at which an unfinished generation on a server is taken for abandoned; no ingestion runs that long."""

_NO_VECTOR: Any = [1.0]
"""A collection cannot do without vectors; nobody searches the ones of the contents."""


class ChromaStore(GenerationStore):
    """Generations in Chroma: in ``folder``, or on the server at ``url`` if one is given."""

    def __init__(self, folder: Path, embeddings: NamedEmbeddings, *, url: str = "") -> None:
        super().__init__(_Server(url) if url else _Folder(folder), embeddings)


class _Place(Protocol):
    """What the two homes do differently once a generation is open."""

    def release(self, client: Client) -> None: ...

    def damaged(self, what: str) -> IndexDamaged: ...

    def translated(self, error: BaseException, *, writing: bool) -> StoreError:
        """What an error from Chroma means to the user."""
        ...


class _Folder:
    """Embedded: each generation is a Chroma database in a folder of its own, open in this process."""

    def __init__(self, folder: Path) -> None:
        self._folder = GenerationFolder(folder, _settled)
        self.current = self._folder.current
        self.damaged = self._folder.damaged

    def read(self, generation: str, embeddings: NamedEmbeddings) -> OpenedIndex:
        self._folder.check(generation)
        with _Translated(self):
            return _read(_embedded(self._folder.path(generation)), generation, embeddings, self)

    def write(
        self,
        generation: str,
        contents: Contents,
        embeddings: NamedEmbeddings,
        progress: Progress | None,
        onto: str | None,
    ) -> None:
        with _Translated(self, writing=True), self._folder.writing(generation, onto) as path:
            client = _embedded(path)
            try:
                _write(client, generation, contents, embeddings, progress)
            finally:
                client.close()

    def release(self, client: Client) -> None:
        client.close()

    def translated(self, error: BaseException, *, writing: bool) -> StoreError:
        if writing:
            return StoreError(f"新索引写入失败，原索引不受影响。请检查磁盘空间和写入权限后重试。（{error}）")
        if "readonly" in str(error):
            return StoreError(
                f"索引文件夹没有写入权限，无法打开。请检查权限，或把它复制到可写的位置，再设置 PLAN_VAR。（{error}）"
            )
        return self.damaged(str(error))


class _Server:
    """On a Chroma server: a collection of one record names the current generation and the one before it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client: Client | None = None
        self._connecting = threading.Lock()

    def current(self) -> str:
        with _Translated(self):
            return self._pointer()[0]

    def read(self, generation: str, embeddings: NamedEmbeddings) -> OpenedIndex:
        with _Translated(self):
            return _read(self._connected(), generation, embeddings, self)

    def write(
        self,
        generation: str,
        contents: Contents,
        embeddings: NamedEmbeddings,
        progress: Progress | None,
        onto: str | None,
    ) -> None:
        with _Translated(self, writing=True):
            require_current(self._pointer()[0], onto)
            with ExitStack() as undo:
                undo.callback(self._drop_if_possible, generation)
                _write(self._connected(), generation, contents, embeddings, progress)
                # A server knows no lock: what another machine published while this one wrote is seen only now.
                current, previous = self._pointer()
                require_current(current, onto)
                undo.pop_all()
            self._publish(generation, current)
            abandoned = {name for name in self._generations() if begun_before(name, _STRAY_AFTER)}
            self._drop((abandoned | {previous}) - {"", current, generation})

    def release(self, client: Client) -> None:
        """Keep the connection: other generations are read through it."""

    def damaged(self, what: str) -> IndexDamaged:
        return IndexDamaged(
            f"Chroma 服务 {self._url} 上的索引不完整（{what}）。请运行 plan-assistant ingest --rebuild 重建索引。"
        )

    def translated(self, error: BaseException, *, writing: bool) -> StoreError:
        if isinstance(error, NotFoundError) and not writing:
            return self.damaged(str(error))
        return StoreUnreachable(
            f"Chroma 服务 {self._url} 没有正常回应。请检查服务是否已启动，以及 PLAN_CHROMA_URL 是否正确。（{error}）"
        )

    def _connected(self) -> Client:
        with self._connecting:
            if self._client is None:
                address = urlsplit(self._url)
                if address.scheme not in ("http", "https") or not address.hostname:
                    raise StoreUnreachable(f"PLAN_CHROMA_URL 不是网址：{self._url}。应形如 http://主机名:8000。")
                secure = address.scheme == "https"
                port = address.port or (443 if secure else 8000)
                client = chromadb.HttpClient(host=address.hostname, port=port, ssl=secure, settings=_settings())
                self._client = cast("Client", client)
            return self._client

    def _pointer(self) -> tuple[str, str]:
        """The current generation and the previous one, empty if there is none."""
        try:
            found = self._connected().get_collection(_POINTER, embedding_function=None).get(ids=["current"])
        except NotFoundError:
            return "", ""
        names, metadatas = found["documents"], found["metadatas"]
        return (names[0], str(metadatas[0]["previous"])) if names and metadatas else ("", "")

    def _publish(self, generation: str, previous: str) -> None:
        self._connected().get_or_create_collection(_POINTER, embedding_function=None).upsert(
            ids=["current"], embeddings=[_NO_VECTOR], documents=[generation], metadatas=[{"previous": previous}]
        )

    def _generations(self) -> set[str]:
        """Every generation that has a collection here, finished or not."""
        client = self._connected()
        names = [collection.name for collection in client.list_collections(limit=client.count_collections())]
        return {name.removesuffix("-documents") for name in names if name.endswith("-documents")}

    def _drop_if_possible(self, generation: str) -> None:
        """Clean up after a failure, which may be that the server is gone."""
        with suppress(ChromaError, httpx.HTTPError):
            self._drop({generation})

    def _drop(self, generations: Collection[str]) -> None:
        for name in (name for generation in generations for name in _collections(generation)):
            with suppress(NotFoundError):
                self._connected().delete_collection(name)


class _Translated(AbstractContextManager[None]):
    """Turns Chroma's errors into the store's own, and lets all others pass."""

    def __init__(self, place: _Place, *, writing: bool = False) -> None:
        self._place = place
        self._writing = writing

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        # Chroma raises ValueError where it cannot connect, and a plain Exception for an answer it does not know.
        foreign = isinstance(error, ChromaError | ValueError | OSError | httpx.HTTPError) or kind is Exception
        if error is not None and foreign:
            raise self._place.translated(error, writing=self._writing) from error


class _ChromaEntries:
    """The entries of one generation through LangChain."""

    def __init__(self, entries: Chroma, place: _Place, client: Client) -> None:
        self._entries = entries
        self._place = place
        # Chroma keeps an embedded database open for ever unless told; whoever answers may still hold this index.
        weakref.finalize(self, place.release, client).atexit = False

    def nearest(self, vector: list[float], count: int, documents: Collection[str]) -> list[Hit]:
        only: Any = {"document_id": {"$in": list(documents)}} if documents else None
        with _Translated(self._place):
            found = self._entries.similarity_search_by_vector_with_relevance_scores(vector, k=count, filter=only)
        return [hit_of(entry.metadata, 1.0 - distance) for entry, distance in found]

    def vectors(self, ids: Sequence[str]) -> dict[str, np.ndarray]:
        with _Translated(self._place):
            found = self._entries.get(ids=list(ids), include=["embeddings"])
        return dict(zip(found["ids"], np.asarray(found["embeddings"]), strict=True))


def _write(
    client: Client, generation: str, contents: Contents, embeddings: NamedEmbeddings, progress: Progress | None
) -> None:
    pieces = to_pieces(contents)
    entries = all_entries(contents)
    documents_name, entries_name = _collections(generation)
    documents = client.create_collection(
        documents_name,
        embedding_function=None,
        metadata={"embedding": embeddings.name, "entries": len(entries), "digest": digest(pieces)},
    )
    for start in range(0, len(pieces), _PIECES_AT_ONCE):
        batch = pieces[start : start + _PIECES_AT_ONCE]
        documents.add(
            ids=[piece.id for piece in batch],
            embeddings=[_NO_VECTOR] * len(batch),
            documents=[piece.text for piece in batch],
            metadatas=[{"number": piece.number, "part": piece.part} for piece in batch],
        )
    vectors = Chroma(entries_name, embeddings, client=client, collection_configuration=_SPACE)
    for start in range(0, len(entries), _ENTRIES_AT_ONCE):
        part = entries[start : start + _ENTRIES_AT_ONCE]
        vectors.add_texts([entry.text for entry in part], [metadata_of(entry) for entry in part], [e.id for e in part])
        if progress:
            progress("embedding", start + len(part), len(entries))


def _read(client: Client, generation: str, embeddings: NamedEmbeddings, place: _Place) -> OpenedIndex:
    with ExitStack() as undo:
        undo.callback(place.release, client)
        documents_name, entries_name = _collections(generation)
        documents = client.get_collection(documents_name, embedding_function=None)
        header = documents.metadata or {}
        require_same_model(built=str(header.get("embedding")), wanted=embeddings.name)
        pieces = _pieces(documents)
        if digest(pieces) != header.get("digest"):
            raise place.damaged("报告内容不完整")
        if client.get_collection(entries_name, embedding_function=None).count() != header.get("entries"):
            raise place.damaged("向量不完整")
        contents = from_pieces(pieces)
        vectors = Chroma(entries_name, embeddings, client=client, create_collection_if_not_exists=False)
        undo.pop_all()
    return OpenedIndex(generation, contents, _ChromaEntries(vectors, place, client), embeddings)


def _pieces(documents: chromadb.Collection) -> list[Piece]:
    pieces: list[Piece] = []
    for start in range(0, documents.count(), _PIECES_AT_ONCE):
        found = documents.get(offset=start, limit=_PIECES_AT_ONCE, include=["documents", "metadatas"])
        for text, where in zip(found["documents"] or [], found["metadatas"] or [], strict=True):
            pieces.append(Piece(cast("int", where["number"]), cast("int", where["part"]), text))
    return pieces


def _collections(generation: str) -> tuple[str, str]:
    return f"{generation}-documents", f"{generation}-entries"


def _settled(path: Path) -> bool:
    """Whether the file is part of a vector index that Chroma has written out.

    Without these Chroma answers from the few entries that it finds elsewhere, and says nothing. Up to 1,000 entries
    it keeps the vectors in its SQLite file, where damage is noticed, and rewrites the other files at will.
    """
    return (path.parent / "index_metadata.pickle").exists()


def _settings() -> Settings:
    """Settings for one client: Chroma writes the client's address or folder into them."""
    return Settings(anonymized_telemetry=False)


def _embedded(path: Path) -> Client:
    return cast("Client", chromadb.PersistentClient(str(path), settings=_settings()))
