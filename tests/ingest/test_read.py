import random
import time
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.errors import EmptyFile, FileMissing, NotText, ReadError, TooLarge, Unreadable, UnsupportedType
from ingest.outline import build_outline
from ingest.read import MAX_BYTES, READERS, read
from ingest.read_html import html_text
from ingest.tables import find_tables
from tests.ingest.texts import SMALL
from tests.ingest.words import LAUGHING, MARKUP, word, word_with, zipped


def written(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    source = read(written(tmp_path / "a.txt", SMALL.encode(encoding)))
    assert source.text == SMALL
    assert bool(source.warnings) == (encoding == "gb18030")


@pytest.mark.parametrize("encoding", ["utf-16-le", "big5"])
def test_a_guessed_encoding_is_warned_of(tmp_path: Path, encoding: str) -> None:
    text = "關於東湖區計劃執行情況的報告。\n經濟增長5%，民生改善，產業發展穩定，教育優先發展。\n" * 20
    source = read(written(tmp_path / "a.txt", text.encode(encoding)))
    assert source.text == text
    assert "猜测" in source.warnings[0]


def test_line_ends_become_newlines_and_nothing_else_changes(tmp_path: Path) -> None:
    assert read(written(tmp_path / "a.txt", "一\r\n\r\n　二\r三 \n")).text == "一\n\n　二\n三 \n"


def test_offsets_of_the_shipped_report_are_those_of_the_file(report: Path) -> None:
    assert read(report).text == report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("a.txt", b"", EmptyFile, "空"),
        ("a.txt", " \n　\n".encode(), EmptyFile, "没有文字"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, NotText, "不是文字"),
        ("a.txt", zipped({"x": b"y" * 5000}), NotText, "另存为"),
        ("a.doc", b"\xd0\xcf\x11\xe0" * 100, UnsupportedType, ".docx"),
        ("a.exe", b"MZ", UnsupportedType, ".docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0" * 100, Unreadable, "另存为 .docx"),
        ("a.docx", zipped({"mimetype": b"x"}), Unreadable, "没有 Word 正文"),
        ("a.docx", zipped({"word/document.xml": b"<broken"}), Unreadable, "损坏"),
        ("a.docx", zipped({"word/document.xml": b"\0" * (41 * 2**20)}), TooLarge, "解压后过大"),
    ],
)
def test_a_bad_file_gets_a_sentence_that_says_what_to_do(
    tmp_path: Path, name: str, data: bytes, error: type[ReadError], words: str
) -> None:
    path = written(tmp_path / name, data)
    with pytest.raises(error, match=words) as raised:
        read(path)
    assert name in str(raised.value)


SECRET = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hosts">]>' + MARKUP.format(
    "<w:body><w:p><w:r><w:t>&secret;</w:t></w:r></w:p></w:body>"
)


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"word/media/a.bin": bytes(60 * 2**20)}, TooLarge),
        ({"word/styles.xml": b" " * (41 * 2**20)}, TooLarge),
        ({f"word/media/{n}": b"" for n in range(5001)}, TooLarge),
        ({"word/document.xml": LAUGHING}, Unreadable),
        ({"word/document.xml": MARKUP.format("<w:p>" * 5000 + "</w:p>" * 5000).encode()}, Unreadable),
        ({"word/document.xml": SECRET.encode()}, EmptyFile),
    ],
    ids=["ratio", "markup", "many parts", "entities", "depth", "file of the machine"],
)
def test_a_word_file_made_to_harm_is_refused(tmp_path: Path, parts: dict[str, bytes], error: type[ReadError]) -> None:
    data = word_with(parts)
    assert len(data) < 2 * 2**20
    with pytest.raises(error):
        read(written(tmp_path / "a.docx", data))


@given(seed=st.integers(0, 2**32))
@example(seed=126921)  # a part that says it is packed by bzip2
def test_a_damaged_word_file_is_read_or_refused_and_nothing_else(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(word(""))
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with suppress(ReadError):
        READERS[".docx"](bytes(data))


@pytest.mark.parametrize("piece", ["<!--", "<a ", '<a b="', "<!", "</", "<?", "<", "<script>", "&", "<div>"])
def test_a_web_page_that_never_closes_anything_is_read_at_once(piece: str) -> None:
    begun = time.perf_counter()
    html_text(piece * 100_000)
    assert time.perf_counter() - begun < 5


def test_scripts_and_event_handlers_of_a_web_page_leave_nothing_behind(tmp_path: Path) -> None:
    page = """<body onload="steal()"><p onclick='steal("x>y")'>增长5%。</p><SCRIPT>steal("</p>")</SCRIPT><img src=x
    onerror=steal()><svg onload=steal()><script>steal()</script></svg><iframe srcdoc="<p>steal()</p>">steal()</iframe>
    <a href="javascript:steal()">完</a><!-- steal() --></body>"""
    assert read(written(tmp_path / "a.html", page)).text == "增长5%。\n完"


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="检查路径"):
        read(tmp_path / "没有.txt")


def test_20_megabytes_of_text_are_refused_with_the_limit(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", ("全年经济稳步增长。" * 800_000).encode())
    assert path.stat().st_size > 20 * 2**20
    with pytest.raises(TooLarge, match="100万字的上限"):
        read(path)


def test_a_file_over_50_megabytes_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(TooLarge, match="50 MB"):
        read(path)


def test_word_paragraphs_and_tables_come_in_order_and_merged_cells_once(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("东湖区报告")
    document.add_heading("一、回顾", level=1)
    table = document.add_table(rows=3, cols=3)
    for row, cells in zip(
        table.rows, [("类别", "指标", "计划"), ("创新", "专利（件）", "400"), ("", "论文（篇）", "90")], strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("以上报告。")
    document.save(str(tmp_path / "a.docx"))

    text = read(tmp_path / "a.docx").text

    assert text.index("## 一、回顾") < text.index("类别\t指标\t计划") < text.index("以上报告。")
    (found,) = find_tables(text)
    assert [(row.row.category, row.row.indicator) for row in found.rows] == [("创新", "专利"), ("创新", "论文")]


def test_a_web_page_gives_its_blocks_without_scripts_and_navigation(tmp_path: Path) -> None:
    page = """<html><head><title>x</title><style>p{}</style></head><body><nav>首页</nav><h1>某区报告</h1>
    <p>　　一、2024年<b>工作</b>回顾</p><script>alert("1")</script><p>增长&lt;5%&gt;。</p>
    <table><tr><th>指标</th><th>计划</th></tr><tr><td>增速（%）</td><td>5</td></tr></table><div>完</div></body></html>"""
    text = read(written(tmp_path / "a.html", page)).text
    assert text.split("\n") == [
        "# 某区报告",
        "　　一、2024年工作回顾",
        "增长<5%>。",
        "指标\t计划",
        "增速（%）\t5",
        "",
        "完",
    ]
    assert [heading.title for heading in build_outline(text)][:2] == ["某区报告", "一、2024年工作回顾"]
