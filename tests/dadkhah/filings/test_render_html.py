import re
from html.parser import HTMLParser

import pytest

from dadkhah.filings.document import Label, Paragraph, Table
from dadkhah.filings.footnotes import number
from dadkhah.filings.render_html import render_html

PLACES = {f"E-00{n}": f"../exhibits/E-01{n}/report {n}.txt" for n in range(1, 6)}


@pytest.fixture(scope="module")
def page(small):
    return render_html(small, exhibits_at=PLACES)


def test_the_same_filing_is_the_same_page(small, page):
    assert render_html(small, exhibits_at=PLACES) == page


def test_a_page_needs_nothing_from_elsewhere_and_no_script(page):
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert " style=" not in page
    assert re.findall(r'(?:src|href)="(?!#|\.\./exhibits)', page) == []


def test_every_note_leads_there_and_back(small, page):
    for note in small.notes:
        assert f'href="#note-{note.number}" id="ref-{note.number}"' in page
        assert f'id="note-{note.number}"' in page
        assert f'href="#ref-{note.number}"' in page


def test_an_exhibit_leads_to_its_file(page):
    assert '<a href="../exhibits/E-011/report%201.txt"><bdi>E-001</bdi></a>' in page


def test_a_citation_leads_to_the_row_of_its_exhibit_and_the_row_to_the_file(build):
    row = Table("Exhibits", ("Exhibit",), (((Label("E-001", exhibit="E-001"),),),), (1,))
    cited = Paragraph((build.fact("One.", "X-0001"),))
    filing = number(build.document(cited, row), build.case())
    page = render_html(filing, exhibits_at=PLACES)

    assert '<a href="#exhibit-E-001"><bdi>E-001</bdi></a>' in page
    assert '<strong id="exhibit-E-001"><a href="../exhibits/E-011/report%201.txt">' in page


def test_an_exhibit_without_a_file_beside_the_page_is_not_linked(small):
    assert "<bdi>E-001</bdi>" in render_html(small)
    assert "../exhibits" not in render_html(small)


def test_a_language_says_itself_and_its_direction(page):
    assert '<html lang="en" dir="ltr">' in page
    assert '<section lang="fa" dir="rtl">' in page
    assert '<section lang="ps" dir="rtl">' in page


def test_figures_have_a_description_and_tables_their_headers(page):
    assert 'role="img" aria-label="A black square"' in page
    assert page.count('<th scope="col">') == 2


def test_identifiers_are_unique(communication):
    class Seen(HTMLParser):
        def __init__(self):
            super().__init__()
            self.ids = []

        def handle_starttag(self, tag, attrs):
            if not self.get_starttag_text().startswith(("<g", "<path", "<svg", "<text", "<rect")):
                self.ids += [value for name, value in attrs if name == "id"]

    seen = Seen()
    seen.feed(render_html(communication))

    assert len(seen.ids) == len(set(seen.ids)) > 0


def test_words_of_the_case_are_never_markup(build):
    hostile = build.document(Paragraph((build.law("<script>alert(1)</script> & #strong[x]"),)))

    assert "<script" not in render_html(number(hostile, build.case()))
