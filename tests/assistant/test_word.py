"""A Word document as the writer makes it, read back part by part."""

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest

from assistant.word.records import Heading, Note, Paragraph, Run, Table, WordText, plain
from assistant.word.writer import write_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ONE, TWO = Note(7, "第一部分：“甲 & 乙 <丙>”"), Note(3, "第二部分")
TEXT = WordText(
    "审议准备：养老",
    (
        Heading("一、已完成的工作"),
        Paragraph((Run("新建中心6家", (ONE,)), Run("。")), "bullet"),
        Table(("指标", "实际"), ((Run("床位"), Run("7.72张", (TWO, ONE))),), (2, 1)),
        plain("第一问", "number"),
        Heading("二、另一节", 2),
        plain("再从一数起", "number"),
        Paragraph((Run("再次引用", (TWO,)),)),
    ),
)


def part(name: str, file: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(zipfile.ZipFile(BytesIO(file)).read(name))


@pytest.fixture(scope="module")
def file() -> bytes:
    return write_word(TEXT)


def test_headings_are_real_ones_and_the_title_stands_first(file: bytes) -> None:
    styles = [(p.style.name, p.text) for p in docx.Document(BytesIO(file)).paragraphs]
    assert styles[0] == ("Title", "审议准备：养老")
    assert [text for name, text in styles if name == "Heading 1"] == ["一、已完成的工作"]
    assert [text for name, text in styles if name == "Heading 2"] == ["二、另一节"]


def test_every_footnote_referred_to_is_there_with_its_text(file: bytes) -> None:
    body, notes = part("word/document.xml", file), part("word/footnotes.xml", file)
    referred = [node.get(f"{W}id") for node in body.iter(f"{W}footnoteReference")]
    texts = {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in notes}
    assert referred == ["1", "2"]
    assert [texts[number] for number in referred] == [ONE.text, TWO.text]


def test_a_note_referred_to_again_links_back_to_its_first_reference(file: bytes) -> None:
    body = part("word/document.xml", file)
    bookmarks = {node.get(f"{W}name") for node in body.iter(f"{W}bookmarkStart")}
    links = [(node.get(f"{W}anchor"), "".join(node.itertext())) for node in body.iter(f"{W}hyperlink")]
    assert links == [("note1", "1"), ("note2", "2")]
    assert {anchor for anchor, _ in links} <= bookmarks


def test_the_table_has_a_header_row_that_repeats(file: bytes) -> None:
    table = docx.Document(BytesIO(file)).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["指标", "实际"]
    assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert table.rows[1].cells[1].text.startswith("7.72张")


def test_each_numbered_list_counts_from_one(file: bytes) -> None:
    body = part("word/document.xml", file)
    used = [node.get(f"{W}val") for node in body.iter(f"{W}numId")]
    numbering = part("word/numbering.xml", file)
    restarts = {
        num.get(f"{W}numId") for num in numbering.iter(f"{W}num") if num.find(f".//{W}startOverride") is not None
    }
    assert len(set(used)) == 2
    assert set(used) <= restarts


def test_chinese_text_has_chinese_fonts(file: bytes) -> None:
    styles = docx.Document(BytesIO(file)).styles
    fonts = {name: styles[name].element.rPr.rFonts for name in ("Normal", "Heading 1", "Title")}
    assert {name: f.get(f"{W}eastAsia") for name, f in fonts.items()} == {
        "Normal": "宋体", "Heading 1": "黑体", "Title": "黑体",
    }  # fmt: skip
    assert not any("Theme" in key for f in fonts.values() for key in f.attrib)


def test_pages_are_numbered(file: bytes) -> None:
    footers = [name for name in zipfile.ZipFile(BytesIO(file)).namelist() if re.match(r"word/footer\d*\.xml", name)]
    assert any(node.get(f"{W}instr") == "PAGE" for name in footers for node in part(name, file).iter(f"{W}fldSimple"))


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    file = write_word(WordText("甲\x00乙", (Paragraph((Run("丙\x1b丁", (Note(1, "戊\x07己"),)),)),)))
    assert docx.Document(BytesIO(file)).paragraphs[1].text == "丙丁"
    assert "戊己" in "".join(part("word/footnotes.xml", file).itertext())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(file: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(file)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
