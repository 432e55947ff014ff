"""Footnotes, which python-docx does not write: a part of the package of its own, and references to it."""

from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from assistant.word.records import Note, printable

TEXT_STYLE, REFERENCE_STYLE = "FootnoteText", "FootnoteReference"

_RUN = f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="{REFERENCE_STYLE}"/></w:rPr>'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


class Footnotes:
    """Numbers the notes of one document in order of first reference, and writes them when all is said."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._notes: list[Note] = []

    def reference(self, note: Note) -> list[BaseOxmlElement]:
        """What stands in the text for a note: its reference, or a link to that where there was one before."""
        if note.key in self._numbers:
            return [_link_back(self._numbers[note.key])]
        number = self._numbers[note.key] = len(self._numbers) + 1
        self._notes.append(note)
        return _bookmarked(number)

    def attach(self, document: Document) -> None:
        """Add the part that holds the notes to a document."""
        parts = [_separator(kind, number) for kind, number in _SEPARATORS]
        parts += [_footnote(number, note.text) for number, note in enumerate(self._notes, start=1)]
        xml = f"{_HEAD}<w:footnotes {nsdecls('w')}>{''.join(parts)}</w:footnotes>"
        package = document.part.package
        assert package is not None
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        _declare_separators(document)


def _bookmarked(number: int) -> list[BaseOxmlElement]:
    start = f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{_bookmark(number)}"/>'
    end = f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'
    return [parse_xml(xml) for xml in (start, f'{_RUN}<w:footnoteReference w:id="{number}"/></w:r>', end)]


def _link_back(number: int) -> BaseOxmlElement:
    link = f'<w:hyperlink {nsdecls("w")} w:anchor="{_bookmark(number)}" w:history="1">'
    return parse_xml(f"{link}{_RUN}<w:t>{number}</w:t></w:r></w:hyperlink>")


def _bookmark(number: int) -> str:
    return f"note{number}"


def _separator(kind: str, number: int) -> str:
    """The line above the notes, which Word keeps as a note."""
    return f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'


def _footnote(number: int, text: str) -> str:
    mark = f'<w:r><w:rPr><w:rStyle w:val="{REFERENCE_STYLE}"/></w:rPr><w:footnoteRef/></w:r>'
    said = f'<w:r><w:t xml:space="preserve"> {escape(printable(text))}</w:t></w:r>'
    style = f'<w:pPr><w:pStyle w:val="{TEXT_STYLE}"/></w:pPr>'
    return f'<w:footnote w:id="{number}"><w:p>{style}{mark}{said}</w:p></w:footnote>'


def _declare_separators(document: Document) -> None:
    """Name the lines above the notes in the settings, at the place that the schema gives them."""
    ids = "".join(f'<w:footnote w:id="{number}"/>' for _, number in _SEPARATORS)
    declared = parse_xml(f"<w:footnotePr {nsdecls('w')}>{ids}</w:footnotePr>")
    settings = document.settings.element
    behind = settings.find(qn("w:compat"))
    if behind is None:
        settings.append(declared)
    else:
        behind.addprevious(declared)
