"""The library in a real browser: files in, questions answered from them, out and back; and files that mean harm."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page

from assistant.settings import Settings
from tests.ingest.pdfs import locked, report_pdf, scan
from tests.ingest.texts import SMALL
from tests.web.conftest import Visit, serving
from vectorstore.base import Store

pytestmark = pytest.mark.browser

EVIL = '<img src=x onerror="document.title=1"><script>document.title=2</script>'


@pytest.fixture(scope="module")
def own(
    chromium: Browser, store: Store, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A server over an index of its own, which may be changed, and where the index is."""
    var = tmp_path_factory.mktemp("library") / "var"
    shutil.copytree(settings.var, var)
    with serving(var) as address:
        yield address, var


def opened(page: Page) -> Page:
    page.locator("#tabs button[role=tab]", has_text="资料库").last.click()
    page.locator("#shelf table").wait_for()
    page.locator("#uploads[data-ready], #uploads [data-ready]").first.wait_for(state="attached")
    return page


def send(page: Page, *files: tuple[str, bytes]) -> str:
    """Send files and wait until none of them is on its way; what is told of them."""
    if page.locator("#uploads [data-hide]").count():
        page.locator("#uploads [data-hide]").click()
    page.locator("#uploads input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    )
    # With a cold cache the shipped report is embedded again: a minute on two busy cores.
    page.locator("#uploads .progress:not([data-busy])").wait_for(timeout=180_000)
    return page.locator("#uploads .progress").inner_text()


def shelf_names(page: Page) -> list[str]:
    return page.locator("#shelf p.file").all_inner_texts()


def current(var: Path) -> str:
    return (var / "index" / "CURRENT").read_text(encoding="utf-8")


def word(text: str) -> bytes:
    document, content = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(content)
    return content.getvalue()


def bomb() -> bytes:
    """A Word file whose text would unpack to 300 MB."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("一"))) as good, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as bad:
        for name in good.namelist():
            bad.writestr(name, b" " * 300_000_000 if name == "word/document.xml" else good.read(name))
    return content.getvalue()


def test_a_report_comes_in_is_asked_goes_out_and_comes_back(own: tuple[str, Path], visit: Visit) -> None:
    address, _ = own
    page = opened(visit(address))
    assert "东湖" not in "".join(shelf_names(page))
    assert "已导入" in send(page, ("东湖区报告.txt", SMALL.encode()))
    page.locator("#shelf p.file", has_text="东湖区报告.txt").wait_for()
    row = page.locator("#shelf tr[data-id]", has_text="东湖区报告.txt")
    row.locator("input[type=checkbox]").click()
    page.locator("#scope b").wait_for(state="attached")

    page.locator("#tabs button[role=tab]", has_text="问答").last.click()
    page.locator("#box textarea").fill("东湖区地区生产总值增长多少？")
    page.locator("#box textarea").press("Enter")
    turn = page.locator('.turn[aria-busy="false"]').last
    turn.locator(".evidence").first.wait_for()

    opened(page)
    row.locator('[data-do="remove"]').click()
    page.locator("#shelf .notice button").wait_for()
    assert "东湖区报告.txt" not in shelf_names(page)
    page.locator("#shelf .notice button").click()
    page.locator("#shelf p.file", has_text="东湖区报告.txt").wait_for()


def test_several_kinds_come_in_at_once_each_with_its_own_result(own: tuple[str, Path], visit: Visit) -> None:
    address, _ = own
    page = opened(visit(address))
    texts = [SMALL.replace("东湖", name) for name in ("南山", "北河", "中原")]
    told = send(
        page,
        ("南山区.docx", word(texts[0])),
        ("北河区.html", f"<html><body>{EVIL}<p>{texts[1].replace(chr(10), '</p><p>')}</p></body></html>".encode()),
        ("中原区.md", texts[2].encode()),
        ("空的.txt", b""),
    )
    page.locator("#shelf p.file", has_text="中原区.md").wait_for()
    assert {"南山区.docx", "北河区.html", "中原区.md"} <= set(shelf_names(page))
    assert "文件是空的" in told
    assert page.title() not in {"1", "2"}


def test_a_text_already_there_is_said_to_be_a_duplicate(own: tuple[str, Path], visit: Visit) -> None:
    address, var = own
    page = opened(visit(address))
    send(page, ("原件.txt", SMALL.replace("东湖", "双塔").encode()))
    before = current(var)
    assert "完全相同" in send(page, ("副本.txt", SMALL.replace("东湖", "双塔").encode()))
    assert current(var) == before


def test_a_name_is_changed_in_its_place(own: tuple[str, Path], visit: Visit) -> None:
    address, _ = own
    page = opened(visit(address))
    send(page, ("旧名.txt", SMALL.replace("东湖", "白塔").encode()))
    row = page.locator("#shelf tr[data-id]", has_text="旧名.txt")
    row.locator('[data-do="rename"]').click()
    page.locator("#shelf .file input").fill("新名")
    page.keyboard.press("Enter")
    page.locator("#shelf p.file", has_text="新名.txt").wait_for()


def test_the_outline_found_is_shown_with_links(own: tuple[str, Path], visit: Visit) -> None:
    address, _ = own
    page = opened(visit(address))
    page.locator("#shelf tr[data-id]", has_text="西城区2025年").locator('[data-do="outline"]').click()
    page.locator("#shelf .outline ol li").first.wait_for()
    counts = page.locator("#shelf .counts").inner_text()
    assert "57" in counts
    assert "24" in counts
    assert page.locator("#shelf .outline a.to-source").count() > 70


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("空.txt", b"", "文件是空的"),
        ("空.docx", b"", "文件是空的"),
        ("程序.txt", b"MZ\x90\x00\x03\x00\x00\x00" * 500, "不是文字"),
        ("照片.png", b"\x89PNG\r\n", "不支持这种文件"),
        ("坏的.docx", b"PK\x03\x04 broken", "坏的.docx"),
        ("<img src=x onerror=alert(1)>.txt", b"", "_img src=x onerror=alert(1)_.txt"),
        ("../../上级.txt", b"", "上级.txt"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence_and_the_index_stays(
    name: str, content: bytes, told: str, own: tuple[str, Path], visit: Visit
) -> None:
    address, var = own
    before = current(var)
    page = opened(visit(address))
    assert told in send(page, (name, content))
    assert page.locator("#uploads li.failed").count() == 1
    assert page.locator("#uploads img").count() == 0
    assert current(var) == before


def test_files_made_to_harm_or_without_text_are_refused_together(own: tuple[str, Path], visit: Visit) -> None:
    address, var = own
    before = current(var)
    page = opened(visit(address))
    shown = send(
        page,
        ("炸弹.docx", bomb()),
        ("扫描.pdf", scan()),
        ("加密.pdf", locked(report_pdf(["东湖区报告。"]), "secret")),
    )
    assert page.locator("#uploads li.failed").count() == 3
    assert "密码" in shown
    assert "扫描" in shown
    assert current(var) == before


def test_the_library_fits_a_phone(own: tuple[str, Path], visit: Visit) -> None:
    page = opened(visit(own[0], width=390, height=844))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
