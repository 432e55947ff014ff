"""An assistant whose model is a scripted server on loopback."""

from collections.abc import Callable, Iterator

import pytest

from assistant.answer import Assistant
from assistant.records import Answer
from assistant.settings import Settings
from tests.model.server import KEY, Script, ScriptedServer, running
from vectorstore.base import Store

Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def server() -> Iterator[ScriptedServer]:
    with running(Script()) as started:
        yield started


@pytest.fixture
def script(server: ScriptedServer) -> Script:
    """What the server does in this test."""
    server.script = Script()
    return server.script


@pytest.fixture
def url(server: ScriptedServer, script: Script) -> str:
    return server.url


def settings_for(url: str, settings: Settings, **changes: object) -> Settings:
    return settings.model_copy(
        update={
            "openai_base_url": url,
            "openai_api_key": type(settings.openai_api_key)(KEY),
            "model": "scripted",
            "model_cache": 0,
            **changes,
        }
    )


@pytest.fixture(scope="session")
def assistant(server: ScriptedServer, store: Store, settings: Settings) -> Assistant:
    """One for all tests, warm; it remembers no replies."""
    return Assistant(store, settings_for(server.url, settings))


@pytest.fixture
def ask(assistant: Assistant, script: Script) -> Ask:
    def answer(question: str, reply: str, **more: object) -> Answer:
        script.text = reply
        return assistant.answer(question, **more)  # type: ignore[arg-type]

    return answer


@pytest.fixture(scope="session")
def extractive(store: Store, settings: Settings) -> Assistant:
    return Assistant(store, settings)
