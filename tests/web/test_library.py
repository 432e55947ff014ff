"""The library in a real browser: reports in, questions answered from them, renamed, out and back."""

from pathlib import Path

import pytest

from tests.ingest.pdfs import report_pdf
from tests.ingest.texts import SMALL
from tests.ingest.words import word
from tests.web.conftest import Visit, run, serving
from tests.web.embedder import embedder
from tests.web.shelf import current, names, opened, row, send, talking, tick
from tests.web.talk import ask

pytestmark = pytest.mark.browser


def about(place: str) -> str:
    """A report on a place of its own."""
    return SMALL.replace("东湖", place)


def test_a_report_comes_in_is_asked_goes_out_and_comes_back(own: tuple[str, Path], visit: Visit) -> None:
    address, _ = own
    page = opened(visit(address))
    assert "东湖" not in "".join(names(page))
    assert "已导入" in send(page, ("东湖区报告.txt", SMALL.encode()))
    tick(page, "东湖区报告.txt")
    turn = ask(talking(page), "东湖区地区生产总值增长多少？")
    assert "5%" in turn.inner_text()
    assert "东湖区" in page.locator("#scope b").inner_text()

    row(opened(page), "东湖区报告.txt").locator('[data-do="remove"]').click()
    page.locator("#shelf .notice button").wait_for()
    assert "东湖区报告.txt" not in names(page)
    page.locator("#shelf .notice button").click()
    row(page, "东湖区报告.txt")


def test_several_kinds_come_in_at_once_each_with_its_own_result(own: tuple[str, Path], visit: Visit) -> None:
    address, _ = own
    page = opened(visit(address))
    web = f"<html><body><p>{about('北河').replace(chr(10), '</p><p>')}</p></body></html>"
    told = send(
        page,
        ("南山区.docx", word(about("南山"))),
        ("北河区.html", web.encode()),
        ("中原区.md", about("中原").encode()),
        ("西陵区.pdf", report_pdf([line for line in about("西陵").split("\n") if line])),
        ("空的.txt", b""),
    )
    row(page, "中原区.md")
    assert {"南山区.docx", "北河区.html", "中原区.md", "西陵区.pdf"} <= set(names(page))
    assert "1 页" in row(page, "西陵区.pdf").inner_text()
    assert "文件是空的" in told


def test_a_pdf_with_a_text_layer_is_answered_from(own: tuple[str, Path], visit: Visit) -> None:
    page = opened(visit(own[0]))
    send(page, ("长安区.pdf", report_pdf([line for line in about("长安").split("\n") if line])))
    tick(page, "长安区.pdf")
    turn = ask(talking(page), "长安区新增学位多少个？")
    assert "800个" in turn.locator(".text").inner_text()


def test_a_text_already_there_is_said_to_be_a_duplicate(own: tuple[str, Path], visit: Visit) -> None:
    address, var = own
    page = opened(visit(address))
    send(page, ("原件.txt", about("双塔").encode()))
    before = current(var)
    assert "完全相同" in send(page, ("副本.txt", about("双塔").encode()))
    assert current(var) == before


def test_a_name_is_changed_in_its_place(own: tuple[str, Path], visit: Visit) -> None:
    address, _ = own
    page = opened(visit(address))
    send(page, ("旧名.txt", about("白塔").encode()))
    row(page, "旧名.txt").locator('[data-do="rename"]').click()
    page.locator("#shelf .file input").fill("新名")
    page.keyboard.press("Enter")
    row(page, "新名.txt")


def test_the_outline_found_is_shown_with_links(own: tuple[str, Path], visit: Visit) -> None:
    address, _ = own
    page = opened(visit(address))
    row(page, "西城区2025年").locator('[data-do="outline"]').click()
    page.locator("#shelf .outline ol li").first.wait_for()
    counts = page.locator("#shelf .counts").inner_text()
    assert "57" in counts
    assert "24" in counts
    assert page.locator("#shelf .outline a.to-source").count() > 70


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_tick_is_seen(own: tuple[str, Path], visit: Visit, scheme: str) -> None:
    page = opened(visit(own[0], scheme=scheme))
    box = tick(page, "西城区2025年")
    assert box.is_checked()
    assert box.evaluate("node => getComputedStyle(node).appearance") == "auto"


def test_a_ticked_report_stays_ticked_when_a_new_version_replaces_it(own: tuple[str, Path], visit: Visit) -> None:
    page = opened(visit(own[0]))
    send(page, ("换版.txt", about("换版").encode()))
    tick(page, "换版.txt")
    assert "已更新" in send(page, ("换版.txt", about("换版").replace("增长5%", "增长7%").encode()))
    page.locator("#shelf .told", has_text="只检索所选 1 份").wait_for()
    assert row(page, "换版.txt").locator("input[type=checkbox]").is_checked()
    assert "7%" in ask(talking(page), "换版区地区生产总值增长多少？").inner_text()


def test_ticks_made_in_quick_succession_all_count(own: tuple[str, Path], visit: Visit) -> None:
    page = opened(visit(own[0]))
    send(page, *((f"{place}.txt", about(place).encode()) for place in ("清河", "石桥")))
    row(page, "石桥.txt")
    number = page.evaluate(
        "[...document.querySelectorAll('#shelf tr[data-id] input')].map((box) => box.click()).length"
    )
    page.locator("#shelf .told", has_text=f"只检索所选 {number} 份").wait_for()
    talking(page)
    page.locator("#scope", has_text=f"只检索 {number} 份报告").wait_for()


def test_the_same_click_twice_leaves_the_buttons_alive(own: tuple[str, Path], visit: Visit) -> None:
    page = opened(visit(own[0]))
    report = row(page, "西城区2025年")
    for clicks in (1, 2):
        report.locator('[data-do="renew"]').click()
        page.locator(f'#shelf [data-clicks="{clicks}"]', has_text="没有变化").wait_for()
    report.locator('[data-do="outline"]').click()
    page.locator("#shelf .outline").first.wait_for()


def test_a_tick_made_during_an_upload_is_not_undone_by_its_end(visit: Visit, tmp_path: Path) -> None:
    var, first = tmp_path / "var", tmp_path / "东湖.txt"
    first.write_text(SMALL, encoding="utf-8")
    with embedder() as model:
        run(var, "-m", "assistant.cli", "ingest", str(first), **model.settings).check_returncode()
        with serving(var, **model.settings) as address:
            page = opened(visit(address))
            model.ready.clear()
            page.locator("#uploads input[type=file]").set_input_files(
                {"name": "西湖.txt", "mimeType": "text/plain", "buffer": about("西湖").encode()}
            )
            page.locator("#uploads li.embedding").wait_for()
            box = tick(page, "东湖.txt")
            model.ready.set()
            row(page, "西湖.txt")
            page.locator("#shelf .told", has_text="只检索所选 1 份").wait_for()
            assert box.is_checked()
            page.close()


def test_when_all_that_was_ticked_is_removed_the_library_and_the_chat_say_so(
    own: tuple[str, Path], visit: Visit
) -> None:
    page = opened(visit(own[0]))
    send(page, ("暂存.txt", about("暂存").encode()))
    tick(page, "暂存.txt")
    row(page, "暂存.txt").locator('[data-do="remove"]').click()
    page.locator("#shelf .notice button").wait_for()
    assert "都已移除" in page.locator("#shelf .told").inner_text()
    talking(page)
    page.locator("#scope .gone", has_text="都已移除").wait_for()


def test_the_library_fits_a_phone(own: tuple[str, Path], visit: Visit) -> None:
    page = opened(visit(own[0], width=390, height=844))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
