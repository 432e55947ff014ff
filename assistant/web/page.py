"""The page: a header and one tab a module. A further tab is one more module built here."""

import html

import gradio as gr

from assistant.answer import Assistant
from assistant.web import chat, library
from assistant.web.scope import Chosen
from assistant.web.strings import ZH, Strings

CHAT = "chat"
"""The id of the tab that the page opens with."""

# Uploaded files are copied at once; Gradio's own copies go after an hour, looked after every ten minutes.
_UPLOADS = (600, 3600)


def build(assistant: Assistant, strings: Strings = ZH) -> gr.Blocks:
    """Lay out the whole page around one assistant."""
    page: gr.Blocks
    with gr.Blocks(
        title=strings.title, analytics_enabled=False, fill_width=True, fill_height=True, delete_cache=_UPLOADS
    ) as page:
        gr.HTML(_header(strings), elem_id="masthead", apply_default_css=False, js_on_load=None)
        chosen = gr.State(Chosen())
        with gr.Tabs(elem_id="tabs", selected=CHAT):
            with gr.Tab(strings.chat_tab, id=CHAT, render_children=True):
                chat.build(page, assistant, strings, chosen)
            with gr.Tab(strings.library.tab, id="library", render_children=True):
                library.build(page, assistant, strings, chosen)
    return page


def _header(strings: Strings) -> str:
    return f"<h1>{html.escape(strings.title)}</h1><p>{html.escape(strings.tagline)}</p>"
