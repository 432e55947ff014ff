"""The product without a network: ingest, ask and the page, with every socket beyond loopback forbidden."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from tests.loopback.sitecustomize import LOG

ROOT = Path(__file__).parent.parent
GUARD = ROOT / "tests" / "loopback"
QUESTION = "2025年地区生产总值增长多少？"
START_SECONDS = 60


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    """The environment of a process that cannot leave loopback, and writes down when it tries."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    here = {"PLAN_VAR": str(tmp_path / "var"), "PLAN_PORT": str(port), LOG: str(tmp_path / "sockets.log")}
    return os.environ | here | {"PYTHONPATH": f"{GUARD}{os.pathsep}{ROOT}"}


def run(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300
    )


def attempts(environment: Mapping[str, str]) -> str:
    log = Path(environment[LOG])
    return log.read_text(encoding="utf-8") if log.exists() else ""


@contextmanager
def page(environment: Mapping[str, str]) -> Iterator[str]:
    """The address of the page, served by ``app.py`` as a user starts it."""
    process = subprocess.Popen([sys.executable, "app.py"], env=environment, cwd=ROOT)
    try:
        yield f"http://127.0.0.1:{environment['PLAN_PORT']}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def fetch(url: str, body: object = None) -> str:
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(url, data, {"Content-Type": "application/json"}), timeout=30) as reply:
        return str(reply.read().decode())


def fetch_when_up(url: str) -> str:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return fetch(url)
        except URLError:
            assert time.monotonic() < deadline, "the page did not come up"
            time.sleep(0.2)


def ask_page(url: str, question: str) -> str:
    """All that the page sends back for a question typed into its box."""
    config = json.loads(fetch(f"{url}/config"))
    box = next(part["id"] for part in config["components"] if part["props"].get("elem_id") == "box")
    asking = next(event for event in config["dependencies"] if [box, "submit"] in event["targets"])
    data = [question if part == box else None for part in asking["inputs"]]
    join = {"data": data, "fn_index": asking["id"], "session_hash": "offline"}
    fetch(f"{url}/gradio_api/queue/join", join)
    return fetch(f"{url}/gradio_api/queue/data?session_hash=offline")


def test_the_guard_stops_a_process_that_leaves_loopback(guarded: dict[str, str]) -> None:
    # 192.0.2.1 is reserved for documentation (RFC 5737): nobody answers there.
    done = run(guarded, "-c", "import socket; socket.create_connection(('192.0.2.1', 80), 1)")
    assert "beyond loopback" in done.stderr
    assert "192.0.2.1" in attempts(guarded)


def test_ingest_ask_and_page_never_leave_loopback(guarded: dict[str, str], report: Path, tmp_path: Path) -> None:
    excerpt = tmp_path / report.name
    excerpt.write_text(report.read_text(encoding="utf-8")[:1500], encoding="utf-8")
    ingested = run(guarded, "-m", "assistant.cli", "ingest", str(excerpt))
    assert ingested.returncode == 0, ingested.stderr
    asked = run(guarded, "-m", "assistant.cli", "ask", QUESTION)
    assert "5.2%" in asked.stdout, asked.stderr
    with page(guarded) as url:
        assert "<html" in fetch_when_up(url)
        assert "5.2%" in ask_page(url, QUESTION)
    assert attempts(guarded) == ""
