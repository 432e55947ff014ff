"""``highlight.js`` in a real browser: what it marks is exactly the stretch asked for."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from assistant.web.reader_html import text_html
from assistant.web.region import code_of
from assistant.web.strings.reader import ZH
from tests.web.pieces import LINES, PIPES, bare, documents, sample
from vectorstore.records import Document, Passage

pytestmark = pytest.mark.browser

MARK = """([html, start, end]) => {
  document.body.innerHTML = html;
  const before = document.body.innerHTML;
  markSpan(piecesOf(document.body), start, end, "cited");
  const marked = [...document.querySelectorAll("mark.cited")].map((mark) => mark.textContent).join("");
  unmark(document.body, "cited");
  return [marked, document.body.innerHTML === before];
}"""
FIND = """([html, sought]) => {
  document.body.innerHTML = html;
  const places = placesOf(piecesOf(document.body).map(folded), sought);
  const hits = places.map((place) => markWithin(place.piece.node, place.from, place.to, "hit"));
  return hits.map((marks) => marks.map((mark) => mark.textContent).join(""));
}"""


@pytest.fixture(scope="module")
def blank(chromium: Browser) -> Iterator[Page]:
    """An empty page with the script."""
    page = chromium.new_page()
    page.add_script_tag(content=code_of(("highlight.js",)))
    yield page
    page.close()


def found(page: Page, text: str, sought: str) -> list[str]:
    return page.evaluate(FIND, [text_html(*sample(text), ZH), sought])


@settings(deadline=None)
@given(drawn=documents(), data=st.data())
def test_any_stretch_of_any_text_is_marked_exactly(
    blank: Page, drawn: tuple[Document, list[Passage]], data: st.DataObject
) -> None:
    document, passages = drawn
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    marked, restored = blank.evaluate(MARK, [text_html(document, passages, ZH), start, end])
    assert bare(marked) == bare(document.text[start:end])
    assert restored


def test_a_search_takes_full_and_half_width_and_either_case_for_the_same(blank: Page) -> None:
    assert found(blank, "增长5％，ＧＤＰ与gdp。", "5%") == ["5％"]
    assert found(blank, "增长5％，ＧＤＰ与gdp。", "Gdp") == ["ＧＤＰ", "gdp"]


def test_a_hit_may_reach_over_inline_breaks_but_not_over_cells(blank: Page) -> None:
    assert found(blank, "甲 乙\t丙丁。", "甲乙丙") == ["甲 乙\t丙"]
    assert found(blank, LINES, "创新增速") == []


def test_what_is_not_shown_is_not_found(blank: Page) -> None:
    assert found(blank, PIPES, "|") == []
    assert found(blank, PIPES, "---") == []
    assert found(blank, PIPES, "增速") == ["增速"]


def test_a_search_for_nothing_finds_nothing(blank: Page) -> None:
    assert found(blank, "甲乙", " 　") == []
