"""A reader who trusts nobody finds, sees and counts, on a telephone too, and changes nothing."""


def test_a_reader_finds_sees_and_counts(house, visitor):
    reader = visitor(house, "sara")
    page = reader.page

    reader.open("/c/afghanistan/search/?q=women")
    reader.look("search")
    found = page.locator("mark").count()
    assert found > 10
    # Arabic and Persian letters are the same word to who searches.
    totals = []
    for word in ("حقانی", "حقاني"):
        reader.open(f"/c/afghanistan/search/?q={word}")
        totals.append(page.locator("main mark").count())
    assert totals[0] == totals[1] > 0
    for name, path in (("timeline", ""), ("map", "map/"), ("command", "command/")):
        reader.open(f"/c/afghanistan/see/{path}")
        reader.look(name)
    reader.open("/c/afghanistan/see/count/")
    reader.look("count")
    page.locator("a[href*='/see/counted/']").first.click()
    page.wait_for_url("**/see/counted/**")
    reader.look("counted")

    assert page.locator("a[href$='/records/new/']").count() == 0
    assert reader.page.request.get(f"{house}/c/afghanistan/people/").status == 403
    assert reader.page.request.get(f"{house}/c/afghanistan/evidence/I-0001/original/").status == 403


def test_every_section_fits_a_telephone(house, visitor):
    reader = visitor(house, "sara")
    reader.page.set_viewport_size({"width": 360, "height": 740})
    for name, path in (
        ("home", ""),
        ("evidence", "evidence/"),
        ("item", "evidence/I-0001/"),
        ("acts", "records/"),
        ("act", "records/act/A-0001/"),
        ("matrix", "charges/matrix/"),
        ("timeline", "see/"),
        ("map", "see/map/"),
        ("search", "search/?q=school"),
        ("filings", "filings/"),
    ):
        reader.open(f"/c/afghanistan/{path}")
        reader.look(f"small-{name}")
