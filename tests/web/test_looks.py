"""What can be measured of the page's looks: text that can be read, and an answer that leaves what is there in place."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from assistant.web.strings import ZH
from tests.web.conftest import Visit
from tests.web.talk import ask, open_source
from tests.web.test_browser import GROWTH, PLACES
from tests.web.test_languages import turn_to

pytestmark = pytest.mark.browser

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
DRAWN = {
    ZH.reader.tab: "[data-start]", ZH.figures.tab: "#indicators tbody tr", ZH.brief.tab: "#brief .topics",
    ZH.library.tab: "#shelf table", ZH.about.tab: "#facts table",
}  # fmt: skip
"""What shows that a tab is drawn."""
SHIFTS = """() => { window.shifts = []; new PerformanceObserver((list) =>
    shifts.push(...list.getEntries().map((one) => one.value))).observe({ type: "layout-shift" }); }"""
"""Counts every shift, those just after a key was pressed too: answers come that soon."""


def faint(page: Page) -> list[str]:
    """The visible pieces of text with less contrast than WCAG asks for at AA."""
    found: list[str] = page.evaluate(CONTRAST)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_of_the_chat_stands_out_from_its_ground(server: str, visit: Visit, scheme: str) -> None:
    page = visit(server, scheme=scheme)
    assert faint(page) == []
    for question in ("2025年GDP是不是增长了6%？", "2025年西城区GDP总量是多少亿元？", GROWTH):
        turn = ask(page, question)
    open_source(page, turn)
    turn.locator('[data-vote="down"]').click()
    page.locator("#history .toggle").click()
    assert faint(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_of_the_other_tabs_stands_out_from_its_ground(server: str, visit: Visit, scheme: str) -> None:
    page = visit(server, scheme=scheme)
    found = {}
    for tab, drawn in DRAWN.items():
        turn_to(page, tab)
        page.locator(drawn).and_(page.locator(":visible")).first.wait_for()
        page.wait_for_timeout(300)  # colours change over a moment
        found[tab] = faint(page)
    assert found == {tab: [] for tab in DRAWN}


def test_text_that_is_too_faint_is_found(server: str, visit: Visit) -> None:
    page = visit(server)
    page.add_style_tag(content=".welcome h2 { color: color-mix(in srgb, black 20%, transparent) }")
    assert [one.split(".")[0] for one in faint(page)] == ["H2"]


@pytest.mark.parametrize("width", [390, 1280])
def test_an_answer_that_streams_moves_nothing_that_stands(server: str, visit: Visit, width: int) -> None:
    page = visit(server, width=width)
    ask(page, GROWTH)
    page.evaluate(SHIFTS)
    ask(page, PLACES)
    page.wait_for_timeout(300)  # the observer is told after the frame
    assert sum(page.evaluate("shifts")) < 0.1
