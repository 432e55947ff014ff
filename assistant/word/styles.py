"""How the documents look: the fonts of Chinese offices, black headings, A4 with page numbers."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from assistant.word.footnotes import REFERENCE_STYLE, TEXT_STYLE

LATIN, BODY, HEAD, PLACE = "Times New Roman", "宋体", "黑体", "楷体"
INK, SOFT = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x59, 0x59, 0x59)
PLACE_STYLE, SMALL_STYLE, CELL_STYLE = "Place", "Small", "Cell"

_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def dress(document: Document) -> None:
    """Set the page and every style that the writer uses."""
    _page(document)
    styles = document.styles
    _font(styles["Normal"], BODY, 12)
    _space(styles["Normal"], after=4, line=1.4)
    _font(styles["Title"], HEAD, 20)
    _space(styles["Title"], after=10, line=1.2)
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _without_rule(styles["Title"])
    for name, size, before in (("Heading 1", 15, 16), ("Heading 2", 13, 12), ("Heading 3", 12, 10)):
        _font(styles[name], HEAD, size, bold=False)
        _space(styles[name], before=before, after=6, line=1.2)
    for name in ("List Bullet", "List Number"):
        _font(styles[name], BODY, 12)
        _space(styles[name], after=4, line=1.4)
    for added_name, font, points, colour, after in (
        (PLACE_STYLE, PLACE, 11, SOFT, 2), (SMALL_STYLE, BODY, 10, INK, 3), (CELL_STYLE, BODY, 10.5, INK, 2),
        (TEXT_STYLE, BODY, 9, INK, 0),
    ):  # fmt: skip
        added = styles.add_style(added_name, WD_STYLE_TYPE.PARAGRAPH)
        added.base_style = styles["Normal"]
        _font(added, font, points, colour=colour)
        _space(added, after=after, line=1.2)
    styles[PLACE_STYLE].paragraph_format.keep_with_next = True
    styles[PLACE_STYLE].paragraph_format.space_before = Pt(6)
    styles[CELL_STYLE].paragraph_format.space_before = Pt(2)
    reference = styles.add_style(REFERENCE_STYLE, WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin = section.bottom_margin = Cm(2.5)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    footer._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    footer.add_run(" —")


def _font(style: CharacterStyle, chinese: str, size: float, *, colour: RGBColor = INK, bold: bool = False) -> None:
    """A Latin font and a Chinese one; what the template takes from its theme is taken out, or Word would prefer it."""
    style.font.name, style.font.size, style.font.bold, style.font.italic = LATIN, Pt(size), bold, False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), chinese)
    for name in _THEMED:
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _space(style: ParagraphStyle, *, before: float = 0, after: float = 0, line: float = 1.0) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line


def _without_rule(style: ParagraphStyle) -> None:
    rule = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if rule is not None:
        style.element.pPr.remove(rule)
