"""Which reports a visitor's questions search: ticked in the library, told above the question, undone by one click."""

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace

import gradio as gr

from assistant.answer import Assistant
from assistant.web.region import QUIETLY, region
from assistant.web.strings import Strings
from vectorstore.errors import StoreError
from vectorstore.records import Document


@dataclass(frozen=True, slots=True)
class Ticked:
    """A report: by its id, and by its file name, as a new version of it has another id."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reports ticked; none means all."""

    ticked: tuple[Ticked, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the reports ticked."""
        return tuple(one.id for one in self.ticked)

    @property
    def names(self) -> tuple[str, ...]:
        """Their file names."""
        return tuple(one.name for one in self.ticked)

    def followed(self, documents: Sequence[Document]) -> "Chosen":
        """With what each is now, if it was replaced or renamed since; one that is gone from ``documents`` stays."""
        by_id = {document.id: document for document in documents}
        by_name = {document.name: document for document in documents}
        pairs = ((one, by_id.get(one.id) or by_name.get(one.name)) for one in self.ticked)
        now = (Ticked(document.id, document.name) if document else one for one, document in pairs)
        return replace(self, ticked=tuple(dict.fromkeys(now)))

    def without(self, document_id: str) -> "Chosen":
        """With one report not ticked."""
        return replace(self, ticked=tuple(one for one in self.ticked if one.id != document_id))


ALL = Chosen()
"""Nothing ticked: every report is searched."""


def build(page: gr.Blocks, assistant: Assistant, strings: Strings, chosen: gr.State, seen: gr.State) -> None:
    """Add the line. It is drawn anew whenever something else is ticked or the library changed.

    ``seen`` is the generation that the library showed last.
    """

    def drawn(chosen: Chosen) -> str:
        try:
            return render(chosen, assistant.documents(), strings)
        except StoreError:
            return ""  # the conversation says so itself

    line = region("scope", ("scope.js",))
    gr.on([page.load, chosen.change, seen.change], drawn, [chosen], [line], trigger_mode="always_last", **QUIETLY)
    line.clear(lambda: ALL, None, [chosen], **QUIETLY)


def render(chosen: Chosen, documents: Sequence[Document], strings: Strings) -> str:
    """Draw the line; nothing while all reports are searched."""
    ids = chosen.followed(documents).ids
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
