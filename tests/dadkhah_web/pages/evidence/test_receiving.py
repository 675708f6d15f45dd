"""Files come in through the browser: sealed, logged, recorded and read, all or named."""

import hashlib
import io
from pathlib import Path

import pytest

from dadkhah_web.evidence.models import DerivedPage, EvidenceItem, Reception, Source, Upload
from dadkhah_web.evidence.spool import spool_folder
from dadkhah_web.exchange.work import sealing
from dadkhah_web.records.models import Revision
from dadkhah_web.records.selectors import history
from people import closed

URL = "/c/sample/evidence/receive/"


def named(content: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def left_in_spool() -> list[Path]:
    return list(spool_folder().glob("*.part"))


def test_a_file_becomes_an_item_that_the_log_proves(site, receive):
    code = receive("دختران در خانه بمانند.\n".encode(), "گزارش.txt")

    item = EvidenceItem.objects.get(record__code=code)
    assert (item.title, item.media_type, item.file) == (
        *("گزارش.txt", "text/plain"),
        f"evidence/{code}.txt",
    )
    assert item.sha256 == hashlib.sha256("دختران در خانه بمانند.\n".encode()).hexdigest()
    assert site.vault.objects.path(item.object_name).is_file()
    (revision,) = history(item.record.case, f"item/{code}", open_log=site.vault.log)
    assert (revision.action, revision.problem) == ("create", "")
    assert item.receptions.get().source.record.code == "S-001"
    assert DerivedPage.objects.get(derivative__item=item).text.startswith("دختران")
    assert left_in_spool() == []


def test_the_same_bytes_twice_are_one_item_received_twice(site, receive):
    first = receive(b"the same bytes", "one.txt")
    again = receive(b"the same bytes", "other name.txt", source="S-002")

    assert again == first
    sources = Reception.objects.filter(item__record__code=first).values_list(
        "source__record__code", flat=True
    )
    assert sorted(sources) == ["S-001", "S-002"]
    assert Revision.objects.filter(kind="item", code=first).count() == 1


def test_the_same_bytes_twice_in_one_form_are_one_item(opened, form):
    files = [named(b"twice", "a.txt"), named(b"twice", "b.txt")]
    page = opened("investigator").post(URL, {**form, "chosen": files})

    one, other = page.context["arrived"]
    assert (one.code, one.was_here) == (other.code, False)
    assert other.was_here
    assert Reception.objects.filter(item__record__code=one.code).count() == 2


def test_bytes_of_a_closed_item_do_not_tell_that_it_is_there(site, receive):
    closed("closed", "item/I-0001")
    code = receive((site.evidence / "evidence/report.txt").read_bytes(), "report.txt")

    assert code not in ("", "I-0001")


def test_a_new_source_is_a_code(opened, form):
    form |= {"source": "new", "new_kind": "src.interview", "new_description": "Herat"}
    page = opened("investigator").post(URL, {**form, "chosen": named(b"words", "a.txt")})

    (arrived,) = page.context["arrived"]
    source = EvidenceItem.objects.get(record__code=arrived.code).source
    assert (source.record.code, source.kind, source.reliability) == ("S-003", "src.interview", "F")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("x" * 300 + ".txt", None),
        ("<script>alert(1)</script>", "script>"),
    ],
)
def test_a_hostile_name_is_data_and_never_a_path(site, receive, name, title):
    code = receive(b"plain words", name)

    item = EvidenceItem.objects.get(record__code=code)
    assert item.file == f"evidence/{code}.txt"
    assert title is None or item.title == title
    assert item.media_type == "text/plain"


def test_what_a_file_claims_to_be_does_not_count(site, receive):
    code = receive(b"<html><script>alert(1)</script></html>", "photo.jpg")

    assert EvidenceItem.objects.get(record__code=code).media_type == "text/html"


def test_a_file_whose_text_cannot_be_read_is_received_all_the_same(opened, form):
    page = opened("investigator").post(URL, {**form, "chosen": named(b"%PDF-1.7 broken", "a.pdf")})

    (arrived,) = page.context["arrived"]
    assert arrived.code
    assert "PDF" in arrived.text_problem
    assert b"could not be read" in page.content


def test_a_file_that_could_not_be_sealed_is_named_and_the_others_are_saved(
    opened, monkeypatch, form
):
    def one_fails(files, **names):
        gone = [one for one in files if one.name == "gone.txt"]
        for one in gone:
            one.file.unlink()
        return real(files, **names)

    real = sealing.receive_spooled
    monkeypatch.setattr(sealing, "receive_spooled", one_fails)
    files = [named(b"first", "gone.txt"), named(b"second", "here.txt")]
    page = opened("investigator").post(URL, {**form, "chosen": files})

    gone, here = page.context["arrived"]
    assert gone.problem
    assert not gone.code
    assert here.code
    assert EvidenceItem.objects.get(record__code=here.code).title == "here.txt"


def test_a_form_without_a_file_or_kind_of_source_is_asked_again(opened, form):
    page = opened("investigator").post(URL, {**form, "source": "new"})

    assert page.status_code == 422
    assert {"chosen", "new_kind"} <= set(page.context["form"].errors)
    assert not Source.objects.filter(record__code="S-003").exists()


def test_a_code_that_was_taken_meanwhile_is_told_and_the_form_stays(opened, form, monkeypatch):
    monkeypatch.setattr(sealing, "next_codes", lambda *_given: ["I-0002"])
    page = opened("investigator").post(URL, {**form, "chosen": named(b"new words", "a.txt")})

    assert page.status_code == 422
    assert "Somebody saved item/I-0002" in str(page.context["form"].non_field_errors())
    assert EvidenceItem.objects.count() == 2


def test_a_file_in_pieces_is_received_with_the_form(opened, form):
    client, content = opened("investigator"), b"words that came in pieces"
    start = hashlib.sha256(content).hexdigest()
    asked = {"name": "folder/long.txt", "size": str(len(content)), "start": start}
    token = client.post(f"{URL}begin/", asked).json()["token"]
    sent = client.post(f"{URL}{token}/?start=0", content, content_type="application/octet-stream")
    assert sent.json()["received"] == len(content)
    page = client.post(URL, {**form, "uploads": [token]})

    (arrived,) = page.context["arrived"]
    assert EvidenceItem.objects.get(record__code=arrived.code).title == "folder/long.txt"
    assert not Upload.objects.exists()
    assert left_in_spool() == []


def test_a_file_in_pieces_that_does_not_fit_is_told(opened):
    client = opened("investigator")
    token = client.post(f"{URL}begin/", {"name": "a", "size": "2", "start": "0" * 64}).json()[
        "token"
    ]
    piece = f"{URL}{token}/"
    kind = "application/octet-stream"

    assert client.post(f"{URL}begin/", {"name": "a"}).status_code == 422
    assert "changed" in client.post(f"{piece}?start=0", b"xy", content_type=kind).json()["error"]
    assert client.post(piece, b"xy", content_type=kind).json()["received"] == 0
    assert client.post(f"{piece}discard/").status_code == 302
    assert not Upload.objects.exists()


def test_what_waits_is_offered_again(opened):
    client = opened("investigator")
    client.post(f"{URL}begin/", {"name": "half.mp4", "size": "9", "start": "0" * 64})
    client.post(f"{URL}begin/", {"name": "empty.txt", "size": "0", "start": "0" * 64})
    page = client.get(URL)

    assert b"half.mp4" in page.content
    assert b"empty.txt" in page.content
    assert [one.name for one in page.context["unfinished"]] == ["half.mp4"]
