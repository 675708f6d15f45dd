"""A redacted PDF is pixels: what was hidden cannot be had back, and the check finds who tried less.

Each attack is tried with programs that are not ours, where they are installed.
"""

import io
import re
import shutil
import subprocess
import zlib

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from dadkhah.derivation.outcome import Failed, Reason
from dadkhah.derivation.redaction.hidden import Hidden, HiddenRegion

NOTHING = {"redaction-nothing-found"}
NAME = "Maryam Ahmadi"
TEXT = f"The witness {NAME} saw it. Later Maryam left for Herat.\n"
# Where the first line of these pages stands.
FIRST_LINE = HiddenRegion(1, 5, 8, 90, 12)


def saved(pdf, **options):
    file = io.BytesIO()
    pdf.save(file, **options)
    return file.getvalue()


def everything_in(content):
    """Every byte one can get out of a PDF: raw, and each stream unpacked."""
    parts = [content]
    for match in re.finditer(rb"stream\r?\n", content):
        try:
            parts.append(zlib.decompressobj().decompress(content[match.end() :]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def test_the_secret_of_a_pdf_cannot_be_had_back(redact, pdf, limits):
    copy = redact("redact-pdf", pdf(TEXT), Hidden(words=("Maryam", "Ahmadi")), limits=limits)
    content = copy.file.read_bytes()

    everything = everything_in(content)
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert "Maryam".encode(encoding) not in everything
    document = pypdfium2.PdfDocument(content)
    assert document[0].get_textpage().get_text_range() == ""
    assert document.get_metadata_dict(skip_empty=True) == {}
    assert copy.check() == NOTHING
    for program in ("pdftotext", "strings"):
        if shutil.which(program):
            arguments = [program, str(copy.file), *(["-"] if program == "pdftotext" else [])]
            said = subprocess.run(arguments, check=True, capture_output=True).stdout
            assert b"Maryam" not in said


def test_words_are_covered_where_they_stand_and_nowhere_else(redact, pdf):
    copy = redact("redact-pdf", pdf(TEXT, "Another page."), Hidden(words=("Maryam",)))
    before = pypdfium2.PdfDocument(copy.original.read_bytes())
    after = pypdfium2.PdfDocument(copy.file.read_bytes())

    assert len(after) == 2
    assert after[0].get_size() == before[0].get_size()
    shades = [page.render(scale=1).to_pil().convert("L").histogram()[0] for page in after]
    assert shades[0] > 300
    assert shades[1] < 20


def test_a_persian_name_is_covered_on_its_page(redact, pdf):
    copy = redact(
        "redact-pdf", pdf("#set text(dir: rtl)\nنام او مريم است."), Hidden(words=("مریم",))
    )

    assert copy.check() == NOTHING
    assert copy.outcome.answer["facts"][1]["value"] == "1"


def test_the_same_marks_make_the_same_bytes(redact, pdf):
    hidden = Hidden(regions=(FIRST_LINE,))
    one, other = (redact("redact-pdf", pdf(TEXT), hidden) for _ in range(2))

    assert one.file.read_bytes() == other.file.read_bytes()


def test_nothing_beside_the_pages_comes_along(redact, pdf):
    document = pikepdf.open(io.BytesIO(pdf(TEXT)))
    document.docinfo["/Author"] = NAME
    with document.open_metadata() as metadata:
        metadata["dc:title"] = NAME
    document.attachments["list.txt"] = NAME.encode()
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=NAME
    )
    document.pages[0].Annots = document.make_indirect([document.make_indirect(note)])
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(NAME, 0))
    copy = redact("redact-pdf", saved(document), Hidden(words=("Maryam", "Ahmadi")))

    assert b"Maryam" not in everything_in(copy.file.read_bytes())
    made = pikepdf.open(copy.file)
    assert set(made.Root) == {"/Type", "/Pages"}
    assert "/Info" not in made.trailer
    assert copy.check() == NOTHING
    found = copy.check(saved(document))
    assert found >= {
        f"redaction-leak-{what}" for what in ("metadata", "attachment", "annotation", "text")
    }


def test_a_black_box_over_text_is_found(redact, pdf):
    copy = redact("redact-pdf", pdf(TEXT), Hidden(regions=(FIRST_LINE,)))
    document = pikepdf.open(io.BytesIO(pdf(TEXT)))
    page = document.pages[0]
    page.contents_add(pikepdf.Stream(document, b"\nQ Q q 0 g 0 160 300 40 re f Q q q"))

    found = copy.check(saved(document))
    assert "redaction-leak-text" in found
    assert "redaction-leak-pixels" not in found


def test_a_cover_that_lets_a_little_through_is_found(redact, pdf):
    copy = redact("redact-pdf", pdf(TEXT), Hidden(regions=(FIRST_LINE,)))
    drawn = pypdfium2.PdfDocument(pdf(TEXT))[0].render(scale=2).to_pil().convert("RGBA")
    over = Image.new("RGBA", drawn.size)
    box = FIRST_LINE.pixels(*drawn.size)
    ImageDraw.Draw(over).rectangle(box, fill=(0, 0, 0, 240))
    through = io.BytesIO()
    Image.alpha_composite(drawn, over).convert("RGB").save(through, "PDF", resolution=144)

    assert "redaction-leak-pixels" in copy.check(through.getvalue())


def test_an_earlier_revision_is_found(redact, pdf):
    first = pdf(TEXT)
    copy = redact("redact-pdf", first, Hidden(words=("Maryam", "Ahmadi")))
    clean = copy.file.read_bytes()
    second = b"\n".join([first, clean])

    assert "redaction-leak-revision" in copy.check(second)
    # Also where the earlier one has lost its end: its streams are still unpacked.
    line = f"BT ({NAME}) Tj ET".encode()
    left = (
        b"9 0 obj <</Filter /FlateDecode>> stream\n" + zlib.compress(line) + b"\nendstream endobj\n"
    )
    assert "redaction-leak-bytes" in copy.check(clean.replace(b"\nxref", b"\n" + left + b"xref"))


def test_pages_that_are_left_out_are_not_there_and_the_others_move_up(redact, pdf):
    third = HiddenRegion(3, 0, 0, 100, 50)
    source = pdf("One.", f"Two {NAME}.", f"Three {NAME}.")
    copy = redact("redact-pdf", source, Hidden(regions=(third,), left_out=(2,)))

    assert copy.outcome.answer["pages"] == 2
    assert copy.check() == NOTHING
    naive = pikepdf.open(io.BytesIO(source))
    del naive.pages[1]
    assert {"redaction-leak-text", "redaction-leak-pixels"} <= copy.check(saved(naive))


def test_a_copy_of_no_pages_is_refused(redact, pdf):
    copy = redact("redact-pdf", pdf("One."), Hidden(left_out=(1,)))

    assert isinstance(copy.outcome, Failed)
    assert copy.outcome.reason is Reason.NO_SUCH_PAGE


def test_words_on_a_scan_are_said_to_be_found_nowhere(redact):
    scan = io.BytesIO()
    Image.new("RGB", (200, 100), "white").save(scan, "PDF")
    copy = redact("redact-pdf", scan.getvalue(), Hidden(words=("Maryam",)))

    assert copy.codes == {"redaction-words-not-found", "redaction-pages-without-text"}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_region_is_counted_on_the_page_as_it_is_shown(redact, pdf, turn):
    document = pypdfium2.PdfDocument(pdf(TEXT))
    document[0].set_rotation(turn)
    turned = io.BytesIO()
    document.save(turned)
    corner = HiddenRegion(1, 0, 0, 20, 20)
    copy = redact("redact-pdf", turned.getvalue(), Hidden(regions=(corner,)))

    drawn = pypdfium2.PdfDocument(copy.file.read_bytes())[0].render(scale=1).to_pil()
    assert drawn.getpixel((5, 5)) == (0, 0, 0)
    assert drawn.getpixel((drawn.width - 5, drawn.height - 5)) == (255, 255, 255)
