"""Bad files in a real browser: each is told of in a sentence, nothing of it runs, and the library stays as it was."""

import http.client
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.ingest.pdfs import locked, report_pdf, scan
from tests.ingest.texts import SMALL
from tests.ingest.words import LAUGHING, word_with
from tests.web.conftest import Visit
from tests.web.shelf import current, names, opened, row, send, talking, tick
from tests.web.talk import ask, open_source

pytestmark = pytest.mark.browser

MB = 2**20
EVIL = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
TEMPTING = f"{EVIL}**粗**[链接](javascript:document.title=3)${{document.title=4}}{{{{value}}}}"
"""What a page would draw or run that took a report's text for HTML, Markdown or a template."""
SCRIPTED = f'<html><body onload="document.title=5"><svg onload="document.title=6"></svg>{EVIL}</body></html>'
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" * 500
SWELLING = word_with({"word/document.xml": b" " * (60 * MB)})


def harmless(page: Page) -> bool:
    """Whether nothing of what was sent became a part of the page or ran."""
    made = page.locator("img[src=x], svg[onload], [onerror], a[href^=javascript]").count()
    return made == 0 and page.title() not in set("123456")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("空.txt", b"", "文件是空的，请换一个文件"),
        ("空.docx", b"", "文件是空的，请换一个文件"),
        ("坏的.docx", b"PK\x03\x04 broken", "这不是有效的 .docx 文件"),
        ("炸弹.docx", SWELLING, "解压后过大，不像一份报告，已拒绝"),
        ("实体炸弹.docx", word_with({"word/document.xml": LAUGHING}), "Word 文件已损坏或加了密码"),
        ("加密.pdf", locked(report_pdf(["东湖区报告。"]), "secret"), "密码"),
        ("扫描.pdf", scan(), "扫描"),
        ("程序.txt", PROGRAM, "文件内容不是文字（可能是改了扩展名的程序"),
        ("程序.exe", PROGRAM, "不支持这种文件（.exe）"),
        ("照片.png", b"\x89PNG\r\n", "不支持这种文件（.png）"),
        ("<img src=x onerror=alert(1)>.txt", b"", "_img src=x onerror=alert(1)_.txt"),
        ("../../上级.txt", b"", "上级.txt"),
        ("脚本.html", SCRIPTED.encode(), "文件里没有文字"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence_and_the_index_stays(
    name: str, content: bytes, told: str, own: tuple[str, Path], visit: Visit
) -> None:
    address, var = own
    page = opened(visit(address))
    before, shelf = current(var), names(page)
    assert told in send(page, (name, content))
    assert page.locator("#uploads li.failed .message").count() == 1
    assert harmless(page)
    assert (current(var), names(page)) == (before, shelf)


def test_a_file_of_200_mb_is_refused_before_it_is_sent(own: tuple[str, Path], visit: Visit, tmp_path: Path) -> None:
    address, var = own
    page = opened(visit(address))
    before = current(var)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/upload" in request.url else None)
    with (tmp_path / "大.txt").open("wb") as file:
        file.truncate(200 * MB)
    page.locator("#uploads input[type=file]").set_input_files(tmp_path / "大.txt")
    page.locator("#uploads li.failed .message", has_text="文件有 200 MB，超过 50 MB 的上限").wait_for()
    assert (current(var), sent) == (before, [])


def test_a_file_of_200_mb_that_is_sent_all_the_same_is_cut_off(own: tuple[str, Path]) -> None:
    address, var = own
    before = current(var)
    place = urlsplit(address)
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
    connection.putrequest("POST", "/gradio_api/upload")
    connection.putheader("Content-Type", "multipart/form-data; boundary=x")
    connection.putheader("Content-Length", str(len(head) + 200 * MB))
    connection.endheaders()
    with suppress(ConnectionError):  # the server does not wait for the rest
        connection.send(head)
        for _ in range(200):
            connection.send(bytes(MB))
    assert connection.getresponse().status == 413
    connection.close()
    assert current(var) == before


def test_a_path_that_nobody_uploaded_is_not_read(own: tuple[str, Path], visit: Visit, tmp_path: Path) -> None:
    address, var = own
    secret = tmp_path / "机密.txt"
    secret.write_text(SMALL.replace("东湖", "机密"), encoding="utf-8")
    before = current(var)
    page = opened(visit(address))
    page.route("**/gradio_api/upload*", lambda route: route.fulfill(json=[str(secret)]))
    page.locator("#uploads input[type=file]").set_input_files(
        {"name": "机密.txt", "mimeType": "text/plain", "buffer": b"x"}
    )
    page.get_by_text("cannot be accessed").first.wait_for()
    assert current(var) == before


def test_a_web_page_comes_in_without_its_scripts(own: tuple[str, Path], visit: Visit) -> None:
    page = opened(visit(own[0]))
    text = SMALL.replace("东湖", "北河").replace("\n", "</p><p onclick='document.title=3'>")
    send(page, ("北河区.html", f'<html><body onload="document.title=5">{EVIL}<p>{text}</p></body></html>'.encode()))
    row(page, "北河区.html").locator("a.to-source").click()
    page.locator("#reader", has_text="新增学位800个").first.wait_for()
    assert "document.title" not in page.locator("#reader").inner_text()
    assert harmless(page)


def test_markup_in_a_report_is_shown_as_text_wherever_it_appears(own: tuple[str, Path], visit: Visit) -> None:
    page = opened(visit(own[0]))
    text = SMALL.replace("关于东湖区", f"关于鹤山区{EVIL}").replace("东湖", "鹤山")
    text = text.replace("产业稳步发展", "产业<b>稳步发展</b>").replace("新增学位800个", f"新增学位800个{TEMPTING}")
    send(page, (f"{TEMPTING}/鹤山区{{{{value}}}}**粗**.md", text.encode()))
    tick(page, "鹤山区{{value}}_粗_.md").locator("xpath=ancestor::tr").locator('[data-do="outline"]').click()
    page.locator("#shelf .outline a", has_text="产业<b>稳步发展</b>").wait_for()
    assert EVIL in page.locator("#shelf").inner_text()

    turn = ask(talking(page), "鹤山区新增学位多少个？")
    assert EVIL in page.locator("#scope").inner_text()
    assert TEMPTING in turn.locator(".evidence").first.inner_text()
    source = open_source(page, turn).inner_text()
    assert EVIL in source
    assert TEMPTING in source
    assert harmless(page)

    page.locator("#source footer a").click()
    page.locator("#reader", has_text="新增学位800个").first.wait_for()
    assert page.locator("#reader", has_text=EVIL).count() == 1
    assert page.locator("#reader", has_text=TEMPTING).count() == 1
    assert harmless(page)
