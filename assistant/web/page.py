"""The page: a header and the chat below it. A further tab is one more module built here."""

import html

import gradio as gr

from assistant.answer import Assistant
from assistant.web import chat
from assistant.web.strings import ZH, Strings


def build(assistant: Assistant, strings: Strings = ZH) -> gr.Blocks:
    """Lay out the whole page around one assistant."""
    page: gr.Blocks
    with gr.Blocks(title=strings.title, analytics_enabled=False, fill_width=True, fill_height=True) as page:
        gr.HTML(_header(strings), elem_id="masthead", apply_default_css=False, js_on_load=None)
        chat.build(page, assistant, strings)
    return page


def _header(strings: Strings) -> str:
    return f"<h1>{html.escape(strings.title)}</h1><p>{html.escape(strings.tagline)}</p>"
