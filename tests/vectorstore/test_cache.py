"""Nothing is embedded twice, and a broken cache never stops the work."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.vectorstore.samples import BigramEmbeddings
from vectorstore.cache import EMBEDDED_AT_ONCE, QUERIES_KEPT, CachedEmbeddings
from vectorstore.errors import EmbeddingFailed

TEXTS = ["新增学位", "新建床位", "新增学位", "打通断头路"]


def cached(path: Path, model: BigramEmbeddings) -> CachedEmbeddings:
    return CachedEmbeddings(model, path / "deep" / "cache.sqlite3")


def test_vectors_are_the_models_own_in_order(tmp_path: Path) -> None:
    vectors = cached(tmp_path, BigramEmbeddings()).embed_documents(TEXTS)
    assert vectors == BigramEmbeddings().embed_documents(TEXTS)


def test_the_same_text_is_embedded_once_even_within_a_call(tmp_path: Path) -> None:
    model = BigramEmbeddings()
    first = cached(tmp_path, model).embed_documents(TEXTS)
    assert model.embedded == 3
    assert cached(tmp_path, model).embed_documents(TEXTS) == first
    assert model.embedded == 3


def test_models_do_not_share_vectors(tmp_path: Path) -> None:
    cached(tmp_path, BigramEmbeddings("a")).embed_documents(TEXTS)
    other = BigramEmbeddings("b", dimensions=16)
    assert len(cached(tmp_path, other).embed_documents(TEXTS)[0]) == 16


def test_what_was_embedded_before_a_failure_is_kept(tmp_path: Path) -> None:
    class FailsLater(BigramEmbeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            if self.embedded:
                raise EmbeddingFailed("没有回应")
            return super().embed_documents(texts)

    texts = [f"第{number}段" for number in range(EMBEDDED_AT_ONCE + 5)]
    with pytest.raises(EmbeddingFailed):
        cached(tmp_path, FailsLater()).embed_documents(texts)
    model = BigramEmbeddings()
    cached(tmp_path, model).embed_documents(texts)
    assert model.embedded == 5


def test_what_was_embedded_before_a_kill_is_kept(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path\n"
        "from tests.vectorstore.test_cache import BigramEmbeddings, TEXTS, cached\n"
        "cached(Path(sys.argv[1]), BigramEmbeddings()).embed_documents(TEXTS)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode < 0
    model = BigramEmbeddings()
    cached(tmp_path, model).embed_documents(TEXTS)
    assert model.embedded == 0


@pytest.mark.parametrize("garbage", [b"garbage " * 1000, b"SQLite format 3\0" + b"\xff" * 5000], ids=["text", "pages"])
def test_a_damaged_cache_is_moved_aside_and_begun_anew(tmp_path: Path, garbage: bytes) -> None:
    path = tmp_path / "cache.sqlite3"
    path.write_bytes(garbage)
    model = BigramEmbeddings()
    assert CachedEmbeddings(model, path).embed_documents(TEXTS) == BigramEmbeddings().embed_documents(TEXTS)
    CachedEmbeddings(model, path).embed_documents(TEXTS)
    assert model.embedded == 3, "the new cache holds them"
    assert next(tmp_path.glob("cache.sqlite3.damaged-*")).read_bytes() == garbage


def test_a_cache_that_cannot_be_written_does_not_stop_the_work(tmp_path: Path) -> None:
    (tmp_path / "cache.sqlite3").mkdir()
    embeddings = CachedEmbeddings(BigramEmbeddings(), tmp_path / "cache.sqlite3")
    assert len(embeddings.embed_documents(TEXTS)) == 4


def test_a_vector_cut_short_on_disk_is_computed_again(tmp_path: Path) -> None:
    model = BigramEmbeddings()
    expected = cached(tmp_path, model).embed_documents(TEXTS)
    with sqlite3.connect(tmp_path / "deep" / "cache.sqlite3") as database:
        database.execute("UPDATE vectors SET vector = substr(vector, 1, 7)")
    assert cached(tmp_path, model).embed_documents(TEXTS) == expected


def test_two_writers_share_a_cache(tmp_path: Path) -> None:
    model = BigramEmbeddings()
    both = [cached(tmp_path, model), cached(tmp_path, model)]
    texts = [f"第{number}段" for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda n: both[n % 2].embed_documents(texts[n * 5 :]), range(16)))
    assert results == [BigramEmbeddings().embed_documents(texts[n * 5 :]) for n in range(16)]


def test_a_question_is_embedded_once(tmp_path: Path) -> None:
    model = BigramEmbeddings()
    embeddings = cached(tmp_path, model)
    assert embeddings.embed_query("学位") == embeddings.embed_query("学位")
    assert model.asked == 1


def test_only_the_last_questions_are_remembered(tmp_path: Path) -> None:
    model = BigramEmbeddings(dimensions=2)
    embeddings = cached(tmp_path, model)
    for number in range(QUERIES_KEPT + 1):
        embeddings.embed_query(f"问题{number}")
    embeddings.embed_query("问题1")
    assert model.asked == QUERIES_KEPT + 1
    embeddings.embed_query("问题0")
    assert model.asked == QUERIES_KEPT + 2
