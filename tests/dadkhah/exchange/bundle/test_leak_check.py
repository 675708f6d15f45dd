import base64
import gzip
import io
import json
import zipfile
import zlib

import pytest

from dadkhah.errors import BundleIncomplete
from dadkhah.exchange.bundle import unpacking
from dadkhah.exchange.bundle.leak_check import Secret, find_leaks, is_searchable

VALUE = "خانهٔ سوم در کوچهٔ نو & the <third> house"
SECRETS = [Secret("person/P-1:f:note", VALUE)]


def zipped(*members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def pdf(stream):
    return b"%PDF-1.7\n1 0 obj << >>\nstream\r\n" + zlib.compress(stream) + b"\nendstream\n"


XML = VALUE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("content", [
    VALUE.encode(),
    VALUE.encode("utf-16"),
    VALUE.encode("utf-16-be"),
    json.dumps(VALUE).encode(),
    json.dumps(VALUE, ensure_ascii=False).encode(),
    XML.encode(),
    zipped(("word/document.xml", f"<w:t>{XML[:9]}</w:t><w:t>{XML[9:]}</w:t>")),
    zipped(("inner.zip", zipped(("a.txt", VALUE)))),
    zipped((f"{VALUE}.txt", b"")),
    gzip.compress(VALUE.encode()),
    pdf(VALUE.encode("utf-16-be")),
    pdf(b"/ActualText <" + VALUE.encode("utf-16-be").hex().encode() + b">"),
    b"%PDF-1.7 /Title <FEFF" + VALUE.encode("utf-16-be").hex().encode() + b">",
    b"data:text/plain;base64," + base64.b64encode(VALUE.encode()),
    b'"' + base64.urlsafe_b64encode(json.dumps(["s", "n", VALUE]).encode()).rstrip(b"=") + b'"',
    b"\0" * 2**21 + VALUE.encode(),
    VALUE.replace(" ", "\n\t").encode(),
], ids=range(17))  # fmt: skip
def test_a_value_is_found_however_it_is_written(tmp_path, content):
    (tmp_path / "file").write_bytes(content)

    assert [str(leak) for leak in find_leaks(tmp_path, SECRETS)] == [
        "file contains person/P-1:f:note"
    ]


def test_a_value_in_the_name_of_a_file_is_found(tmp_path):
    (tmp_path / "Maryam of Paghman.txt").write_bytes(b"")

    assert find_leaks(tmp_path, [Secret("x", "Maryam of Paghman")])


def test_a_value_across_two_pieces_of_a_large_file_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "PIECE", 1000)
    monkeypatch.setattr(unpacking, "OVERLAP", 200)
    (tmp_path / "film").write_bytes(b"\0" * 980 + VALUE.encode() + b"\0" * 5000)

    assert find_leaks(tmp_path, SECRETS)


@pytest.mark.parametrize("content", [
    b"", VALUE[:-1].encode(), b"PK\x05\x06", pdf(b"") + b"stream\nnot packed",
    b"\x1f\x8b and no more", b"A" * 25,
])  # fmt: skip
def test_what_is_not_there_is_not_found(tmp_path, content):
    (tmp_path / "file").write_bytes(content)

    assert find_leaks(tmp_path, SECRETS) == []


def deep(levels):
    content = b"x"
    for _ in range(levels):
        content = zipped(("inner", content))
    return content


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", deep(6)])
def test_what_cannot_be_searched_does_not_leave(tmp_path, content):
    (tmp_path / "file.zip").write_bytes(content)
    with pytest.raises(BundleIncomplete, match=r"'file\.zip' cannot be searched"):
        find_leaks(tmp_path, SECRETS)


def test_an_archive_that_would_fill_the_memory_does_not_leave(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "PIECE", 1000)
    (tmp_path / "bomb.zip").write_bytes(zipped(("zeros", bytes(5000)))[:1000])
    with pytest.raises(BundleIncomplete):
        find_leaks(tmp_path, SECRETS)


def test_many_small_parts_are_all_searched(tmp_path):
    members = [(f"{n}.txt", bytes([32 + n % 90]) * 3000) for n in range(200)]
    (tmp_path / "many.zip").write_bytes(zipped(*members, ("last.txt", VALUE)))

    assert find_leaks(tmp_path, SECRETS)


def test_without_secrets_nothing_is_read(tmp_path):
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 broken")

    assert find_leaks(tmp_path, []) == []


@pytest.mark.parametrize(("value", "answer"), [("public", True), ("en", False), ("۱۲۳۴۵۶", True)])
def test_a_value_of_fewer_than_six_letters_is_not_searched(value, answer):
    assert is_searchable(value) is answer
