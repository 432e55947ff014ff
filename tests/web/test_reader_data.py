from dataclasses import replace
from pathlib import Path
from typing import cast

from assistant.answer import Assistant
from assistant.opening import open_store
from assistant.settings import Settings
from assistant.web.reader import opened, titles
from assistant.web.strings.reader import ZH
from tests.web.pieces import PIPES, sample
from vectorstore.base import Store
from vectorstore.records import Document

REPORT = sample(PIPES)[0]


class Library:
    """An assistant that has these documents."""

    def __init__(self, *documents: Document) -> None:
        self._documents = documents

    def documents(self) -> tuple[Document, ...]:
        return self._documents

    def document(self, document_id: str) -> Document:
        return {document.id: document for document in self._documents}[document_id]


def test_the_first_report_opens_where_none_is_named(store: Store, settings: Settings) -> None:
    assistant = Assistant(store, settings)
    (document,) = assistant.documents()
    page = opened(assistant, "", ZH)
    assert (page["id"], page["length"]) == (document.id, len(document.text))
    assert page == opened(assistant, document.id, ZH)


def test_a_report_that_is_gone_is_a_sentence(store: Store, settings: Settings) -> None:
    assert opened(Assistant(store, settings), "gone", ZH) == {"failure": ZH.gone}


def test_an_empty_library_is_not_taken_for_a_broken_link() -> None:
    assert opened(cast("Assistant", Library()), "", ZH) == {"failure": ZH.empty}


def test_without_an_index_the_sentence_says_what_to_do(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path)
    assistant = Assistant(open_store(settings), settings)
    assert titles(assistant) == []
    assert "ingest" in opened(assistant, "", ZH)["failure"]
    assert "ingest" in opened(assistant, "any", ZH)["failure"]


def test_reports_of_one_title_are_told_apart_by_their_files() -> None:
    other, third = replace(REPORT, id="e", name="另.txt"), replace(REPORT, id="f", title="别的")
    listed = titles(cast("Assistant", Library(REPORT, other, third)))
    assert listed == [("d", "计划报告（报告.md）"), ("e", "计划报告（另.txt）"), ("f", "别的")]
