"""The chat: questions in, a conversation that streams, and the source pane beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.answer import Assistant
from assistant.records import Citation
from assistant.web import export, history, rating, scope, source, turns
from assistant.web.conversation import Conversation
from assistant.web.converse import Run, converse
from assistant.web.region import QUIETLY, data_of, region
from assistant.web.scope import Chosen
from assistant.web.source import Reading
from assistant.web.strings import Strings
from vectorstore.errors import StoreError

# Longer than any question; a pasted report is cut off in the browser.
_QUESTION_LENGTH = 1000

Updates = tuple[Any, ...]


def build(page: gr.Blocks, assistant: Assistant, strings: Strings, chosen: gr.State, seen: gr.State) -> None:
    """Lay out the chat inside ``page`` and connect it. All state is the visitor's session's."""
    do = _Handlers(assistant, strings)
    conversation, running, reading = gr.State(Conversation()), gr.State(None), gr.State(None)
    with gr.Row(elem_id="workspace"):
        with gr.Column(elem_id="chat"):
            with gr.Row(elem_id="chatbar"):
                past = history.build(strings)
                export.build(conversation, strings)
            talk = region("talk", ("clipboard.js", "rate.js", "chat.js"), '<div class="turns" role="log"></div>', [])
            rating.build(talk, conversation, assistant, strings)
            scope.build(page, assistant, strings, chosen, seen)
            with gr.Row(elem_id="composer"):
                box = gr.Textbox(
                    elem_id="box", label=strings.box_label, placeholder=strings.placeholder, container=False,
                    lines=1, max_lines=6, max_length=_QUESTION_LENGTH, autofocus=True, scale=1,
                )  # fmt: skip
                send = gr.Button(strings.send, variant="primary", elem_id="send", scale=0, min_width=72)
                stop = gr.Button(strings.stop, elem_id="stop", scale=0, min_width=72)
                clear = gr.Button(strings.clear, elem_id="clear", scale=0, min_width=72)
        pane = region("source", ("source.js",))

    loaded = page.load(do.welcome, [conversation], [talk], **QUIETLY)
    loaded.then(history.ready, None, [past], **QUIETLY)
    seen.change(do.welcome, [conversation], [talk], **QUIETLY)
    asked = gr.on(
        [box.submit, send.click, talk.submit], do.ask, [box, conversation, running, chosen],
        [box, talk, conversation, running], trigger_mode="multiple", **QUIETLY,
    )  # fmt: skip
    stop.click(do.stop, [conversation, running], [talk, conversation], **QUIETLY)
    asked.then(history.keep, [conversation], [past], **QUIETLY)
    anew = [talk, conversation, pane, reading]
    cleared = gr.on([clear.click, past.clear], do.clear, [running], anew, **QUIETLY)
    cleared.then(history.keep, [conversation], [past], **QUIETLY)
    past.select(do.reopen, [running], [*anew, past], **QUIETLY)
    talk.select(do.open_source, [conversation], [pane, reading], **QUIETLY)
    pane.select(do.extend_source, [reading], [pane, reading], **QUIETLY)


@dataclass(frozen=True, slots=True)
class _Handlers:
    """What happens on each event of the page. Holds nothing of any visitor."""

    assistant: Assistant
    strings: Strings

    def welcome(self, conversation: Conversation) -> list[str]:
        """Draw the conversation, or before its first question what to ask."""
        if conversation.turns:
            return turns.render(conversation, self.strings)
        try:
            titles = [document.title or document.name for document in self.assistant.documents()]
            return [turns.welcome(self.assistant.examples(), titles, self.strings)]
        except StoreError as error:
            return [turns.not_ready(str(error), self.strings)]

    def ask(
        self, typed: str, conversation: Conversation, last: Run | None, chosen: Chosen, event: gr.EventData
    ) -> Iterator[Updates]:
        """Answer what was typed, or the suggestion that was clicked; typed text survives a click and a failure."""
        clicked = data_of(event).get("question", "")
        question = (clicked or typed).strip()
        under_way = conversation.pending and last is not None and not last.done.is_set()
        if not question or under_way:
            yield (gr.skip(),) * 4
            return
        box, run = gr.skip() if clicked else "", Run()
        try:
            for latest in converse(self.assistant, question, conversation, self.strings, run, chosen):
                box = typed if latest.turns[-1].failure and not clicked else box
                yield box, turns.render(latest, self.strings), latest, run
                box = gr.skip()
        finally:
            run.done.set()

    def stop(self, conversation: Conversation, run: Run | None) -> Updates:
        """Give up the answer under way."""
        if run:
            run.end()
        stopped = conversation.stopped()
        return turns.render(stopped, self.strings), stopped

    def clear(self, run: Run | None) -> Updates:
        """Begin anew."""
        if run:
            run.end()
        empty = Conversation()
        return self.welcome(empty), empty, "", None

    def reopen(self, run: Run | None, event: gr.EventData) -> Updates:
        """Go on with a conversation that the visitor's browser kept; one that cannot be read changes nothing."""
        kept, told = history.reopened(event)
        if kept is None:
            return (*(gr.skip(),) * 4, told)
        if run:
            run.end()
        return turns.render(kept, self.strings), kept, "", None, told

    def open_source(self, conversation: Conversation, event: gr.EventData) -> tuple[str, Reading | None]:
        """Show the paragraph of the citation whose marker was clicked."""
        citation = _citation(conversation, **data_of(event))
        return self._show(source.opened(citation)) if citation else self._gone()

    def extend_source(self, reading: Reading | None, event: gr.EventData) -> tuple[str, Reading | None]:
        """Show one paragraph more."""
        return self._show(reading.extended(data_of(event)["direction"])) if reading else self._gone()

    def _show(self, reading: Reading) -> tuple[str, Reading | None]:
        try:
            document = self.assistant.document(reading.citation.document_id)
        except StoreError as error:
            return source.unavailable(str(error), self.strings), None
        except LookupError:  # removed since the answer was given
            return self._gone()
        return source.render(document, reading, self.strings), reading

    def _gone(self) -> tuple[str, Reading | None]:
        return source.unavailable(self.strings.source_gone, self.strings), None


def _citation(conversation: Conversation, turn: int, marker: int) -> Citation | None:
    answer = conversation.turns[turn].answer if 0 <= turn < len(conversation.turns) else None
    return next((one for one in answer.citations if one.marker == marker), None) if answer else None
