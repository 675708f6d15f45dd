"""A PDF gives its words in reading order with their boxes, in Dari and Pashto too."""

import io

import pypdfium2
import pytest
import typst
from PIL import Image

from dadkhah.derivation.kinds.pdf_letters import Letter, in_reading_order
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason
from dadkhah.resources import shipped

HEAD = '#set page(width: 300pt, height: 200pt, margin: 20pt)\n#set text(font: "Vazirmatn")\n'
ENGLISH = "Hello (world) and [one] in (کابل) in English."
DARI = "این (بسته) بود [ماده ۵] و «نقل» از (Taliban) سال (۱۴۰۰) والا لازم سلام."
PASHTO = "د ښوونځي دروازه (۲۰۲۱) تړل شوې، لاره نشته."


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    """Return a PDF with a paragraph a page."""
    folder = tmp_path_factory.mktemp("typst")

    def pdf(*paragraphs):
        pages = []
        for text, direction in paragraphs:
            pages.append(f"#set text(dir: {direction})\n{text}\n")
        (folder / "a.typ").write_text(HEAD + "#pagebreak()\n".join(pages), encoding="utf-8")
        return typst.compile(
            folder / "a.typ", font_paths=[shipped("vendor")], ignore_system_fonts=True
        )

    return pdf


def spaced(text):
    return " ".join(text.split())


def test_text_of_both_directions_comes_in_reading_order(run, pdf):
    outcome = run("pdf-text", pdf((ENGLISH, "ltr"), (DARI, "rtl"), (PASHTO, "rtl")), Limits())

    assert isinstance(outcome, Done)
    assert [spaced(page.text) for page in run.layer().pages] == [ENGLISH, DARI, PASHTO]
    assert outcome.answer["pages"] == 3


def test_an_english_line_on_a_dari_page_keeps_its_order(run, pdf):
    # PDFium turns the words of every line of a page that is mostly Arabic.
    mixed = f"{ENGLISH[:5]} all girls stay at home.\n\n#set text(dir: rtl)\n{DARI} {DARI}"
    run("pdf-text", pdf((mixed, "ltr")))

    assert run.layer().pages[0].text.splitlines()[0].strip() == "Hello all girls stay at home."


def test_each_word_has_its_box_on_the_page_as_it_is_shown(run, pdf):
    run("pdf-text", pdf((ENGLISH, "ltr")))
    (page,) = run.layer().pages

    assert (page.number, page.width, page.height) == (1, 300, 200)
    assert [word.text for word in page.words] == ENGLISH.split()
    assert all(page.text[word.start : word.end] == word.text for word in page.words)
    first, second = page.words[0].box, page.words[1].box
    assert 19 < first.x < first.x + first.width < second.x
    assert 19 < first.y < 40
    assert [word.text for word in page.words_in(2, 7)] == ["Hello", "(world)"]


def test_the_boxes_of_a_turned_page_are_where_it_shows_them(run, pdf):
    document = pypdfium2.PdfDocument(pdf((ENGLISH, "ltr")))
    document[0].set_rotation(90)
    turned = io.BytesIO()
    document.save(turned)
    run("pdf-text", turned.getvalue())
    (page,) = run.layer().pages

    assert (page.width, page.height) == (200, 300)
    box = page.words[0].box
    assert box.x > 150
    assert box.height > box.width


def test_a_page_is_drawn_at_a_scale_and_never_larger_than_allowed(run, pdf):
    outcome = run("pdf-page", pdf((ENGLISH, "ltr")), Limits(), page=1, scale=2)

    assert isinstance(outcome, Done)
    assert (outcome.answer["width"], outcome.answer["height"]) == (600, 400)
    with Image.open(run.folder / "page.png") as page:
        assert page.size == (600, 400)


def test_a_page_with_too_many_pixels_is_drawn_smaller(run, pdf):
    outcome = run("pdf-page", pdf((ENGLISH, "ltr")), scale=1000, most_pixels=60_000)

    assert outcome.answer["width"] * outcome.answer["height"] <= 61_000
    assert outcome.answer["scale"] == pytest.approx(1)


def test_a_page_that_is_not_there_is_told(run, pdf):
    outcome = run("pdf-page", pdf((ENGLISH, "ltr")), page=2)

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.NO_SUCH_PAGE


@pytest.mark.parametrize("options", [{"most_pages": 1}, {"most_characters": 50}])
def test_a_pdf_is_read_up_to_a_size(run, pdf, options):
    outcome = run("pdf-text", pdf((ENGLISH, "ltr"), (ENGLISH, "ltr")), **options)

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_LARGE


LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>"
    b"endobj\n3 0 obj<</Filter/Standard/V 1/R 2/O(" + b"o" * 32 + b")/U(" + b"u" * 32
    + b")/P -4>>endobj\ntrailer<</Root 1 0 R/Encrypt 3 0 R/ID[(a)(b)]/Size 4>>\n%%EOF"
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda pdf: b"no pdf", Reason.NOT_THIS_KIND),
        (lambda pdf: b"", Reason.NOT_THIS_KIND),
        (lambda pdf: b"%PDF-1.7\n%%EOF", Reason.NOT_THIS_KIND),
        (lambda pdf: LOCKED, Reason.PASSWORD),
    ],
)
def test_a_pdf_that_cannot_be_read_is_told(run, pdf, change, reason):
    outcome = run("pdf-text", change(pdf((ENGLISH, "ltr"))))

    assert isinstance(outcome, Failed)
    assert outcome.reason is reason


def laid(text, *, width=5.0):
    """Letters one after another from the left-hand edge, as they are seen."""
    return [Letter(c, (n * width, 0.0, n * width + width, 9.0)) for n, c in enumerate(text)]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("(one)", "(one)"),
        ("این )بسته( بود", "این (بسته) بود"),
        ("این (بسته) بود", "این (بسته) بود"),
        ("بود )بسته", "بود (بسته"),
        ("ا )ب) پ )ت)", "ا (ب) پ (ت)"),
        ("ا )ب] پ]", "ا (ب[ پ]"),
    ],
)
def test_brackets_face_one_another(given, read):
    assert "".join(letter.text for letter in in_reading_order(laid(given))) == read
