"""The reader as visitors see it: real server, real index, real Chromium."""

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assistant.web.links import source_address
from tests.web.conftest import ROOT, Visit, run, serving
from tests.web.embedder import embedder
from tests.web.pieces import bare
from tests.web.test_browser import ask, open_source
from vectorstore.base import Index
from vectorstore.records import Document

pytestmark = pytest.mark.browser

READY = "#pages article > *"
FAILED = "#pages .failure:not([hidden])"


@pytest.fixture
def document(index: Index) -> Document:
    """The shipped report."""
    return index.contents.documents[0]


def at(document: Document, quote: str) -> str:
    """The address of a quote."""
    start = document.text.index(quote)
    return source_address(document.id, start, start + len(quote))


def turn_to(page: Page, tab: str) -> None:
    page.locator("#tabs [role=tablist]").get_by_text(tab, exact=True).click()


def read(page: Page) -> Page:
    """Turn to the reader and wait for its text."""
    turn_to(page, "原文")
    page.locator(READY).first.wait_for()
    return page


def marked(page: Page) -> str:
    page.locator("#pages mark.cited").first.wait_for()
    return "".join(page.locator("#pages mark.cited").all_text_contents())


def is_in_view(page: Page, selector: str) -> bool:
    box, text = page.locator(selector).first.bounding_box(), page.locator("#pages article").bounding_box()
    assert box is not None
    assert text is not None
    return text["y"] <= box["y"] and box["y"] + box["height"] <= text["y"] + text["height"]


def choose(page: Page, named: str) -> None:
    """Choose the report whose title holds ``named``."""
    titles = page.locator("#pages select option").all_inner_texts()
    page.locator("#pages select").select_option(label=next(title for title in titles if named in title))


def search(page: Page, sought: str) -> str:
    """Type into the search box and give what it says."""
    page.evaluate("document.querySelector('#pages output').textContent = '…'")
    page.locator("#pages input").fill(sought)
    page.wait_for_function("document.querySelector('#pages output').textContent !== '…'")
    return page.locator("#pages output").inner_text()


QUOTE = "新增中小学学位8060个"


def test_the_whole_report_is_there_with_its_outline(server: str, visit: Visit, document: Document) -> None:
    page = read(visit(server))
    assert bare(page.locator("#pages article").text_content()) == bare(document.text)
    assert page.locator("#outline a").count() == sum(heading.kind != "title" for heading in document.outline)
    assert page.locator("#pages select").input_value() == document.id


def test_a_click_in_the_outline_goes_to_the_section_and_marks_it_there(server: str, visit: Visit) -> None:
    page = read(visit(server))
    link = page.locator("#outline a", has_text="（二）主要指标")
    link.click()
    assert marked(page) == "（二）主要指标"
    assert is_in_view(page, "#pages mark.cited")
    page.wait_for_function("document.querySelector('#outline [aria-current]')?.textContent === '（二）主要指标'")


def test_the_outline_folds_by_keyboard(server: str, visit: Visit) -> None:
    page = read(visit(server))
    page.locator("#outline summary").nth(1).focus()
    topic = page.locator("#outline ul ul ul a").first
    assert not topic.is_visible()
    page.keyboard.press("Enter")
    assert topic.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert marked(page) == topic.inner_text()


def scroll_to(page: Page, share: float) -> None:
    """Scroll the text to a share of its length."""
    page.locator("#pages article").evaluate("(text, share) => (text.scrollTop = text.scrollHeight * share)", share)
    page.wait_for_timeout(100)


def test_reading_on_moves_the_mark_in_the_outline(server: str, visit: Visit) -> None:
    page = read(visit(server))
    names = []
    for share in (0.2, 0.5, 0.9):
        scroll_to(page, share)
        names.append(page.locator("#outline [aria-current]").text_content())
        current = page.locator("#outline li:has(> details:not([open]) [aria-current]) > a, #outline [aria-current]")
        assert any(one.is_visible() for one in current.all())
    assert all(one != other for one, other in pairwise(names))


def test_the_address_of_a_sentence_opens_it_highlighted(server: str, visit: Visit, document: Document) -> None:
    page = visit(server + at(document, QUOTE), ready="#pages mark.cited")
    assert marked(page) == QUOTE
    assert is_in_view(page, "#pages mark.cited")
    assert page.locator("[role=tab][aria-selected=true]").inner_text() == "原文"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?doc=gone&at=1-5", "已不在资料库中"),
        ("?doc={id}&at=99999999-99999999999", "不在这份报告里"),
        ("?doc={id}&at=20-10", "不在这份报告里"),
        ("?doc={id}&at=<script>", "不在这份报告里"),
        ("?doc=<img src=x onerror=hit=1>&at=1-2", "已不在资料库中"),
    ],
)
def test_an_address_that_leads_nowhere_says_so(
    server: str, visit: Visit, document: Document, query: str, sentence: str
) -> None:
    page = visit(server + query.replace("{id}", document.id), ready=FAILED)
    assert sentence in page.locator(FAILED).inner_text()
    assert page.locator("#pages mark").count() == 0
    assert page.locator("#pages select option").count() == 1


def test_from_a_place_that_is_gone_one_can_still_choose_a_report(server: str, visit: Visit, document: Document) -> None:
    page = visit(server + "?doc=gone&at=1-5", ready=FAILED)
    page.locator("#pages select").select_option(document.id)
    page.locator(READY).first.wait_for()
    assert not page.locator("#pages .failure").is_visible()


def test_a_link_in_the_page_opens_the_reader_without_a_reload_and_back_returns(server: str, visit: Visit) -> None:
    page = visit(server)
    page.evaluate("window.here = true")
    pane = open_source(page, ask(page, "2025年新增多少中小学学位？"))
    quote = pane.locator("mark").first.text_content()
    pane.get_by_text("在原文中打开").click()
    assert marked(page) == quote
    assert page.evaluate("window.here")
    assert "?doc=" in page.url
    page.go_back()
    page.locator("#source mark").first.wait_for()
    assert page.url == server
    page.go_forward()
    assert marked(page) == quote
    assert page.evaluate("window.here")


def test_back_goes_through_the_sentences_that_one_came_by(server: str, visit: Visit) -> None:
    page = read(visit(server))
    for name in ("（一）总体思路", "（二）主要指标"):
        page.locator("#outline a", has_text=name).click()
        assert marked(page) == name
    page.go_back()
    page.locator("#pages mark.cited", has_text="（一）总体思路").wait_for()


def test_leaving_the_reader_by_a_tab_leaves_its_address(server: str, visit: Visit, document: Document) -> None:
    page = visit(server + at(document, QUOTE), ready="#pages mark.cited")
    turn_to(page, "问答")
    page.locator("#box").wait_for()
    assert page.url == server
    page.go_back()
    assert marked(page) == QUOTE
    assert page.locator("#pages article").is_visible()


def test_a_modified_click_stays_the_browsers(server: str, visit: Visit) -> None:
    page = read(visit(server))
    with page.context.expect_page() as opened:
        page.locator("#outline a").first.click(modifiers=["Control"])
    assert "?doc=" in opened.value.url
    assert page.url == server
    assert page.locator("#pages mark.cited").count() == 0


def test_hits_are_counted_and_stepped_through_with_enter(server: str, visit: Visit, document: Document) -> None:
    page = read(visit(server))
    total = document.text.count("养老")
    assert search(page, "养老") == f"1/{total}"
    assert page.locator("#pages mark.hit").count() == total
    assert is_in_view(page, "#pages mark.hit.now")
    page.keyboard.press("Enter")
    assert page.locator("#pages output").inner_text() == f"2/{total}"
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    assert page.locator("#pages output").inner_text() == f"{total}/{total}"
    assert page.locator("#pages mark.hit.now").text_content() == "养老"
    assert is_in_view(page, "#pages mark.hit.now")


def test_a_search_takes_full_width_for_half_width(server: str, visit: Visit) -> None:
    page = read(visit(server))
    assert re.fullmatch(r"1/\d+", search(page, "ｐｍ2.5"))
    assert page.locator("#pages mark.hit").first.text_content() == "PM2.5"


def test_a_search_without_a_hit_says_so_and_marks_nothing(server: str, visit: Visit) -> None:
    page = read(visit(server))
    search(page, "养老")
    assert search(page, "报告里没有的话") == "没有找到"
    assert page.locator("#pages mark").count() == 0
    assert page.locator("#pages .following").is_disabled()
    assert search(page, "") == ""


def test_a_search_leaves_the_highlighted_sentence_alone(server: str, visit: Visit, document: Document) -> None:
    page = visit(server + at(document, QUOTE), ready="#pages mark.cited")
    search(page, "学位")
    assert marked(page) == QUOTE
    search(page, "")
    assert marked(page) == QUOTE
    assert page.locator("#pages mark.hit").count() == 0


def copied(page: Page) -> str:
    """Press the button that copies a link, and give what was copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".copy-link").click()
    page.locator(".copy-link", has_text="已复制").wait_for()
    page.locator(".copy-link", has_text="复制链接").wait_for()
    return page.evaluate("navigator.clipboard.readText()")


def test_the_link_to_a_sentence_or_to_what_is_selected_can_be_copied(
    server: str, visit: Visit, document: Document
) -> None:
    page = visit(server + at(document, QUOTE), ready="#pages mark.cited")
    assert copied(page) == server + at(document, QUOTE)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#pages h3 [data-start]'))")
    assert copied(page) == server + at(document, page.locator("#pages h3").first.text_content())


def test_where_nothing_is_marked_the_link_to_the_section_can_be_copied(server: str, visit: Visit) -> None:
    page = read(visit(server))
    scroll_to(page, 0.5)
    assert copied(page) == server + page.locator("#outline [aria-current]").get_attribute("href")


def test_another_sentence_of_a_loaded_report_is_highlighted_within_300_ms(
    server: str, visit: Visit, document: Document
) -> None:
    page = visit(server + at(document, QUOTE), ready="#pages mark.cited")
    seconds = page.evaluate(
        """(address) => new Promise((done) => {
          const link = document.createElement("a");
          link.className = "to-source";
          link.href = address;
          document.body.append(link);
          const began = performance.now();
          new MutationObserver((_, watch) => {
            if (!document.querySelector("#pages mark.cited")?.textContent.startsWith("每万人")) return;
            requestAnimationFrame(() => done((performance.now() - began) / 1000));
            watch.disconnect();
          }).observe(document.querySelector("#pages article"), { childList: true, subtree: true });
          link.click();
        })""",
        at(document, "每万人拥有高价值发明专利数（件）"),
    )
    assert seconds < 0.3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_the_text_and_folds_the_outline_away(
    server: str, visit: Visit, document: Document, scheme: str
) -> None:
    page = visit(server + at(document, QUOTE), width=390, height=844, scheme=scheme, ready="#pages mark.cited")
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [390, 844]
    assert not page.locator("#outline").is_visible()
    page.locator(".fold").click()
    assert page.locator(".fold").get_attribute("aria-expanded") == "true"
    page.locator("#outline a", has_text="（二）主要指标").click()
    assert not page.locator("#outline").is_visible()
    assert marked(page) == "（二）主要指标"
    assert is_in_view(page, "#pages mark.cited")


def test_opening_a_sentence_shifts_nothing_once_it_is_there(server: str, visit: Visit, document: Document) -> None:
    page = read(visit(server))
    page.evaluate(
        """() => { window.shifts = 0; new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifts += entry.value;
        }).observe({ type: "layout-shift" }); }"""
    )
    search(page, "养老")
    page.locator("#outline a", has_text="（二）主要指标").click()
    marked(page)
    page.wait_for_timeout(300)
    assert page.evaluate("shifts") < 0.01


CONTRAST = """() => {
  const luminance = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const numbers = (color) => (color.match(/[\\d.]+/g) || []).map(Number);
  const behind = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const color = numbers(getComputedStyle(one).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const node of document.querySelectorAll("#reader *, #about *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!own || !node.checkVisibility({ checkOpacity: true }) || node.disabled) continue;
    const pair = [luminance(numbers(getComputedStyle(node).color)), luminance(behind(node))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < 4.5) faint.push(`${node.tagName}.${node.className} ${ratio.toFixed(2)}`);
  }
  return faint;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(server: str, visit: Visit, document: Document, scheme: str) -> None:
    page = visit(server + at(document, QUOTE), scheme=scheme, ready="#pages mark.cited")
    search(page, "养老")
    assert page.evaluate(CONTRAST) == []
    search(page, "没有的话")
    assert page.evaluate(CONTRAST) == []
    turn_to(page, "关于")
    page.locator("#facts table").wait_for()
    assert page.evaluate(CONTRAST) == []


@pytest.fixture(scope="module")
def several(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The page over the reports of the evals and one with hostile HTML; embeddings are counted, not understood."""
    folder = tmp_path_factory.mktemp("several")
    for path in (ROOT / "evals" / "reports").iterdir():
        shutil.copy(path, folder)
    hostile = (
        "# 恶意区2025年计划报告<img src=x onerror=hit=1>\n\n一、<script>hit=1</script>情况\n\n新增<b>320</b>个。\n"
    )
    (folder / "恶意区.md").write_text(hostile, encoding="utf-8")
    with embedder() as embeddings:
        done = run(folder / "var", "-m", "assistant.cli", "ingest", str(folder), **embeddings.settings)
        assert done.returncode == 0, done.stderr
        with serving(folder / "var", **embeddings.settings) as address:
            yield address, folder


def test_another_report_can_be_chosen_and_back_returns_to_the_first(several: tuple[str, Path], visit: Visit) -> None:
    page = read(visit(several[0]))
    options = page.locator("#pages select option")
    assert options.count() == 4
    first = page.locator("#pages article").text_content()
    page.locator("#pages select").select_option(index=1)
    page.wait_for_function("(first) => document.querySelector('#pages article').textContent !== first", arg=first)
    assert "?doc=" in page.url
    assert page.locator("#pages article").text_content().strip()


def test_html_of_a_report_is_text_in_the_reader_and_its_outline(several: tuple[str, Path], visit: Visit) -> None:
    page = read(visit(several[0]))
    choose(page, "恶意区")
    page.locator("#pages article", has_text="新增<b>320</b>个").wait_for()
    assert "<script>hit=1</script>" in page.locator("#outline").text_content()
    assert page.locator("#pages").locator("img, script").count() == 0
    assert page.evaluate("window.hit") is None


def test_a_table_of_markdown_is_a_table(several: tuple[str, Path], visit: Visit) -> None:
    page = read(visit(several[0]))
    choose(page, "云川县")
    row = page.locator("#pages tr", has_text="茶叶产量")
    row.wait_for()
    assert row.locator("td").all_inner_texts() == ["茶叶产量", "吨", "12000", "12650", "13000"]


def test_without_an_index_the_reader_says_what_to_do(tmp_path: Path, visit: Visit) -> None:
    with serving(tmp_path / "var") as address:
        page = visit(address)
        turn_to(page, "原文")
        page.locator(FAILED).wait_for()
        assert "ingest" in page.locator(FAILED).inner_text()
        turn_to(page, "关于")
        page.locator("#facts", has_text="ingest").wait_for()
        page.close()  # before its server goes


def test_a_server_that_does_not_respond_is_told_and_nothing_breaks(several: tuple[str, Path], visit: Visit) -> None:
    page = read(visit(several[0]))
    page.route("**/component_server**", lambda route: route.fulfill(status=200, body="not JSON"))
    page.locator("#pages select").select_option(index=1)
    page.locator(FAILED).wait_for()
    assert "没有响应" in page.locator(FAILED).inner_text()
    page.unroute("**/component_server**")
    turn_to(page, "问答")
    turn_to(page, "原文")
    page.locator(READY).first.wait_for()
