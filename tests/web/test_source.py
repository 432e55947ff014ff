import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.records import Citation
from assistant.web.paragraphs import paragraphs
from assistant.web.source import opened, render
from assistant.web.strings import ZH
from vectorstore.records import Document, Heading

TEXT = (
    "一、执行情况\n\n第一段<b>甲</b>。新增学位8060个。第三句。\n第二段。\n"
    "\t创新发展\n\t\n\t增速（%）\n\t5左右\n\n\t\n\t人口\n\t达到要求\n末段。"
)
DOCUMENT = Document(
    "d", "报告.txt", "计划报告", TEXT, "", "", 2025, 2026, (Heading("part", 1, "一、执行情况", 0, 6, ()),)
)


def citing(quote: str) -> Citation:
    start = TEXT.index(quote)
    return Citation(1, "d", "报告.txt", "p", ("一、执行情况",), "第一部分", quote, start, start + len(quote))


def marked(html: str) -> str:
    return "".join(re.sub(r"<[^>]+>", "", part) for part in re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL))


def test_a_row_printed_one_cell_a_line_is_one_paragraph() -> None:
    found = [TEXT[part.start : part.end].split() for part in paragraphs(TEXT)]
    assert found[3:] == [["创新发展", "增速（%）", "5左右"], ["人口", "达到要求"], ["末段。"]]


@given(st.text(alphabet=st.sampled_from("甲。\t\n "), max_size=80))
def test_every_visible_character_is_in_exactly_one_paragraph(text: str) -> None:
    parts = paragraphs(text)
    assert "\n".join(text[part.start : part.end] for part in parts).split() == text.split()
    assert all(one.end <= two.start for one, two in pairwise(parts))


def test_the_mark_is_the_quote_and_its_neighbours_are_shown() -> None:
    html = render(DOCUMENT, opened(citing("新增学位8060个。")), ZH)
    assert marked(html) == "新增学位8060个。"
    assert html.count('<p class="') == 3
    assert '<p class="heading">一、执行情况</p>' in html
    assert "第一段&lt;b&gt;甲" in html


def test_a_row_is_marked_with_its_white_space() -> None:
    quote = "创新发展\n\t\n\t增速（%）\n\t5左右"
    assert marked(render(DOCUMENT, opened(citing(quote)), ZH)) == quote


def test_a_quote_over_two_paragraphs_is_marked_in_both() -> None:
    html = render(DOCUMENT, opened(citing("第三句。\n第二段。")), ZH)
    assert marked(html) == "第三句。第二段。"


def test_reading_on_stops_at_the_ends_of_the_document() -> None:
    reading = opened(citing("新增学位8060个。"))
    for _ in range(9):
        reading = reading.extended("before").extended("after")
    html = render(DOCUMENT, reading, ZH)
    assert html.count('<p class="') == len(paragraphs(TEXT))
    assert html.count(" disabled>") == 2


def test_the_pane_leads_to_the_sentence_in_the_whole_text() -> None:
    citation = citing("第二段。")
    html = render(DOCUMENT, opened(citation), ZH)
    assert f'href="?doc=d&amp;at={citation.start}-{citation.end}">{ZH.reader.open_here}</a>' in html


def test_names_from_files_are_escaped() -> None:
    hostile = replace(DOCUMENT, title="<script>alert(1)</script>")
    assert "<script" not in render(hostile, opened(citing("第二段。")), ZH)
