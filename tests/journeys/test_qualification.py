"""From a passage to a proposition, to a finding, to a changed proof; two analysts side by side."""

from playwright.sync_api import expect
from steps import CASE, has

WORDS = {
    "en": ("Guards sent the girls of one school home.", "One witness says it, and she was there."),
    "fa": ("نگهبانان دختران یک مکتب را به خانه فرستادند.", "یک شاهد می‌گوید و خودش آنجا بود."),
}


def test_a_passage_becomes_a_proposition_and_two_analysts_conclude(house, visitor, language):
    fact, reason = WORDS[language]
    laila = visitor(house, "laila")
    page = laila.page

    laila.open(f"{CASE}/charges/matrix/")
    laila.look("matrix")
    # One cell for each language, so that the second run finds it as the first did.
    cells = page.locator("table.matrix a.cell--open")
    cell = (cells.first if language == "en" else cells.last).get_attribute("href")
    assert cell is not None
    laila.open(cell)
    laila.look("cell-open")
    concluded = page.locator("article.opinion").count()

    page.locator("main a.button[href*='/propositions/new/']").first.click()
    page.fill("[name=text]", fact)
    page.fill("[name=find]", "X-0012")
    page.locator("#look").click()
    page.locator("input[name=supports][value=X-0012]").check()
    laila.look("proposition")
    with page.expect_navigation():
        page.locator("form[data-draft^=proposition] .form__buttons button").click()
    laila.open(cell)
    has(page, fact)

    conclude(laila, "MET", reason)
    page.goto(f"{house}{cell}")
    expect(page.locator("article.opinion")).to_have_count(concluded + 1)
    zahra = visitor(house, "zahra")
    zahra.open(cell)
    conclude(zahra, "NOT_MET", f"{reason} 2")
    zahra.open(cell)
    expect(zahra.page.locator("article.opinion")).to_have_count(concluded + 2)
    zahra.look("cell-disputed")
    zahra.open(f"{CASE}/charges/gaps/")
    zahra.look("gaps")
    laila.open(f"{CASE}/charges/matrix/")
    expect(page.locator(f"table.matrix a[href='{cell}'].cell--open")).to_have_count(0)
    laila.look("matrix-after")


def conclude(analyst, conclusion, reason):
    page = analyst.page
    page.locator("main a.button[href*='/findings/new/']").first.click()
    page.locator("[name=conclusion]").first.wait_for()
    page.locator(f"[name=conclusion][value={conclusion}]").check()
    for box in page.locator("[name=propositions]").all():
        box.check()
    page.fill("[name=reasoning]", reason)
    analyst.look(f"finding-{conclusion.lower().replace('_', '-')}")
    with page.expect_navigation():
        page.locator("form[data-draft^=finding] .form__buttons button").click()
