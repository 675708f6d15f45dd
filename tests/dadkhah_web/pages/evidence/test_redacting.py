"""A redacted copy is marked, made, looked at and sealed; what it hides goes nowhere."""

import io
import json
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pypdfium2
import pytest
from django.utils import timezone
from PIL import Image, ImageDraw

from dadkhah.errors import RedactionRefused
from dadkhah.evidence.custody.entry import disclosed_fields
from dadkhah.exchange.lineage_proof import prove_lineage
from dadkhah_web.cases.models import FormDraft
from dadkhah_web.evidence.models import Derivative, EvidenceItem
from dadkhah_web.evidence.services import site_home, site_vault
from dadkhah_web.evidence.spool import spool_folder
from dadkhah_web.evidence.unlocking import COOKIE
from dadkhah_web.exchange.work import redacting
from dadkhah_web.jobs.models import Job
from derived import keep_text
from people import closed

ITEM = "/c/sample/evidence/I-0001/"
REASON = {"reasons": ["witness", "security"]}
TEXT = "Maryam Ahmadi saw it.\nLater MARYAM left for Herat.\n"


@pytest.fixture
def client(opened):
    """Somebody who may record, with the vault open."""
    return opened("investigator")


@pytest.fixture
def copied(client):
    """Mark, make and seal; return the page of the preview and the code of the copy."""

    def copied(code, *marks, **about):
        at = f"/c/sample/evidence/{code}/redact/"
        for mark in marks:
            assert client.post(f"{at}add/", mark).status_code == 302
        made = client.post(f"{at}make/")
        assert made.url.endswith("/redact/preview/"), Job.objects.latest("pk").message
        page = client.get(made.url)
        fields = {"title": "A copy", "sensitivity": "public", **REASON, **about}
        sealed = client.post(f"{at}seal/", fields)
        assert sealed.status_code == 302, sealed.context["form"].errors
        return page, sealed.url.split("/")[-2]

    return copied


def item_of(code):
    return EvidenceItem.objects.get(record__code=code)


def content_of(code, identity):
    with site_vault().open_object(item_of(code).object_name, identity) as stream:
        return stream.read()


def working_files():
    folders = (site_home() / "work", spool_folder())
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def words(*lines):
    return {"kind": "words", "words": "\n".join(lines)}


def region(page=1, x=0, y=0, width=50, height=50):
    sides = {"x": x, "y": y, "width": width, "height": height}
    return {"kind": "region", "page": page, **sides}


def film():
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as made:
        stream = made.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for n in range(30):
            shades = np.full((48, 64, 3), 40 + 60 * (n // 10), np.uint8)
            frame = av.VideoFrame.from_ndarray(shades, format="rgb24")
            frame.pts, frame.time_base = n, Fraction(1, 10)
            made.mux(stream.encode(frame))
        made.mux(stream.encode())
    return file.getvalue()


def test_a_text_is_redacted_and_its_copy_names_it_without_showing_it(
    receive, copied, identity, client
):
    code = receive(TEXT.encode(), "maryam.txt", title="Statement of Maryam", note="Maryam")
    page, copy = copied(code, words("Maryam", "Ahmadi"))

    assert "redaction-nothing-found" in {one for one, _words in page.context["made"].notices}
    assert b"[\xe2\x80\xa6] saw it." in page.content
    child = item_of(copy)
    assert (child.parent.record.code, child.relation) == (code, "redaction")
    assert (child.title, child.note, child.sensitivity) == ("A copy", "", "public")
    assert content_of(copy, identity).decode() == "[…] saw it.\nLater […] left for Herat.\n"
    for row in (*Derivative.objects.filter(item=child), *Job.objects.all()):
        assert "aryam" not in json.dumps([getattr(row, "about", ""), getattr(row, "result", "")])
        assert "aryam" not in json.dumps(getattr(row, "arguments", ""))
    # It is found by what remains of it.
    found = client.get("/c/sample/search/?q=Herat&kind=item").content.decode()
    assert copy in found


def test_that_a_copy_is_of_an_item_is_proved_from_the_log(receive, copied, identity):
    code = receive(TEXT.encode(), "file.txt")
    _page, copy = copied(code, words("Maryam"))
    received = item_of(copy).receptions.get()
    log = site_vault().log(received.device)
    opened = site_vault().disclosures(identity, received.device, received.entry)
    shown = [one.encoded for one in opened if one.name in ("parent", "relation")]
    proof = prove_lineage(
        (received.device, received.entry), log.entry(received.entry), shown, {received.device: log}
    )

    assert proof.parent.entry == item_of(code).receptions.get().entry
    assert proof.relation == "redaction"


def test_why_something_is_hidden_is_kept_and_logged(receive, copied):
    code = receive(TEXT.encode(), "file.txt")
    _page, copy = copied(code, words("Maryam"))
    (kept,) = item_of(copy).derivatives.filter(kind="copy")

    assert (kept.task, kept.by, kept.origin) == ("redact-text", "U-investigator", "person")
    assert kept.about["reasons"] == REASON["reasons"]
    facts = {(one["name"], one["value"]) for one in kept.about["facts"]}
    assert {("reason", "witness"), ("hidden words", "1")} <= facts
    logged = kept.about["logged"]
    entry = site_vault().log(logged["device"]).entry(logged["entry"])
    fields = disclosed_fields(entry, logged["disclosures"])
    assert (fields["type"], fields["item"], fields["reason"]) == (
        "redact",
        copy,
        "witness security",
    )


def test_nothing_decrypted_is_left_when_a_copy_is_sealed(receive, copied):
    code = receive(TEXT.encode(), "file.txt")
    copied(code, words("Maryam"))

    assert not [path for path in working_files() if path.name not in ("lock", "original")]
    assert not FormDraft.objects.filter(form__startswith="redact").exists()


def test_a_pdf_is_covered_by_words_and_by_hand_and_keeps_its_pages(
    receive, copied, identity, letter, client
):
    code = receive(letter, "letter.pdf")
    page, copy = copied(code, words("girls"), region(page=2), {"kind": "left_out", "page": "9"})
    document = pypdfium2.PdfDocument(content_of(copy, identity))

    assert list(page.context["pages"]) == [1, 2]
    assert [one.get_textpage().get_text_range() for one in document] == ["", ""]
    assert document[1].render(scale=1).to_pil().getpixel((5, 5)) == (0, 0, 0)


def test_a_page_of_the_copy_is_sent_so_that_nothing_of_it_can_run(receive, client, letter):
    code = receive(letter, "letter.pdf")
    at = f"/c/sample/evidence/{code}/redact/"
    client.post(f"{at}add/", region())
    client.post(f"{at}make/")
    sent = client.get(f"{at}preview/1/")

    assert sent.headers["Content-Type"] == "image/png"
    assert sent.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in sent.headers["Cache-Control"]
    assert client.get(f"{at}preview/7/").status_code == 422
    assert client.get(f"{at}preview/media/").status_code == 404


def test_a_picture_loses_its_region_and_all_it_said_of_itself(receive, copied, identity):
    image = Image.new("RGB", (200, 200), "white")
    ImageDraw.Draw(image).ellipse((10, 10, 90, 90), fill="red")
    exif, file = Image.Exif(), io.BytesIO()
    exif[0x010E] = "Maryam Ahmadi"
    image.save(file, "JPEG", exif=exif)
    code = receive(file.getvalue(), "face.jpg")
    _page, copy = copied(code, region())
    content = content_of(copy, identity)

    assert b"Maryam" not in content
    made = Image.open(io.BytesIO(content))
    assert not made.getexif()
    assert made.getpixel((50, 50)) == (0, 0, 0)
    assert made.getpixel((180, 180)) == (255, 255, 255)


def test_a_film_is_cut_and_can_be_played_before_it_is_sealed(receive, copied, identity, client):
    code = receive(film(), "film.mp4")
    at = f"/c/sample/evidence/{code}/redact/"
    mark = {"kind": "time", "begin": "0:01", "end": "0:02", "how": "cut"}
    client.post(f"{at}add/", mark)
    client.post(f"{at}make/")
    sent = client.get(f"{at}preview/media/", headers={"Range": "bytes=0-9"})
    assert (sent.status_code, len(sent.getvalue())) == (206, 10)
    _page, copy = copied(code)

    with av.open(io.BytesIO(content_of(copy, identity))) as made:
        shades = {int(one.to_ndarray(format="gray")[20, 20]) // 20 for one in made.decode(video=0)}
    assert 100 // 20 not in shades
    assert len(shades) == 2


def test_marks_stay_when_one_leaves_and_are_of_one_person(receive, client, opened):
    code = receive(TEXT.encode(), "file.txt")
    at = f"/c/sample/evidence/{code}/redact/"
    client.post(f"{at}add/", words("Maryam"))
    client.post(f"{at}add/", {"kind": "span", "start": "0", "end": "6"})

    listed = client.get(at).context["marks"]
    assert [(one.kind, one.quoted) for one in listed] == [("words", "Maryam"), ("spans", "Maryam")]
    assert opened("analyst").get(at).context["marks"] == []
    first = listed[0]
    client.post(f"{at}remove/", {"kind": "words", "place": "0", "mark": first.mark + "?"})
    assert len(client.get(at).context["marks"]) == 2
    client.post(f"{at}remove/", {"kind": "words", "place": "0", "mark": first.mark})
    assert [one.kind for one in client.get(at).context["marks"]] == ["spans"]
    client.post(f"{at}remove/", {"kind": "all"})
    assert client.get(at).context["marks"] == []


def test_what_is_hidden_is_shown_in_the_text(receive, client):
    code = receive(TEXT.encode(), "file.txt")
    at = f"/c/sample/evidence/{code}/redact/"
    client.post(f"{at}add/", words("Maryam"))
    page = client.get(at)

    hidden = [piece.text for piece in page.context["sheet"].pieces if piece.is_hidden]
    assert hidden == ["Maryam", "MARYAM"]
    assert "".join(piece.text for piece in page.context["sheet"].pieces) == TEXT


@pytest.mark.parametrize(
    "mark",
    [
        region(x=60, width=50),
        region(width=0),
        {"kind": "region", "page": "1"},
        {"kind": "words", "words": " . "},
        {"kind": "words", "words": "x" * 400},
    ],
)
def test_a_mark_that_makes_no_sense_is_said_to(receive, client, letter, mark):
    code = receive(letter, "letter.pdf")
    page = client.post(f"/c/sample/evidence/{code}/redact/add/", mark)

    assert page.status_code == 422
    assert page.context["forms"][mark["kind"]].errors


def test_a_copy_in_which_something_is_found_is_not_sealed(receive, client, monkeypatch):
    code = receive(TEXT.encode(), "file.txt")
    at = f"/c/sample/evidence/{code}/redact/"
    client.post(f"{at}add/", words("Maryam"))
    run = redacting.run_limited

    def careless(task, source, folder, **options):
        """A task that hides nothing."""
        outcome = run(task, source, folder, **options)
        if task == "redact-text":
            (folder / "copy.txt").write_bytes(source.read_bytes())
        return outcome

    monkeypatch.setattr(redacting, "run_limited", careless)
    client.post(f"{at}make/")
    page = client.get(f"{at}preview/")
    assert page.context["leaks"]
    refused = client.post(f"{at}seal/", {"title": "x", "sensitivity": "public", **REASON})

    assert refused.status_code == 422
    assert not EvidenceItem.objects.filter(parent__record__code=code).exists()


def test_a_copy_that_is_older_than_its_marks_is_not_sealed(receive, client):
    code = receive(TEXT.encode(), "file.txt")
    at = f"/c/sample/evidence/{code}/redact/"
    client.post(f"{at}add/", words("Maryam"))
    client.post(f"{at}make/")
    client.post(f"{at}add/", words("Herat"))
    refused = client.post(f"{at}seal/", {"title": "x", "sensitivity": "public", **REASON})

    assert "The marks were changed" in str(refused.context["form"].errors)


def test_a_copy_that_was_changed_on_the_disk_is_not_sealed(receive, client):
    code = receive(TEXT.encode(), "file.txt")
    at = f"/c/sample/evidence/{code}/redact/"
    client.post(f"{at}add/", words("Maryam"))
    client.post(f"{at}make/")
    (copy,) = [path for path in working_files() if path.name == "copy.txt"]
    copy.write_text(TEXT)
    refused = client.post(f"{at}seal/", {"title": "x", "sensitivity": "public", **REASON})

    assert "not the one that was made" in str(refused.context["form"].errors)


def test_a_reason_must_be_given(receive, client):
    code = receive(TEXT.encode(), "file.txt")
    at = f"/c/sample/evidence/{code}/redact/"
    client.post(f"{at}add/", words("Maryam"))
    client.post(f"{at}make/")

    page = client.post(f"{at}seal/", {"title": "x", "sensitivity": "public"})
    assert page.context["form"].errors["reasons"]


def test_spans_of_a_text_that_was_read_anew_hide_nothing_else(receive, client, tmp_path):
    code = receive(TEXT.encode(), "file.txt")
    at = f"/c/sample/evidence/{code}/redact/"
    client.post(f"{at}add/", {"kind": "span", "start": "0", "end": "6"})
    other = tmp_path / "other.txt"
    other.write_text(f"Another line before it.\n{TEXT}")
    keep_text(item_of(code), other)
    client.post(f"{at}make/")

    assert "read anew" in Job.objects.latest("pk").message
    assert client.get(at).context["sheet"].stale


def test_a_copy_is_gone_when_its_maker_leaves(receive, client):
    code = receive(TEXT.encode(), "file.txt")
    at = f"/c/sample/evidence/{code}/redact/"
    client.post(f"{at}make/")
    assert [path for path in working_files() if path.name == "copy.txt"]
    client.post("/exit/")

    assert not [path for path in working_files() if path.name == "copy.txt"]


def test_a_copy_is_thrown_away(receive, client):
    code = receive(TEXT.encode(), "file.txt")
    at = f"/c/sample/evidence/{code}/redact/"
    client.post(f"{at}add/", words("Maryam"))
    client.post(f"{at}make/")
    client.post(f"{at}discard/")

    assert not [path for path in working_files() if path.name == "copy.txt"]
    assert client.get(f"{at}preview/").status_code == 302
    assert client.get(at).context["marks"]


def test_without_the_key_no_copy_is_made(client):
    del client.cookies[COOKIE]

    assert client.post(f"{ITEM}redact/make/").status_code == 403
    assert not Job.objects.exists()


def test_a_job_goes_into_no_folder_but_that_of_a_session(receive, client):
    code = receive(TEXT.encode(), "file.txt")
    case = item_of(code).record.case
    job = Job(case=case, kind="redact-item", started_by="U-investigator", made_at=timezone.now())
    for place in ("../../vault/1", "x", "0" * 32 + "/1"):
        with pytest.raises(RedactionRefused):
            redacting.redact_item(redacting.RunningJob(job, object()), code=code, place=place)
    assert not Path(site_home(), "vault", "1").exists()


def test_what_is_closed_is_not_there(client, opened):
    closed("closed", "item/I-0001")

    for method, url in (("get", ""), ("post", "add/"), ("post", "make/"), ("get", "preview/")):
        assert getattr(client, method)(f"{ITEM}redact/{url}").status_code == 404
    assert opened("reader").get(f"{ITEM}redact/").status_code == 403


def test_a_sealed_item_is_redacted_by_who_may_open_it(client, opened, receive):
    code = receive(TEXT.encode(), "file.txt", sensitivity="sealed")
    at = f"/c/sample/evidence/{code}/redact/"

    assert client.get(at).status_code == 200
    assert opened("analyst").get(at).status_code == 403
