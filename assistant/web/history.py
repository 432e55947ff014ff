"""The visitor's own conversations: kept in the visitor's browser and nowhere else.

After each answer the page hands the conversation to ``history.js``, which stores it; opened again, it comes back as
text and is read by ``saved.py``. What cannot be read is dropped.
"""

from dataclasses import asdict

import gradio as gr

from assistant.web import saved
from assistant.web.conversation import Conversation
from assistant.web.region import data_of, region
from assistant.web.strings import Strings

_TEMPLATE = (
    '<button type="button" class="toggle" aria-expanded="false" aria-controls="past"></button>'
    '<div id="past" role="dialog" hidden><header><h2></h2><button type="button" class="close">×</button></header>'
    '<p class="lead"></p><ul></ul><button type="button" class="all"></button></div>'
)


def build(strings: Strings) -> gr.HTML:
    """Add the button and the list that it opens. The list is drawn by the browser, out of what it keeps."""
    return region("history", ("history.js",), _TEMPLATE, {}, words=asdict(strings.history))


def keep(conversation: Conversation) -> dict[str, str]:
    """What the browser is to keep; nothing of an empty conversation."""
    if not conversation.turns:
        return {"left": conversation.key}
    return {"key": conversation.key, "title": conversation.turns[0].question, "text": saved.as_text(conversation)}


def ready() -> dict[str, str]:
    """Tell the browser that the page stands, so that it may open the conversation that a reload interrupted."""
    return {"ready": "yes"}


def reopened(event: gr.EventData) -> tuple[Conversation | None, dict[str, str]]:
    """The conversation that the visitor chose, and what to tell the browser of it."""
    sent = data_of(event)
    kept = saved.read(sent.get("text"))
    if kept is None or kept.key != sent.get("key"):
        return None, {"dropped": str(sent.get("key", ""))}
    return kept, {"opened": kept.key}
