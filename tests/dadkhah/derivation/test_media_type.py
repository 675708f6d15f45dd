"""A file is what its content says, and a browser is shown only what cannot run."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.derivation.media_type import SHOWN_INLINE, UNKNOWN, sniff


def zipped(*names, mimetype=None):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


OFFICE = "application/vnd.openxmlformats-officedocument."
ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("head", "name", "media_type"),
    [
        (b"%PDF-1.7\n", "photo.jpg", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "", "image/png"),
        (b"\xff\xd8\xff\xe0..JFIF", "", "image/jpeg"),
        (b"RIFF....WEBPVP8 ", "", "image/webp"),
        (b"RIFF....WAVEfmt ", "", "audio/wav"),
        (b"RIFX....WEBPVP8 ", "", "text/plain"),
        (b"GIF89a", "", "image/gif"),
        (b"II*\0....", "", "image/tiff"),
        (b"\0\0\0\x18ftypheic", "", "image/heic"),
        (b"\0\0\0\x18ftypisom", "", "video/mp4"),
        (b"\0\0\0\x18ftypqt  ", "", "video/quicktime"),
        (b"\0\0\0\x18ftypM4A ", "", "audio/mp4"),
        (b"\x1a\x45\xdf\xa3....\x42\x82\x84webm", "", "video/webm"),
        (b"\x1a\x45\xdf\xa3....matroska", "", "video/matroska"),
        (b"OggS........OpusHead", "", "audio/ogg"),
        (b"OggS........\x80theora", "", "video/ogg"),
        (b"ID3\x04", "", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "", "audio/aac"),
        (zipped("a.txt"), "a.docx", "application/zip"),
        (zipped("[Content_Types].xml", "word/document.xml"), "", OFFICE
         + "wordprocessingml.document"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "", OFFICE + "spreadsheetml.sheet"),
        (zipped("[Content_Types].xml"), "a.docx", OFFICE + "wordprocessingml.document"),
        (zipped("content.xml", mimetype=ODT), "", ODT),
        (zipped("a", mimetype="text/html"), "", "application/zip"),
        (b"one two", "", "text/plain"),
        (b"one,two", "a.csv", "text/csv"),
        ("زنان".encode(), "a.MD", "text/markdown"),
        ("زنان".encode("utf-16"), "", "text/plain"),
        ("زنان".encode("windows-1256"), "", "text/plain"),
        (b"", "a.txt", "text/plain"),
        (b"", "", UNKNOWN),
        (b"\0\1\2\3", "a.txt", UNKNOWN),
        (b"  <!DOCTYPE html><p>", "a.txt", "text/html"),
        (b"words and <script>alert(1)</script>", "a.txt", "text/html"),
        (b"<?xml version='1.0'?><svg onload='x'/>", "a.png", "image/svg+xml"),
        (b"<svg/>", "", "image/svg+xml"),
        (b"<?xml version='1.0'?><a/>", "", "application/xml"),
    ],
)  # fmt: skip
def test_a_file_is_what_its_content_says(head, name, media_type):
    assert sniff(head, name) == media_type


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/pdf", "text/plain"])
def test_what_can_run_or_be_taken_for_a_page_is_not_shown_inline(kind):
    assert kind not in SHOWN_INLINE


@given(st.binary(max_size=300), st.text(max_size=20))
def test_for_any_bytes_and_name_there_is_an_answer(head, name):
    assert "/" in sniff(head, name)
