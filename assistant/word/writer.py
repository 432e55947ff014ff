"""Records -> the bytes of a .docx file."""

from io import BytesIO
from itertools import groupby

import docx
from docx.document import Document
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Cm
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.word.footnotes import Footnotes
from assistant.word.records import Heading, Paragraph, ParagraphKind, Run, Table, WordText, printable
from assistant.word.styles import CELL_STYLE, PLACE_STYLE, SMALL_STYLE, dress

PRINTED = Cm(21 - 2 * 2.6)
"""The width between the margins."""

_STYLES: dict[ParagraphKind, str] = {
    "body": "Normal", "bullet": "List Bullet", "number": "List Number", "place": PLACE_STYLE, "small": SMALL_STYLE,
}  # fmt: skip


MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""What a Word document is called over HTTP."""


def write_word(text: WordText) -> bytes:
    """The document as a file. Characters that XML cannot hold are left out."""
    document, notes = docx.Document(), Footnotes()
    dress(document)
    document.core_properties.title, document.core_properties.author = printable(text.title), ""
    document.core_properties.comments, document.core_properties.language = "", "zh-CN"
    document.add_paragraph(printable(text.title), style="Title")
    for is_numbered, blocks in groupby(text.blocks, key=_is_numbered):
        numbering = _new_numbering(document) if is_numbered else 0
        for block in blocks:
            _add(document, block, notes, numbering)
    notes.attach(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _is_numbered(block: Heading | Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and block.kind == "number"


def _add(document: Document, block: Heading | Paragraph | Table, notes: Footnotes, numbering: int) -> None:
    match block:
        case Heading(text, level):
            document.add_heading(printable(text), level)
        case Paragraph(runs, kind):
            paragraph = document.add_paragraph(style=_STYLES[kind])
            if numbering:
                _number(paragraph, numbering)
            for run in runs:
                _add_run(paragraph, run, notes)
        case Table():
            _add_table(document, block, notes)


def _add_run(paragraph: WordParagraph, run: Run, notes: Footnotes) -> None:
    if run.text:
        paragraph.add_run(printable(run.text)).bold = run.bold or None
    for at, note in enumerate(run.notes):
        if at:
            paragraph.add_run("、").font.superscript = True
        for element in notes.reference(note):
            paragraph._p.append(element)


def _add_table(document: Document, table: Table, notes: Footnotes) -> None:
    made = document.add_table(rows=1, cols=len(table.headers), style="Table Grid")
    made.autofit = False
    total = sum(table.widths)
    widths = [int(PRINTED * share / total) for share in table.widths]
    for cell, header in zip(made.rows[0].cells, table.headers, strict=True):
        _fill(cell, Run(header, bold=True), notes)
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="ECECEC"/>'))
    _keep(made.rows[0], "w:tblHeader")
    for cells in table.rows:
        row = made.add_row()
        _keep(row, "w:cantSplit")
        for cell, run in zip(row.cells, cells, strict=True):
            _fill(cell, run, notes)
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    document.add_paragraph(style=CELL_STYLE)


def _fill(cell: _Cell, run: Run, notes: Footnotes) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = CELL_STYLE
    _add_run(paragraph, run, notes)


def _keep(row: _Row, property_name: str) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f"<{property_name} {nsdecls('w')}/>"))


def _new_numbering(document: Document) -> int:
    """A list of its own that counts from 1, in the form of the style ``List Number``."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    pattern = next(num for num in numbering.num_lst if num.numId == style)
    made = numbering.add_num(pattern.abstractNumId.val)
    made.add_lvlOverride(0).add_startOverride(1)
    return int(made.numId)


def _number(paragraph: WordParagraph, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = numbering
    properties.get_or_add_ilvl().val = 0
