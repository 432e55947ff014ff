"""A tiny PDF writer for tests: a report laid out as word processors do, with a text layer in a Chinese encoding."""

import io
from collections.abc import Iterator, Sequence

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

SIZE, LEFT, RIGHT, TOP, BOTTOM, PITCH = 16.0, 80.0, 512.0, 740.0, 110.0, 28.0
ACROSS = int((RIGHT - LEFT) / SIZE)
"""Chinese characters in a full line."""

Mark = tuple[float, float, str]


def report_pdf(paragraphs: Sequence[str], *, header: str = "", table: Sequence[Sequence[str]] = ()) -> bytes:
    """Paragraphs set in by two characters and broken over lines and pages, numbers below, a ruled table at the end."""
    pages: list[list[Mark]] = [[]]
    y = TOP
    for x, line in _lines(paragraphs):
        if y < BOTTOM:
            pages.append([])
            y = TOP
        pages[-1].append((x, y, line))
        y -= PITCH
    for number, page in enumerate(pages, start=1):
        page.append((280.0, 60.0, f"— {number} —"))
        if header:
            page.append((LEFT, 800.0, header))
    rules: list[list[str]] = [[] for _ in pages]
    if table:
        marks, drawn = _table(table)
        pages.append(marks)
        rules.append(drawn)
    return pdf(pages, rules)


def pdf(pages: Sequence[Sequence[Mark]], rules: Sequence[Sequence[str]] = ()) -> bytes:
    """Text at places, one list a page, and instructions that draw."""
    writer = PdfWriter()
    font = writer._add_object(_font())
    for number, marks in enumerate(pages):
        page = writer.add_blank_page(width=595, height=842)
        shown = [
            f"BT /F1 {SIZE:g} Tf 1 0 0 1 {x:g} {y:g} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
            for x, y, text in marks
        ]
        content = DecodedStreamObject()
        content.set_data("\n".join([*shown, *(rules[number] if number < len(rules) else ())]).encode())
        page[NameObject("/Contents")] = writer._add_object(content)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    return saved(writer)


def scan() -> bytes:
    """A page that is a picture."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    picture = DecodedStreamObject()
    picture.set_data(b"\x00")
    for key, value in {"Width": 1, "Height": 1, "BitsPerComponent": 8}.items():
        picture[NameObject(f"/{key}")] = NumberObject(value)
    picture[NameObject("/Type")], picture[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Image")
    picture[NameObject("/ColorSpace")] = NameObject("/DeviceGray")
    content = DecodedStreamObject()
    content.set_data(b"q 595 0 0 842 0 0 cm /Im1 Do Q")
    page[NameObject("/Contents")] = writer._add_object(content)
    objects = DictionaryObject({NameObject("/Im1"): writer._add_object(picture)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): objects})
    return saved(writer)


def locked(data: bytes, password: str) -> bytes:
    """The same file behind a password; an empty one only restricts what may be done with it."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, "owner")
    return saved(writer)


def saved(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _lines(paragraphs: Sequence[str]) -> Iterator[tuple[float, str]]:
    """Where each line begins, and the line."""
    for paragraph in paragraphs:
        first = ACROSS - 2
        yield LEFT + 2 * SIZE, paragraph[:first]
        for start in range(first, len(paragraph), ACROSS):
            yield LEFT, paragraph[start : start + ACROSS]


def _table(rows: Sequence[Sequence[str]]) -> tuple[list[Mark], list[str]]:
    """The marks and rules of a table whose cells are 100 wide and broken after five characters."""
    marks: list[Mark] = []
    heights = [TOP]
    for row in rows:
        for column, cell in enumerate(row):
            parts = [cell[start : start + 5] for start in range(0, len(cell), 5)]
            marks += [(LEFT + 100 * column + 4, heights[-1] - 18 * (n + 1), part) for n, part in enumerate(parts)]
        heights.append(heights[-1] - 18 * max(len(cell) + 4 for cell in row) // 5 - 6)
    right = LEFT + 100 * len(rows[0])
    drawn = [f"{LEFT:g} {y:g} m {right:g} {y:g} l S" for y in heights]
    drawn += [
        f"{LEFT + 100 * column:g} {heights[-1]:g} m {LEFT + 100 * column:g} {TOP:g} l S"
        for column in range(len(rows[0]) + 1)
    ]
    return marks, drawn


def _font() -> DictionaryObject:
    descendant = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType0"),
            NameObject("/BaseFont"): NameObject("/STSong-Light"),
            NameObject("/DW"): NumberObject(1000),
        }
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject("/STSong-Light"),
            NameObject("/Encoding"): NameObject("/UniGB-UTF16-H"),
            NameObject("/DescendantFonts"): ArrayObject([descendant]),
        }
    )
