"""The library: reports come in by drag and drop, are looked through, renamed, removed and put back.

The one tab that reaches into ingestion. Every handler draws the whole table anew from the current generation, so that
it shows what other visitors and the command line changed meanwhile.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gradio as gr

from assistant.answer import Assistant
from assistant.holdings import Holding, holdings
from assistant.web import library_html
from assistant.web.library_html import Notice, View
from assistant.web.region import QUIETLY, data_of, region
from assistant.web.scope import Chosen, Ticked
from assistant.web.strings import Strings
from assistant.web.uploads import Uploads
from ingest.changes import remove, rename, renew, restore
from ingest.errors import ReadError
from ingest.live import Done, Stage, Told, live
from ingest.pipeline import IngestReport, ingest
from ingest.read import MAX_BYTES, READERS
from ingest.removed import Bin
from ingest.shelf import FileReport
from ingest.upload import safe_name, taken_in
from vectorstore.base import Progress
from vectorstore.errors import IndexMissing, StoreError
from vectorstore.records import Document

LARGEST = MAX_BYTES
"""Bytes of an upload; Gradio stops a larger one while it arrives."""

Updates = tuple[Any, ...]


def build(page: gr.Blocks, assistant: Assistant, strings: Strings, chosen: gr.State, seen: gr.State) -> None:
    """Lay out the tab and connect it. ``chosen`` is what the visitor's questions search, ``seen`` the generation shown.

    Only a click writes ``chosen``: an upload takes a minute, and what was ticked meanwhile must not be undone by it.
    """
    do = _Library(assistant, strings, page)
    view = gr.State(View())
    with gr.Column(elem_classes="sheet", elem_id="library"):
        zone = region("uploads", ("library_uploads.js",), library_html.zone(READERS, LARGEST, strings))
        shelf = region("shelf", ("library.js",))
    gr.on([page.load, shelf.focus], do.show, [chosen, view], [shelf, seen], **QUIETLY)
    shelf.select(do.act, [chosen, view], [shelf, seen, chosen, view], trigger_mode="multiple", **QUIETLY)
    added = zone.upload(do.add, None, [zone], **QUIETLY)
    added.then(do.show_anew, [chosen, view], [shelf, seen, view], **QUIETLY)


@dataclass(frozen=True, slots=True)
class _Library:
    """What happens on each event of the tab. Holds nothing of any visitor."""

    assistant: Assistant
    strings: Strings
    page: gr.Blocks

    @property
    def _bin(self) -> Bin:
        return Bin(self.assistant.settings.var / "removed")

    @property
    def _tokens(self) -> int:
        return self.assistant.settings.passage_tokens

    def show(self, chosen: Chosen, view: View) -> Updates:
        """Draw the table, and tell of which generation."""
        held, view = self._held(view)
        ids = chosen.followed([one.document for one in held]).ids
        return library_html.shelf(held, ids, view, self._removed(), self.strings), self._generation()

    def show_anew(self, chosen: Chosen, view: View) -> Updates:
        """Draw the table without the last notice."""
        view = replace(view, notice=None)
        return *self.show(chosen, view), view

    def act(self, chosen: Chosen, view: View, event: gr.EventData) -> Updates:
        """Do what was clicked and draw the table."""
        data = data_of(event)
        view = replace(view, notice=None, clicks=view.clicks + 1)
        try:
            chosen, view = self._done(data, chosen, view)
            chosen = chosen.followed(self.assistant.documents())
        except StoreError as error:
            view = replace(view, notice=Notice(str(error), bad=True))
        return *self.show(chosen, view), chosen, view

    def add(self, event: gr.EventData) -> Iterator[str]:
        """Bring in the files that were sent, telling of each how far it is."""
        words = self.strings.library
        sent, refused = self._sent(data_of(event))
        names = [safe_name(name) for name, _ in sent]
        uploads = Uploads.of(names, refused)
        yield library_html.uploads(uploads, words)
        try:
            for further in self._brought_in(sent, uploads):
                uploads = further
                yield library_html.uploads(uploads, words)
        except (StoreError, ReadError) as error:
            yield library_html.uploads(uploads.failed(str(error)), words)

    def _brought_in(self, sent: Sequence[tuple[str, Path]], uploads: Uploads) -> Iterator[Uploads]:
        """Ingest what was sent, in a thread that outlives this visit. Raises ``StoreError`` or ``ReadError``."""
        if not sent:
            return
        folder = TemporaryDirectory(prefix="plan-upload-")
        paths = [taken_in(path, name, Path(folder.name)) for name, path in sent]

        def work(progress: Progress, told: Told) -> IngestReport:
            def each(report: FileReport) -> None:
                if report.before:  # before the new version is written: the old one must not be lost
                    self._bin.keep(report.before)
                told(report)

            with folder:
                return ingest(
                    paths, self.assistant.store, passage_tokens=self._tokens, progress=progress, each=each
                )  # fmt: skip

        number = 0
        for event in live(work):
            match event:
                case Stage("reading", done, total):
                    number = done
                    uploads = uploads.reading(done) if done < total else uploads
                case FileReport():
                    message = self._message(event)
                    uploads = uploads.read(number, event.name, event.state, message)
                case Stage("embedding", done, total):
                    uploads = uploads.embedded(done / max(total, 1))
                case Done():
                    uploads = uploads.done()
            yield uploads

    def _message(self, report: FileReport) -> str:
        before = self.strings.library.kept_before if report.before else ""
        return " ".join(filter(None, (report.message.removeprefix(f"{report.name}："), before)))

    def _sent(self, data: dict[str, Any]) -> tuple[list[tuple[str, Path]], list[tuple[str, str]]]:
        """The files that reached the server, by name, and those that did not, with the reason.

        A path counts only if Gradio itself stored an upload there: the event comes from a browser.
        """
        words = self.strings.library
        sent, refused = [], []
        for file in data.get("files", []):
            name, path = str(file.get("name", "")), str(file.get("path", ""))
            if path in {str(one) for one in self.page.upload_file_set}:
                sent.append((name, Path(path)))
            else:
                limit = LARGEST // 2**20
                size = int(file.get("size") or 0) / 2**20
                reason = words.too_large.format(size=round(size), limit=limit) if size > limit else words.not_sent
                refused.append((safe_name(name), reason))
        return sent, refused

    def _done(self, data: dict[str, Any], chosen: Chosen, view: View) -> tuple[Chosen, View]:
        """What was clicked, done. Raises ``StoreError``."""
        key = str(data.get("id", ""))
        match data.get("do"):
            case "search":
                return self._ticked(key, chosen) if data.get("on") else chosen.without(key), view
            case "outline":
                return chosen, replace(view, opened="" if view.opened == key else key)
            case "rename":
                return chosen, replace(view, notice=self._renamed(key, str(data.get("name", ""))))
            case "renew":
                return chosen, replace(view, notice=self._renewed(key))
            case "remove":
                return chosen, replace(view, notice=self._removal(key))
            case "restore":
                return chosen, replace(view, notice=self._restored(key))
        return chosen, view

    def _ticked(self, key: str, chosen: Chosen) -> Chosen:
        ticked = Ticked(key, self._document(key).name)
        return replace(chosen, ticked=(*chosen.without(key).ticked, ticked))

    def _renamed(self, key: str, name: str) -> Notice:
        document = self._document(key)
        kept = rename(document.name, name, self.assistant.store, passage_tokens=self._tokens)
        return Notice(self.strings.library.renamed.format(name=kept))

    def _renewed(self, key: str) -> Notice:
        document, words = self._document(key), self.strings.library
        changed = renew([document.name], self.assistant.store, passage_tokens=self._tokens)
        return Notice((words.renewed if changed else words.not_renewed).format(name=document.name))

    def _removal(self, key: str) -> Notice:
        """Keep a document aside, then take it out of the index: it is never in neither place."""
        document = self._document(key)
        kept = self._bin.keep(document)
        try:
            remove([document.name], self.assistant.store)
        except StoreError:
            self._bin.forget(kept)
            raise
        return Notice(self.strings.library.removed.format(title=document.title), undo=kept)

    def _restored(self, key: str) -> Notice:
        words, kept = self.strings.library, self._bin.find(key)
        if kept is None:
            raise StoreError(words.gone)
        report = restore(kept.source, self.assistant.store, passage_tokens=self._tokens)
        self._bin.forget(key)
        if report.state != "added":
            return Notice(words.already_there.format(title=kept.title))
        told = words.restored if report.name == kept.source.name else words.restored_as
        return Notice(told.format(title=kept.title, name=report.name))

    def _document(self, key: str) -> Document:
        try:
            return self.assistant.document(key)
        except LookupError as error:
            raise StoreError(self.strings.library.gone) from error

    def _held(self, view: View) -> tuple[tuple[Holding, ...], View]:
        """What the index holds; where it cannot be read the view tells why."""
        try:
            return holdings(self.assistant.store.current().contents), view
        except IndexMissing:
            return (), view
        except StoreError as error:
            return (), replace(view, notice=Notice(str(error), bad=True))

    def _generation(self) -> str:
        try:
            return self.assistant.store.generation()
        except StoreError:
            return ""

    def _removed(self) -> tuple[library_html.Kept, ...]:
        return tuple(library_html.Kept(one.key, one.title, one.source.name, one.at) for one in self._bin.kept())
