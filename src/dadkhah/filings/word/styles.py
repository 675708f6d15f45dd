"""The styles of a filing in Word: the same hierarchy as on the printed page."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from dadkhah.filings.word.runs import BODY_FONT, SANS_FONT, element

_ACCENT = RGBColor(0x23, 0x41, 0x5F)
QUIET = RGBColor(0x5A, 0x5A, 0x5A)
_HEADINGS = {"Title": 25, "Heading 1": 15, "Heading 2": 12, "Heading 3": 10.5}
_MADE = (  # name, size in points, space before and after in points
    ("Footnote Text", 8.5, 0, 2),
    ("Filing Cell", 8.5, 1, 1),
    ("Filing Caption", 9, 10, 4),
    ("Filing Legend", 8, 0, 4),
    ("Filing Notice", 10, 6, 10),
    ("Filing Contents", 10.5, 0, 3),
)

_READ_AS_PROSE = {"Footnote Text", "Filing Notice", "Filing Contents"}


def set_styles(document: Document) -> None:
    """Set page, fonts and the paragraph styles a filing uses."""
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(26)
        section.left_margin = section.right_margin = Mm(27)
    _set(document.styles["Normal"], size=10.5, before=0, after=7)
    for name, size in _HEADINGS.items():
        style = document.styles[name]
        _set(style, size=size, before=16, after=7)
        style.font.color.rgb, style.font.bold = _ACCENT, True
        style.paragraph_format.keep_with_next = True
    for name, size, before, after in _MADE:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles["Normal"]
        font = BODY_FONT if name in _READ_AS_PROSE else SANS_FONT
        _set(made, size=size, before=before, after=after, font=font)
    for name in ("Filing Caption", "Filing Legend"):
        document.styles[name].font.color.rgb = QUIET
        document.styles[name].paragraph_format.keep_with_next = True
    mark = document.styles.add_style("Footnote Mark", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True


def _set(
    style: ParagraphStyle, *, size: float, before: float, after: float, font: str = BODY_FONT
) -> None:
    _set_fonts(style, font, size)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _set_fonts(style: CharacterStyle, font: str, size: float) -> None:
    style.font.name, style.font.size = font, Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), SANS_FONT)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    size_of_complex_script = element("w:szCs", val=str(round(size * 2)))
    properties.find(qn("w:sz")).addnext(size_of_complex_script)
