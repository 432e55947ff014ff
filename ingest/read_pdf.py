"""PDF file -> text, from its text layer. The only file that knows pypdf."""

import io
import logging
import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject, PasswordType, PdfReader, apply_configuration, mult
from pypdf.errors import DependencyError, EmptyFileError, LimitReachedError, PyPdfError
from pypdf.generic import DictionaryObject

from ingest.content import Content
from ingest.errors import EmptyFile, NotText, TooLarge, Unreadable
from ingest.printed import Page, Piece, Rule
from ingest.reflow import reflow

MAX_PAGES = 1000
"""Ten times the longest report we know."""
MAX_STREAM = 20_000_000
"""Bytes that one part of the file may unpack to. A page of text takes some 20 kB, a font's tables below 1 MB."""
_THIN = 3.0
"""Points; a filled box that is no wider than this is a rule."""
_UNREADABLE_SHARE = 0.1
_PAGES_NAMED = 8

# What pypdf raises on a damaged file, besides its own errors.
_BROKEN = (
    PyPdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError,
    NotImplementedError, RecursionError, zlib.error, OSError, EOFError,
)  # fmt: skip

_PAINTS = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
_STROKES = {b"S", b"s", b"B", b"B*", b"b", b"b*"}

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every slip of the program that wrote the file


def pdf_content(data: bytes, longest: int) -> Content:
    """The text layer as paragraphs and tables.

    Raises ``Unreadable`` for a damaged or locked file, ``EmptyFile`` for a scan, ``NotText`` for a layer that cannot be
    read, and ``TooLarge``, for a text over ``longest`` characters as soon as it is reached.
    """
    try:
        with apply_configuration(zlib_maximum_output_length=MAX_STREAM, disable_legacy_handling=True):
            return _read(data, longest)
    except LimitReachedError as error:
        raise TooLarge("PDF 解压后过大，不像一份报告，已拒绝；请用原来的 Word 文件，或重新导出 PDF。") from error
    except DependencyError as error:
        raise Unreadable(_LOCKED) from error
    except EmptyFileError as error:
        raise EmptyFile("文件是空的，请换一个文件。") from error
    except _BROKEN as error:
        raise Unreadable("PDF 文件已损坏或不完整，请重新下载，或用原来的程序重新导出。") from error


_LOCKED = "PDF 加了密码或权限保护，无法读取；请先取消保护，或用原来的 Word 文件。"


def _read(data: bytes, longest: int) -> Content:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise Unreadable(_LOCKED)
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise TooLarge(f"PDF 有 {count} 页，超过 {MAX_PAGES} 页的上限，请拆分成单份报告再导入。")
    pages: list[Page] = []
    characters = 0
    for page in reader.pages:
        pages.append(_page(page))
        characters += sum(len(piece.text) for piece in pages[-1].pieces)
        if characters > longest:
            raise TooLarge(f"PDF 全文超过{longest // 10000}万字的上限，请拆分成单份报告再导入。")
    pictures = [not _has_text(page) and _has_picture(reader.pages[number]) for number, page in enumerate(pages)]
    if not any(_has_text(page) for page in pages):
        raise EmptyFile(
            "PDF 没有文字层，是扫描件或图片，读不出文字；请先做文字识别（OCR），或用原来的 Word 文件。"
            if any(pictures) or not pages
            else "PDF 里没有文字，请换一个文件。"
        )
    text = reflow(pages)
    _require_readable(text)
    return Content(text, _warnings(pictures), count)


def _warnings(pictures: Sequence[bool]) -> tuple[str, ...]:
    missing = [str(number) for number, picture in enumerate(pictures, start=1) if picture]
    if not missing:
        return ()
    named = "、".join(missing[:_PAGES_NAMED]) + ("等" if len(missing) > _PAGES_NAMED else "")
    return (f"第 {named} 页是图片，没有文字层，共 {len(missing)} 页没有读入。",)


def _has_text(page: Page) -> bool:
    return any(piece.text.strip() for piece in page.pieces)


def _has_picture(page: PageObject) -> bool:
    resources: Any = page.get("/Resources") or DictionaryObject()
    objects: Any = resources.get_object().get("/XObject", {}) if resources else {}
    return (
        any(one.get_object().get("/Subtype") == "/Image" for one in objects.get_object().values()) if objects else False
    )


def _require_readable(text: str) -> None:
    """Refuse a layer of which much has no meaning, as when the file's fonts do not say what their shapes stand for."""
    shown = [character for character in text if not character.isspace()]
    lost = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" or character < " " for character in shown)
    if lost > _UNREADABLE_SHARE * len(shown):
        raise NotText("PDF 的字体没有文字编码，读出来是乱码；请用原来的 Word 文件，或重新导出 PDF。")


def _page(page: PageObject) -> Page:
    ink = _Ink()
    page.extract_text(visitor_operand_before=ink.operation, visitor_text=ink.text)
    return ink.page(float(page.mediabox.width), float(page.mediabox.height))


@dataclass(slots=True)
class _Ink:
    """Collects what a page's instructions print."""

    texts: list[tuple[str, list[float], float]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    _path: list[tuple[float, float, float, float, bool]] = field(default_factory=list)
    _at: tuple[float, float] = (0.0, 0.0)

    def text(self, text: str, matrix: list[float], text_matrix: list[float], _font: object, size: float) -> None:
        """Take a piece of text; pypdf calls it."""
        text = text.strip("\n")
        if text:
            self.texts.append((text, mult(text_matrix, matrix), size))

    def operation(self, operator: bytes, operands: Sequence[Any], matrix: list[float], _text_matrix: object) -> None:
        """Take one instruction; of drawing only straight lines and boxes count."""
        if operator in (b"m", b"l") and len(operands) >= 2:
            to = _moved(float(operands[0]), float(operands[1]), matrix)
            if operator == b"l":
                self._path.append((*self._at, *to, False))
            self._at = to
        elif operator == b"re" and len(operands) >= 4:
            x, y, width, height = (float(operand) for operand in operands[:4])
            self._path.append((*_moved(x, y, matrix), *_moved(x + width, y + height, matrix), True))
        elif operator in _PAINTS:
            self.rules += [rule for one in self._path for rule in _rules(*one, stroked=operator in _STROKES)]
            self._path = []
        elif operator == b"n":
            self._path = []

    def page(self, width: float, height: float) -> Page:
        """The page as it is read: turned so that most of its text is upright; slanting text is a watermark."""
        turns = [_turn(matrix) for _, matrix, _ in self.texts]
        turn = max(set(turns), key=turns.count, default=0)
        pieces = [
            Piece(text, *_turned(matrix[4], matrix[5], turn), size * math.hypot(matrix[2], matrix[3]))
            for (text, matrix, size), own in zip(self.texts, turns, strict=True)
            if own == turn
        ]
        rules = [_turned_rule(rule, turn) for rule in self.rules]
        return Page(tuple(pieces), tuple(rules), height if turn in (90, 270) else width)


def _rules(x: float, y: float, x2: float, y2: float, box: bool, *, stroked: bool) -> list[Rule]:
    left, right, bottom, top = min(x, x2), max(x, x2), min(y, y2), max(y, y2)
    if right - left <= _THIN or top - bottom <= _THIN:
        return [Rule(left, bottom, right, top)]
    if box and stroked:
        return [
            Rule(left, bottom, right, bottom), Rule(left, top, right, top),
            Rule(left, bottom, left, top), Rule(right, bottom, right, top),
        ]  # fmt: skip
    return []


def _moved(x: float, y: float, matrix: Sequence[float]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _turn(matrix: Sequence[float]) -> int:
    """By how many degrees the text is turned: 0, 90, 180, 270, or -1 for any other angle."""
    degrees = math.degrees(math.atan2(matrix[1], matrix[0])) % 360
    right = round(degrees / 90) * 90
    return right % 360 if abs(degrees - right) < 3 else -1


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    return {90: (y, -x), 180: (-x, -y), 270: (-y, x)}.get(turn, (x, y))


def _turned_rule(rule: Rule, turn: int) -> Rule:
    (x, y), (x2, y2) = _turned(rule.left, rule.bottom, turn), _turned(rule.right, rule.top, turn)
    return Rule(min(x, x2), min(y, y2), max(x, x2), max(y, y2))
