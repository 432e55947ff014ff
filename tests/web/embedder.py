"""An embeddings server on loopback that can be made to wait, so that a real answer is slow, or be gone."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WIDTH = 64


def vector(text: str) -> list[float]:
    """How often characters occur, by code point modulo ``WIDTH``: enough for texts that share words to be near."""
    counts = [0.0] * WIDTH
    for character in text:
        counts[ord(character) % WIDTH] += 1
    return counts


@dataclass
class Embedder:
    """The running server. While ``ready`` is cleared, every request waits."""

    server: ThreadingHTTPServer
    ready: threading.Event = field(default_factory=threading.Event)

    @property
    def settings(self) -> dict[str, str]:
        """The settings that make the product use it."""
        base = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        return {"PLAN_EMBEDDING": "counting", "PLAN_EMBEDDING_BASE_URL": base}

    def stop(self) -> None:
        """Let go of whoever waits, and stop answering."""
        self.ready.set()
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def embedder() -> Iterator[Embedder]:
    """Serve on a free port until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["input"]
            running.ready.wait(timeout=60)
            texts = [texts] if isinstance(texts, str) else texts
            rows = [{"object": "embedding", "index": n, "embedding": vector(text)} for n, text in enumerate(texts)]
            body = json.dumps({"object": "list", "model": "counting", "data": rows, "usage": {}}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Stay silent."""

    running = Embedder(ThreadingHTTPServer(("127.0.0.1", 0), Handler))
    running.ready.set()
    threading.Thread(target=running.server.serve_forever, daemon=True).start()
    try:
        yield running
    finally:
        running.stop()
