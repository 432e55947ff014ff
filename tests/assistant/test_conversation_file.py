"""A conversation as a file, read back."""

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.conversation_file import as_docx, as_markdown, file_name
from assistant.records import Answer, Check, Citation
from vectorstore.records import Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLE = """多约20家（计算）。
| | 2025年实际 | 2026年计划 |
|---|---|---|
| 商店 | 270家[1] | 290家左右[2] |

口径不同[1][2]。"""


def citation(marker: int, quote: str) -> Citation:
    return Citation(marker, "d", "某区报告.txt", "p", ("一",), "第一部分（四）", quote, 0, len(quote))


FIRST = Answer("学位？", "学位？", "新增**8060个**[1]。", "answered", "extractive", (citation(1, "新增学位8060个。"),))
SECOND = Answer(
    "商店对比", "商店对比", TABLE, "answered", "extractive",
    (citation(1, "商店270家。"), citation(2, "商店\n\t290左右")),
)  # fmt: skip
TURNS = [("学位？", FIRST), ("商店对比", SECOND)]


def part(name: str, file: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(zipfile.ZipFile(BytesIO(file)).read(name))


def test_every_footnote_of_the_word_file_resolves_to_place_and_quote() -> None:
    file = as_docx(TURNS)
    referred = [node.get(f"{W}id") for node in part("word/document.xml", file).iter(f"{W}footnoteReference")]
    notes = {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in part("word/footnotes.xml", file)}
    assert [notes[number] for number in referred] == [
        "《某区报告》第一部分（四）：“新增学位8060个。”",
        "《某区报告》第一部分（四）：“商店270家。”",
        "《某区报告》第一部分（四）：“商店 290左右”",
    ]


def test_questions_are_headings_and_a_table_is_a_table() -> None:
    made = docx.Document(BytesIO(as_docx(TURNS)))
    assert [p.text for p in made.paragraphs if p.style.name == "Heading 2"] == ["学位？", "商店对比"]
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert rows == [["", "2025年实际", "2026年计划"], ["商店", "270家", "290家左右"]]
    assert not any("[1]" in p.text or "**" in p.text for p in made.paragraphs)


def test_markers_of_all_answers_count_through_in_markdown() -> None:
    text = as_markdown(TURNS)
    assert "新增**8060个**[^1]。" in text
    assert "| 商店 | 270家[^2] | 290家左右[^3] |" in text
    assert re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE) == ["1", "2", "3"]


def test_a_figure_without_support_and_an_absence_are_told_in_the_file() -> None:
    doubtful = Answer(
        "甲", "甲", "约9家。", "not_found", "m", checks=(Check("9家", Span(1, 3), None, ok=False),)
    )  # fmt: skip
    text = as_markdown([("甲", doubtful)])
    assert "（报告中未找到）" in text
    assert "未获原文支持的数字：9家" in text


def test_what_a_report_or_a_visitor_wrote_acts_as_neither_html_nor_markdown() -> None:
    hostile = "<img src=x onerror=hit()> [链接](javascript:hit()) `码` # 题 **320个**"
    answer = Answer(hostile, hostile, hostile + "[1]", "answered", "extractive", (citation(1, hostile),))
    drawn = MarkdownIt("commonmark").render(as_markdown([(hostile, answer)]))
    assert not re.search(r"<(img|a|code|strong)\b", drawn)


def test_a_marker_that_cites_nothing_stays_text() -> None:
    answer = Answer("甲", "甲", "见[7]。", "answered", "extractive")
    assert "见[7]。" in [p.text for p in docx.Document(BytesIO(as_docx([("甲", answer)]))).paragraphs]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("2025年GDP增长多少？", "问答-2025年GDP增长多少？.md"),
        ("../a\\b:c*?", "问答-_a_b_c.md"),
        ("\u202egpj\n", "问答-_gpj.md"),
    ],
)
def test_the_file_is_named_after_the_first_question(question: str, name: str) -> None:
    assert file_name([(question, FIRST)], "md") == name


WILD = st.text(alphabet="甲5%[]1*|- \n\t\\<&\x00#•", max_size=40)


@settings(deadline=None, max_examples=30)
@given(WILD, WILD, WILD)
def test_any_answer_makes_a_file(question: str, text: str, quote: str) -> None:
    answer = Answer(question, text, text, "partial", "m", (citation(1, quote),))
    assert docx.Document(BytesIO(as_docx([(question, answer)]))).paragraphs
    assert as_markdown([(question, answer)]).startswith("# ")
    assert file_name([(question, answer)], "docx").startswith("问答")
