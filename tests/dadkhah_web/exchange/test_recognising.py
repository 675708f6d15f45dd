"""What a machine read is kept as its reading; what a person read is kept beside it."""

from datetime import UTC, datetime

import pytest

from dadkhah.errors import CorrectionRefused, NotAllowed, NotVisible, RecordChanged, VaultLocked
from dadkhah.evidence.vault import VaultIdentity
from dadkhah.text.search_terms import read_query
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.derivation import text_of
from dadkhah_web.evidence.models import Derivative, DerivedPage, EvidenceItem
from dadkhah_web.exchange.findable import find
from dadkhah_web.exchange.work import recognising
from dadkhah_web.exchange.work.deriving import Derived
from dadkhah_web.exchange.work.recognising import correct_page, readings_of
from dadkhah_web.jobs.services import start_job
from dadkhah_web.search.selectors import SearchQuery
from people import access, person

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def analyst(imported):
    return access(person("analyst", Role.ANALYST))


@pytest.fixture
def scan(imported):
    """The first item, taken for a scan of two pages that nobody has read."""
    item = EvidenceItem.objects.get(record__code="I-0001")
    item.media_type = "application/pdf"
    item.save()
    return item


def read(item, *texts, origin="machine", **about):
    """Keep a reading of all pages of an item, each word in a box of its own."""
    made = Derivative.objects.create(
        item=item, kind="text", task="recognise", tool="tesseract 5", origin=origin, made_at=AT
    )
    confidence = {}
    for number, text in enumerate(texts, 1):
        words = text.split()
        starts = [text.index(word) for word in words]
        boxes = [[s, s + len(w), s, 0, 9, 9] for s, w in zip(starts, words, strict=True)]
        DerivedPage.objects.create(
            derivative=made, number=number, width=100, height=50, text=text, words=boxes
        )
        if text and origin == "machine":
            confidence[str(number)] = [60] * len(words)
    if origin == "machine":
        languages = dict.fromkeys(confidence, "en")
        about |= {"confidence": confidence, "languages": languages, "program": "tesseract 5.3.0"}
    made.about = about
    made.save()
    return made


def texts(derivative):
    return [page.text for page in derivative.pages.order_by("number")]


def test_a_correction_is_kept_beside_the_reading_and_is_what_is_read(analyst, scan):
    machine = read(scan, "all schoois closed", "page two")

    kept = correct_page(analyst, scan, 1, "all schools closed\r\n", AT)

    assert texts(kept) == ["all schools closed", "page two"]
    assert texts(machine) == ["all schoois closed", "page two"]
    assert (kept.origin, kept.by, kept.tool) == ("person", "U-analyst", "corrected by hand")
    assert text_of(scan) == kept
    assert list(readings_of(scan)) == [kept, machine]


def test_words_that_were_right_keep_their_boxes(analyst, scan):
    read(scan, "all schoois closed")
    kept = correct_page(analyst, scan, 1, "all the schools closed", AT)

    (page,) = kept.pages.all()
    assert [page.text[one[0] : one[1]] for one in page.words] == ["all", "closed"]
    assert [one[2] for one in page.words] == [0, 12]


def test_one_knows_of_each_page_who_read_it(analyst, scan):
    read(scan, "one", "two")
    kept = correct_page(analyst, scan, 2, "too", AT)

    assert kept.about["origins"] == {"1": "machine", "2": "person"}
    assert kept.about["by_hand"] == {"2": ["U-analyst", AT.isoformat()]}
    assert kept.about["confidence"] == {"1": [60]}


def test_corrected_words_are_found_and_misread_ones_no_longer(analyst, scan):
    read(scan, "all schoois closed")
    correct_page(analyst, scan, 1, "all madrasas closed", AT)

    assert find(analyst, SearchQuery(read_query("madrasas"))).total == 1
    assert find(analyst, SearchQuery(read_query("schoois"))).total == 0


def test_a_scan_that_no_machine_has_read_is_written_down_by_hand(analyst, scan):
    kept = correct_page(analyst, scan, 1, "what a person sees", AT, corrects=0)

    assert texts(kept) == ["what a person sees"]
    assert kept.about["corrects"] is None


def test_who_had_an_older_text_before_their_eyes_overwrites_nothing(analyst, scan):
    machine = read(scan, "one", "two")
    correct_page(analyst, scan, 1, "won", AT, corrects=machine.pk)

    with pytest.raises(RecordChanged):
        correct_page(analyst, scan, 1, "wan", AT, corrects=machine.pk)
    # Of another page nothing was lost.
    kept = correct_page(analyst, scan, 2, "too", AT, corrects=machine.pk)
    assert texts(kept) == ["won", "too"]


def test_a_page_that_is_not_there_is_not_corrected(analyst, scan):
    read(scan, "one")

    with pytest.raises(NotVisible):
        correct_page(analyst, scan, 2, "two", AT)


def test_what_a_file_says_itself_is_not_corrected(analyst, imported):
    item = EvidenceItem.objects.get(record__code="I-0001")

    with pytest.raises(CorrectionRefused):
        correct_page(analyst, item, 1, "other words", AT)


@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER, Role.CUSTODIAN])
def test_who_may_not_record_corrects_nothing(scan, role):
    with pytest.raises(NotAllowed):
        correct_page(access(person("other", role)), scan, 1, "other words", AT)


def test_who_may_not_read_an_item_does_not_correct_it(analyst, scan):
    scan.sensitivity = "sealed"

    with pytest.raises(NotAllowed):
        correct_page(analyst, scan, 1, "other words", AT)


@pytest.fixture
def machine_reads(monkeypatch):
    """Let a machine read these pages, wherever the job asks for it; returns what it was asked."""
    asked = []

    def machine_reads(*pages):
        def derive(_access, item, _identity, *, tasks, origin, options):
            asked.append((tasks[0].name, origin, dict(options)))
            return Derived((read(item, *pages, origin=origin),))

        monkeypatch.setattr(recognising, "derive_in_vault", derive)
        return asked

    return machine_reads


def start(who, **asked):
    job = start_job(
        who, "recognise", {"code": "I-0001", **asked}, identity=VaultIdentity.generate()
    )
    job.refresh_from_db()
    return job


def test_a_reading_is_marked_as_a_machines_with_the_program(analyst, scan, machine_reads):
    asked = machine_reads("one", "two")

    job = start(analyst, language="ps", pages="1-2")

    made = text_of(scan)
    assert asked == [("recognise", "machine", {"language": "ps", "pages": "1-2"})]
    assert made.origin == "machine"
    assert made.tool.startswith("tesseract 5.3.0, dadkhah ")
    assert job.result["url"] == "/c/sample/evidence/I-0001/text/1/"
    assert "check them against the picture" in job.result["lines"][0]


def test_pages_that_were_not_read_are_taken_over_from_the_text_before(analyst, scan, machine_reads):
    read(scan, "of the file", "", origin="file")
    machine_reads("", "read now")

    start(analyst, pages="2")

    made = text_of(scan)
    assert texts(made) == ["of the file", "read now"]
    assert made.about["origins"] == {"1": "file", "2": "machine"}


def test_a_new_reading_leaves_the_correction_where_it_is(analyst, scan, machine_reads):
    read(scan, "one")
    kept = correct_page(analyst, scan, 1, "won", AT)
    machine_reads("own")

    start(analyst)

    assert text_of(scan) == kept
    assert [one.origin for one in readings_of(scan)] == ["machine", "person", "machine"]


def test_with_the_vault_locked_nothing_is_read(analyst, scan):
    job = start_job(analyst, "recognise", {"code": "I-0001"})

    job.refresh_from_db()
    assert VaultLocked.code in job.message
