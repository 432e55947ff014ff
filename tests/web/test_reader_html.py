import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given

from assistant.web.printed_tables import printed_tables
from assistant.web.reader_html import outline_html, text_html
from assistant.web.strings.reader import ZH
from tests.web.pieces import LINES, PIPES, TABS, bare, documents, pieces_of, sample
from vectorstore.base import Index
from vectorstore.records import Document, Heading, Passage

OUTLINE = (
    Heading("part", 1, "一、<b>情况", 0, 7, ()),
    Heading("section", 2, "（一）教育", 8, 13, ("一、<b>情况",)),
    Heading("topic", 3, "学位增加", 14, 18, ("一、<b>情况", "（一）教育")),
    Heading("part", 1, "二、安排", 23, 27, ()),
)
TEXT = "一、<b>情况\n（一）教育\n学位增加。甲。\n二、安排\n乙。"


def cells(text: str) -> list[list[str]]:
    document, passages = sample(text)
    (table,) = printed_tables(document, passages)
    return [[text[c.shown.start : c.shown.end] for c in line] for line in (*table.header, *table.body)]


@given(documents())
def test_pieces_hold_the_whole_text_each_at_its_place(drawn: tuple[Document, list[Passage]]) -> None:
    document, passages = drawn
    pieces = pieces_of(text_html(document, passages, ZH))
    assert all(document.text[start : start + len(text)] == text for start, text in pieces)
    assert all(start + len(text) <= after for (start, text), (after, _) in pairwise(pieces))
    assert bare("".join(text for _, text in pieces)) == bare(document.text)


def test_pieces_hold_the_shipped_report_and_its_annex_is_one_table(index: Index) -> None:
    (document,) = index.contents.documents
    html = text_html(document, index.contents.passages, ZH)
    pieces = pieces_of(html)
    assert all(document.text[start : start + len(text)] == text for start, text in pieces)
    assert bare("".join(text for _, text in pieces)) == bare(document.text)
    assert html.count("<table>") == 1
    assert html.count("<tr>") == 1 + 24


def test_a_category_reaches_down_over_its_rows() -> None:
    assert cells(LINES) == [["类别", "指标", "2026年计划"], ["创新", "增速（%）", "5左右"], ["人口", "达到要求"]]
    document, passages = sample(LINES)
    assert '<td rowspan="2" data-start="19">创新</td>' in text_html(document, passages, ZH)


def test_rows_of_cells_parted_by_tabs_are_a_table() -> None:
    assert cells(TABS) == [["类别", "指标", "2026年计划"], ["创新", "增速", "5"], ["人口", "6"]]


def test_pipes_and_rules_of_markdown_are_in_the_text_but_not_to_be_seen() -> None:
    assert cells(PIPES) == [["指标", "单位", "2026年计划"], ["增速", "%", "5"], ["人口", "", "6"]]
    seen = re.sub(r'<span class="unseen">.*?</span>', "", text_html(*sample(PIPES), ZH), flags=re.DOTALL)
    assert "|" not in seen
    assert "---" not in seen


def test_a_sub_category_takes_a_column_of_its_own() -> None:
    text = LINES + "\n\t\n\t食品药品\n\t合格率\n\t达到要求\n"
    html = text_html(*sample(text), ZH)
    assert '<th colspan="2" data-start="5">指标</th>' in html
    assert html.count('rowspan="3"') == 1


def test_a_table_that_cannot_be_laid_out_whole_is_shown_as_paragraphs() -> None:
    document, passages = sample(LINES)
    stray = replace(document, text=document.text.replace("\n\n\t\n", "\n散\n\t\n"))
    pieces = pieces_of(text_html(stray, passages, ZH))
    assert bare("".join(text for _, text in pieces)) == bare(stray.text)


def test_headings_are_headings_and_link_to_themselves() -> None:
    html = text_html(Document("d", "r", "t", TEXT, "", "", None, None, OUTLINE), (), ZH)
    assert '<h3 class="part" id="at-0">' in html
    assert '<h4 class="section" id="at-8">' in html
    assert 'href="?doc=d&amp;at=8-13"' in html
    assert re.search(r'<p data-start="14"><b id="at-14"><a[^>]*></a>学位增加</b>。甲。</p>', html)


def test_asterisks_of_markdown_are_in_the_text_but_not_to_be_seen() -> None:
    text = "1. **守牢粮食底线**。甲**320**个。"
    outline = (Heading("topic", 3, "1. 守牢粮食底线", 0, 13, ()),)
    html = text_html(Document("d", "r.md", "t", text, "", "", None, None, outline), (), ZH)
    assert pieces_of(html) == [(0, text)]
    assert "*" not in re.sub(r'<span class="unseen">.*?</span>', "", html)
    assert 'id="at-0"' in html
    plain = text_html(Document("d", "r.txt", "t", text, "", "", None, None, outline), (), ZH)
    assert "**320**" in plain


def test_a_title_broken_over_lines_is_one_heading_with_one_link() -> None:
    text = "关于计划的\n报告\n各位代表："
    outline = (Heading("title", 0, "关于计划的报告", 0, 8, ()),)
    html = text_html(Document("d", "r", "t", text, "", "", None, None, outline), (), ZH)
    assert len(re.findall(r'<h2 class="title"', html)) == 2
    assert html.count("<a ") == html.count(" id=") == 1


def test_the_outline_is_a_tree() -> None:
    html = outline_html(Document("d", "r", "t", TEXT, "", "", None, None, OUTLINE))
    assert re.sub(r"<(?!/?(?:ul|li)>)[^>]+>", "", html) == (
        "<ul><li>一、&lt;b&gt;情况<ul><li>（一）教育<ul><li>学位增加</li></ul></li></ul></li><li>二、安排</li></ul>"
    )


def test_lines_between_the_title_and_the_text_are_set_as_such() -> None:
    text = "关于计划的报告\n——2026年1月9日\n主任 某某\n各位代表：\n受委托报告。"
    outline = (Heading("title", 0, "关于计划的报告", 0, 7, ()),)
    html = text_html(Document("d", "r", "t", text, "", "", None, None, outline), (), ZH)
    assert re.findall(r'<p class="front"[^>]*>(.*?)</p>', html) == ["——2026年1月9日", "主任 某某"]


def test_nothing_of_a_report_becomes_markup() -> None:
    hostile = '甲<img src=x onerror="1">&amp;\n# <script>\n| <b> | 指标 |\n|---|---|\n| <i> | 1 |'
    html = text_html(*sample(hostile), ZH)
    assert not re.search(r"<(?:img|script|i)\b", html)
    assert "&amp;amp;" in html
