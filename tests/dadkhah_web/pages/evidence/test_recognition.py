"""A page that was read stands beside its picture; a person corrects it, and sees what changed."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from dadkhah_web.evidence.models import Derivative, DerivedPage, EvidenceItem
from dadkhah_web.pages.recognition import views

BUDGET = 20


@pytest.fixture
def scan(receive):
    """A picture of two words that a machine has read, of the first with doubt."""
    file = io.BytesIO()
    Image.new("RGB", (400, 200), "white").save(file, "PNG")
    item = EvidenceItem.objects.get(record__code=receive(file.getvalue(), "scan.png"))
    made = Derivative.objects.create(
        item=item,
        kind="text",
        task="recognise",
        tool="tesseract 5.3.0, dadkhah 0.1.0",
        origin="machine",
        made_at=timezone.now(),
        about={"confidence": {"1": [41, 96]}, "languages": {"1": "fa"}},
    )
    words = [[0, 5, 200, 50, 90, 30], [6, 10, 100, 50, 90, 30]]
    DerivedPage.objects.create(
        derivative=made, number=1, width=400, height=200, text="مکاتپ بسته", words=words
    )
    return item


@pytest.fixture
def address(scan):
    return f"/c/sample/evidence/{scan.record.code}/text/1/"


def corrected(client, address, text):
    page = client.get(address)
    return client.post(
        address, {"text": text, "corrects": page.context["form"]["corrects"].value()}
    )


def test_machine_words_stand_beside_the_picture_and_are_marked_as_such(opened, address):
    page = opened("investigator").get(address)
    said = page.content.decode()

    assert "Read by a machine: check it against the picture." in said
    assert "tesseract 5.3.0" in said
    assert page.context["shown"].has_picture
    assert page.context["form"].initial["text"] == "مکاتپ بسته"


def test_words_in_doubt_lead_to_their_place_on_the_picture(opened, address):
    page = opened("investigator").get(address)
    said = page.content.decode()

    (doubt,) = page.context["shown"].doubts
    assert (doubt.text, doubt.sure) == ("مکاتپ", 41)
    assert '<a href="#doubt-1">' in said
    assert '<rect id="doubt-1" class="sheet__doubt" x="200.00" y="50.00"' in said


def test_numbers_are_looked_at_however_sure_the_machine_is(opened, address, scan):
    made = scan.derivatives.get(task="recognise")
    made.pages.update(text="۱۴۲۵ بسته", words=[[0, 4, 200, 50, 90, 30], [5, 9, 100, 50, 90, 30]])
    made.about["confidence"] = {"1": [97, 96]}
    made.save()

    page = opened("investigator").get(address)

    assert [one.text for one in page.context["shown"].doubts] == ["۱۴۲۵"]


def test_a_correction_shows_who_made_it_and_what_changed(opened, address):
    client = opened("investigator")

    answer = corrected(client, address, "مکاتب بسته")

    assert answer.headers["Location"] == address
    page = client.get(address)
    changes = [(one.change, one.text) for one in page.context["shown"].changes]
    assert changes == [("gone", "مکاتپ"), ("new", "مکاتب"), ("same", " بسته")]
    assert "Corrected by" in page.content.decode()
    assert page.context["shown"].doubts == []
    assert [one.origin.word for one in page.context["shown"].readings] == ["person", "machine"]


def test_the_earlier_reading_can_be_looked_at_and_taken_up_again(opened, address, scan):
    client = opened("investigator")
    machine = scan.derivatives.get(task="recognise")
    corrected(client, address, "مکاتب بسته")

    page = client.get(f"{address}?reading={machine.pk}")

    assert page.context["form"].initial["text"] == "مکاتپ بسته"
    assert "Read by a machine" in page.content.decode()


def test_two_who_correct_one_page_lose_nothing(opened, address):
    client = opened("investigator")
    before = client.get(address).context["form"]["corrects"].value()
    corrected(client, address, "مکاتب بسته")

    answer = client.post(address, {"text": "مکتب‌ها بسته", "corrects": before})

    assert answer.status_code == 422
    assert answer.context["form"]["text"].value() == "مکتب‌ها بسته"
    assert "Somebody saved another text" in answer.content.decode()
    # Sent once more it is kept.
    again = {"text": "مکتب‌ها بسته", "corrects": answer.context["form"]["corrects"].value()}
    assert client.post(address, again).status_code == 302


def test_who_may_not_record_reads_and_corrects_nothing(opened, address):
    client = opened("reviewer")

    assert "<textarea" not in client.get(address).content.decode()
    assert client.post(address, {"text": "x", "corrects": "0"}).status_code == 403


def test_words_of_an_item_one_may_not_read_are_nowhere_on_the_page(signed_in, address, scan):
    EvidenceItem.objects.filter(pk=scan.pk).update(sensitivity="sealed")

    for role in ("analyst", "reader"):
        page = signed_in(role).get(address)
        assert page.status_code == 200
        assert "مکاتپ" not in page.content.decode()


@pytest.mark.parametrize("page", ["0", "2", "99999999999999999999"])
def test_a_page_that_is_not_there_is_not_found(opened, address, page):
    assert opened("investigator").get(address.replace("/1/", f"/{page}/")).status_code == 404


@pytest.mark.parametrize("corrects", ["", "x", "99999999999999999999", "-1"])
def test_a_form_that_was_tampered_with_is_refused(opened, address, corrects):
    answer = opened("investigator").post(address, {"text": "x", "corrects": corrects})

    assert answer.status_code == 422


def test_without_tesseract_one_line_says_so_and_a_person_can_still_write(
    opened, address, monkeypatch
):
    monkeypatch.setattr(views, "installed_packs", lambda: None)
    client = opened("investigator")

    said = client.get(address).content.decode()

    assert "apt install tesseract-ocr" in said
    assert "Read the letters</button>" not in said
    assert corrected(client, address, "by hand").status_code == 302


def test_only_languages_that_are_installed_are_offered(opened, address, monkeypatch):
    monkeypatch.setattr(views, "installed_packs", lambda: frozenset({"fas", "eng", "osd"}))

    page = opened("investigator").get(address)

    assert [code for code, _ in page.context["start"]["language"].field.choices] == ["", "fa", "en"]


def test_a_machine_reads_when_it_is_asked_and_what_came_of_it_is_said(opened, address, monkeypatch):
    monkeypatch.setattr(views, "installed_packs", lambda: frozenset({"fas", "pus", "osd"}))
    started = []

    def start_job(access, kind, arguments, *, identity):
        started.append((kind, arguments))
        return _Over()

    monkeypatch.setattr(views, "start_job", start_job)
    answer = opened("investigator").post(
        address.replace("/1/", "/start/"), {"language": "ps", "scope": "this", "page": "1"}
    )

    code = address.split("/")[4]
    assert answer.headers["Location"] == address
    assert started == [("recognise", {"code": code, "pages": "1", "language": "ps"})]


@pytest.fixture
def sound(receive, voice):
    """A sound that nobody has written down, and the address of its words."""
    code = receive(voice, "voice.wav")
    return EvidenceItem.objects.get(record__code=code), f"/c/sample/evidence/{code}/text/1/"


def test_a_sound_says_that_nothing_here_writes_down_speech_and_a_person_can(opened, sound):
    client, (_item, address) = opened("investigator"), sound

    said = client.get(address).content.decode()

    assert "No program that writes down speech is installed" in said
    assert "<audio controls" in said
    assert corrected(client, address, "what I hear").status_code == 302
    assert client.get(address).context["form"].initial["text"] == "what I hear"


def test_what_a_machine_heard_is_shown_with_its_times(opened, sound):
    item, address = sound
    made = Derivative.objects.create(
        item=item,
        kind="text",
        task="speech",
        tool="example 1",
        origin="machine",
        made_at=timezone.now(),
        about={"languages": {"1": "en"}, "times": {"1": [[0, 2], [83.4, 85]]}},
    )
    DerivedPage.objects.create(derivative=made, number=1, text="one\ntwo")

    page = opened("investigator").get(address)

    assert [(one.clock, one.text) for one in page.context["shown"].timed] == [
        ("0:00:00", "one"),
        ("0:01:23", "two"),
    ]
    assert "Written down by a machine: check it against the sound." in page.content.decode()


class _Over:
    """Work that is done at once."""

    is_over, pk, message, result = True, 1, "", {"lines": ["1 page was read."]}

    def refresh_from_db(self):
        return


def test_the_page_asks_the_database_at_most_twenty_questions(opened, address):
    client = opened("investigator")
    corrected(client, address, "مکاتب بسته")
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= BUDGET, [one["sql"][:120] for one in asked]
