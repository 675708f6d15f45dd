"""A decree on paper is read by a machine, and a person puts it right beside its picture."""

import re

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from steps import CASE, submit

from dadkhah.derivation.kinds.recognition.program import installed_packs
from dadkhah.resources import shipped

WORKING = 120_000
LINES = (
    "تمام مکاتب دخترانه بالاتر از صنف ششم",
    "تا امر بعدی مسدود می‌باشند",
    "معلمان مکلف به اطلاع آن هستند",
)


@pytest.fixture
def decree(tmp_path):
    """A page that came from a scanner a little askew."""
    if not {"fas", "pus", "osd"} <= (installed_packs() or frozenset()):
        pytest.skip("needs Debian's tesseract-ocr, -fas and -pus")
    font = ImageFont.truetype(shipped("vendor/vazirmatn/Vazirmatn-Regular.ttf"), 44)
    paper = Image.new("L", (1400, 700), 250)
    for number, line in enumerate(LINES):
        place = (1300, 120 + number * 110)
        ImageDraw.Draw(paper).text(place, line, font=font, fill=20, anchor="ra", direction="rtl")
    file = tmp_path / "decree.png"
    paper.rotate(1, fillcolor=240).filter(ImageFilter.GaussianBlur(1)).save(file)
    return file


def test_a_scan_is_read_and_corrected(house, visitor, decree):
    somebody = visitor(house, "zahra")
    page = somebody.page
    somebody.open(f"{CASE}/evidence/receive/")
    page.set_input_files("[name=chosen]", str(decree))
    page.select_option("[name=source]", "S-001")
    page.fill("[name=title]", "فرمان")
    page.locator("main form button").last.click()
    link = page.locator("main a[href*='/evidence/I-']").first
    item = re.search(r"/evidence/(I-\d+)/", link.get_attribute("href"))[1]
    letters = f"{CASE}/evidence/{item}/text/1/"

    somebody.open(letters)
    submit(page.locator("form[action$='/text/start/']"))
    page.locator(f"main a[href='{letters}']").wait_for(timeout=WORKING)
    somebody.open(letters)
    somebody.look("read")
    words = page.locator("textarea[name=text]")
    assert "مکاتب دخترانه" in words.input_value()

    words.fill("\n".join(LINES) + "\nنوشته با دست")
    submit(page.locator(f"form[action='{letters}']"))
    somebody.look("corrected")
    assert "نوشته با دست" in page.locator("ins").last.inner_text()
    page.set_viewport_size({"width": 360, "height": 800})
    somebody.look("corrected-narrow")
