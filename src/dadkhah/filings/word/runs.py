"""Paragraphs and runs in either direction: `w:bidi` on the paragraph, `w:rtl` on the run."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from dadkhah.text.bidi import direction_of, isolate, phrases

BODY_FONT = "Source Serif 4"
SANS_FONT = "Vazirmatn"
_LOCALES = {"en": "en-GB", "fa": "fa-AF", "ps": "ps-AF"}


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return a new element; `val="x"` becomes `w:val="x"`."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def set_direction(paragraph: Paragraph, language: str) -> None:
    """Make a paragraph read in the direction of its language."""
    if direction_of(language) == "rtl":
        paragraph._p.get_or_add_pPr().insert_element_before(
            element("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
        )


def add_text(paragraph: Paragraph, text: str, language: str) -> tuple[Run, ...]:
    """Add text as runs, one for each change of direction; return them."""
    base = direction_of(language)
    added = []
    for phrase, is_foreign in phrases(text, base):
        run = paragraph.add_run(isolate(phrase, base) if is_foreign else phrase)
        is_rtl = (base == "rtl") is not is_foreign
        mark_run(run, language if is_rtl is (base == "rtl") else ("fa" if is_rtl else "en"))
        added.append(run)
    return tuple(added)


def mark_run(run: Run, language: str) -> None:
    """Say in which language, and so in which direction and font, a run is written."""
    properties = run._r.get_or_add_rPr()
    locale = _LOCALES[language]
    if direction_of(language) == "ltr":
        properties.append(element("w:lang", val=locale))
        return
    properties.append(element("w:rtl"))
    properties.append(element("w:lang", bidi=locale))


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field (`PAGE`, `TOC ...`) with what it shows until it is updated."""
    begin, middle, end = (paragraph.add_run() for _ in range(3))
    begin._r.append(element("w:fldChar", fldCharType="begin"))
    code = element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    begin._r.append(code)
    begin._r.append(element("w:fldChar", fldCharType="separate"))
    middle.text = shown
    end._r.append(element("w:fldChar", fldCharType="end"))
