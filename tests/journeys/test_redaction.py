"""An investigator hides a name and a face, looks at the copies, and seals them."""

import io
import re
from fractions import Fraction

import av
import numpy as np
import pypdfium2
import pytest
import typst
from PIL import Image, ImageDraw
from steps import has

from dadkhah.resources import shipped

WORKING = 120_000
NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 860}
LETTER = (
    '#set page(width: 420pt, height: 300pt)\n#set text(font: "Vazirmatn", size: 14pt)\n'
    "Maryam Ahmadi saw it. She lives in the third house.\n\nOn 20 Dalw the school was closed.\n"
    "#pagebreak()\n#set text(dir: rtl)\nمریم احمدی آن را دید. مکتب بسته شد.\n"
)


def a_letter(language):
    """A letter of its own for each language: the house is the same for both."""
    text = f"{LETTER}\n{language}\n"
    return typst.compile(text.encode(), font_paths=[shipped("vendor")], ignore_system_fonts=True)


def a_face(language):
    image, file = Image.new("RGB", (640, 420), "beige"), io.BytesIO()
    draw = ImageDraw.Draw(image)
    draw.ellipse((80, 60, 260, 300), fill="peru")
    draw.ellipse((120, 130, 150, 150), fill="black")
    draw.ellipse((190, 130, 220, 150), fill="black")
    draw.rectangle((380, 200, 600, 400), fill={"en": "gray", "fa": "navy"}[language])
    image.save(file, "JPEG")
    return file.getvalue()


def a_film(language):
    """Three seconds in which a square moves."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as made:
        stream = made.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for n in range(30):
            shades = np.full((240, 320, 3), 180, np.uint8)
            shades[60:120, 40 + 4 * n : 100 + 4 * n] = (200, 90, 40 if language == "en" else 60)
            frame = av.VideoFrame.from_ndarray(shades, format="rgb24")
            frame.pts, frame.time_base = n, Fraction(1, 10)
            made.mux(stream.encode(frame))
        made.mux(stream.encode())
    return file.getvalue()


def receive(somebody, name, content):
    page = somebody.page
    somebody.open("/c/afghanistan/evidence/receive/")
    page.set_input_files("[name=chosen]", {"name": name, "mimeType": "", "buffer": content})
    page.select_option("select[name=language]", "en")
    page.fill("[name=title]", f"What {somebody.language} {name} says")
    page.locator("main form button").last.click()
    link = page.locator("main a[href*='/evidence/I-']").first
    link.wait_for(timeout=WORKING)
    return re.search(r"I-\d+", link.get_attribute("href"))[0]


def look(somebody, name):
    """Look at both widths."""
    somebody.look(name)
    somebody.page.set_viewport_size(NARROW)
    somebody.look(f"{name}-narrow")
    somebody.page.set_viewport_size(WIDE)


def draw(page, left, top, right, bottom):
    """Draw on the picture, in parts of it."""
    figure = page.locator("[data-region]")
    figure.scroll_into_view_if_needed()
    box = figure.bounding_box()
    corners = [
        (box["x"] + box["width"] * x, box["y"] + box["height"] * y)
        for x, y in ((left, top), (right, bottom))
    ]
    page.mouse.move(*corners[0])
    page.mouse.down()
    page.mouse.move(*corners[1], steps=4)
    with page.expect_navigation():
        page.mouse.up()


def make(somebody):
    page = somebody.page
    page.locator("form[action$='/redact/make/'] button").click()
    page.locator("a[href$='/redact/preview/'], form[action$='/redact/seal/']").first.wait_for(
        timeout=WORKING
    )
    if "/jobs/" in page.url:
        page.locator("main a[href$='/redact/preview/']").click()
    page.locator("form[action$='/redact/seal/']").wait_for()
    for image in page.locator(".redact-page img").all():
        image.scroll_into_view_if_needed()
        handle = image.element_handle()
        page.wait_for_function("one => one.complete && one.naturalWidth > 0", arg=handle)


def seal(somebody):
    page = somebody.page
    page.locator("form[action$='/redact/seal/'] [name=reasons][value=witness]").check()
    page.locator("form[action$='/redact/seal/'] button").click()
    page.wait_for_url(re.compile(r"/evidence/I-\d+/$"))
    return re.search(r"I-\d+", page.url)[0]


@pytest.fixture
def zahra(house, visitor):
    """Signing in with her passphrase opens the vault."""
    return visitor(house, "zahra")


def test_a_letter_is_redacted_by_words_and_by_hand(zahra):
    code, page = receive(zahra, "letter.pdf", a_letter(zahra.language)), zahra.page
    zahra.open(f"/c/afghanistan/evidence/{code}/redact/")
    page.fill("[name=words]", "Maryam Ahmadi\nمریم احمدی")
    with page.expect_navigation():
        page.locator("form:has([name=words]) button").click()
    draw(page, 0.1, 0.5, 0.6, 0.7)
    # The name as it is found on this page, and what was drawn.
    assert page.locator(".hidden-region").count() == 2
    look(zahra, "marking")
    make(zahra)
    look(zahra, "copy")
    copy = seal(zahra)
    zahra.look("sealed")
    with page.expect_download() as sent:
        page.evaluate("url => { location.href = url }", f"/c/afghanistan/evidence/{copy}/original/")
    content = sent.value.path().read_bytes()
    assert b"Maryam" not in content
    assert pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range() == ""


def test_a_face_is_covered_with_the_keyboard_alone(zahra):
    code, page = receive(zahra, "face.jpg", a_face(zahra.language)), zahra.page
    zahra.open(f"/c/afghanistan/evidence/{code}/redact/")
    page.locator("figure[data-region]").focus()
    for key in ("ArrowLeft", *["ArrowLeft"] * 30, *["Shift+ArrowDown"] * 40, *["ArrowUp"] * 30):
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".hidden-region").count() == 1
    look(zahra, "marking")
    make(zahra)
    look(zahra, "copy")
    seal(zahra)


def test_a_statement_is_redacted_by_selecting(zahra):
    text = f"Name: Zohra.\n{zahra.language} مریم 😀 was there.\nThe school was closed.\n"
    code, page = receive(zahra, "statement.txt", text.encode()), zahra.page
    zahra.open(f"/c/afghanistan/evidence/{code}/redact/")
    page.evaluate(
        """() => {
            const text = document.querySelector("[data-redact-text]").firstChild;
            const at = text.data.indexOf("was there");
            getSelection().setBaseAndExtent(text, at, text, at + 9);
        }"""
    )
    page.locator("[data-redact-selected] button").wait_for()
    with page.expect_navigation():
        page.locator("[data-redact-selected] button").click()
    assert page.locator(".hidden-text").all_inner_texts() == ["was there"]
    look(zahra, "marking")
    make(zahra)
    has(page, "😀 […].")
    look(zahra, "copy")


def test_a_film_is_covered_for_a_while(zahra):
    code, page = receive(zahra, "film.mp4", a_film(zahra.language)), zahra.page
    zahra.open(f"/c/afghanistan/evidence/{code}/redact/")
    page.fill("[name=begin]", "0:01")
    page.fill("[name=end]", "0:02")
    page.check("[name=how][value=fill]")
    page.locator("[data-draw]").click()
    box = page.locator("[data-region]").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + box["height"] * 0.1)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.6, steps=4)
    page.mouse.up()
    assert float(page.input_value("[name=width]")) == pytest.approx(80, abs=1)
    look(zahra, "marking")
    with page.expect_navigation():
        page.locator("form[data-keep] button.button--primary").click()
    make(zahra)
    look(zahra, "copy")
    seal(zahra)
    film = page.request.get(f"{page.url}original/").body()
    with av.open(io.BytesIO(film)) as made:
        brightest = [
            int(one.to_ndarray(format="gray")[70:110, 60:260].max()) for one in made.decode(video=0)
        ]
    assert max(brightest[10:20]) < 40 < min(brightest[:9])
