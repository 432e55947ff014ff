"""File -> text, as written: plain text in the usual encodings, Markdown, Word, PDF and saved web pages."""

import codecs
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from ingest.content import Content
from ingest.errors import (
    EmptyFile,
    FileMissing,
    NotText,
    ReadError,
    TooLarge,
    Unreadable,
    UnsupportedType,
)
from ingest.read_docx import docx_text
from ingest.read_html import html_text
from ingest.read_pdf import pdf_content

MAX_BYTES = 50 * 1024 * 1024
"""A Word report with pictures stays far below 50 MB."""
MAX_CHARACTERS = 1_000_000
"""Twenty times the longest report we know. Each thousand characters cost about a second of embedding on two cores, so
that more would hold the machine for half an hour, and is no report anyway."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
_GUESS_FROM = 200_000
"""Bytes; enough to tell an encoding, and the guesser is slow on more."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its name, its text with line ends made uniform, and warnings in Chinese.

    ``pages`` is 0 for kinds of files that have none of their own.
    """

    name: str
    text: str
    warnings: tuple[str, ...] = ()
    pages: int = 0


def read(path: Path) -> Source:
    """Read a file. Raises a ``ReadError`` whose message tells the user what to do."""
    suffix = path.suffix.lower()
    if suffix not in READERS:
        raise UnsupportedType(_unsupported(path.name, suffix))
    data = _bytes(path)
    try:
        content = READERS[suffix](data)
    except ReadError as error:
        raise type(error)(f"{path.name}：{error}") from error
    text = content.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise EmptyFile(f"{path.name}：文件里没有文字，请换一个文件；扫描件请先做文字识别（OCR）。")
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(
            f"{path.name}：全文{len(text)}字，超过{MAX_CHARACTERS // 10000}万字的上限，请拆分成单份报告再导入。"
        )
    return Source(path.name, text, content.warnings, content.pages)


def _unsupported(name: str, suffix: str) -> str:
    known = "、".join(READERS)
    return f"{name}：不支持这种文件（{suffix or '没有扩展名'}），请另存为以下格式之一：{known}。"


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            limit = f"超过 {MAX_BYTES // 2**20} MB 的上限，请删去图片或拆分后再导入。"
            raise TooLarge(f"{path.name}：文件有 {size / 2**20:.0f} MB，{limit}")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(f"找不到文件 {path}，请检查路径。") from error
    except OSError as error:
        raise Unreadable(f"{path.name}：文件打不开（{error.strerror}），请检查权限或关闭占用它的程序。") from error
    if not data:
        raise EmptyFile(f"{path.name}：文件是空的，请换一个文件。")
    return data


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Bytes as text: by byte order mark, else strict UTF-8, else GB18030, else the best guess with a warning.

    Raises ``NotText`` for anything that holds control characters.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data, encoding) or _refuse(), ()
    text = _strict(data, "utf-8")
    if text is not None:
        return text, ()
    if b"\x00" in data[:4096]:
        return _unmarked_utf16(data)
    text = _strict(data, "gb18030")
    if text is not None and _reads_as_chinese(text):
        return text, ("文件编码按 GB18030 读取；如有乱码，请另存为 UTF-8。",)
    guess = from_bytes(data[:_GUESS_FROM], cp_isolation=["big5", "big5hkscs", "utf_8", "gb18030"]).best()
    text = _strict(data, guess.encoding) if guess else None
    if guess and text is not None and _reads_as_chinese(text):
        return text, (f"文件编码是猜测的（{guess.encoding}）；如有乱码，请另存为 UTF-8。",)
    return _refuse(), ()


def _unmarked_utf16(data: bytes) -> tuple[str, tuple[str, ...]]:
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text is not None and _reads_as_chinese(text):
            return text, (f"文件编码是猜测的（{encoding}）；如有乱码，请另存为 UTF-8。",)
    return _refuse(), ()


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def _reads_as_chinese(text: str) -> bool:
    """Whether at least half of the letters are common Chinese characters or ASCII: a wrong table yields rare ones."""
    sample = text[:20_000]
    letters = [character for character in sample if character.isalnum()]
    good = sum(character.isascii() or "\u4e00" <= character <= "\u9fff" for character in letters)
    return bool(letters) and good * 10 >= len(letters) * 9 and any(mark in sample for mark in "的，。、")


def _refuse() -> str:
    raise NotText(
        "文件内容不是文字（可能是改了扩展名的程序、图片或压缩包），请用 Word 或记事本另存为 .docx 或 UTF-8 的 .txt。"
    )


def _plain(data: bytes) -> Content:
    return Content(*decode(data))


def _html(data: bytes) -> Content:
    text, warnings = decode(data)
    return Content(html_text(text), warnings)


def _docx(data: bytes) -> Content:
    return Content(docx_text(data))


def _pdf(data: bytes) -> Content:
    return pdf_content(data, MAX_CHARACTERS)


READERS: Mapping[str, Callable[[bytes], Content]] = {
    ".txt": _plain,
    ".md": _plain,
    ".docx": _docx,
    ".pdf": _pdf,
    ".html": _html,
    ".htm": _html,
}
"""The reader of each kind of file."""
