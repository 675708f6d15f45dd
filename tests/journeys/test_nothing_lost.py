"""Nothing typed is lost: a session locks while somebody writes, and the words are there again."""

from steps import CASE, has, send, submit

from make_house import PASSPHRASE

TYPED = {"en": "Words nobody had saved yet", "fa": "سخنانی که کسی هنوز نگه نداشته بود"}


def test_words_not_yet_saved_are_there_after_the_lock(house, visitor, language):
    laila = visitor(house, "laila")
    page = laila.page
    form = f"{CASE}/records/new/?kind=event"
    laila.open(form)
    page.fill("main textarea >> nth=0", TYPED[language])
    lock = page.locator("body").get_attribute("data-lock-url")
    # As the page does by itself when nobody touches it: it keeps what is typed, then locks.
    laila.open(f"{lock}?next={form.replace('?', '%3F').replace('=', '%3D')}")
    laila.look("locked")
    assert TYPED[language] not in page.content()
    laila.open(f"{CASE}/records/")
    assert page.locator("[name=passphrase]").count() == 1
    laila.open(f"{lock}?next={form.replace('?', '%3F').replace('=', '%3D')}")
    page.fill("[name=passphrase]", PASSPHRASE)
    submit(page.locator("main form").first)
    page.locator("main a[href*='draft=1']").click()
    page.locator("main form[data-draft]").wait_for()
    assert page.locator("main textarea").first.input_value() == TYPED[language]
    laila.look("words-again")


def test_what_is_sent_to_a_locked_session_is_offered_again(house, visitor, language):
    laila = visitor(house, "laila")
    page = laila.page
    laila.open(f"{CASE}/records/act/A-0001/")
    page.fill("#comment", TYPED[language])
    lock = page.locator("body").get_attribute("data-lock-url")
    second = laila.context.new_page()
    second.goto(f"{house}{lock}")
    send(page, "/comment/")
    page.fill("[name=passphrase]", PASSPHRASE)
    submit(page.locator("main form").first)
    laila.look("sent-again")
    send(page, "/comment/")
    has(page, TYPED[language])
