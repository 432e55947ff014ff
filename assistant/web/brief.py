"""The review brief's tab: a topic chosen or typed, the brief as a preview, and its files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.answer import Assistant
from assistant.brief.records import NothingFoundError
from assistant.brief.topics import headings_in
from assistant.examples import newest
from assistant.web import brief_html
from assistant.web.region import QUIETLY, data_of, region
from assistant.web.strings import Strings
from assistant.web.strings.brief import BriefStrings
from vectorstore.errors import StoreError


def build(page: gr.Blocks, tab: gr.Tab, assistant: Assistant, strings: Strings) -> None:
    """Lay out the tab and connect it. It looks at the library anew whenever it is opened."""
    words = strings.brief
    do = _Handlers(assistant, words)
    with gr.Column(elem_classes="sheet", elem_id="brief"):
        gr.HTML(
            f"<h2>{words.title}</h2><p class='lead'>{words.lead}</p>", elem_id="brief-lead", apply_default_css=False
        )
        choice = region("brief-choice", ("brief.js",))
        preview = region("brief-preview", ("brief_preview.js",), value=brief_html.opening(words))
    chosen = gr.State("")
    gr.on([page.load, tab.select], do.offer, [chosen], [choice, preview], **QUIETLY)
    choice.select(do.choose, None, [choice, preview, chosen], **QUIETLY)
    choice.submit(do.make, None, [preview], **QUIETLY)


@dataclass(frozen=True, slots=True)
class _Handlers:
    """What happens on each event of the tab. Holds nothing of any visitor."""

    assistant: Assistant
    words: BriefStrings

    def offer(self, chosen: str) -> tuple[Any, Any]:
        """The topics of the report chosen before, or of the newest; a brief made stays where it is."""
        try:
            return self._form(chosen), gr.skip()
        except StoreError as error:
            return "", brief_html.failure(str(error))
        except LookupError:
            return "", brief_html.failure(self.words.no_reports)

    def choose(self, event: gr.EventData) -> tuple[Any, Any, str]:
        """The topics of another report, which begins anew."""
        name = data_of(event).get("document", "")
        try:
            return self._form(name), brief_html.opening(self.words), name
        except StoreError as error:
            return gr.skip(), brief_html.failure(str(error)), name

    def make(self, event: gr.EventData) -> Iterator[str]:
        """The brief, or the sentence that says why there is none; a model takes long enough to say that it works."""
        sent = data_of(event)
        worded = bool(sent.get("worded")) and self.assistant.settings.use_model
        if worded:
            yield brief_html.waiting(self.words)
        yield brief_html.anew(self._made(sent["topic"], sent["document"], worded=worded))

    def _made(self, topic: str, document: str, *, worded: bool) -> str:
        try:
            return brief_html.preview(self.assistant.brief(topic, document, worded=worded), self.words)
        except (NothingFoundError, StoreError) as error:
            return brief_html.failure(str(error))
        except LookupError:  # removed since the tab was opened
            return brief_html.failure(self.words.gone)

    def _form(self, name: str) -> str:
        documents = self.assistant.documents()
        chosen = next((one for one in documents if one.name == name), None) or newest(documents)
        topics = self.assistant.topics(chosen.name)
        offer = brief_html.Offer(topics, headings_in(chosen), worded=self.assistant.settings.use_model)
        return brief_html.chooser(documents, chosen, offer, self.words)
