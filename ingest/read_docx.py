"""Word file -> text: paragraphs and tables in the order of the body. The only file that knows python-docx."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from ingest.errors import TooLarge, Unreadable

MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes. Four times the largest file accepted; an honest report with pictures, which do not shrink, stays below."""
MAX_XML = 40 * 1024 * 1024
"""Bytes of all XML parts; a million characters in Word's markup take some 30 MB, and the parser ten times as much."""
MAX_RATIO = 100
"""How many times its packed size a file may unpack to. Word's markup shrinks to a fifth, at most to 1/60."""
SMALL = 5 * 1024 * 1024
"""Bytes that may unpack at any ratio: a short document is mostly markup that repeats itself."""
MAX_PARTS = 5_000
# What python-docx, its XML parser and the zip reader raise on a damaged file.
_BROKEN = (
    PackageNotFoundError, zipfile.BadZipFile, zlib.error, SyntaxError, ValueError, LookupError, AttributeError,
    TypeError, EOFError, RuntimeError, OSError, lzma.LZMAError,
)  # fmt: skip
_HEADING = "heading "
_BODY = "word/document.xml"


def docx_text(data: bytes) -> str:
    """The text of a .docx file. Headings by style carry Markdown's #, table rows are lines of cells parted by tabs.

    Raises ``TooLarge`` for a file that unpacks to more than any report, before unpacking it, and ``Unreadable``.
    """
    _check_sizes(data)
    try:
        document = docx.Document(io.BytesIO(data))
        return "\n".join(_lines(document))
    except _BROKEN as error:
        raise Unreadable("Word 文件已损坏或加了密码，请用 Word 打开后另存为 .docx 再导入。") from error


def _check_sizes(data: bytes) -> None:
    """Read the sizes in the zip directory: a bomb is refused before anything of it is unpacked.

    Sizes that lie do no harm: the zip reader stops where the directory says that a part ends.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Unreadable(
            "这不是有效的 .docx 文件（旧的 .doc 或加密文件？），请用 Word 另存为 .docx 再导入。"
        ) from error
    if not any(member.filename == _BODY for member in members):
        raise Unreadable("压缩包里没有 Word 正文，请用 Word 另存为 .docx 再导入。")
    unpacked = sum(member.file_size for member in members)
    markup = sum(member.file_size for member in members if member.filename.endswith((".xml", ".rels")))
    swollen = unpacked > max(SMALL, MAX_RATIO * len(data))
    if unpacked > MAX_UNPACKED or markup > MAX_XML or swollen or len(members) > MAX_PARTS:
        raise TooLarge("文件解压后过大，不像一份报告，已拒绝；请用 Word 另存一份干净的 .docx，或拆分后再导入。")


def _lines(document: WordDocument) -> Iterator[str]:
    for element in document.iter_inner_content():
        if isinstance(element, Paragraph):
            yield _paragraph(element)
        else:
            yield ""
            yield from _rows(element)
            yield ""


def _paragraph(paragraph: Paragraph) -> str:
    style = (paragraph.style.name or "").lower() if paragraph.style else ""
    text = paragraph.text
    if not text.strip():
        return text
    if style == "title":
        return f"# {text.strip()}"
    if style.startswith(_HEADING) and style.removeprefix(_HEADING).isdigit():
        return "#" * min(6, int(style.removeprefix(_HEADING)) + 1) + f" {text.strip()}"
    return text


def _rows(table: Table) -> Iterator[str]:
    """One line a row. A merged cell is printed once, where it begins; python-docx gives it at each of its places."""
    seen: set[object] = set()
    for row in table.rows:
        cells = []
        for cell in row.cells:
            cells.append("" if cell._tc in seen else " ".join(cell.text.split()))
            seen.add(cell._tc)
        yield "\t".join(cells)
