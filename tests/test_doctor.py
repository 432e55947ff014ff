"""What ``doctor`` finds, over real folders, ports and servers on loopback."""

import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pydantic import SecretStr

from assistant.doctor import Finding, examine
from assistant.settings import Settings
from vectorstore.base import Store

KEY = "right-key"


class Models(BaseHTTPRequestHandler):
    """A model server that lists one model to whoever has the key."""

    def do_GET(self) -> None:
        allowed = self.headers.get("Authorization") == f"Bearer {KEY}"
        known = self.path == "/v1/models"
        body = json.dumps({"data": [{"id": "qwen-small"}]} if allowed and known else {}).encode()
        self.send_response(200 if allowed and known else 404 if allowed else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Keep quiet."""


@pytest.fixture
def models() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Models) as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def look(settings: Settings, subject: str, **changes: object) -> Finding:
    return next(one for one in examine(settings.model_copy(update=changes)) if one.subject == subject)


def test_a_healthy_installation_needs_nothing(settings: Settings, store: Store) -> None:
    assert store.generation()
    findings = list(examine(settings.model_copy(update={"port": 0})))
    assert [one for one in findings if not one.ok] == []
    assert {one.subject for one in findings} >= {"Python", "依赖包", "磁盘", "嵌入模型", "索引", "模型服务", "端口"}


def test_a_missing_index_is_needed_and_says_how_to_make_one(settings: Settings, tmp_path: Path) -> None:
    found = look(settings, "索引", var=tmp_path)
    assert (found.ok, found.needed) == (False, True)
    assert "plan-assistant ingest" in found.advice


def test_an_unknown_embedding_model_is_named(settings: Settings) -> None:
    found = look(settings, "嵌入模型", embedding="no-such-model")
    assert not found.ok
    assert "no-such-model" in found.advice


def test_a_folder_that_cannot_be_written_is_named(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = look(settings, "磁盘", var=tmp_path / "file" / "var")
    assert not found.ok
    assert "PLAN_VAR" in found.advice


def test_a_port_in_use_is_told_but_breaks_nothing(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found = look(settings, "端口", port=taken.getsockname()[1])
    assert (found.ok, found.needed) == (False, False)
    assert "PLAN_PORT" in found.advice


@pytest.mark.parametrize(
    ("path", "key", "model", "ok", "told"),
    [
        ("/v1", KEY, "qwen-small", True, ""),
        ("/v1", "wrong", "qwen-small", False, "OPENAI_API_KEY"),
        ("/v1", KEY, "gpt-5", False, "qwen-small"),
        ("", KEY, "qwen-small", False, "/v1"),
    ],
    ids=["well", "wrong key", "unknown model", "wrong address"],
)
def test_a_model_server_is_asked_for_its_models(
    settings: Settings, models: str, path: str, key: str, model: str, ok: bool, told: str
) -> None:
    changes = {"openai_base_url": models + path, "openai_api_key": SecretStr(key), "model": model}
    found = look(settings, "模型服务", **changes)
    assert found.ok is ok
    assert told in found.advice
    assert key not in found.detail + found.advice


def test_a_model_server_that_is_down_is_told(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    found = look(settings, "模型服务", openai_base_url=f"http://127.0.0.1:{port}/v1")
    assert not found.ok
    assert "连不上" in found.detail
