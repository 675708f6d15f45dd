import ctypes

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from dadkhah.filings.document import Label, Paragraph, Table
from dadkhah.filings.footnotes import number
from dadkhah.filings.render_pdf import render_pdf

MIRRORED = str.maketrans("()[]«»", ")(][»«")
PAIRS = "()[]«»"


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def letters_of(pdf):
    """What a reader copies, after undoing what PDFium does to ligatures and brackets."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    count = page.count_chars()
    found = [chr(pdfium.FPDFText_GetUnicode(page.raw, n)) for n in range(count)]
    boxes = [page.get_charbox(n) for n in range(count)]
    for n in range(count - 1):
        if boxes[n] == boxes[n + 1] and found[n].strip() and found[n + 1].strip():
            found[n], found[n + 1] = found[n + 1], found[n]
    return "".join(found)


def squeezed(text):
    return "".join(each for each in text if not each.isspace() and each.isprintable())


@pytest.fixture(scope="module")
def drawn(small):
    return render_pdf(small)


def test_the_same_filing_is_the_same_bytes(small, drawn):
    assert render_pdf(small) == drawn


def test_a_pdf_claims_archival_and_accessible_and_carries_tags(drawn):
    assert b"<pdfaid:part>2</pdfaid:part>" in drawn
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in drawn
    assert b"<pdfuaid:part>1</pdfuaid:part>" in drawn
    assert b"/StructTreeRoot" in drawn


def test_pages_are_counted_and_table_headers_repeat(drawn):
    text = text_of(drawn)
    total = len(pypdfium2.PdfDocument(drawn))

    assert f"{total} of {total}" in text
    assert text.count("Fact Law") >= 2


@pytest.mark.parametrize("language", ["fa", "ps"])
def test_a_reader_can_copy_dari_and_pashto_out_of_the_page(build, language):
    source = build.dari if language == "fa" else build.pashto
    paragraph = Paragraph((build.law(source),), is_numbered=False)
    document = build.document(paragraph, language=language)

    copied = squeezed(letters_of(render_pdf(number(document, build.case()))))
    # A bracket in right-to-left text comes back as its mirror image.
    assert squeezed(source).translate(MIRRORED) in copied or squeezed(source) in copied


def test_a_long_hash_stays_on_the_page(communication):
    document = pypdfium2.PdfDocument(render_pdf(communication))
    overflowing = []
    for index, page in enumerate(document, start=1):
        width, text = page.get_width(), page.get_textpage()
        boxes = (text.get_rect(n) for n in range(text.count_rects()))
        if any(box[2] > width - 60 or box[0] < 60 for box in boxes):
            overflowing.append(index)

    assert overflowing == []


def links_of(page):
    position, link, found = ctypes.c_int(0), pdfium.FPDF_LINK(), 0
    while pdfium.FPDFLink_Enumerate(page.raw, position, link):
        found += 1
    return found


def test_a_citation_leads_to_the_row_of_its_exhibit_where_there_is_one(build):
    row = Table("Exhibits", ("Exhibit",), (((Label("E-001", exhibit="E-001"),),),), (1,))
    cited = Paragraph((build.fact("One.", "X-0001", "X-0002"),))
    with_row = number(build.document(cited, row), build.case())
    without = number(build.document(cited), build.case())
    counted = [
        links_of(pypdfium2.PdfDocument(render_pdf(filing))[0]) for filing in (with_row, without)
    ]

    assert counted[0] == counted[1] + 1


def test_the_legend_of_a_table_stands_between_its_caption_and_its_rows(build):
    row = ((build.law("Row."),),)
    table = Table("Proof", ("Law",), (row,), (1,), legend="The wording is ours.")
    words = text_of(render_pdf(number(build.document(table), build.case())))

    assert words.index("Proof") < words.index("The wording is ours.") < words.index("Row.")
