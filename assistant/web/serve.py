"""Serve the page until it is interrupted."""

import os
import socket
import sys

import gradio as gr
import uvicorn
from fastapi import FastAPI

from assistant.answer import Assistant
from assistant.opening import open_store
from assistant.settings import EXTRACTIVE, Settings
from assistant.web import library, page, theme
from assistant.web.conversation import Conversation
from assistant.web.converse import Run, converse
from assistant.web.languages import LANGUAGES, by_language
from assistant.web.strings import ZH, Strings
from vectorstore.errors import StoreError

CANNOT_SERVE = 2
"""Exit code: the page could not be served; the sentence on stderr says what to do."""

# Sessions kept in memory, of each language; the oldest conversation goes first.
_SESSIONS = 1000
# Seconds that open pages are given to let go of the server when it ends.
_PARTING = 1
_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with the setting, not bound


class PortTakenError(Exception):
    """Another program listens on the port: stop it, or set ``PLAN_PORT``."""


def run(settings: Settings) -> int:
    """Serve until interrupted and return the exit code. The first question finds everything loaded."""
    try:
        claim(settings)
        assistant = Assistant(open_store(settings), settings)
    except (PortTakenError, StoreError) as error:
        sys.stderr.write(f"{error}\n")
        return CANNOT_SERVE
    if problem := warm(assistant):  # the page says the same, and answers as soon as it is put right
        sys.stderr.write(f"提示：{problem}\n")
    try:
        serve(assistant, settings)
    except KeyboardInterrupt:  # uvicorn passes it on once the server is closed
        return 0
    return 0


def claim(settings: Settings) -> None:
    """Make sure that the port is free. Raises ``PortTakenError``; Gradio by itself might quietly take another one."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise PortTakenError(
                f"端口 {settings.port} 已被占用或无权使用：请关掉占用它的程序，或换一个端口再启动，"
                f"例如 PLAN_PORT={settings.port + 1} make chat"
            ) from error


def warm(assistant: Assistant) -> str:
    """Load the index and the embedding model by answering a question; return what is wrong, empty if nothing is."""
    try:
        examples = assistant.examples()
    except StoreError as error:
        return str(error)
    problem = ""
    for example in examples[:1]:
        for conversation in converse(assistant, example, Conversation(), ZH, Run(), mode=EXTRACTIVE):
            problem = conversation.turns[-1].failure
    return problem


def serve(assistant: Assistant, settings: Settings) -> None:
    """Serve the page in every language until interrupted: nothing shared, counted, fetched or advertised.

    In the main thread, whose workers Python waits for at its end. Those of a server in a daemon thread may come back
    from C++ when the interpreter is half gone, and take the process down.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    pages = {words.language: mounted(assistant, words) for words in LANGUAGES.values()}
    config = uvicorn.Config(
        by_language(pages), settings.host, settings.port, log_level="warning", timeout_graceful_shutdown=_PARTING
    )
    _Server(config, f"{ZH.title}：{address(settings)}\n").run()


def mounted(assistant: Assistant, strings: Strings) -> FastAPI:
    """The page in one language, as an application."""
    blocks = page.build(assistant, strings)
    blocks.state_session_capacity = _SESSIONS
    app = FastAPI(openapi_url=None)
    gr.mount_gradio_app(
        app, blocks, path="/", ssr_mode=False, pwa=False, mcp_server=False,
        enable_monitoring=False, run_history=False, max_file_size=library.LARGEST, footer_links=[], show_error=False,
        theme=theme.theme(), head=theme.head(strings),
    )  # fmt: skip
    return app


class _Server(uvicorn.Server):
    """uvicorn's, which says where it listens once it does, and does not wait for pages that are still open."""

    def __init__(self, config: uvicorn.Config, greeting: str) -> None:
        super().__init__(config)
        self._greeting = greeting

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        sys.stdout.write(self._greeting)
        sys.stdout.flush()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for connection in self.server_state.connections:  # as if all visitors left: a page's stream has no end
            connection.transport.close()
        await super().shutdown(sockets)


def address(settings: Settings) -> str:
    """Give the page's address as a person on this machine types it."""
    host = "127.0.0.1" if settings.host in _EVERYWHERE else settings.host
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
