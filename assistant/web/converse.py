"""Answering one question inside a conversation: whatever happens, and for as long as somebody wants to wait."""

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from assistant.answer import Assistant
from assistant.records import Event
from assistant.web.conversation import Conversation
from assistant.web.scope import ALL, Chosen
from assistant.web.strings import Strings
from vectorstore.errors import StoreError

logger = logging.getLogger(__name__)

# Seconds between looks at whether the visitor pressed stop: less than anybody notices.
_LOOK = 0.1
# Seconds that stopping waits for the last event to be shown; far more than that takes.
_SETTLE = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One answer under way, held in the visitor's session so that another click can end it.

    Gradio's own cancelling does not do: it waits for a thread that waits for the model, and then forgets to tell
    the page that the event is over, so that the page never sends another question.
    """

    stop: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)

    def end(self) -> None:
        """Ask the answering to end and wait until nothing more of it will be shown."""
        self.stop.set()
        self.done.wait(_SETTLE)


def converse(
    assistant: Assistant,
    question: str,
    conversation: Conversation,
    strings: Strings,
    run: Run,
    chosen: Chosen = ALL,
    *,
    mode: str = "",
) -> Iterator[Conversation]:
    """Yield the conversation after each event of answering ``question``, until ``run`` is stopped.

    ``chosen`` are the reports to search. A failure becomes a turn that says so.
    """
    conversation = conversation.asked(question)
    yield conversation
    try:
        documents = chosen.followed(assistant.documents()).names if chosen.ticked else ()
        for event in _until(run.stop, assistant.stream(question, conversation.history, documents, mode=mode)):
            conversation = conversation.after(event)
            yield conversation
    except StoreError as error:
        yield conversation.failed(str(error))
    except Exception:
        # Whatever happens, the visitor keeps the question and the conversation.
        logger.exception("answering failed")
        yield conversation.failed(strings.unexpected)


def _until(stop: threading.Event, events: Iterator[Event]) -> Iterator[Event]:
    """Pass events on, made in a thread of their own, and leave it to itself when ``stop`` is set."""
    worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answer")
    try:
        while not stop.is_set():
            coming = worker.submit(next, events, None)
            while not stop.is_set() and not wait([coming], timeout=_LOOK).done:
                pass
            if stop.is_set():
                return
            event = coming.result()
            if event is None:
                return
            yield event
    finally:
        worker.shutdown(wait=False, cancel_futures=True)
