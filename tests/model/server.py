"""A scripted OpenAI-compatible chat server on loopback: real HTTP, and every way in which a real one goes wrong."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-scripted-0123456789abcdef"


@dataclass
class Script:
    """What the server does with the next requests, and what it was asked.

    ``text`` is the reply, sent in pieces of ``size`` characters; ``status`` other than 200 sends ``error`` instead.
    ``die_after`` breaks the connection behind so many pieces (``politely``: as if the reply were over);
    ``silence`` seconds pass before the first byte, ``stall`` seconds behind ``stall_after`` pieces;
    ``raw`` replaces the whole body; ``key`` is the one that is accepted, any for none; ``pause`` seconds lie between
    two pieces.
    """

    text: str | Callable[[str], str] = "好[1]。"
    size: int = 7
    status: int = 200
    error: str = "scripted"
    headers: dict[str, str] = field(default_factory=dict)
    silence: float = 0.0
    die_after: int | None = None
    stall_after: int | None = None
    stall: float = 0.0
    politely: bool = False
    raw: str | None = None
    reasoning: str = ""
    finish: str | None = "stop"
    usage: dict[str, int] | None = None
    key: str = ""
    pause: float = 0.0
    failures_first: int = 0
    requests: list[dict[str, Any]] = field(default_factory=list)
    sent_headers: list[dict[str, str]] = field(default_factory=list)
    asked_at: float = 0.0
    first_byte_at: float = 0.0
    ended_at: float = 0.0

    def reply_to(self, prompt: str) -> str:
        return self.text(prompt) if callable(self.text) else self.text


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "ScriptedServer"

    @property
    def script(self) -> Script:
        return self.server.script

    def log_message(self, *_: Any) -> None:
        """Keep the tests' output clean."""

    def do_GET(self) -> None:
        if self._refused():
            self._json(401, {"error": {"message": f"Incorrect API key {self.headers.get('Authorization')}"}})
        elif self.path != "/v1/models":
            self._json(404, {"error": {"message": "no such page"}})
        else:
            self._json(200, {"object": "list", "data": [{"id": "scripted", "object": "model"}]})

    def _refused(self) -> bool:
        return bool(self.script.key) and self.headers.get("Authorization") != f"Bearer {self.script.key}"

    def do_POST(self) -> None:
        self.script.asked_at = time.perf_counter()
        try:
            self._answer()
        finally:
            self.script.ended_at = time.perf_counter()

    def _answer(self) -> None:
        script = self.script
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        script.requests.append(body)
        script.sent_headers.append({name.lower(): value for name, value in self.headers.items()})
        time.sleep(script.silence)
        script.first_byte_at = time.perf_counter()
        if script.failures_first >= len(script.requests) or script.status != 200:
            self._json(script.status if script.status != 200 else 503, {"error": {"message": script.error}})
        elif script.raw is not None:
            self._body(200, script.raw.encode(), "text/event-stream" if body.get("stream") else "application/json")
        elif body.get("stream"):
            self._stream(script.reply_to(body["messages"][-1]["content"]))
        else:
            self._whole(script.reply_to(body["messages"][-1]["content"]))

    def _whole(self, text: str) -> None:
        script = self.script
        message = {"role": "assistant", "content": text}
        if script.reasoning:
            message["reasoning_content"] = script.reasoning
        answer = {
            "id": "1",
            "object": "chat.completion",
            "created": 0,
            "model": "scripted",
            "choices": [{"index": 0, "message": message, "finish_reason": script.finish}],
        }
        self._json(200, answer | ({"usage": script.usage} if script.usage else {}))

    def _stream(self, text: str) -> None:
        script = self.script
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        if script.politely:
            self.send_header("Connection", "close")
        else:
            self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for at in range(0, len(script.reasoning), script.size):
            self._event({"reasoning_content": script.reasoning[at : at + script.size], "content": None})
        for number, at in enumerate(range(0, len(text), script.size)):
            if number == script.die_after:
                self.close_connection = True
                self.connection.close() if not script.politely else None
                return
            if number == script.stall_after:
                time.sleep(script.stall)
            self._event({"content": text[at : at + script.size]})
            time.sleep(script.pause)
        self._event({}, finish=script.finish)
        if script.usage:
            self._data(json.dumps(_chunk() | {"choices": [], "usage": script.usage}))
        self._data("[DONE]")
        if not script.politely:
            self.wfile.write(b"0\r\n\r\n")

    def _event(self, delta: dict[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
        self._data(json.dumps(_chunk() | {"choices": [choice]}, ensure_ascii=False))

    def _data(self, text: str) -> None:
        line = f"data: {text}\n\n".encode()
        framed = line if self.script.politely else f"{len(line):x}\r\n".encode() + line + b"\r\n"
        self.wfile.write(framed)
        self.wfile.flush()

    def _json(self, status: int, value: dict[str, Any]) -> None:
        self._body(status, json.dumps(value, ensure_ascii=False).encode(), "application/json")

    def _body(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in self.script.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _chunk() -> dict[str, Any]:
    return {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "scripted"}


class ScriptedServer(ThreadingHTTPServer):
    """The server; ``script`` may be changed between requests."""

    daemon_threads = True

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script

    @property
    def url(self) -> str:
        """Its base URL."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that hung up: that is what some scripts are about."""


@contextmanager
def running(script: Script) -> Iterator[ScriptedServer]:
    """A server that follows the script."""
    server = ScriptedServer(script)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def serve(script: Script) -> Iterator[str]:
    """The base URL of a server that follows the script."""
    with running(script) as server:
        yield server.url
