"""An archive comes in, what is inside becomes items, and one of them goes to a court's office."""

import re
import zipfile

import pytest
from PIL import Image
from steps import CASE, send, submit

WORKING = 120_000


@pytest.fixture
def archive(tmp_path):
    """A phone's picture that says where it was taken, and a decree, in one zip."""
    position = Image.Exif()
    gps = position.get_ifd(0x8825)
    gps.update({1: "N", 2: (34.0, 31.0, 12.0), 3: "E", 4: (69.0, 10.0, 44.0)})
    Image.new("RGB", (640, 400), "navy").save(tmp_path / "photo.jpg", exif=position)
    with zipfile.ZipFile(tmp_path / "phone.zip", "w") as packed:
        packed.write(tmp_path / "photo.jpg", "photo.jpg")
        packed.writestr("decree.txt", "مکتب‌های دختران بسته است.")
    return tmp_path / "phone.zip"


def test_an_archive_is_looked_into_and_a_part_is_disclosed(house, visitor, archive):
    zahra = visitor(house, "zahra")
    page = zahra.page
    zahra.open(f"{CASE}/evidence/receive/")
    page.set_input_files("[name=chosen]", str(archive))
    page.select_option("[name=source]", "S-001")
    page.locator("main form button").last.click()
    page.locator("main a[href*='/evidence/I-']").first.wait_for()

    zahra.open(f"{CASE}/evidence/")
    zahra.look("waits")
    submit(page.locator("form[action$='/evidence/texts/']"))
    page.locator(f"main a[href='{CASE}/evidence/']").first.wait_for(timeout=WORKING)
    zahra.open(f"{CASE}/evidence/?q=photo.jpg")
    link = page.locator("main a[href*='/evidence/I-']").first.get_attribute("href")
    photo = re.search(r"/evidence/(I-\d+)/", link)[1]
    zahra.open(f"{CASE}/evidence/{photo}/about/")
    zahra.look("photo")
    assert page.get_by_text("location-inside").is_visible()

    zahra.open(f"{CASE}/disclosures/prepare/?item={photo}")
    page.fill("[name=recipient]", "ICC-OTP")
    page.check("[name=tier][value=confidential]")
    page.fill("[name=purpose]", "Article 15")
    zahra.look("prepare")
    with page.expect_navigation():
        page.locator("main form[method=post] button").last.click()
    number = re.search(r"/disclosures/(\d+)/", page.url)[1]
    at = f"{CASE}/disclosures/{number}/"
    approve(page)
    zahra.look("approved-once")

    parwin = visitor(house, "parwin")
    parwin.open(at)
    approve(parwin.page)
    send(parwin.page, "/give/")
    parwin.page.locator(f"main a[href='{at}']").first.wait_for(timeout=WORKING)
    parwin.open(at)
    with parwin.page.expect_download() as coming:
        parwin.page.locator("main a[download]").click()
    with zipfile.ZipFile(coming.value.path()) as bundle:
        names = bundle.namelist()
    parwin.page.fill("[name=on]", "2026-11-24")
    parwin.page.fill("[name=by]", "ICC-OTP")
    send(parwin.page, "/receipt/")
    parwin.look("received")
    parwin.open(f"{CASE}/disclosures/")
    parwin.page.set_viewport_size({"width": 360, "height": 800})
    parwin.look("all-narrow")

    assert sum(name.count("/exhibits/") for name in names if not name.endswith("/")) == 1
    assert any(name.endswith("verify.py") for name in names)


def approve(page):
    for box in page.locator("form[action*='/approve/'] input[type=checkbox]").all():
        box.check()
    send(page, "/approve/")
