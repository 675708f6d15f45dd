"""An item is read in the page; parts of it are kept, and found again."""

import pytest

from dadkhah_web.cases.models import Reading
from dadkhah_web.evidence.copies import WorkingCopies, remove_all, remove_idle
from dadkhah_web.evidence.models import DerivedPage, EvidenceItem, Passage
from derived import keep_text
from people import closed

ITEM = "/c/sample/evidence/I-0001/"
SANDBOX = "sandbox; default-src 'none'"


def words(page) -> str:
    """The text of the lines, as a reader sees them."""
    lines = page.context["document"].lines
    return "\n".join("".join(piece.text for piece in line.pieces) for line in lines)


def kept(code: str) -> Passage:
    return Passage.objects.get(record__code=code)


def test_a_text_is_read_when_it_is_first_opened_with_the_vault_open(opened):
    page = opened("analyst").get(ITEM)

    assert words(page) == "The school was closed on 24 Asad.\n"
    assert DerivedPage.objects.filter(derivative__item__record__code="I-0001").count() == 1


def test_a_locked_vault_offers_to_be_opened(signed_in):
    page = signed_in("analyst").get(ITEM)

    assert b"/vault/open/?next=/c/sample/evidence/I-0001/" in page.content
    assert page.context["document"].lines == ()


def test_passages_stand_where_they_are_with_who_cites_them(opened):
    page = opened("analyst").get(ITEM)
    (note,) = page.context["document"].here

    assert (note.code, note.line, note.place.start, note.place.end) == ("X-0001", 1, 0, 21)
    assert [(one.code, one.bearing) for one in note.cited_by] == [("A-0001", "supports")]
    assert b'id="X-0001"' in page.content
    assert {use.kind for use in note.uses} == {"act", "proposition"}


def test_what_is_closed_is_cited_by_nothing_that_one_sees(opened):
    closed("closed", "act/A-0001")
    (note,) = opened("analyst").get(ITEM).context["document"].here

    assert note.cited_by == []


def test_selected_words_are_kept_as_the_text_has_them(opened):
    client = opened("analyst")
    client.get(ITEM)
    answer = client.post(f"{ITEM}keep/", {"quote": " was   closed on ٢٤ asad ", "near": "11"})

    assert answer.headers["Location"] == "/c/sample/evidence/passages/X-0003/"
    passage = kept("X-0003")
    assert (passage.quote, passage.prefix) == ("was closed on 24 Asad", "The school ")
    place = client.get(answer.headers["Location"]).headers["Location"]
    assert place == f"{ITEM}?passage=X-0003#X-0003"
    assert b"kept--wanted" in client.get(place).content


def test_the_same_part_is_kept_once(opened):
    client = opened("analyst")
    client.get(ITEM)
    first = client.post(f"{ITEM}keep/", {"quote": "closed"})
    again = client.post(f"{ITEM}keep/", {"quote": "closed"})

    assert first.headers["Location"] == again.headers["Location"]


@pytest.mark.parametrize(
    ("quote", "reason"),
    [("words nobody wrote", "do not stand"), ("o", "more than one place"), ("", "Say which part")],
)
def test_words_that_are_not_there_once_are_not_kept(opened, quote, reason):
    client = opened("analyst")
    client.get(ITEM)
    answer = client.post(f"{ITEM}keep/", {"quote": quote})

    assert answer.status_code == 422
    assert reason in answer.context["form"].errors["quote"][0]


def test_a_passage_survives_a_new_reading_of_the_text(opened, tmp_path):
    client = opened("analyst")
    client.get(ITEM)
    client.post(f"{ITEM}keep/", {"quote": "closed on 24 Asad"})
    item = EvidenceItem.objects.get(record__code="I-0001")
    other = tmp_path / "other"
    other.write_text("A page head\nThe  schoo1 was\nclosed on ۲۴ Asad.\n", encoding="utf-8")
    keep_text(item, other)
    page = client.get(f"{ITEM}?passage=X-0003")
    notes = {note.code: note for note in page.context["document"].here}

    assert notes["X-0003"].line == 3
    assert not notes["X-0003"].is_doubtful
    assert notes["X-0001"].is_doubtful
    assert b"reads differently here" in page.content


def test_a_pdf_shows_its_page_with_words_to_select(opened, receive, letter):
    code = receive(letter, "letter.pdf")
    client, url = opened("investigator"), f"/c/sample/evidence/{code}/"
    first, second = client.get(url), client.get(f"{url}?page=2")

    assert [word.text for word in first.context["document"].words][:2] == ["All", "girls"]
    assert b"<text x=" in first.content
    assert b"style=" not in first.content
    assert "مکتب" in words(second)
    picture = client.get(f"{url}picture/1/")
    assert picture.headers["Content-Type"] == "image/png"
    assert b"".join(picture.streaming_content).startswith(b"\x89PNG")
    assert client.get(f"{url}picture/9/").status_code == 422


def test_words_of_a_page_are_kept_with_the_page(opened, receive, letter):
    code = receive(letter, "letter.pdf")
    client, url = opened("investigator"), f"/c/sample/evidence/{code}/"
    answer = client.post(f"{url}keep/", {"quote": "بسته است", "page": "2"})
    place = client.get(answer.headers["Location"]).headers["Location"]
    page = client.get(place)

    assert kept("X-0003").page == "2"
    assert page.context["document"].page.number == 2
    assert page.context["document"].boxes
    elsewhere = client.get(url).context["document"].elsewhere
    assert [note.code for note in elsewhere] == ["X-0003"]


def test_a_part_of_a_picture_is_kept(opened, receive, picture):
    code = receive(picture, "gate.jpg")
    client, url = opened("investigator"), f"/c/sample/evidence/{code}/"
    assert client.get(url).context["document"].size == ("400", "200")
    region = {"x": "10", "y": "20", "width": "30", "height": "40.5"}
    client.post(f"{url}keep/", region)
    (note,) = client.get(url).context["document"].here

    assert kept("X-0003").region == "xywh=percent:10,20,30,40.5"
    assert note.box == ("10", "20", "30", "40.5")
    wrong = client.post(f"{url}keep/", {**region, "width": "95"})
    assert wrong.status_code == 422
    shown = client.get(f"{url}picture/")
    assert shown.headers["Content-Type"] == "image/jpeg"
    shown.close()


def test_a_time_is_kept_and_the_player_gets_the_part_it_asks_for(opened, receive, voice):
    code = receive(voice, "voice.wav")
    client, url = opened("investigator"), f"/c/sample/evidence/{code}/"
    client.post(f"{url}keep/", {"begin": "۰:۰۱", "end": "1.5"})
    part = client.get(f"{url}media/", headers={"Range": "bytes=0-3"})

    assert kept("X-0003").time == "t=1,1.5"
    page = client.get(f"{url}?passage=X-0003")
    assert b"#t=1" in page.content
    assert [note.clock for note in page.context["document"].here] == ["0:01 – 0:01.5"]
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"RIFF")
    assert part.headers["Content-Range"] == f"bytes 0-3/{len(voice)}"
    last = client.get(f"{url}media/", headers={"Range": "bytes=-2"})
    assert b"".join(last.streaming_content) == voice[-2:]
    assert client.get(f"{url}media/", headers={"Range": "bytes=9999999-"}).status_code == 416
    whole = client.get(f"{url}media/", headers={"Range": "rows=1-2"})
    assert b"".join(whole.streaming_content) == voice
    assert client.post(f"{url}keep/", {"begin": "soon"}).status_code == 422
    assert client.post(f"{url}keep/", {"begin": "2", "end": "1"}).status_code == 422


def test_a_file_of_an_unknown_kind_is_quoted_as_it_is_typed(opened, receive):
    code = receive(b"\x00\x01\x02binary", "note.bin")
    client, url = opened("investigator"), f"/c/sample/evidence/{code}/"
    client.post(f"{url}keep/", {"quote": "what is heard", "note": "at the end"})

    assert kept("X-0003").quote == "what is heard"
    assert b"cannot be shown here" in client.get(url).content
    assert client.get(f"{url}media/").status_code == 422


def test_originals_are_saved_and_never_shown(opened, receive):
    page = b"<html><script>alert(1)</script></html>"
    code = receive(page, "page.html")
    answer = opened("investigator").get(f"/c/sample/evidence/{code}/original/")

    assert b"".join(answer.streaming_content) == page
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == SANDBOX
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert Reading.objects.filter(action="open", subject=f"item/{code} original").count() == 1


def test_a_reader_sees_the_words_of_public_items_only(opened, signed_in):
    opened("analyst").get(ITEM)
    reader = signed_in("reader")
    assert "The school" in words(reader.get(ITEM))
    EvidenceItem.objects.update(sensitivity="restricted")
    page = reader.get(ITEM)

    assert b"The school" not in page.content
    assert page.context["document"].here == []


@pytest.mark.parametrize("path", ["original/", "picture/", "media/"])
def test_a_sealed_item_is_not_opened_by_an_analyst(opened, path):
    EvidenceItem.objects.update(sensitivity="sealed")

    assert opened("analyst").get(f"{ITEM}{path}").status_code == 403
    assert opened("analyst").post(f"{ITEM}keep/", {"quote": "school"}).status_code == 403


def test_working_copies_go_with_the_session(site, opened, receive, picture):
    code = receive(picture, "gate.jpg")
    client = opened("investigator")
    client.get(f"/c/sample/evidence/{code}/")
    item = EvidenceItem.objects.get(record__code=code)
    copies = WorkingCopies(client.session.session_key)
    assert copies.holds(item)
    (original,) = copies.folder.glob("*/original")
    assert original.stat().st_mode & 0o777 == 0o600
    assert copies.folder.stat().st_mode & 0o777 == 0o700
    client.logout()

    assert not copies.folder.exists()


def test_working_copies_do_not_outlive_the_lock_or_a_new_start(site, opened, receive, picture):
    code = receive(picture, "gate.jpg")
    client = opened("investigator")
    copies = WorkingCopies(client.session.session_key)
    client.get(f"/c/sample/evidence/{code}/")
    remove_idle()
    assert copies.folder.exists()
    remove_idle(now=copies.folder.stat().st_mtime + 24 * 3600)
    assert not copies.folder.exists()
    client.get(f"/c/sample/evidence/{code}/")
    remove_all()

    assert not copies.folder.exists()


def test_a_damaged_object_is_told_and_leaves_no_copy(site, opened, receive, picture):
    code = receive(picture, "gate.jpg")
    item = EvidenceItem.objects.get(record__code=code)
    path = site.vault.objects.path(item.object_name)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    client = opened("investigator")
    page = client.get(f"/c/sample/evidence/{code}/")

    assert "cannot be decrypted" in page.context["document"].failure
    copies = WorkingCopies(client.session.session_key)
    assert not [one for one in copies.folder.rglob("*") if one.is_file()]


def test_a_long_text_is_shown_in_parts(opened, receive):
    text = "\n".join(f"line {n} of many lines of a long report" for n in range(2000))
    code = receive(text.encode(), "long.txt")
    client, url = opened("investigator"), f"/c/sample/evidence/{code}/"
    first = client.get(url)
    last = client.get(f"{url}?part=99")
    client.post(f"{url}keep/", {"quote": "line 1990 of many"})
    found = client.get(f"{url}?passage=X-0003")

    assert first.context["document"].parts == 2
    assert words(first) + words(last) == text
    assert last.context["document"].lines[-1].number == 2000
    assert b'id="X-0003"' in found.content
    assert found.context["document"].part == 1


@pytest.mark.parametrize(
    ("time", "shown"),
    [("t=3661,3670.25", "1:01:01 – 1:01:10.25"), ("t=90", "1:30"), ("by ear", "by ear"), ("", "")],
)
def test_a_time_is_shown_as_a_clock_does(signed_in, time, shown):
    Passage.objects.filter(record__code="X-0001").update(quote="", time=time)
    (note,) = signed_in("analyst").get(ITEM).context["document"].here

    assert note.clock == shown
