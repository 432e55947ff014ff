"""Which reports a visitor's questions search: ticked in the library, told above the question, undone by one click."""

import html
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import gradio as gr

from assistant.answer import Assistant
from assistant.web.region import QUIETLY, region
from assistant.web.strings import Strings
from vectorstore.errors import StoreError
from vectorstore.records import Document


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ids of the reports ticked; none means all. ``generation`` is the index that the library last showed."""

    ids: tuple[str, ...] = ()
    generation: str = ""


def build(page: gr.Blocks, assistant: Assistant, strings: Strings, chosen: gr.State) -> None:
    """Add the line. It is drawn anew whenever something else is ticked or the library changed."""

    def drawn(chosen: Chosen) -> str:
        try:
            return render(chosen.ids, assistant.documents(), strings)
        except StoreError:
            return ""  # the conversation says so itself

    line = region("scope", ("scope.js",))
    gr.on([page.load, chosen.change], drawn, [chosen], [line], **QUIETLY)
    line.clear(lambda: Chosen(), None, [chosen], **QUIETLY)


def render(ids: Collection[str], documents: Sequence[Document], strings: Strings) -> str:
    """Draw the line; nothing while all reports are searched."""
    if not ids:
        return ""
    words = strings.library
    titles = [document.title or document.name for document in documents if document.id in ids]
    gone = len(ids) - len(titles)
    named = "".join(f"<b>{html.escape(title)}</b>" for title in titles)
    lead = words.only if len(titles) == 1 else words.only_many.format(count=len(titles))
    lost = f'<span class="gone">{html.escape(words.some_gone.format(count=gone))}</span>' if gone else ""
    told = (
        f"<span>{html.escape(lead)}</span>{named}{lost}"
        if titles
        else f'<span class="gone">{html.escape(words.all_gone)}</span>'
    )
    return f'<p role="status">{told} <button type="button" data-all>{html.escape(words.everything)}</button></p>'
