import threading
import time
from collections.abc import Callable, Iterator
from typing import cast

import pytest

from assistant.answer import Assistant
from assistant.records import Answer, Delta, Event, Step
from assistant.web.conversation import Conversation
from assistant.web.converse import Run, converse
from assistant.web.strings import ZH
from vectorstore.errors import StoreUnreachable
from vectorstore.records import Document

ANSWER = Answer("甲？", "甲？", "乙。", "answered", "extractive")


class Scripted:
    """An assistant that streams what a test tells it to."""

    def __init__(self, script: Callable[[], Iterator[Event]]) -> None:
        self.script = script
        self.histories: list[tuple[Answer, ...]] = []

    def documents(self) -> tuple[Document, ...]:
        return ()

    def stream(
        self, question: str, history: tuple[Answer, ...], documents: tuple[str, ...], *, mode: str
    ) -> Iterator[Event]:
        self.histories.append(history)
        return self.script()


def talk(assistant: Scripted, conversation: Conversation, run: Run | None = None) -> list[Conversation]:
    return list(converse(cast("Assistant", assistant), "甲？", conversation, ZH, run or Run()))


def test_every_event_shows_and_the_answer_is_last() -> None:
    seen = talk(Scripted(lambda: iter([Step("understand"), Delta("丙"), ANSWER])), Conversation())
    assert [one.turns[-1].text for one in seen] == ["", "", "丙", "丙"]
    assert seen[-1].turns[-1].answer == ANSWER


def test_a_follow_up_gets_the_answers_before_it() -> None:
    assistant = Scripted(lambda: iter([ANSWER]))
    talk(assistant, talk(assistant, Conversation())[-1])
    assert assistant.histories == [(), (ANSWER,)]


def failing(error: Exception) -> Iterator[Event]:
    yield Delta("丙")
    raise error


def test_a_store_error_is_shown_in_its_own_words() -> None:
    seen = talk(Scripted(lambda: failing(StoreUnreachable("连不上服务器。"))), Conversation())
    assert seen[-1].turns[-1].failure == "连不上服务器。"


def test_an_unexpected_error_is_logged_and_shown_without_its_details(caplog: pytest.LogCaptureFixture) -> None:
    seen = talk(Scripted(lambda: failing(RuntimeError("secret"))), Conversation())
    assert seen[-1].turns[-1].failure == ZH.unexpected
    assert "secret" in caplog.text


def test_a_stopped_run_ends_at_once_though_the_assistant_hangs() -> None:
    release, run = threading.Event(), Run()

    def hanging() -> Iterator[Event]:
        yield Delta("丙")
        release.wait(10)
        yield ANSWER

    threading.Timer(0.2, run.stop.set).start()
    began = time.monotonic()
    seen = talk(Scripted(hanging), Conversation(), run)
    release.set()
    assert time.monotonic() - began < 2
    assert seen[-1].turns[-1].pending
