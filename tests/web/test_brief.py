"""The review brief's tab in a real browser."""

import shutil
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page

from assistant.settings import Settings
from tests.model.server import Script, serve
from tests.model.wordings import telling, truth
from tests.web.conftest import Visit, serving
from vectorstore.base import Store

pytestmark = pytest.mark.browser


def opened(page: Page) -> Page:
    page.locator("#tabs button[role=tab]", has_text="审议准备").last.click()
    page.locator("#brief form").wait_for()
    return page


def asked(page: Page, topic: str) -> Page:
    page.locator("#brief-topic").fill(topic)
    page.locator("#brief-topic").press("Enter")
    page.locator("#brief .paper, #brief .failure").first.wait_for()
    return page


def test_a_topic_of_the_report_makes_a_brief_at_a_click(server: str, visit: Visit) -> None:
    page = opened(visit(server))
    page.locator("[data-topic]").first.click()
    page.locator("#brief .paper").wait_for()
    titles = page.locator("#brief .paper h3").all_inner_texts()
    assert [title[0] for title in titles] == list("一二三四五六")


def test_every_line_of_the_brief_links_to_its_sentence(server: str, visit: Visit) -> None:
    page = asked(opened(visit(server)), "养老")
    lines = page.locator("#brief .paper section li")
    assert lines.count() > 10
    assert lines.evaluate_all("all => all.filter(one => !one.querySelector('a.to-source')).length") == 0


def test_a_marker_opens_the_reader_with_the_sentence_highlighted(server: str, visit: Visit) -> None:
    page = asked(opened(visit(server)), "养老")
    page.locator("#brief .done a.to-source").first.click()
    page.locator("#pages mark").first.wait_for()
    assert "衡水市" in page.locator("#pages mark").first.inner_text()


def test_the_word_file_comes_down_and_opens(server: str, visit: Visit, tmp_path: Path) -> None:
    page = asked(opened(visit(server)), "教育")
    with page.expect_download() as coming:
        page.locator("#brief .tools a.download.main").click()
    coming.value.save_as(tmp_path / "brief.docx")
    assert any("8060" in p.text for p in docx.Document(str(tmp_path / "brief.docx")).paragraphs)


def test_a_topic_that_the_report_does_not_speak_of_is_said_to_be_missing(server: str, visit: Visit) -> None:
    page = asked(opened(visit(server)), "足球世界杯<img src=x onerror=alert(1)>")
    assert "没有关于" in page.locator("#brief .failure").inner_text()
    assert page.locator("#brief .failure img").count() == 0


def test_without_an_index_the_tab_says_what_to_do(visit: Visit, tmp_path: Path) -> None:
    with serving(tmp_path / "var") as address:
        page = visit(address)
        page.locator("#tabs button[role=tab]", has_text="审议准备").last.click()
        page.locator("#brief .failure").wait_for()
        assert "ingest" in page.locator("#brief .failure").inner_text()
        page.close()


def test_the_brief_fits_a_phone(server: str, visit: Visit) -> None:
    page = asked(opened(visit(server, width=390, height=844)), "养老")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_model_nothing_about_one_is_offered(server: str, visit: Visit) -> None:
    page = opened(visit(server))
    assert page.locator("#brief [name=worded]").count() == 0


def test_a_model_may_word_the_brief_and_its_lines_are_told_apart(
    store: Store, settings: Settings, visit: Visit, tmp_path: Path
) -> None:
    shutil.copytree(settings.var, tmp_path / "var")
    script = Script(text=telling(lambda number, line: truth(number, line) if number % 2 else f"编造99个[{number}]。"))
    with serve(script) as url, serving(tmp_path / "var", OPENAI_BASE_URL=url, PLAN_MODEL="scripted") as address:
        page = opened(visit(address))
        page.locator("#brief [name=worded]").check()
        asked(page, "教育")
        assert page.locator("#brief .done .by-model").count() >= 3
        assert "编造" not in page.locator("#brief .paper").inner_text()
        assert "条由模型改写" in page.locator("#brief .basis").inner_text()
        script.status = 500
        asked_again = page.locator("[data-topic]", has_text="养老")
        asked_again.click()
        page.locator("#brief .notice", has_text="全部用报告原文摘编").wait_for()
        assert page.locator("#brief .by-model").count() == 0
        page.close()
