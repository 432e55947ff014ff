"""The page: a header and one tab a module. A further tab is one more module built here."""

import html

import gradio as gr

from assistant.answer import Assistant
from assistant.web import brief, chat
from assistant.web.strings import ZH, Strings

CHAT = "chat"
"""The id of the tab that the page opens with."""


def build(assistant: Assistant, strings: Strings = ZH) -> gr.Blocks:
    """Lay out the whole page around one assistant."""
    page: gr.Blocks
    with gr.Blocks(title=strings.title, analytics_enabled=False, fill_width=True, fill_height=True) as page:
        gr.HTML(_header(strings), elem_id="masthead", apply_default_css=False, js_on_load=None)
        with gr.Tabs(elem_id="tabs", selected=CHAT):
            with gr.Tab(strings.chat_tab, id=CHAT, render_children=True):
                chat.build(page, assistant, strings)
            with gr.Tab(strings.brief.tab, id="brief", render_children=True) as tab:
                brief.build(page, tab, assistant, strings)
    return page


def _header(strings: Strings) -> str:
    return f"<h1>{html.escape(strings.title)}</h1><p>{html.escape(strings.tagline)}</p>"
