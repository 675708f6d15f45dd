"""A documenter starts from nothing: a name, a passphrase, a case, a file, a passage."""

import re

PASSPHRASE = "gravel teapot mirror autumn"  # noqa: S105
WORKING = 120_000
STATEMENT = "On 20 Dalw 1400 the school in the district was closed.\nThe guards said: no girls.\n"


def test_a_documenter_starts_receives_reads_and_keeps_a_passage(empty_house, visitor, tmp_path):
    file = tmp_path / "statement.txt"
    file.write_text(STATEMENT, encoding="utf-8")
    somebody = visitor(empty_house)
    page = somebody.page

    somebody.open("/")
    somebody.look("start")
    page.fill("[name=handle]", "roya")
    page.fill("[name=passphrase]", PASSPHRASE)
    page.fill("[name=again]", PASSPHRASE)
    page.locator("main form button").click()
    page.wait_for_url("**/cases/**")
    somebody.look("no-case-yet")

    page.locator("form[action$='/cases/sample/'] button").click()
    page.wait_for_url("**/jobs/**")
    page.locator("main a.button--primary[href='/c/afghanistan/']").wait_for(timeout=WORKING)
    somebody.open("/c/afghanistan/")
    somebody.look("home")

    somebody.open("/c/afghanistan/evidence/receive/")
    somebody.look("receive")
    page.set_input_files("[name=chosen]", str(file))
    page.select_option("[name=source]", "new")
    page.fill("[name=new_description]", "A teacher of the school")
    page.select_option("select[name=language]", "en")
    page.fill("[name=title]", "Statement about a school")
    page.locator("main form button").last.click()
    page.locator("main a[href*='/evidence/I-0245/']").first.click()
    page.wait_for_url(re.compile(r"/evidence/I-0245/"))
    somebody.look("item")

    page.fill("[name=quote]", "the school in the district was closed")
    page.locator("#keep-form button").click()
    kept = page.locator("text=the school in the district was closed")
    kept.first.wait_for()
    somebody.look("passage")
    assert page.locator("mark").first.inner_text() == "the school in the district was closed"
