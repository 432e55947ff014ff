"""What a conversation leaves behind, as visitors see it: its files, the history, the feedback."""

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, Page

from tests.web.conftest import Visit
from tests.web.test_browser import GROWTH, PLACES, ask

pytestmark = pytest.mark.browser

KEPT, CURRENT = "plan-assistant.conversations", "plan-assistant.current"


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


def reload(page: Page) -> None:
    """Load the page again once it stands; the page left behind may complain of what that cuts off, to nobody."""
    page.locator("#history .toggle:enabled").wait_for()
    page.evaluate("""() => { console.error = () => {};
        addEventListener("unhandledrejection", (event) => event.preventDefault()); }""")
    page.reload()


def reopened(page: Page) -> Page:
    reload(page)
    page.locator(".turn").first.wait_for()
    return page


def past(page: Page) -> Locator:
    """The list of conversations, opened."""
    if page.locator("#past").is_hidden():
        page.locator("#history .toggle").click()
    page.locator("#past").wait_for()
    return page.locator("#past li")


def begin_anew(page: Page) -> None:
    page.locator("#clear").click()
    page.locator(".welcome").wait_for()


def stored(page: Page) -> list[dict[str, object]]:
    kept: list[dict[str, object]] = json.loads(page.evaluate(f"localStorage.getItem('{KEPT}') ?? '[]'"))
    return kept


def test_a_reload_keeps_the_conversation_and_a_follow_up_is_understood(server: str, visit: Visit) -> None:
    page = visit(server)
    before = ask(page, PLACES).locator(".text").inner_text()
    page.wait_for_function(f"localStorage.getItem('{KEPT}')")
    assert reopened(page).locator(".turn .text").first.inner_text() == before
    assert "学位" in ask(page, "那2026年呢？").locator(".understood").inner_text()
    page.locator(".turn .text button.marker").first.click()
    page.locator("#source mark").first.wait_for()
    page.wait_for_function(f"JSON.parse(localStorage.getItem('{KEPT}'))[0].text.includes('那2026年呢')")
    assert len(stored(page)) == 1


def test_conversations_are_listed_opened_renamed_and_deleted(server: str, visit: Visit) -> None:
    page = visit(server)
    ask(page, PLACES)
    begin_anew(page)
    ask(page, GROWTH)
    page.wait_for_function(f"JSON.parse(localStorage.getItem('{KEPT}') ?? '[]').length === 2")
    assert past(page).locator(".open").all_inner_texts() == [GROWTH, PLACES]
    past(page).nth(1).locator(".rename").click()
    page.locator("#past input").fill("<b>学位</b>")
    page.locator("#past input").press("Enter")
    assert past(page).nth(1).locator(".open").inner_text() == "<b>学位</b>"
    past(page).nth(1).locator(".open").click()
    page.locator(".turn .question", has_text=PLACES).wait_for()
    assert page.locator(".turn").count() == 1
    for button in (past(page).nth(1).locator(".delete"),) * 2:
        button.click()
    assert past(page).locator(".open").all_inner_texts() == [GROWTH]
    page.locator(".welcome").wait_for()


def test_two_visitors_see_only_their_own(server: str, visit: Visit) -> None:
    first, second = visit(server), visit(server)
    ask(first, PLACES)
    first.wait_for_function(f"localStorage.getItem('{KEPT}')")
    assert past(second).count() == 0
    assert "服务器不保存" in second.locator("#past .lead").inner_text()


BROKEN = ["{", "[1, null, {}]", '{"a": 1}', '[{"key":"a","title":"题","time":1,"text":"{}"}]']


@pytest.mark.parametrize("kept", BROKEN)
def test_a_store_that_makes_no_sense_is_dropped(server: str, visit: Visit, kept: str) -> None:
    page = visit(server)
    page.evaluate(
        f"kept => {{ localStorage.setItem('{KEPT}', kept); sessionStorage.setItem('{CURRENT}', 'a'); }}", kept
    )
    reload(page)
    page.locator(".welcome").wait_for()
    page.wait_for_function(f"!sessionStorage.getItem('{CURRENT}')")
    assert past(page).count() == 0
    page.locator("#past .close").click()
    ask(page, GROWTH)
    page.wait_for_function(f"localStorage.getItem('{KEPT}').includes('5.2%')")
    assert len(stored(page)) == 1


def test_html_in_a_kept_conversation_is_text_and_runs_nothing(server: str, visit: Visit) -> None:
    page = visit(server)
    ask(page, PLACES)
    page.wait_for_function(f"localStorage.getItem('{KEPT}')")
    hostile = "<img src=x onerror=window.hit=1>"
    forged = json.dumps(stored(page)).replace("\\u65b0\\u589e", hostile)
    page.evaluate(f"kept => localStorage.setItem('{KEPT}', kept)", forged)
    reopened(page)
    assert past(page).locator("img").count() == page.locator("#talk img").count() == 0
    assert page.evaluate("window.hit") is None


def test_only_the_newest_fifty_are_kept(server: str, visit: Visit) -> None:
    page = visit(server)
    old = [{"key": f"k{at}", "title": f"第{at}个", "time": 1, "text": "{}"} for at in range(60)]
    page.evaluate(f"kept => localStorage.setItem('{KEPT}', kept)", json.dumps(old))
    ask(page, GROWTH)
    page.wait_for_function(f"JSON.parse(localStorage.getItem('{KEPT}'))[0].title !== '第0个'")
    kept = [one["title"] for one in stored(page)]
    assert (len(kept), kept[0], kept[-1]) == (50, GROWTH, "第48个")


def test_on_a_phone_the_history_is_a_sheet(server: str, visit: Visit) -> None:
    page = visit(server, width=390, height=844)
    ask(page, GROWTH)
    past(page)
    box = page.locator("#past").bounding_box()
    assert box is not None
    assert (box["x"], round(box["width"]), round(box["y"] + box["height"])) == (0, 390, 844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
