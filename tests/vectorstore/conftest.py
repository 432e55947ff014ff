"""A store of each kind: embedded, and on a real Chroma server on loopback."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import chromadb
import httpx
import pytest
from chromadb.config import Settings

from tests.vectorstore.samples import BigramEmbeddings
from vectorstore.base import NamedEmbeddings
from vectorstore.chroma import ChromaStore

OpenStore = Callable[..., ChromaStore]
"""Opens one more store on the same generations, with embeddings of the test's choice."""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(command: list[str], health: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server that is up when the block begins and gone when it ends."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        try:
            for _ in range(300):
                try:
                    if httpx.get(health, timeout=1).is_success:
                        break
                except httpx.TransportError:
                    assert process.poll() is None, log.read_text(encoding="utf-8")
                time.sleep(0.1)
            else:
                pytest.fail(f"{command[0]} did not come up: {log.read_text(encoding='utf-8')}")
            yield process
        finally:
            process.kill()
            process.wait()


@contextmanager
def chroma_server(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    program = Path(sys.executable).parent / "chroma"
    if not program.exists():
        pytest.skip(f"NO CHROMA SERVER TESTED: {program} is not installed")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [str(program), "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(folder / "data")]
    with running(command, f"{url}/api/v2/heartbeat", folder / "chroma.log") as process:
        yield url, process


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("chroma")) as (url, _):
        yield url


@pytest.fixture
def server(shared_server: str) -> str:
    """The address of an empty Chroma server."""
    client = server_client(shared_server)
    for collection in client.list_collections():
        client.delete_collection(collection.name)
    return shared_server


def server_client(url: str) -> chromadb.ClientAPI:
    address = httpx.URL(url)
    return chromadb.HttpClient(address.host, address.port or 0, settings=Settings(anonymized_telemetry=False))


@pytest.fixture(params=["embedded", "server"])
def url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue("server") if request.param == "server" else ""


@pytest.fixture
def open_store(url: str, tmp_path: Path) -> OpenStore:
    def opened(embeddings: NamedEmbeddings | None = None) -> ChromaStore:
        return ChromaStore(tmp_path / "index", embeddings or BigramEmbeddings(), url=url)

    return opened
