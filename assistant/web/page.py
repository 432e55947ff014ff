"""The page: a header and one tab a module. A further tab is one more module built here."""

import html

import gradio as gr

from assistant.answer import Assistant
from assistant.web import about, brief, chat, figures, library, reader
from assistant.web.region import region
from assistant.web.scope import ALL
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
        tabs = {"first": strings.chat_tab, "reader": strings.reader.tab}
        region("masthead", ("links.js",), _header(strings), words=tabs)
        chosen, seen = gr.State(ALL), gr.State("")
        with gr.Tabs(elem_id="tabs", selected=CHAT):
            with gr.Tab(strings.chat_tab, id=CHAT, render_children=True):
                chat.build(page, assistant, strings, chosen, seen)
            with gr.Tab(strings.reader.tab, id="reader", render_children=True):
                reader.build(page, assistant, strings)
            with gr.Tab(strings.figures.tab, id="figures", render_children=True):
                figures.build(page, assistant, strings)
            with gr.Tab(strings.brief.tab, id="brief", render_children=True) as brief_tab:
                brief.build(page, brief_tab, assistant, strings)
            with gr.Tab(strings.library.tab, id="library", render_children=True):
                library.build(page, assistant, strings, chosen, seen)
            with gr.Tab(strings.about.tab, id="about", render_children=True):
                about.build(page, assistant, strings)
    return page


def _header(strings: Strings) -> str:
    return f"<h1>{html.escape(strings.title)}</h1><p>{html.escape(strings.tagline)}</p>"
