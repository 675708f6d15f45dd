"""Letters of clean and scanned pages are read: at least 95 of 100, in their own language."""

import pytest

from dadkhah.derivation.outcome import Done, Limits

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("tesseract")]

DARI = """شماره: ۱۴۲۵
تاریخ: ۲۶ حمل ۱۴۰۱
به تمام ریاست‌های معارف ولایات
بر اساس هدایت مقام، تمام مکاتب دخترانه بالاتر از
صنف ششم تا امر بعدی مسدود می‌باشند. رؤسای معارف ولایات
مکلف هستند این مکتوب را به اطلاع مدیران مکاتب برسانند و از
تطبیق آن اطمینان حاصل کنند. معلمان زن می‌توانند در مکاتب
ابتداییه به وظیفه خود ادامه دهند. در صورت تخلف، مسئولان مکتب
مطابق قانون مورد بازپرس قرار می‌گیرند."""
PASHTO = """ګڼه: ۱۴۲۵
نېټه: ۲۶ وری ۱۴۰۱
د ټولو ولایتونو د پوهنې ریاستونو ته
د محترم مقام د لارښوونې له مخې، د نجونو ټول ښوونځي
چې له شپږم ټولګي پورته دي، تر بل امر پورې تړلي دي. د ولایتونو
د پوهنې رئیسان مکلف دي چې دا لیک د ښوونځیو مدیرانو ته ورسوي
او د هغه له تطبیق څخه ډاډ ترلاسه کړي. ښځینه ښوونکې کولای شي
په لومړنیو ښوونځیو کې خپلې دندې ته دوام ورکړي."""
ENGLISH = """Number 1425, 15 April 2022
To all directorates of education in the provinces.
All schools for girls above grade six stay closed until
further notice. Directors are bound to tell the heads of
schools, and to see that this is carried out."""
PAGES = {"fa": DARI, "ps": PASHTO, "en": ENGLISH}
# What two keyboards write for one letter is no mistake of the reader.
SAME = str.maketrans({"ي": "ی", "ك": "ک", "\u200c": " "})
GOOD = 95


def accuracy(read, written):
    """Return how many of 100 characters are right, by the number of changes (Levenshtein)."""
    one, other = (" ".join(text.translate(SAME).split()) for text in (read, written))
    row = list(range(len(other) + 1))
    for n, a in enumerate(one, 1):
        row, above = [n], row
        for m, b in enumerate(other, 1):
            row.append(min(above[m] + 1, row[-1] + 1, above[m - 1] + (a != b)))
    return 100 * (1 - row[-1] / len(other))


@pytest.fixture
def page(drawn, scanned, png):
    def page(language, look):
        paper = drawn(PAGES[language], rtl=language != "en")
        return png(paper if look == "clean" else scanned(paper))

    return page


@pytest.mark.parametrize("look", ["clean", "scanned"])
@pytest.mark.parametrize("language", PAGES)
def test_a_page_is_read_in_its_own_language(run, page, language, look):
    outcome = run(
        "recognise", page(language, look), Limits(seconds=300, cpu_seconds=300, may_start=True)
    )

    assert isinstance(outcome, Done), outcome
    assert outcome.answer["languages"] == {"1": language}
    assert accuracy(run.layer().pages[0].text, PAGES[language]) >= GOOD


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_or_head_is_read_and_its_boxes_fit(run, drawn, png, turn):
    upright = drawn(DARI)
    paper = upright.rotate(turn, expand=True)

    outcome = run("recognise", png(paper))

    (page,) = run.layer().pages
    assert outcome.answer["turned"] == {"1": turn}
    assert accuracy(page.text, DARI) >= GOOD
    # Under each box there is the word's own ink.
    boxes = [word.box for word in page.words]
    parts = [paper.crop((b.x, b.y, b.x + b.width, b.y + b.height)) for b in boxes]
    assert all(part.getextrema()[0] < 100 for part in parts)
    assert (page.width, page.height) == paper.size


def test_of_each_word_one_learns_how_sure_the_reading_is(run, drawn, png):
    outcome = run("recognise", png(drawn(DARI)))

    (page,) = run.layer().pages
    sure = outcome.answer["confidence"]["1"]
    assert len(sure) == len(page.words) > 40
    assert all(0 <= one <= 100 for one in sure)
    assert outcome.answer["mean_confidence"] > 70


def test_a_language_that_one_names_is_read(run, drawn, png):
    outcome = run("recognise", png(drawn(PASHTO)), language="fa")

    assert outcome.answer["languages"] == {"1": "fa"}


def test_only_the_pages_asked_for_are_read_and_the_others_keep_their_place(run, drawn, png):
    first, second = drawn(DARI), drawn(PASHTO)
    pdf = png(first, "PDF", save_all=True, append_images=[second], resolution=300)

    outcome = run("recognise", pdf, pages="2")

    one, two = run.layer().pages
    assert outcome.answer["languages"] == {"2": "ps"}
    assert (one.text, one.words) == ("", ())
    assert accuracy(two.text, PASHTO) >= GOOD
    # In points: 300 pixels of the picture are 72 of the page.
    assert two.width == pytest.approx(second.width * 72 / 300, abs=1)
    assert all(w.box.x >= 0 and w.box.x + w.box.width <= two.width for w in two.words)


def test_the_pages_of_a_tiff_are_read_up_to_a_limit_and_the_rest_is_named(run, drawn, png):
    page = drawn("مکاتب دخترانه بالاتر از صنف ششم مسدود می‌باشند")
    tiff = png(page, "TIFF", save_all=True, append_images=[page, page])

    outcome = run("recognise", tiff, most_to_read=2)

    notices = {one["code"]: one["text"] for one in outcome.answer["notices"]}
    assert [bool(one.text) for one in run.layer().pages] == [True, True, False]
    assert notices["pages-left"].startswith("Pages 3 to 3 were not read")


def test_paper_without_letters_says_so(run, drawn, png):
    outcome = run("recognise", png(drawn("\n\n")))

    assert [one["code"] for one in outcome.answer["notices"]] == ["no-letters"]
    assert run.layer().pages[0].text == ""
