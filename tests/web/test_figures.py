"""The 指标 tab as visitors see it: real server, real index, real Chromium."""

import csv
import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page

from tests.web.conftest import Visit, run, serving
from vectorstore.base import Index

pytestmark = pytest.mark.browser

HOSTILE = "新增停车位<img src=x onerror=window.hit=1>**320个**，<script>window.hit=1</script>。"


def opened(page: Page) -> Locator:
    """The tab, with its rows drawn."""
    page.get_by_role("tab", name="指标").click()
    tab = page.locator("#indicators")
    tab.locator(".count").wait_for()
    return tab


def wait_for_count(page: Page, number: int) -> None:
    page.locator("#indicators .count", has_text=f"共 {number} 项").wait_for()


def names(tab: Locator) -> list[str]:
    return tab.locator("tbody .unfold").all_inner_texts()


def span_of(address: str) -> tuple[int, int]:
    """The stretch of text that a link names."""
    start, end = parse_qs(urlsplit(address).query)["at"][0].split("-")
    return int(start), int(end)


def test_every_value_shown_is_the_text_that_its_link_names(server: str, visit: Visit, index: Index) -> None:
    tab = opened(visit(server))
    text = index.contents.documents[0].text
    links = tab.locator("tbody td.number .to-source").evaluate_all(
        "links => links.map((link) => [link.getAttribute('href'), link.textContent])"
    )
    assert len(links) >= 100
    for address, printed in links:
        start, end = span_of(address)
        assert text[start:end] == printed


def test_a_value_opens_its_sentence_in_the_report(server: str, visit: Visit) -> None:
    page = visit(server)
    link = opened(page).locator("tbody td.number .to-source").first
    address = link.get_attribute("href")
    assert address
    link.click()
    page.wait_for_url(f"**/{address}")


def test_the_annex_is_all_there_with_its_targets_without_a_number(server: str, visit: Visit) -> None:
    page = visit(server)
    tab = opened(page)
    tab.locator("[name=only]").select_option("table")
    wait_for_count(page, 24)
    assert tab.locator("tbody tr[data-row]").count() == 24
    tab.locator("[name=only]").select_option("unquantified")
    wait_for_count(page, 16)  # 11 of the annex and 5 of the body
    row = tab.locator("tr[data-row]", has_text="常住人口规模")
    assert "未量化：达到市级要求" in row.inner_text()
    assert tab.locator("tr[data-row] .chip", has_text="附表").count() == 11


def test_a_target_that_the_body_leaves_without_a_number_is_a_row_that_leads_to_its_words(
    server: str, visit: Visit, index: Index
) -> None:
    tab = opened(visit(server))
    tab.locator("[name=only]").select_option("unquantified")
    row = tab.locator("tr[data-row]", has_text="千人床位比")
    row.wait_for()
    assert "未量化：提升千人床位比" in row.inner_text()
    start, end = span_of(row.locator("td.number .to-source").get_attribute("href") or "")
    assert index.contents.documents[0].text[start:end] == "提升千人床位比"


def test_a_row_unfolds_its_sentences_and_stays_unfolded_when_more_rows_come(server: str, visit: Visit) -> None:
    page = visit(server)
    tab = opened(page)
    first = tab.locator("tbody .unfold").first
    first.focus()
    page.keyboard.press("Enter")
    sentences = tab.locator(".sentences").first
    assert sentences.locator("li").count() >= 2
    assert sentences.locator("mark").first.inner_text() == "5.2%"
    before = tab.locator("tr[data-row]").count()
    tab.locator(".more").click()
    page.wait_for_function(f"document.querySelectorAll('#indicators tr[data-row]').length > {before}")
    assert sentences.is_visible()


def test_words_are_searched_while_they_are_typed_and_the_box_keeps_them(server: str, visit: Visit) -> None:
    page = visit(server)
    tab = opened(page)
    tab.locator("[name=words]").press_sequentially("离境退税", delay=30)
    wait_for_count(page, 2)
    assert names(tab)[0] == "离境退税商店数量"
    assert "约 +20家" in tab.locator("tr[data-row]").first.inner_text()
    assert tab.locator("[name=words]").input_value() == "离境退税"
    assert tab.locator("[name=words]").evaluate("box => box === document.activeElement")


def test_a_head_sorts_and_a_second_click_turns_the_order(server: str, visit: Visit) -> None:
    page = visit(server)
    tab = opened(page)
    tab.locator("[name=stated]").select_option("paired")
    tab.locator("[data-order=name]").click()
    tab.locator("th[aria-sort=ascending] [data-order=name]").wait_for()
    ascending = names(tab)
    tab.locator("[data-order=name]").click()
    tab.locator("th[aria-sort=descending] [data-order=name]").wait_for()
    assert ascending == sorted(ascending)
    assert names(tab) == ascending[::-1]


def test_nothing_that_fits_is_said_and_cleared_with_one_click(server: str, visit: Visit) -> None:
    page = visit(server)
    tab = opened(page)
    tab.locator("[name=words]").fill("没有这样的指标")
    tab.get_by_text("没有符合条件的指标").wait_for()
    tab.locator("[data-reset]").click()
    tab.locator("tr[data-row]").first.wait_for()
    assert tab.locator("[name=words]").input_value() == ""


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_rows_chosen_are_downloaded_under_the_reports_name(
    server: str, visit: Visit, tmp_path: Path, kind: str
) -> None:
    page = visit(server)
    tab = opened(page)
    tab.locator("[name=only]").select_option("table")
    wait_for_count(page, 24)
    with page.expect_download() as coming:
        tab.locator(f"[data-download={kind}]").click()
    assert coming.value.suggested_filename == f"西城区2025年计划执行情况与2026年计划报告-指标.{kind}"
    coming.value.save_as(tmp_path / "表")
    content = (tmp_path / "表").read_bytes()
    if kind == "csv":
        assert len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) == 25
        return
    table = load_workbook(io.BytesIO(content))["指标"]
    assert table.max_row == 25
    assert [cell.value for cell in table["D"]][1] == 5.2


def test_every_bar_and_tile_of_the_charts_is_a_named_link(server: str, visit: Visit) -> None:
    page = visit(server)
    tab = opened(page)
    tab.locator("[data-view=charts]").click()
    assert not tab.locator("table").is_visible()
    assert tab.locator(".tiles li").count() == 24
    for kind in (".bar", ".tiles li", ".missed-targets li"):
        bars = tab.locator(f".chart {kind}")
        assert bars.count() == bars.locator(".to-source").count() > 0
    assert "2026年计划 5%左右" in (tab.locator(".bar.plan .to-source").first.get_attribute("aria-label") or "")
    assert "18 项达到或超额完成" in tab.locator(".chart .tally-said").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_rows_are_cards_without_sideways_scrolling(server: str, visit: Visit, scheme: str) -> None:
    page = visit(server, width=390, height=844, scheme=scheme)
    tab = opened(page)
    for view in ("table", "charts"):
        tab.locator(f"[data-view={view}]").click()
        assert tab.evaluate("node => node.scrollWidth <= 390")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_an_index_the_tab_says_what_to_do(tmp_path: Path, visit: Visit) -> None:
    with serving(tmp_path / "var") as address:
        page = visit(address)
        page.get_by_role("tab", name="指标").click()
        assert "ingest" in page.locator("#indicators .failure").inner_text()
        page.close()  # before its server goes


def test_html_of_a_report_is_text_in_the_table(tmp_path: Path, visit: Visit) -> None:
    report = tmp_path / "恶意区2025年计划报告.txt"
    title = "恶意区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划的报告"
    report.write_text(f"{title}\n\n一、2025年计划执行情况\n\n{HOSTILE}\n", encoding="utf-8")
    done = run(tmp_path / "var", "-m", "assistant.cli", "ingest", str(report))
    assert done.returncode == 0, done.stderr
    with serving(tmp_path / "var") as address:
        page = visit(address)
        tab = opened(page)
        tab.locator(".unfold").first.click()
        assert "<script>window.hit=1</script>" in tab.locator(".sentences q").first.inner_text()
        assert tab.locator("img, script").count() == 0
        assert page.evaluate("window.hit") is None
        page.close()
