"""The reader: the whole of a report with its outline, a search in its text, and any sentence of it by its address."""

import html
from collections import Counter
from dataclasses import asdict
from typing import Any

import gradio as gr

from assistant.answer import Assistant
from assistant.web import reader_html
from assistant.web.region import region
from assistant.web.strings import REPORTS_LANGUAGE, Strings
from assistant.web.strings.reader import ReaderStrings
from vectorstore.errors import StoreError

_SCRIPTS = ("clipboard.js", "highlight.js", "reader.js")


def build(_page: gr.Blocks, assistant: Assistant, strings: Strings) -> None:
    """Lay out the reader. Its script asks for a document when one is first to be shown."""

    def read(document_id: str) -> dict[str, Any]:
        return opened(assistant, document_id, strings.reader)

    def listed(_nothing: object) -> list[tuple[str, str]]:
        return titles(assistant)

    with gr.Column(elem_classes="sheet", elem_id="reader"):
        frame = _frame(strings)
        region("pages", _SCRIPTS, frame, functions=(read, listed), words=asdict(strings.reader))


def opened(assistant: Assistant, document_id: str, strings: ReaderStrings) -> dict[str, Any]:
    """What the script needs to show a document, the first one for an empty id; or the sentence why it cannot."""
    try:
        document_id = document_id or next((key for key, _ in titles(assistant)), "")
        document = assistant.document(document_id)
        passages = assistant.passages(document_id)
    except StoreError as error:
        return {"failure": str(error)}
    except LookupError:
        return {"failure": strings.gone if document_id else strings.empty}
    return {
        "id": document.id,
        "length": len(document.text),
        "outline": reader_html.outline_html(document),
        "text": reader_html.text_html(document, passages, strings),
    }


def titles(assistant: Assistant) -> list[tuple[str, str]]:
    """The documents to choose from, as id and title; none where there is no index.

    Where two have the same title, their file names tell them apart.
    """
    try:
        documents = assistant.documents()
    except StoreError:
        return []
    named = [(document, document.title or document.name) for document in documents]
    often = Counter(title for _, title in named)
    return [(document.id, f"{title}（{document.name}）" if often[title] > 1 else title) for document, title in named]


def _frame(strings: Strings) -> str:
    words = strings.reader
    return f"""
<header>
  <select class="documents" aria-label="{html.escape(words.document)}"></select>
  <button type="button" class="fold" aria-expanded="false" aria-controls="outline">{html.escape(words.outline)}</button>
  <form role="search">
    <input type="search" aria-label="{html.escape(words.search)}" placeholder="{html.escape(words.search)}"
      autocomplete="off" spellcheck="false" maxlength="100">
    <output aria-live="polite"></output>
    {_step("previous", "↑", words.previous)}{_step("following", "↓", words.following)}
  </form>
  <button type="button" class="copy-link"
    data-done="{html.escape(words.copied)}">{html.escape(words.copy_link)}</button>
</header>
<p class="failure" role="alert" hidden></p>
<div class="spread">
  <nav id="outline" aria-label="{html.escape(words.outline)}"></nav>
  <article tabindex="0" lang="{REPORTS_LANGUAGE}" aria-label="{html.escape(words.text)}"></article>
</div>
"""


def _step(name: str, sign: str, label: str) -> str:
    text = html.escape(label)
    return f'<button type="button" class="{name}" title="{text}" aria-label="{text}" disabled>{sign}</button>'
