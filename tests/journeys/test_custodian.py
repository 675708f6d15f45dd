"""A custodian closes an item and invites somebody; leaving quickly leaves nothing."""

import re

from playwright.sync_api import expect
from steps import CASE, has, submit

from make_house import PASSPHRASE

ITEM = {"en": "I-0002", "fa": "I-0003"}
NEW = {"en": "nargis", "fa": "shabnam"}


def test_what_is_closed_is_not_there_for_others(house, visitor, language):
    code = ITEM[language]
    sara = visitor(house, "sara")
    sara.open(f"{CASE}/evidence/{code}/")
    title = sara.page.locator("h1").inner_text()
    sara.open(f"{CASE}/evidence/?q={code}")
    before = total(sara)

    zahra = visitor(house, "zahra")
    page = zahra.page
    zahra.open(f"{CASE}/compartments/new/")
    page.fill("[name=title]", f"The witness of {code}")
    submit(page.locator("main form"))
    zahra.look("compartment")
    zahra.open(f"{CASE}/compartments/of/item/{code}/")
    page.get_by_label(f"The witness of {code}").check()
    zahra.look("who-may-see-it")
    submit(page.locator("main form"))

    answer = sara.page.request.get(f"{house}{CASE}/evidence/{code}/")
    assert answer.status == 404
    assert title not in answer.text()
    sara.open(f"{CASE}/evidence/?q={code}")
    assert total(sara) < before
    sara.open(f"{CASE}/search/?q={code}")
    assert title not in sara.page.content()
    for address in (
        "records/pick/?of=act&column=supports&name=supports&q=",
        "search/pick/?kind=item&q=",
    ):
        assert title not in sara.page.request.get(f"{house}{CASE}/{address}{code}").text()

    zahra.open(f"{CASE}/people/log/?actor=U-sara")
    has(page, code)
    zahra.look("log")


def test_an_invitation_makes_a_member_and_leaving_quickly_leaves_nothing(house, visitor, language):
    zahra = visitor(house, "zahra")
    page = zahra.page
    zahra.open(f"{CASE}/people/invite/")
    page.check("[name=roles][value=reader]")
    submit(page.locator("main form"))
    link = page.locator("main .copy").first.inner_text().strip()
    zahra.look("link")

    guest = visitor(house)
    guest.open(link.removeprefix(house))
    guest.page.fill("[name=handle]", NEW[language])
    guest.page.fill("[name=passphrase]", PASSPHRASE + " and five")
    guest.page.fill("[name=again]", PASSPHRASE + " and five")
    guest.look("invited")
    submit(guest.page.locator("main form"))
    guest.open(f"{CASE}/records/")
    guest.look("joined")
    zahra.open(f"{CASE}/people/")
    has(page, NEW[language])
    zahra.look("people")
    # The link works once.
    assert zahra.page.request.get(link).status == 404

    for _ in range(3):
        guest.page.keyboard.press("Escape")
    guest.page.wait_for_url(re.compile("exit|leave"))
    names = {cookie["name"] for cookie in guest.context.cookies()}
    assert not any("session" in name or "vault" in name for name in names), names
    guest.page.go_back()
    assert "A-0001" not in guest.page.content()
    guest.open(f"{CASE}/records/")
    expect(guest.page.locator("[name=login]")).to_be_visible()


def total(somebody):
    """Return how many items the list shows."""
    return somebody.page.locator("main a[href*='/evidence/I-']").count()
