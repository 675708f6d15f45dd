"""Pages drawn with the font we ship, as they come from a scanner, and what was read of them."""

import io

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont, features

from dadkhah.derivation.kinds.recognition.program import installed_packs
from dadkhah.resources import shipped

SIZE = 44  # pixels: 10.5 points at 300 dots an inch


@pytest.fixture
def tesseract():
    """Skip what needs the program where it is not, and say so."""
    lacking = {"fas", "pus", "eng", "osd"} - (installed_packs() or frozenset())
    if lacking:
        pytest.skip(f"needs Debian's tesseract-ocr with {', '.join(sorted(lacking))}")
    if not features.check("raqm"):
        pytest.skip("needs Pillow with libraqm, which shapes Persian letters")


@pytest.fixture
def drawn():
    """Draw lines of text on white paper."""

    def drawn(text, *, rtl=True):
        font = ImageFont.truetype(shipped("vendor/vazirmatn/Vazirmatn-Regular.ttf"), SIZE)
        lines = text.splitlines()
        paper = Image.new("L", (1700, 200 + len(lines) * SIZE * 2), 255)
        draw = ImageDraw.Draw(paper)
        for number, line in enumerate(lines):
            x, anchor, direction = (1600, "ra", "rtl") if rtl else (100, "la", "ltr")
            y = 100 + number * SIZE * 2
            draw.text((x, y), line, font=font, fill=0, anchor=anchor, direction=direction)
        return paper

    return drawn


@pytest.fixture
def scanned():
    """Lay a page a little askew, blur it and strew grain over it."""

    def scanned(paper, angle=1.2):
        askew = paper.rotate(angle, fillcolor=235, expand=True, resample=Image.Resampling.BICUBIC)
        blurred = askew.filter(ImageFilter.GaussianBlur(1.2))
        return Image.blend(blurred, Image.effect_noise(blurred.size, 30), 0.15)

    return scanned


@pytest.fixture
def png():
    def png(image, form="PNG", **saved):
        file = io.BytesIO()
        image.save(file, form, **saved)
        return file.getvalue()

    return png
