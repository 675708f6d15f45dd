"""A film is looked over without playing it, by whoever may open it, with the vault open."""

import struct

import av
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from dadkhah.derivation.outcome import Done
from dadkhah_web.cases.models import Reading
from dadkhah_web.evidence.copies import WorkingCopies, stills
from dadkhah_web.evidence.models import EvidenceItem

SANDBOX = "sandbox; default-src 'none'"
SECONDS = 4


@pytest.fixture(scope="session")
def film(tmp_path_factory):
    """Four seconds of a wall that goes from dark to light, with a keyframe each second."""
    wall = Image.linear_gradient("L").resize((160, 90)).convert("RGB")
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("mpeg4", rate=5)
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        stream.codec_context.gop_size = 5
        for _ in range(SECONDS * 5):
            frame = av.VideoFrame.from_image(wall)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return path.read_bytes()


def test_keyframes_stand_with_their_times_and_lead_to_the_player(opened, receive, film):
    code = receive(film, "gate.mp4")
    client, url = opened("investigator"), f"/c/sample/evidence/{code}/"
    page = client.get(f"{url}frames/")
    moments = page.context["moments"]

    assert [one.clock for one in moments] == ["0:00", "0:01", "0:02", "0:03"]
    assert moments[2].url == f"{url}?at=2.00"
    assert b"style=" not in page.content
    assert b"#t=2.00" in client.get(moments[2].url).content
    assert b"#t=" not in client.get(f"{url}?at=2'onclick").content


def test_a_still_is_sent_as_what_it_is_and_runs_nothing(opened, receive, film):
    code = receive(film, "gate.mp4")
    client, url = opened("investigator"), f"/c/sample/evidence/{code}/frames/"
    answer = client.get(f"{url}1/")

    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Security-Policy"] == SANDBOX
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    for wrong in ("9", "waveform", "original", "k0001"):
        assert client.get(f"{url}{wrong}/").status_code == 404


def test_a_sound_has_its_shape_with_times_beneath(opened, receive, voice):
    code = receive(voice, "voice.wav")
    client, url = opened("investigator"), f"/c/sample/evidence/{code}/frames/"
    page = client.get(url)

    assert page.context["moments"] == []
    assert [one.clock for one in page.context["ticks"]][:2] == ["0:00", "0:00.3"]
    shape = client.get(f"{url}waveform/")
    assert shape.headers["Content-Type"] == "image/png"
    shape.close()


def test_that_a_film_was_opened_is_noted_once(opened, receive, film):
    code = receive(film, "gate.mp4")
    client, url = opened("investigator"), f"/c/sample/evidence/{code}/frames/"
    client.get(url)
    client.get(url)
    b"".join(client.get(f"{url}1/").streaming_content)

    assert Reading.objects.filter(action="open", subject=f"item/{code}").count() == 1
    assert Reading.objects.filter(action="read", subject=f"frames:show {code}").count() == 2


def test_a_locked_vault_offers_to_be_opened(signed_in, receive, film):
    code = receive(film, "gate.mp4")
    page = signed_in("analyst").get(f"/c/sample/evidence/{code}/frames/")

    assert f"/vault/open/?next=/c/sample/evidence/{code}/frames/".encode() in page.content
    assert b"<img" not in page.content


def test_a_sealed_film_shows_nothing_to_an_analyst(opened, receive, film):
    code = receive(film, "gate.mp4", sensitivity="sealed")
    url = f"/c/sample/evidence/{code}/frames/"
    page = opened("analyst").get(url)

    assert b"You may see that this item is here" in page.content
    assert b"<img" not in page.content
    assert opened("analyst").get(f"{url}1/").status_code == 403


def test_a_film_that_is_broken_says_so(opened, receive, film):
    code = receive(film[: film.index(b"moov")], "gate.mp4")
    page = opened("investigator").get(f"/c/sample/evidence/{code}/frames/")

    assert "its index is missing" in page.context["failure"]
    assert opened("investigator").get(f"/c/sample/evidence/{code}/frames/1/").status_code == 422


def test_an_item_without_pictures_or_sound_says_so(opened):
    page = opened("analyst").get("/c/sample/evidence/I-0001/frames/")

    assert b"no moving pictures" in page.content


def test_the_page_asks_at_most_twenty_questions(opened, receive, film):
    code = receive(film, "gate.mp4")
    client, url = opened("investigator"), f"/c/sample/evidence/{code}/frames/"
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)

    assert len(asked) <= 20


def test_what_a_reader_that_was_taken_over_leaves_is_not_shown(
    opened, receive, film, monkeypatch, tmp_path
):
    code = receive(film, "gate.mp4")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")

    def taken_over(task, source, folder, **_limits):
        (folder / "k0001.jpg").symlink_to(tmp_path / "secret")
        (folder / "page.html").write_text("<script>", encoding="utf-8")
        pictures = [
            {"file": name, "what": "keyframe", "width": 1, "height": 1, "at": float("inf")}
            for name in ("k0001.jpg", "page.html", "k0002.jpg", "k0003.jpg")
        ]
        (folder / "k0003.jpg").write_bytes(struct.pack(">H", 0xFFD8))
        return Done({"pictures": pictures, "duration": float("nan")}, frozenset())

    monkeypatch.setattr(stills, "run_limited", taken_over)
    client, url = opened("investigator"), f"/c/sample/evidence/{code}/frames/"
    page = client.get(url)

    assert page.status_code == 200
    assert len(page.context["moments"]) <= 1


def test_stills_go_with_the_session(opened, receive, film):
    code = receive(film, "gate.mp4")
    client = opened("investigator")
    client.get(f"/c/sample/evidence/{code}/frames/")
    item = EvidenceItem.objects.get(record__code=code)
    copies = WorkingCopies(client.session.session_key)
    assert (copies.folder / str(item.pk) / "stills" / "k0001.jpg").exists()
    client.logout()

    assert not copies.folder.exists()
