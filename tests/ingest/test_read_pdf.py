"""PDF files: what was one paragraph on paper is one again, and a file that cannot be read says why."""

import io
import random
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from ingest.errors import EmptyFile, NotText, ReadError, TooLarge, Unreadable
from ingest.outline import build_outline
from ingest.printed import Page, Piece
from ingest.read import Source, read
from ingest.read_pdf import MAX_PAGES, pdf_content
from ingest.reflow import reflow
from ingest.tables import find_tables
from tests.ingest.pdfs import ACROSS, LEFT, PITCH, SIZE, locked, pdf, report_pdf, saved, scan
from tests.ingest.texts import SMALL

LONGEST = 1_000_000
PARAGRAPHS = [line.strip() for line in SMALL.splitlines() if line.strip()]
LONG = "全区生产总值增长5.2%，固定资产投资增长1.8%，社会消费品零售总额增长4.6%。" * 12


def text_of(data: bytes) -> str:
    return pdf_content(data, LONGEST).text


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_paragraphs_broken_over_lines_and_pages_are_whole_again() -> None:
    paragraphs = ["一、回顾", LONG, "增长稳定。" + LONG, "二、计划", LONG[:-1] + "；完。"]
    content = pdf_content(report_pdf(paragraphs), LONGEST)
    assert content.text.split("\n") == paragraphs
    assert content.pages > 1


def test_a_report_has_the_outline_that_its_text_has() -> None:
    printed = build_outline(text_of(report_pdf(PARAGRAPHS)))
    assert [(h.kind, h.title) for h in printed] == [(h.kind, h.title) for h in build_outline(SMALL)]


def test_headers_and_page_numbers_are_dropped_and_years_in_the_text_are_not() -> None:
    paragraphs = [LONG, "2025", f"教育方面，{LONG}", f"养老方面，{LONG}"]
    assert text_of(report_pdf(paragraphs, header="东湖区人民代表大会会议文件 之三")).split("\n") == paragraphs


def test_a_ruled_table_is_read_cell_by_cell_although_cells_are_broken_over_lines() -> None:
    rows = [
        ("指标名称", "单位", "2026年计划"),
        ("居民人均可支配收入增速", "%", "5左右"),
        ("城镇登记失业率", "%", "＜5"),
    ]
    (table,) = find_tables(text_of(report_pdf(["附件", "某区2026年计划表"], table=rows)))
    assert [(row.row.indicator, row.row.unit, row.row.values) for row in table.rows] == [
        ("居民人均可支配收入增速", "%", (("2026年计划", "5左右"),)),
        ("城镇登记失业率", "%", (("2026年计划", "＜5"),)),
    ]


def test_columns_without_rules_are_parted_by_tabs() -> None:
    lines = [("指标", "单位", "计划"), ("增速", "%", "5左右"), ("学位", "个", "800")]
    marks = [(LEFT + 120.0 * n, 700.0 - PITCH * y, cell) for y, row in enumerate(lines) for n, cell in enumerate(row)]
    (table,) = find_tables(text_of(pdf([marks])))
    assert [row.row.indicator for row in table.rows] == ["增速", "学位"]


def test_a_watermark_across_the_page_is_not_text() -> None:
    slanting = ["BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 200 Tm <5185 90E8> Tj ET".replace("5185 90E8", "518590e8")]
    assert text_of(pdf([[(LEFT, 700.0, "增长5%。")]], [slanting])) == "增长5%。"


def test_pages_that_are_pictures_are_counted_and_warned_of(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(report_pdf(PARAGRAPHS)))
    writer.append(io.BytesIO(scan()))
    source = read(written(tmp_path / "a.pdf", saved(writer)))
    assert source.pages == 2
    assert "第 2 页是图片" in source.warnings[0]


def test_a_file_that_only_forbids_printing_is_read() -> None:
    assert text_of(locked(report_pdf(["增长5%。"]), "")) == "增长5%。"


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", EmptyFile, "空"),
        (b"%PDF-1.7", Unreadable, "损坏"),
        (b"MZ" * 400, Unreadable, "损坏"),
        (report_pdf(PARAGRAPHS)[:700], Unreadable, "损坏"),
        (locked(report_pdf(["增长5%。"]), "secret"), Unreadable, "密码"),
        (scan(), EmptyFile, "扫描件"),
        (pdf([[]]), EmptyFile, "没有文字"),
        (pdf([[(LEFT, 700.0, "\ue001\ue002\ue003增长")]]), NotText, "乱码"),
        (pdf([[]] * (MAX_PAGES + 1)), TooLarge, f"{MAX_PAGES} 页"),
    ],
    ids=["empty", "header", "program", "cut off", "password", "scan", "blank", "no encoding", "pages"],
)
def test_a_bad_pdf_gets_a_sentence_that_says_what_to_do(
    tmp_path: Path, data: bytes, error: type[ReadError], words: str
) -> None:
    with pytest.raises(error, match=words) as raised:
        read(written(tmp_path / "报告.pdf", data))
    assert "报告.pdf" in str(raised.value)


def test_a_page_that_unpacks_to_many_megabytes_is_refused() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf([[]], [["% " + "0" * 30_000_000]])))
    for page in writer.pages:
        page.compress_content_streams()
    bomb = saved(writer)
    assert len(bomb) < 100_000
    with pytest.raises(TooLarge, match="解压后过大"):
        pdf_content(bomb, LONGEST)


def test_more_text_than_any_report_has_is_refused() -> None:
    with pytest.raises(TooLarge, match="上限"):
        pdf_content(report_pdf([LONG]), 100)


@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(report_pdf(PARAGRAPHS[:6], table=[("指标", "计划"), ("增速", "5")]))
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with suppress(ReadError):
        pdf_content(bytes(data), LONGEST)


WORDS = st.text(st.sampled_from("增长投资就业教育养老，。；5%2025年"), min_size=1, max_size=90)


@given(paragraphs=st.lists(WORDS.map(lambda words: f"全区{words}计划"), min_size=3, max_size=12))
def test_no_character_is_lost_or_moved(paragraphs: list[str]) -> None:
    assert text_of(report_pdf(paragraphs)).replace("\n", "") == "".join(paragraphs)


def test_the_room_that_justification_opens_is_not_written() -> None:
    line = "资 产 占比提升至 29.20%，" + "完" * (ACROSS - 13)
    lines = ["区" * ACROSS, line, "完" * ACROSS, "好。"]
    page = Page(tuple(Piece(text, LEFT, 700 - PITCH * n, SIZE) for n, text in enumerate(lines)))
    assert "资产占比提升至29.20%，完" in reflow([page])


def test_the_title_is_found_and_the_pages_are_kept_in_the_source(tmp_path: Path) -> None:
    source = read(written(tmp_path / "东湖.pdf", report_pdf(PARAGRAPHS)))
    assert isinstance(source, Source)
    assert (source.name, source.pages) == ("东湖.pdf", 1)
