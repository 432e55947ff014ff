"""Thumbs at the foot of an answer, with an optional reason; written down on the server, without who gave them."""

import hashlib
import logging
import time
from datetime import UTC, datetime
from typing import Any

import gradio as gr

from assistant.answer import Assistant
from assistant.feedback import Vote, keep, verdict
from assistant.web.conversation import Conversation
from assistant.web.region import QUIETLY, data_of, region
from assistant.web.strings import Strings

logger = logging.getLogger(__name__)


def build(talk: gr.HTML, conversation: gr.State, assistant: Assistant, strings: Strings) -> None:
    """Write down each vote on an answer in ``talk`` and tell the page what became of it."""
    told = region("rated", ("rated.js",), "", {})

    def rate(conversation: Conversation, event: gr.EventData) -> dict[str, Any]:
        return rated(data_of(event), conversation, assistant, strings)

    one_by_one = {**QUIETLY, "concurrency_limit": 1}  # the last line about an answer counts, so votes keep their order
    talk.like(rate, [conversation], [told], trigger_mode="multiple", **one_by_one)


def rated(sent: dict[str, Any], conversation: Conversation, assistant: Assistant, strings: Strings) -> dict[str, Any]:
    """Keep a vote and say so; a vote that cannot be kept is told, and the page still has it."""
    words, number = strings.history, int(sent["turn"])
    turn = conversation.turns[number] if 0 <= number < len(conversation.turns) else None
    reason = str(sent.get("reason") or "")
    # With ``at`` the same twice is still a new value to the page.
    told = {"turn": number, "reasoned": bool(reason.strip()), "at": time.monotonic_ns()}
    if turn is None or turn.answer is None:
        return {**told, "failure": words.not_rated.format(reason=words.gone)}
    # Hashed, so that the file does not tell which votes come from one conversation.
    key = hashlib.sha256(f"{conversation.key}/{number}".encode()).hexdigest()[:16]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    vote: Vote = "up" if sent.get("vote") == "up" else "down"
    try:
        keep(verdict(key, now, turn.answer, vote, reason), assistant.settings.var)
    except OSError as error:
        logger.warning("a vote could not be written: %s", error)
        return {**told, "failure": words.not_rated.format(reason=error.strerror)}
    return {**told, "done": words.rated_with_reason if told["reasoned"] else words.rated}
