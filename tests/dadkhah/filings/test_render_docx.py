import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from dadkhah.filings.document import Items
from dadkhah.filings.footnotes import number
from dadkhah.filings.render_docx import render_docx


@pytest.fixture(scope="module")
def written(small):
    return render_docx(small)


@pytest.fixture(scope="module")
def parts(written):
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def test_the_same_filing_is_the_same_bytes(small, written):
    assert render_docx(small) == written


def test_notes_are_real_footnotes(small, parts):
    assert parts["word/footnotes.xml"].count("<w:footnote ") == len(small.notes) + 2
    assert parts["word/document.xml"].count("<w:footnoteReference ") == len(small.notes)


def test_dari_and_pashto_read_from_right_to_left(parts, build):
    body = parts["word/document.xml"]

    assert "<w:bidi/>" in body
    assert "<w:rtl/>" in body
    assert 'w:bidi="ps-AF"' in body
    assert build.pashto in body


def test_figures_have_a_description_and_headers_repeat(written):
    body = docx.Document(io.BytesIO(written)).element.body

    assert [each.get("descr") for each in body.iter(qn("wp:docPr"))] == ["A black square"]
    assert len(list(body.iter(qn("w:tblHeader")))) == 1


def test_contents_are_a_field_and_dates_are_those_of_the_filing(written, parts):
    assert "TOC " in parts["word/document.xml"]
    assert docx.Document(io.BytesIO(written)).core_properties.created.year == 2026


def test_each_ordered_list_counts_from_one(build):
    lists = [Items(((build.law("One."),), (build.law("Two."),)), is_ordered=True)] * 2
    written = render_docx(number(build.document(*lists), build.case()))
    texts = [each.text for each in docx.Document(io.BytesIO(written)).paragraphs]

    assert [text for text in texts if "\t" in text] == ["1.\tOne.", "2.\tTwo."] * 2


def test_a_new_page_needs_no_paragraph_of_its_own(parts):
    assert 'w:br w:type="page"' not in parts["word/document.xml"]
    assert "<w:pageBreakBefore/>" in parts["word/document.xml"]


def test_citations_in_a_table_stand_under_the_sentence(parts):
    assert "A row that is cited.</w:t></w:r><w:r><w:br/></w:r>" in parts["word/document.xml"]
