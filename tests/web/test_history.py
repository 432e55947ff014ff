"""What a conversation leaves behind, as visitors see it: its files, the history, the feedback."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page

from tests.web.conftest import Visit
from tests.web.test_browser import PLACES, ask

pytestmark = pytest.mark.browser


def exported(page: Page, suffix: str) -> tuple[str, bytes]:
    with page.expect_download() as coming:
        page.locator(f'[data-export="{suffix}"]').click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def test_the_conversation_is_downloaded_as_word_and_as_markdown(server: str, visit: Visit) -> None:
    page = visit(server)
    assert page.locator("#conversation-file").is_hidden()
    ask(page, PLACES)
    name, file = exported(page, "docx")
    assert name == "问答-2025年新增多少中小学学位？.docx"
    assert PLACES in [paragraph.text for paragraph in docx.Document(BytesIO(file)).paragraphs]
    for _ in range(2):  # the same file again is no less a download
        name, file = exported(page, "md")
        assert name.endswith(".md")
        assert "8060个[^1]" in file.decode()
