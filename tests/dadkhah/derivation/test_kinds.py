"""Each kind of file becomes text with places, or a view; what is broken is told."""

import io
import json
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dadkhah.derivation.kinds.plain_text import decoded
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason
from dadkhah.derivation.text_layer import (
    Box,
    Page,
    TextLayer,
    Word,
    read_text_layer,
    write_text_layer,
)
from dadkhah.errors import FileNotDerivable

DARI = "زنان و دختران از مکتب باز ماندند.\nسال دو هزار و بیست و دو"


@pytest.mark.parametrize(
    ("content", "encoding", "is_guess"),
    [
        (DARI.encode(), "utf-8", False),
        (DARI.encode("utf-8-sig"), "utf-8-sig", False),
        (DARI.encode("utf-16"), "utf-16", False),
        (DARI.encode("utf-32"), "utf-32", False),
        (DARI.encode("utf-16-le"), "utf-16-le", True),
        (DARI.encode("utf-16-be"), "utf-16-be", True),
        (DARI.replace("ی", "ي").encode("windows-1256"), "windows-1256", True),
        ("déjà vu, naïve café".encode("windows-1252"), "windows-1252", True),
        ("d\x81j\xe0 vu".encode("latin-1"), "iso-8859-1", True),
    ],
)
def test_text_in_any_encoding_is_read_and_the_encoding_told(content, encoding, is_guess):
    text, found, guessed = decoded(content)

    assert (found, guessed) == (encoding, is_guess)
    assert text.replace("ي", "ی") in {DARI, "déjà vu, naïve café", "d\x81jà vu"}


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03", b"a\x07b", b"\xff\xfea", b"\x00\xd8a"])
def test_what_is_no_text_is_refused(content):
    with pytest.raises(FileNotDerivable):
        decoded(content)


@given(st.binary())
def test_any_bytes_are_text_or_refused(content):
    try:
        assert isinstance(decoded(content)[0], str)
    except FileNotDerivable as refused:
        assert refused.reason == Reason.NOT_THIS_KIND


def test_line_ends_are_the_same_everywhere_in_the_derivative(run):
    assert isinstance(run("plain-text", b"one\r\ntwo\rthree\n"), Done)
    assert run.layer().pages[0].text == "one\ntwo\nthree\n"


def test_text_is_read_up_to_a_size(run):
    outcome = run("plain-text", b"12345", most_bytes=4)

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.TOO_LARGE


def test_a_view_of_a_picture_is_upright_and_says_nothing_of_the_camera(run, picture):
    exif = Image.Exif()
    exif[0x112] = 6  # lies on its side
    exif[0x10F] = "Camera 0042"
    outcome = run("image", picture(form="JPEG", exif=exif), Limits())

    assert isinstance(outcome, Done)
    assert (outcome.answer["width"], outcome.answer["height"]) == (20, 40)
    content = (run.folder / "view.jpg").read_bytes()
    assert Image.open(io.BytesIO(content)).size == (20, 40)
    assert b"Exif" not in content
    assert b"0042" not in content


def test_a_large_picture_is_shown_smaller_and_its_size_told(run, picture):
    outcome = run("image", picture((3000, 1000)), longest_side=600)

    assert outcome.answer["width"], outcome.answer["view_width"] == (3000, 600)


@pytest.mark.parametrize(("mode", "form", "file"), [
    ("RGB", "PNG", "view.jpg"), ("RGBA", "PNG", "view.png"), ("RGBA", "WEBP", "view.png"),
    ("P", "GIF", "view.jpg"), ("L", "TIFF", "view.jpg"), ("CMYK", "JPEG", "view.jpg"),
    ("I;16", "PNG", "view.jpg"), ("1", "BMP", "view.jpg"),
])  # fmt: skip
def test_pictures_of_each_kind_have_a_view(run, picture, mode, form, file):
    outcome = run("image", picture(mode=mode, form=form))

    assert isinstance(outcome, Done)
    assert outcome.answer["file"] == file
    with Image.open(run.folder / file) as view:
        assert dict(view.getexif()) == {}


def bomb():
    """A PNG of a few bytes that claims thousand million pixels."""

    def chunk(name, content):
        checksum = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + checksum

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda png: b"no picture", Reason.NOT_THIS_KIND),
        (lambda png: png[:-40], Reason.DAMAGED),
        (lambda png: png[:20] + bytes(20) + png[40:], None),
        (lambda png: bomb(), Reason.TOO_LARGE),
    ],
)
def test_a_picture_that_is_broken_or_too_large_is_told(run, picture, change, reason):
    outcome = run("image", change(picture((200, 200))))

    assert isinstance(outcome, Failed)
    assert outcome.reason is reason or reason is None


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_any_bytes_are_a_text_layer_or_refused(content):
    try:
        read_text_layer(content)
    except FileNotDerivable as refused:
        assert refused.reason == Reason.DAMAGED


@pytest.mark.parametrize(
    "page",
    [
        {},
        {"number": 1, "label": "", "size": [1, 1], "text": 7, "words": []},
        {"number": 1, "label": "", "size": [1, 1], "text": "one", "words": [[0, 9, 1, 1, 1, 1]]},
        {"number": 1, "label": "", "size": [1, 1], "text": "one", "words": [[0, 1, 1, 1]]},
        {"number": 1, "label": "", "size": ["x", 1], "text": "one", "words": []},
    ],
)
def test_a_text_layer_that_does_not_fit_together_is_refused(page):
    with pytest.raises(FileNotDerivable, match="derive it again"):
        read_text_layer(json.dumps({"version": 1, "pages": [page]}).encode())


def test_a_text_layer_comes_back_as_it_was_written():
    word = Word("زن", 4, 6, Box(1.5, 2, 3, 4))
    layer = TextLayer((Page(1, "iv", 300, 200, "one زن", (word,)), Page(2, "", 0, 0, "")))

    assert read_text_layer(write_text_layer(layer)) == layer
