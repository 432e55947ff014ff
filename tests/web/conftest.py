"""A real server in a process of its own, and a real Chromium that fails the test if anything leaves this machine."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.settings import Settings
from vectorstore.base import Store

ROOT = Path(__file__).parents[2]
APP = ROOT / "app.py"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
LOCAL = {"127.0.0.1", "localhost", ""}

Visit = Callable[..., Page]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(var: Path, **more: str) -> dict[str, str]:
    """The environment of a process whose state is ``var`` and whose sockets reach no further than loopback."""
    paths = os.pathsep.join((str(ROOT / "tests" / "loopback"), str(ROOT)))
    return os.environ | {"PLAN_VAR": str(var), "PYTHONPATH": paths, "OMP_WAIT_POLICY": "passive"} | more


def run(var: Path, *command: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of the product to its end, away from any ``.env`` of the project."""
    return subprocess.run(
        [sys.executable, *command], cwd=var.parent, env=environment(var, **more),
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@contextmanager
def serving(var: Path, **settings: str) -> Iterator[str]:
    """The page on a free port, from the first answered request until the end of the block."""
    port = free_port()
    log = var.parent / f"server-{port}.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, str(APP)], cwd=var.parent, stdout=output, stderr=subprocess.STDOUT,
            env=environment(var, PLAN_PORT=str(port), **settings),
        )  # fmt: skip
        try:
            _await(f"http://127.0.0.1:{port}/", process, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 0, log.read_text(encoding="utf-8")


def _await(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not come up:\n" + log.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        message = "BROWSER TESTS NOT RUN: Chromium is missing; install it with: apt-get install chromium fonts-noto-cjk"
        if os.environ.get("PLAN_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(
    chromium: Browser, store: Store, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The page over a copy of the index that all tests share."""
    with serving(copied(settings, tmp_path_factory.mktemp("web"))) as address:
        yield address


def copied(settings: Settings, folder: Path) -> Path:
    """A copy of the tests' index, as the ``var`` of a server of one's own."""
    return Path(shutil.copytree(settings.var, folder / "var"))


@pytest.fixture(scope="module")
def own(
    chromium: Browser, store: Store, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A server over an index of its own, which may be changed, and where the index is."""
    var = copied(settings, tmp_path_factory.mktemp("own"))
    with serving(var) as address:
        yield address, var


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Open an address as a new visitor. After the test: no console error, no request beyond loopback."""
    faults: list[str] = []
    contexts = []

    def open_page(
        address: str, *, width: int = 1280, height: int = 800, scheme: str = "light", ready: str = ".welcome",
        locale: str = "zh-CN",
    ) -> Page:  # fmt: skip
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale=locale, color_scheme=scheme
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: _note_stranger(request.url, faults))
        page.goto(address)
        page.wait_for_selector(ready)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


def _note_stranger(url: str, faults: list[str]) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"data", "blob"} and parts.hostname not in LOCAL:
        faults.append(f"request to {url}")
