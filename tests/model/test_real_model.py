"""A real model behind a real server on loopback, where ``REAL_MODEL_URL`` names one (http://127.0.0.1:8080/v1)."""

import os

import httpx
import pytest

from assistant.answer import Assistant
from assistant.generate import ChatModel
from assistant.records import Answer, Delta
from assistant.settings import Settings
from evals.scorers.figure_support import unsupported
from vectorstore.base import Store

URL = os.environ.get("REAL_MODEL_URL", "")
pytestmark = pytest.mark.skipif(not URL, reason="REAL_MODEL_URL names no model server")

FACTS = {
    "2025年新增多少中小学学位？": "8060个",
    "2025年腾退空间累计利用率达到多少？": "86.7%",
    "2026年计划新增多少个停车位？": "2000个",
}


@pytest.fixture(scope="module")
def real(settings: Settings) -> Settings:
    """Settings for the first model that the server lists; a small one on a busy processor takes its time."""
    name = httpx.get(f"{URL}/models").json()["data"][0]["id"]
    changes = {"openai_base_url": URL, "model": name, "model_timeout": 240.0, "model_max_tokens": 300}
    return settings.model_copy(update=changes)


@pytest.mark.parametrize("question", FACTS)
def test_a_figure_is_right_cited_and_streamed(question: str, real: Settings, store: Store) -> None:
    events = list(Assistant(store, real).stream(question))
    answer = events[-1]
    assert isinstance(answer, Answer)
    assert FACTS[question] in answer.text
    assert not unsupported(answer, question)
    assert len([event for event in events if isinstance(event, Delta)]) > 1
    assert "failure" not in answer.trace


def test_its_pace_can_be_measured(real: Settings) -> None:
    pace = ChatModel(real).pace()
    assert pace.streams
    assert pace.tokens_per_second > 0.1
