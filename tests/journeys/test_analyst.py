"""An analyst enters an act with the keyboard alone; a reviewer sends it back, then agrees."""

import re

from playwright.sync_api import expect
from steps import CASE, has, offered, tab_to, take

WORDS = {
    "en": {
        "event": "Taxi drivers were warned at a road post",
        "summary": "Drivers were told not to carry women without a male relative.",
        "new": "Qari Nomad",
        "why": "The date is that of the report, not of the warning.",
        "better": "The day before the report",
    },
    "fa": {
        "event": "به رانندگان در یک پاسگاه هشدار دادند",
        "summary": "به رانندگان گفتند زنان بی‌محرم را سوار نکنند.",
        "new": "قاری نومند",
        "why": "این تاریخ گزارش است، نه تاریخ هشدار.",
        "better": "یک روز پیش از گزارش",
    },
}


def enter_an_act(analyst, words):
    """By keyboard alone; return the address of the record."""
    page, keys = analyst.page, analyst.page.keyboard
    analyst.open(f"{CASE}/records/new/?kind=act")
    # The first field has the focus: ↓ offers the newest passages, Enter takes the first.
    keys.press("ArrowDown")
    offered(page).wait_for()
    keys.press("Enter")
    expect(page.locator("[name=supports]")).to_be_checked()
    tab_to(page, "event.words")
    take(page, words["event"])
    tab_to(page, "type")
    keys.press("ArrowDown")
    tab_to(page, "date")
    keys.type("20 Dalw 1400")
    # What was typed is read at once: the tenth of February is the twentieth of Dalw.
    expect(page.locator(".when__meaning")).to_contain_text(re.compile("2022|۲۰۲۲|1400|۱۴۰۰"))
    tab_to(page, "places.words")
    take(page, "kab")
    tab_to(page, "summary")
    keys.type(words["summary"])
    tab_to(page, "involvement-0-person.words")
    take(page, "akhund")
    tab_to(page, "involvement-0-degree")
    keys.press("ArrowDown")
    tab_to(page, "involvement-1-person.words")
    take(page, words["new"])
    tab_to(page, "involvement-1-degree")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    analyst.look("typed")
    with page.expect_navigation():
        keys.press("Control+Enter")
    return page.url


def test_an_act_is_entered_by_keyboard_and_reviewed_by_another(house, visitor, language):
    words = WORDS[language]
    laila = visitor(house, "laila")
    address = enter_an_act(laila, words)
    assert re.search(r"/records/act/A-\d+/$", address)
    path = address.removeprefix(house)
    has(laila.page, words["event"])
    laila.look("act")
    assert laila.page.locator("a[href*='/records/person/']").count() >= 2
    laila.open(f"{path}history/")
    expect(laila.page.locator(".state--good")).to_have_count(1)
    laila.look("proven")

    # Nobody reviews her own; who may review is offered it.
    laila.open(path)
    assert laila.page.locator("button[name=do][value=review]").count() == 0

    maryam = visitor(house, "maryam")
    maryam.open(f"{CASE}/records/waiting/")
    maryam.page.locator(f"main a[href='{path}']").click()
    maryam.page.locator(".records-beside summary").click()
    maryam.page.fill("#return-words", words["why"])
    with maryam.page.expect_navigation():
        maryam.page.locator("button[name=do][value=return]").click()
    has(maryam.page, words["why"])
    maryam.look("returned")

    laila.open(f"{CASE}/")
    assert laila.page.locator(
        "main a[href*='/records/waiting/'], main a[href*='/records/act/']"
    ).count()
    laila.open(f"{CASE}/records/waiting/")
    laila.look("waiting")
    laila.page.locator(f"main a[href='{path}']").click()
    has(laila.page, words["why"])
    laila.page.locator(f"main a[href='{path}edit/']").click()
    laila.page.fill("[name=summary]", words["better"])
    with laila.page.expect_navigation():
        laila.page.press("[name=summary]", "Control+Enter")
    has(laila.page, words["better"])

    maryam.open(path)
    with maryam.page.expect_navigation():
        maryam.page.locator("button[name=do][value=review]").click()
    expect(maryam.page.locator("button[name=do][value=review]")).to_have_count(0)
    maryam.look("reviewed")
    laila.open(f"{path}history/")
    expect(laila.page.locator(".state--good")).to_have_count(2)
