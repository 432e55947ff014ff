"""What goes wrong with an index in real life, and what the user is told."""

import gc
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.vectorstore.conftest import OpenStore, chroma_server, free_port, server_client
from tests.vectorstore.samples import DONGCHENG, XICHENG, BigramEmbeddings, report
from vectorstore import generations
from vectorstore.chroma import ChromaStore
from vectorstore.errors import IndexDamaged, StoreError, StoreUnreachable
from vectorstore.store import begun_before, new_generation

ROOT = Path(__file__).parents[2]
MANY = report("many", "".join(f"新增学位{number}个。" for number in range(1500)))
"""More entries than Chroma keeps outside its vector files (1,000)."""


def opened(folder: Path) -> ChromaStore:
    return ChromaStore(folder, BigramEmbeddings())


def vector_files(generation: Path, pattern: str) -> list[Path]:
    found = [path for path in generation.glob(pattern) if path.stat().st_size]
    assert found, f"Chroma keeps no {pattern}"
    return found


def overwrite_database(generation: Path) -> None:
    (generation / "chroma.sqlite3").write_bytes(b"garbage " * 1000)


def truncate_database(generation: Path) -> None:
    os.truncate(generation / "chroma.sqlite3", 20_000)


def empty_database(generation: Path) -> None:
    os.truncate(generation / "chroma.sqlite3", 0)


def delete_database(generation: Path) -> None:
    (generation / "chroma.sqlite3").unlink()


def delete_vectors(generation: Path) -> None:
    for path in vector_files(generation, "*-*-*"):
        shutil.rmtree(path)


def garble_vectors(generation: Path) -> None:
    for path in vector_files(generation, "*/data_level0.bin"):
        path.write_bytes(b"x" * path.stat().st_size)


def garble_links(generation: Path) -> None:
    vector_files(generation, "*/link_lists.bin")[0].write_bytes(b"abc")


def delete_entries(generation: Path) -> None:
    with sqlite3.connect(generation / "chroma.sqlite3") as database:
        database.execute("DELETE FROM embeddings WHERE id IN (SELECT id FROM embeddings ORDER BY id DESC LIMIT 3)")


def alter_contents(generation: Path) -> None:
    with sqlite3.connect(generation / "chroma.sqlite3") as database:
        changed = database.execute("UPDATE embedding_metadata SET string_value = '{}' WHERE string_value LIKE '{%'")
        assert changed.rowcount


def delete_generation(generation: Path) -> None:
    shutil.rmtree(generation)


def garble_pointer(generation: Path) -> None:
    (generation.parent / "CURRENT").write_bytes(bytes(range(200, 256)))


DAMAGES = [
    overwrite_database, truncate_database, empty_database, delete_database, delete_vectors, garble_vectors,
    garble_links, delete_entries, alter_contents, delete_generation, garble_pointer,
]  # fmt: skip


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with vector files, closed."""
    folder = tmp_path_factory.mktemp("healthy")
    opened(folder).replace(MANY)
    gc.collect()
    return folder


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_says_so_and_can_be_rebuilt(
    damage: Callable[[Path], None], healthy: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    shutil.copytree(healthy, folder)
    damage(folder / opened(folder).generation())
    with pytest.raises(IndexDamaged, match="plan-assistant ingest --rebuild"):
        opened(folder).current()
    assert opened(folder).replace(XICHENG).contents == XICHENG


def test_a_copied_index_folder_answers(healthy: Path, tmp_path: Path) -> None:
    shutil.copytree(healthy, tmp_path / "elsewhere")
    index = opened(tmp_path / "elsewhere").current()
    assert len(index.sentence_scores("新增学位", ["many-0"])) == 1500


def test_opening_and_searching_does_not_break_the_seal(healthy: Path) -> None:
    for _ in range(2):
        assert opened(healthy).current().dense("新增学位777个", 2)
        gc.collect()


def test_killed_in_the_middle_the_old_generation_still_answers(open_store: OpenStore, url: str, tmp_path: Path) -> None:
    before = open_store().replace(XICHENG)
    command = [sys.executable, "-m", "tests.vectorstore.interrupted", str(tmp_path / "index"), url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        told = child.stdout.readline()
        child.kill()
    assert told.startswith(b"embedding 128 of ")
    index = open_store().current()
    assert index.generation == before.generation
    assert index.contents == XICHENG
    assert open_store().replace(DONGCHENG).dense("学位", 1)[0].passage_id == "dongcheng-0"


def test_a_killed_ingestion_leaves_no_folder_behind_after_the_next(tmp_path: Path) -> None:
    opened(tmp_path).replace(XICHENG)
    (tmp_path / "20260101T000000-00000000.partial").mkdir()
    opened(tmp_path).replace(DONGCHENG)
    assert not list(tmp_path.glob("*.partial"))


def test_only_the_current_generation_and_the_one_before_are_kept(tmp_path: Path) -> None:
    store = opened(tmp_path)
    names = [store.replace(contents).generation for contents in (XICHENG, DONGCHENG, XICHENG, DONGCHENG)]
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == sorted(names[-2:])


def test_many_replacements_leave_no_files_open(tmp_path: Path) -> None:
    handles = Path("/proc/self/fd")
    if not handles.exists():
        pytest.skip("counts open files through /proc")
    store = opened(tmp_path)
    for _ in range(2):
        store.replace(XICHENG)
    gc.collect()
    before = len(list(handles.iterdir()))
    for _ in range(4):
        store.replace(XICHENG)
    gc.collect()
    assert len(list(handles.iterdir())) <= before + 2


def test_a_second_ingestion_waits_and_then_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "_LOCK_SECONDS", 0.1)
    store = opened(tmp_path)
    store.replace(XICHENG)
    with sqlite3.connect(tmp_path / "LOCK", isolation_level=None) as first:
        first.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="另一个导入"):
            store.replace(DONGCHENG)
        first.execute("ROLLBACK")
    assert store.replace(DONGCHENG).contents == DONGCHENG


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="写入"):
        opened(tmp_path / "file" / "index").replace(XICHENG)


def test_a_server_that_is_down_is_named(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    store = ChromaStore(tmp_path, BigramEmbeddings(), url=url)
    for action in (store.generation, store.current, lambda: store.replace(XICHENG)):
        with pytest.raises(StoreUnreachable, match=url):
            action()


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://localhost", "http://"])
def test_an_address_that_is_none_is_explained(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable, match="http://"):
        ChromaStore(tmp_path, BigramEmbeddings(), url=url).generation()


def test_a_server_that_dies_under_a_running_page_is_named(tmp_path: Path) -> None:
    with chroma_server(tmp_path) as (url, process):
        store = ChromaStore(tmp_path, BigramEmbeddings(), url=url)
        index = store.replace(XICHENG)
        process.kill()
        process.wait()
        for action in (store.current, lambda: index.dense("学位", 1), lambda: store.replace(DONGCHENG)):
            with pytest.raises(StoreUnreachable, match=url):
                action()


def test_a_second_machine_with_only_the_address_answers(server: str, tmp_path: Path) -> None:
    ChromaStore(tmp_path / "first", BigramEmbeddings(), url=server).replace(XICHENG)
    second = ChromaStore(tmp_path / "second", BigramEmbeddings(), url=server).current()
    assert second.contents == XICHENG
    assert second.dense("高水平教育", 1)[0].passage_id == "xicheng-0"
    assert not list(tmp_path.iterdir()), "nothing is written on this machine"


def test_a_server_keeps_two_generations_and_sweeps_up_abandoned_ones(server: str, tmp_path: Path) -> None:
    client = server_client(server)
    under_way = new_generation()
    for name in ("20200101T000000-00000000-documents", f"{under_way}-documents", "somebody-elses"):
        client.create_collection(name, embedding_function=None)
    store = ChromaStore(tmp_path, BigramEmbeddings(), url=server)
    names = [store.replace(XICHENG).generation for _ in range(3)]
    kept = {collection.name for collection in client.list_collections()}
    expected = {f"{name}-{what}" for name in names[-2:] for what in ("documents", "entries")}
    assert kept == expected | {f"{under_way}-documents", "somebody-elses", "plan-assistant-current"}


def test_a_collection_missing_on_the_server_is_a_damaged_index(server: str, tmp_path: Path) -> None:
    generation = ChromaStore(tmp_path, BigramEmbeddings(), url=server).replace(XICHENG).generation
    server_client(server).delete_collection(f"{generation}-entries")
    with pytest.raises(IndexDamaged, match="plan-assistant ingest --rebuild"):
        ChromaStore(tmp_path, BigramEmbeddings(), url=server).current()


def test_generations_sort_by_time() -> None:
    now = new_generation()
    assert not begun_before(now, timedelta(days=1))
    assert begun_before("20200101T000000-00000000", timedelta(days=1))
    assert now.startswith(str(datetime.now(UTC).year))
