"""What several stories do in the same way."""

from playwright.sync_api import Locator, Page, expect

CASE = "/c/afghanistan"
MANY_TABS = 40


def tab_to(page: Page, name: str) -> None:
    """Go on with the Tab key until the field of this name has the focus."""
    for _ in range(MANY_TABS):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {name}")


def take(page: Page, words: str) -> None:
    """Type into the picker that has the focus, and take the first thing it offers with Enter."""
    page.keyboard.type(words)
    offered(page).wait_for()
    page.keyboard.press("Enter")


def offered(page: Page) -> Locator:
    """Return what Enter takes in the picker that has the focus."""
    return page.locator("[data-picker]:focus-within [data-option].is-active")


def submit(form: Locator) -> None:
    """Press the form's own button and wait for the page that follows."""
    with form.page.expect_navigation():
        form.locator("button:not([name]), button[name=do][value=save]").last.click()


def send(page: Page, action: str) -> None:
    """Press the button of the form that is sent to such an address."""
    submit(page.locator(f"main form[action*='{action}']"))


def has(page: Page, words: str) -> None:
    """Wait until these words stand on the page."""
    expect(page.locator("main").get_by_text(words).first).to_be_visible()
