"""The conversation as a file: two small buttons above it. The file is made on the server and kept by nobody."""

import base64
import html
import time

import gradio as gr

from assistant.conversation_file import as_docx, as_markdown, file_name
from assistant.web.conversation import Conversation
from assistant.web.region import QUIETLY, data_of, region
from assistant.web.strings import Strings
from assistant.word.writer import MEDIA_TYPE

_TYPES = {
    "docx": MEDIA_TYPE,
    "md": "text/markdown;charset=utf-8",
}
_NAMES = {"docx": "Word", "md": "Markdown"}


def build(conversation: gr.State, strings: Strings) -> None:
    """Add the buttons; they show once there is a conversation."""
    words = strings.history

    def download(conversation: Conversation, event: gr.EventData) -> dict[str, str]:
        asked = data_of(event).get("format")
        return file_of(conversation, "md" if asked == "md" else "docx", strings)

    buttons = "".join(
        f'<button type="button" data-export="{suffix}">{html.escape(name)}</button>' for suffix, name in _NAMES.items()
    )
    drawn = f"<span>{html.escape(words.export)}</span>{buttons}"
    file = region("conversation-file", ("figures_file.js", "export.js"), drawn, {})
    file.submit(download, [conversation], [file], **QUIETLY)


def file_of(conversation: Conversation, suffix: str, strings: Strings) -> dict[str, str]:
    """What the page needs to hand the file over, or the sentence that says why there is none."""
    turns = [(turn.question, turn.answer) for turn in conversation.turns if turn.answer is not None]
    asked_at = str(time.monotonic_ns())  # the same file wanted twice is still a new value to the page
    if not turns:
        return {"failure": strings.history.nothing_to_export, "at": asked_at}
    content = as_docx(turns) if suffix == "docx" else as_markdown(turns).encode()
    return {
        "name": file_name(turns, suffix),
        "type": _TYPES[suffix],
        "content": base64.b64encode(content).decode("ascii"),
        "at": asked_at,
    }
