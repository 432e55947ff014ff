"""The page as visitors see it: real server, real index, real Chromium."""

import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from tests.web.conftest import APP, Visit, run, serving
from tests.web.embedder import Embedder, embedder
from tests.web.talk import ask, finished, open_source

pytestmark = pytest.mark.browser

GROWTH = "2025年地区生产总值增长多少？"
PLACES = "2025年新增多少中小学学位？"


def stored_quote(turn: Locator) -> str:
    """The quote of the first citation, as the list below the answer shows it."""
    return turn.locator(".evidence q").first.inner_text().strip("“”")


def test_an_answer_gives_the_figure_with_a_marker_and_says_it_was_checked(server: str, visit: Visit) -> None:
    turn = ask(visit(server), GROWTH)
    assert "5.2%" in turn.locator(".text").inner_text()
    assert turn.locator(".text button.marker").count() >= 1
    checked = turn.locator(".badge.right summary").inner_text()
    done, total = checked.split()[-1].split("/")
    assert done == total != "0"


def test_the_steps_of_answering_show_until_the_answer_is_there(server: str, visit: Visit) -> None:
    page = visit(server)
    page.evaluate(
        """() => { window.steps = new Set();
        new MutationObserver(() => steps.add(document.querySelector(".steps .now")?.textContent))
        .observe(document.querySelector(".turns"), { childList: true, subtree: true }); }"""
    )
    ask(page, GROWTH)
    assert "理解问题" in page.evaluate("() => [...window.steps]")
    assert page.locator(".steps").count() == 0


def test_a_marker_opens_the_source_with_exactly_the_quote_highlighted(server: str, visit: Visit) -> None:
    page = visit(server)
    turn = ask(page, PLACES)
    pane = open_source(page, turn)
    highlighted = pane.locator("mark").first.text_content()
    assert highlighted == stored_quote(turn)
    assert "8060个" in highlighted
    assert highlighted in pane.locator("p.cited").text_content()
    assert "教育" in pane.locator(".path").inner_text()


def test_the_source_is_read_on_paragraph_by_paragraph(server: str, visit: Visit) -> None:
    page = visit(server)
    pane = open_source(page, ask(page, PLACES))
    before = pane.locator(".paragraphs p").count()
    pane.locator('[data-extend="after"]').click()
    page.wait_for_function(f"document.querySelectorAll('#source .paragraphs p').length === {before + 1}")
    pane.locator('[data-extend="before"]').click()
    page.wait_for_function(f"document.querySelectorAll('#source .paragraphs p').length === {before + 2}")


def test_a_marker_works_by_keyboard_and_escape_gives_the_focus_back(server: str, visit: Visit) -> None:
    page = visit(server)
    marker = ask(page, GROWTH).locator(".text button.marker").first
    marker.focus()
    page.keyboard.press("Enter")
    page.locator("#source mark").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("#source").wait_for(state="hidden")
    assert marker.evaluate("node => node === document.activeElement")
    page.keyboard.press("Enter")
    page.locator("#source mark").first.wait_for()


def test_a_follow_up_shows_the_question_as_understood(server: str, visit: Visit) -> None:
    page = visit(server)
    ask(page, PLACES)
    understood = ask(page, "那2026年呢？").locator(".understood").inner_text()
    assert "2026年" in understood
    assert "学位" in understood


def test_an_example_asks_itself_and_leaves_typed_text_alone(server: str, visit: Visit) -> None:
    page = visit(server)
    page.locator("#box textarea").fill("正在写的")
    example = page.locator(".welcome [data-ask]").first
    question = example.inner_text()
    example.click()
    assert finished(page, 0).locator(".question").inner_text() == question
    assert page.locator("#box textarea").input_value() == "正在写的"


def test_clearing_leaves_an_empty_page_and_no_history(server: str, visit: Visit) -> None:
    page = visit(server)
    open_source(page, ask(page, PLACES))
    page.locator("#clear").click()
    page.locator(".welcome").wait_for()
    page.locator("#source").wait_for(state="hidden")
    assert page.locator(".turn").count() == 0
    assert ask(page, "那2026年呢？").locator(".understood").count() == 0


def test_shift_enter_makes_a_new_line(server: str, visit: Visit) -> None:
    page = visit(server)
    page.locator("#box textarea").fill("第一行")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("第二行")
    assert page.locator("#box textarea").input_value() == "第一行\n第二行"
    assert page.locator(".turn").count() == 0


def test_an_empty_question_is_not_asked(server: str, visit: Visit) -> None:
    page = visit(server)
    page.locator("#box textarea").fill("   ")
    page.locator("#box textarea").press("Enter")
    ask(page, GROWTH)
    assert page.locator(".turn").count() == 1


def test_html_and_markdown_in_a_question_are_text_and_run_nothing(server: str, visit: Visit) -> None:
    page = visit(server)
    hostile = '<img src=x onerror="window.hit=1"><script>window.hit=1</script> **粗** ${1+1} {{value}}'
    turn = ask(page, hostile)
    assert turn.locator(".question").inner_text() == hostile
    assert turn.locator("img, script, iframe").count() == 0
    assert page.evaluate("window.hit") is None


def test_copy_takes_the_answer_with_its_citations(server: str, visit: Visit) -> None:
    page = visit(server)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn = ask(page, GROWTH)
    turn.locator(".copy").click()
    page.get_by_text("已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "5.2%" in copied
    assert stored_quote(turn) in copied
    assert "**" not in copied


def test_two_visitors_do_not_mix(server: str, visit: Visit) -> None:
    first, second = visit(server), visit(server)
    ask(first, PLACES)
    follow_up = ask(second, "那2026年呢？")
    assert follow_up.locator(".understood").count() == 0
    assert second.locator(".turn").count() == 1
    assert ask(first, "那2026年呢？").locator(".understood").count() == 1


def test_absence_and_irrelevance_look_different(server: str, visit: Visit) -> None:
    page = visit(server)
    absent = ask(page, "2025年西城区GDP总量是多少亿元？").locator(".status")
    irrelevant = ask(page, "今天天气怎么样？").locator(".status")
    assert (absent.inner_text(), irrelevant.inner_text()) == ("报告中未找到", "与报告无关")
    assert page.locator(".failure").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_needs_no_sideways_scrolling(server: str, visit: Visit, scheme: str) -> None:
    page = visit(server, width=390, height=844, scheme=scheme)
    pane = open_source(page, ask(page, "离境退税商店2025年和2026年对比"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = pane.bounding_box()
    assert box is not None
    assert (box["x"], round(box["width"]), round(box["y"] + box["height"])) == (0, 390, 844)
    pane.locator("[data-close]").click()
    assert page.locator("#send").bounding_box()["x"] > 0


def test_the_page_is_chinese_and_offers_neither_api_nor_advertising(server: str, visit: Visit) -> None:
    page = visit(server)
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.locator("footer").count() == 0 or not page.locator("footer").inner_text().strip()


def test_without_an_index_the_page_says_what_to_do_and_survives(tmp_path: Path, visit: Visit) -> None:
    with serving(tmp_path / "var") as address:
        page = visit(address)
        assert "ingest" in page.locator(".welcome .failure").inner_text()
        turn = ask(page, GROWTH)
        assert "ingest" in turn.locator(".failure").inner_text()
        assert page.locator("#box textarea").input_value() == GROWTH
        turn.locator(".failure [data-ask]").click()
        finished(page, 1)
        page.close()  # before its server goes


HOSTILE = "新增停车位<img src=x onerror=window.hit=1>**320个**，<script>window.hit=1</script>位居前列。"


@pytest.fixture(scope="module")
def served(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Embedder]]:
    """The page over a small hostile report, with an embeddings server that the test holds in its hand."""
    folder = tmp_path_factory.mktemp("served")
    report = folder / "恶意区2025年计划报告.txt"
    title = "恶意区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划的报告"
    report.write_text(f"{title}\n\n一、2025年计划执行情况\n\n{HOSTILE}\n", encoding="utf-8")
    with embedder() as embeddings:
        done = run(folder / "var", "-m", "assistant.cli", "ingest", str(report), **embeddings.settings)
        assert done.returncode == 0, done.stderr
        with serving(folder / "var", **embeddings.settings) as address:
            yield address, embeddings


def test_html_in_a_report_is_shown_as_text(served: tuple[str, Embedder], visit: Visit) -> None:
    page = visit(served[0])
    turn = ask(page, "2025年新增停车位多少个？")
    assert HOSTILE in open_source(page, turn).locator(".paragraphs").text_content()
    assert "**320个**" in turn.inner_text()
    assert page.locator("#workspace").locator("img, script").count() == 0
    assert page.evaluate("window.hit") is None


def test_a_slow_answer_can_be_stopped_and_the_next_one_comes(served: tuple[str, Embedder], visit: Visit) -> None:
    address, embeddings = served
    page = visit(address)
    embeddings.ready.clear()
    page.locator("#box textarea").fill("第一问：停车位？")
    page.locator("#box textarea").press("Enter")
    page.locator(".steps .now", has_text="检索").wait_for()
    page.locator("#stop").click()
    page.get_by_text("已停止回答").wait_for()
    embeddings.ready.set()
    ask(page, "新增停车位多少个？")
    assert page.locator(".turn").first.get_by_text("已停止回答").is_visible()


def test_a_second_question_waits_in_the_box_while_the_first_is_answered(
    served: tuple[str, Embedder], visit: Visit
) -> None:
    address, embeddings = served
    page = visit(address)
    embeddings.ready.clear()
    for question in ("先问停车位？", "再问停车位？"):
        page.locator("#box textarea").fill(question)
        with page.expect_response(lambda response: "queue/join" in response.url):
            page.locator("#box textarea").press("Enter")
        page.locator(".steps .now", has_text="检索").wait_for()
    page.wait_for_timeout(1000)  # a question left alone shows nothing: let the server come to it while the first waits
    embeddings.ready.set()
    finished(page, 0)
    assert page.locator(".turn").count() == 1
    assert page.locator("#box textarea").input_value() == "再问停车位？"


def test_a_failure_keeps_the_question_and_the_conversation(served: tuple[str, Embedder], visit: Visit) -> None:
    address, embeddings = served
    page = visit(address)
    ask(page, "2025年新增停车位多少个？")
    embeddings.stop()
    failed = ask(page, "那么位居前列的是什么？")
    assert "PLAN_EMBEDDING_BASE_URL" in failed.locator(".failure").inner_text()
    assert page.locator("#box textarea").input_value() == "那么位居前列的是什么？"
    assert page.locator(".turn").first.locator(".text").is_visible()


def test_the_server_ends_in_silence_while_pages_are_open(tmp_path: Path) -> None:
    with serving(tmp_path / "var") as address:
        pages = [urllib.request.urlopen(f"{address}gradio_api/heartbeat/page{n}", timeout=20) for n in range(3)]
        assert all(page.readline() == b"data: ALIVE\n" for page in pages)
    (log,) = tmp_path.glob("server-*.log")
    assert len(log.read_text(encoding="utf-8").splitlines()) == 2  # that there is no index, and the address
    for page in pages:
        page.close()


def test_a_taken_port_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run(tmp_path / "var", str(APP), PLAN_PORT=str(port))
    assert done.returncode == 2
    assert f"端口 {port} 已被占用" in done.stderr
    assert f"PLAN_PORT={port + 1}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not any(tmp_path.iterdir())


def test_an_unusable_setting_is_named(tmp_path: Path) -> None:
    done = run(tmp_path / "var", str(APP), PLAN_PORT="七八六零")
    assert done.returncode == 2
    assert "PLAN_PORT" in done.stderr
    assert "Traceback" not in done.stderr
