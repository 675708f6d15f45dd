"""A lawyer drafts, two approve, it is sealed and handed over, and its recipient checks it."""

import re
import subprocess
import sys
import zipfile

from playwright.sync_api import expect
from steps import CASE, has, send

WORKING = 120_000
COMMENT = {"en": "Paragraph 3 needs its date.", "fa": "پاراگراف سوم تاریخ می‌خواهد."}


def approve(somebody):
    for box in somebody.page.locator("[name=confirmed]").all():
        box.check()
    send(somebody.page, "/approve/")


def test_a_filing_is_drafted_approved_by_two_sealed_and_handed_over(
    house, visitor, language, tmp_path
):
    parwin = visitor(house, "parwin")
    page = parwin.page
    parwin.open(f"{CASE}/filings/communication/words/")
    page.locator("#check .notice--success").wait_for(timeout=WORKING)
    parwin.look("words")
    parwin.open(f"{CASE}/filings/")
    versions = page.locator("main .list__main a[href*='/filings/communication/']")
    before = versions.count()
    send(page, "/filings/communication/draft/")
    # The list asks how far the work is until it is over; the newest version stands first.
    expect(page.locator(".filing-work [hx-get]")).to_have_count(0, timeout=WORKING)
    parwin.open(f"{CASE}/filings/")
    expect(versions).to_have_count(before + 1)
    parwin.look("drafted")
    versions.first.click()
    page.wait_for_url(re.compile(r"/filings/communication/\d+/"))
    path = page.url.removeprefix(house)
    page.frame_locator("iframe").locator("h1").first.wait_for()
    parwin.look("filing")
    page.fill("[name=text]", COMMENT[language])
    send(page, "/comment/")
    has(page, COMMENT[language])
    approve(parwin)
    # One person never is two.
    assert page.locator("form[action$='/approve/'], form[action$='/seal/']").count() == 0

    zahra = visitor(house, "zahra")
    zahra.open(path)
    approve(zahra)
    zahra.look("approved")
    send(zahra.page, "/seal/")
    zahra.page.locator("a[href*='/filings/hand-over/']").first.wait_for(timeout=WORKING)
    zahra.look("sealed")
    zahra.page.locator("a[href*='/filings/hand-over/']").first.click()
    zahra.page.fill("[name=recipient]", "OTP-ICC")
    zahra.look("hand-over")
    zahra.page.locator("form[data-draft^=hand-over] .form__buttons button").click()
    bundle = zahra.page.locator("a[href*='/filings/bundles/']").first
    bundle.wait_for(timeout=WORKING)
    bundle.click()
    fetch = zahra.page.locator("a[href$='bundle.zip']")
    fetch.wait_for()
    zahra.look("bundle")
    command = zahra.page.locator("code.copy", has_text="verify.py").inner_text()
    with zahra.page.expect_download() as fetched:
        fetch.click()
    check(fetched.value.path(), command, tmp_path)


def check(file, command, folder):
    """As the recipient does: unpack, and run the program with nothing but Python."""
    with zipfile.ZipFile(file) as packed:
        packed.extractall(folder)
    [program] = folder.rglob("verify.py")
    key = re.search(r'--key "([^"]+)"', command)
    assert key is not None
    said = subprocess.run(
        [sys.executable, "-I", program, program.parent, "--key", key[1]],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert said.returncode == 0, said.stdout + said.stderr
    assert "MISSING: 0  WRONG: 0" in said.stdout
