from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records import Check
from assistant.web.markup import on_one_line, to_html, to_plain, with_gaps
from vectorstore.records import Span

OURS = {
    "p", "br", "ul", "ol", "li", "strong", "table", "thead", "tbody", "tr", "th", "td", "button", "mark", "span",
}  # fmt: skip


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.data = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.data += data


def test_a_figure_in_bold_before_a_chinese_character_is_bold() -> None:
    assert "<strong>增长5.2%</strong>左右" in to_html("地区生产总值**增长5.2%**左右", labels={})


def test_a_known_marker_is_a_named_button_and_an_unknown_one_is_text() -> None:
    html = to_html("甲[1]乙[7]", labels={1: "查看依据 1"})
    assert '<button type="button" class="marker" data-cite="1" aria-label="查看依据 1">1</button></span>乙[7]' in html


def test_a_marker_inside_bold_and_inside_a_table_cell_is_a_button() -> None:
    html = to_html("**甲[1]**\n\n| 指标 | 值 |\n|---|---|\n| 乙 | 270家[2] |", labels={1: "一", 2: "二"})
    assert html.count("<button") == 2
    assert '<td>270<span class="kept">家<button' in html


@pytest.mark.parametrize("bullet", ["- ", "• ", "   • ", "* "])
def test_bullets_become_a_list(bullet: str) -> None:
    html = to_html(f"两项未完成：\n{bullet}甲\n{bullet}乙", labels={})
    assert html.count("<li>") == 2


def test_a_line_after_a_list_or_a_table_is_not_part_of_it() -> None:
    html = to_html("- 甲\n**存在问题**\n- 乙\n| 指标 |\n|---|\n| 丙 |\n注意口径", labels={})
    assert "<p><strong>存在问题</strong></p>" in html
    assert "<p>注意口径</p>" in html


def test_a_marker_stays_with_its_sentence_end() -> None:
    html = to_html("实现全覆盖[1][2]。", labels={1: "一", 2: "二"})
    assert html.startswith('<p>实现全覆<span class="kept">盖<button')
    assert "</button>。</span></p>" in html


def test_asterisks_of_a_quote_stay_asterisks() -> None:
    html = to_html("报告写道：新增**320个**。另有**8个**。", labels={}, quotes=["新增**320个**。"])
    assert "**320个**" in html
    assert "<strong>8个</strong>" in html


def test_links_images_headings_and_code_are_text() -> None:
    text = "# 题 `码` [链](http://x) ![图](http://x/y.png) <b>粗</b> http://z"
    parsed = Tags(to_html(text, labels={}))
    assert parsed.names == {"p"}
    assert parsed.data.strip() == text


@given(st.text(alphabet=st.sampled_from("甲1[]()*|-#>`<>&\"'/=! \n\t•imgscript"), max_size=200))
def test_no_text_makes_any_tag_but_ours(text: str) -> None:
    parsed = Tags(
        to_html(text, labels={1: '"><img src=x onerror=alert(1)>'}, checks=[Check("1", Span(0, 1), None, False)])
    )
    assert parsed.names <= OURS
    assert parsed.attributes <= {"type", "class", "data-cite", "aria-label", "start", "style"}


def test_an_unsupported_figure_is_underlined_where_it_stands() -> None:
    text = "甲7.72张，乙7.77张[1]。"
    at = text.index("7.77张")
    html = to_html(text, labels={1: "一"}, checks=[Check("7.77张", Span(at, at + 5), None, ok=False)])
    assert '乙<mark class="unsupported">7.77张</mark>' in html
    assert html.count("<mark") == 1


def test_plain_text_has_tabs_for_tables_and_no_asterisks() -> None:
    text = "**两年**对比：\n| 指标 | 2025年 |\n|---|---|\n| 商店 | 270家[1] |\n- 一项"
    assert to_plain(text) == "两年对比：\n指标\t2025年\n商店\t270家[1]\n• 一项"


def test_cells_printed_one_a_line_are_set_apart_by_bars() -> None:
    assert on_one_line("\n\t\t创新发展\n\t\n\t增速（%）\n\t5左右\n") == "创新发展 ｜ 增速（%） ｜ 5左右"


@given(st.text(alphabet=st.sampled_from("甲<&\t\n "), max_size=60))
def test_gaps_keep_every_character(text: str) -> None:
    assert Tags(with_gaps(text)).data == text
