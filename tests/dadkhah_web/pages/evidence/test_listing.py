"""The list of evidence, what is known of an item, checks and consents."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.models import Consent, Derivative, EvidenceItem, Verification
from dadkhah_web.jobs.models import Job
from dadkhah_web.jobs.services import start_job
from people import access, closed, person

LIST = "/c/sample/evidence/"


def codes(page) -> list[str]:
    return [row.item.record.code for row in page.context["rows"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["I-0001", "I-0002"]),
        ("?sort=-code", ["I-0002", "I-0001"]),
        ("?sort=title", ["I-0002", "I-0001"]),
        ("?sort=what-is-not-there", ["I-0001", "I-0002"]),
        ("?q=DECREE", ["I-0002"]),
        ("?q=i-0001", ["I-0001"]),
        ("?source=S-002", ["I-0002"]),
        ("?kind=text", ["I-0001", "I-0002"]),
        ("?kind=pdf", []),
        ("?kind=other", []),
        ("?state=unchecked", ["I-0001", "I-0002"]),
        ("?state=changed", []),
        ("?sensitivity=public&role=ev.specific", ["I-0001", "I-0002"]),
        ("?kind=what-is-not-there", ["I-0001", "I-0002"]),
    ],
)
def test_the_list_is_narrowed_and_sorted(signed_in, asked, found):
    assert codes(signed_in("reader").get(LIST + asked)) == found


def test_each_row_counts_its_passages_and_says_when_it_came(signed_in):
    (row, _) = signed_in("reader").get(LIST).context["rows"]

    assert (row.item.passage_count, row.state) == (1, "unchecked")
    assert f"{row.received:%Y-%m-%d}" == "2026-11-24"


def test_a_closed_item_is_in_no_row_no_count_and_no_filter(signed_in):
    closed("closed", "source/S-002")
    page = signed_in("custodian").get(LIST)

    assert codes(page) == ["I-0001"]
    assert page.context["page"].paginator.count == 1
    assert page.context["without_text"] == 1
    assert b"S-002" not in page.content


def test_a_closed_passage_is_not_counted(signed_in):
    closed("closed", "passage/X-0001")
    (row, _) = signed_in("custodian").get(LIST).context["rows"]

    assert row.item.passage_count == 0


@pytest.mark.parametrize("path", ["", "I-0001/", "I-0001/about/", "receive/"])
def test_a_page_asks_the_database_little(opened, path):
    client = opened("custodian")
    client.get(LIST + path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(LIST + path).status_code == 200

    assert len(asked) <= 20


def test_all_texts_are_read_by_one_piece_of_work(opened, signed_in):
    locked = signed_in("lawyer").post(f"{LIST}texts/")
    assert locked.headers["Location"].startswith("/vault/open/?next=")
    opened("analyst").post(f"{LIST}texts/")

    job = Job.objects.get()
    assert (job.state, job.result["read"]) == (Job.DONE, 2)
    assert Derivative.objects.filter(failure="").count() == 2
    assert opened("analyst").get(LIST).context["without_text"] == 0


def test_texts_that_cannot_be_read_are_named(site, opened):
    EvidenceItem.objects.filter(record__code="I-0002").update(media_type="application/pdf")
    damage(site, "changed")
    opened("analyst").post(f"{LIST}texts/")

    job = Job.objects.get()
    assert (job.state, job.result["read"]) == (Job.DONE, 0)
    assert [line[:6] for line in job.result["lines"][1:]] == ["I-0001", "I-0002"]


def test_texts_are_not_read_without_the_key(site):
    start_job(access(person("analyst", Role.ANALYST)), "derive-evidence", {})

    job = Job.objects.get()
    assert job.state == Job.FAILED
    assert "vault is locked" in job.message


def test_an_item_that_was_never_received_has_no_bytes(opened):
    EvidenceItem.objects.filter(record__code="I-0001").update(object_name="")
    client = opened("custodian")

    assert client.get(f"{LIST}I-0001/original/").status_code == 404
    client.post(f"{LIST}I-0001/verify/")
    assert Verification.objects.get().state == "missing"


def test_an_item_is_verified_with_and_without_the_key(opened, signed_in):
    answer = signed_in("analyst").post(f"{LIST}I-0001/verify/")
    assert answer.headers["Location"] == f"{LIST}I-0001/about/"
    check = Verification.objects.get()
    assert (check.state, check.with_key, check.by) == ("verified", False, "U-analyst")
    opened("custodian").post(f"{LIST}I-0001/verify/")

    check = Verification.objects.get()
    assert (check.state, check.with_key) == ("verified", True)
    assert codes(signed_in("reader").get(f"{LIST}?state=verified")) == ["I-0001"]


def damage(site, how: str) -> None:
    item = EvidenceItem.objects.get(record__code="I-0001")
    path = site.vault.objects.path(item.object_name)
    path.chmod(0o600)
    if how == "missing":
        path.unlink()
    elif how == "changed":
        path.write_bytes(path.read_bytes() + b"x")
    elif how == "another hash was received":
        EvidenceItem.objects.filter(pk=item.pk).update(sha256="0" * 64)
    elif how == "the log speaks of another":
        item.receptions.update(entry=item.receptions.get().entry + 1)
    elif how == "the log is shorter":
        item.receptions.update(entry=10_000)


@pytest.mark.parametrize(
    ("how", "state"),
    [
        ("missing", "missing"),
        ("changed", "changed"),
        ("another hash was received", "changed"),
        ("the log speaks of another", "changed"),
        ("the log is shorter", "changed"),
    ],
)
def test_what_is_not_as_it_was_sealed_is_told(site, opened, how, state):
    damage(site, how)
    client = opened("custodian")
    client.post(f"{LIST}I-0001/verify/")

    check = Verification.objects.get()
    assert check.state == state
    assert check.message in client.get(f"{LIST}I-0001/about/").content.decode()


def test_everything_is_verified_and_the_faults_are_said_in_words(site, opened):
    client = opened("custodian")
    client.post(f"{LIST}verify/")
    sound = Job.objects.get()
    assert b"as it was sealed" in client.get(sound.result["url"]).content
    damage(site, "changed")
    client.post(f"{LIST}verify/")
    page = client.get(Job.objects.order_by("-pk")[0].result["url"])

    assert [words for words, _, _ in page.context["faults"]] == [
        "A sealed file was changed. Restore it from a copy of the vault."
    ]
    assert [one.item.record.code for one in page.context["unsound"]] == ["I-0001"]
    assert Verification.objects.get(item__record__code="I-0002").state == "verified"


def test_only_a_check_has_such_a_page(opened):
    client = opened("custodian")
    client.post(f"{LIST}texts/")

    assert client.get(f"{LIST}verified/{Job.objects.get().pk}/").status_code == 404


def test_an_item_says_how_it_came_and_what_was_done_with_it(opened):
    client = opened("custodian")
    b"".join(client.get(f"{LIST}I-0001/original/").streaming_content)
    page = client.get(f"{LIST}I-0001/about/")

    assert [one.row.source.record.code for one in page.context["receptions"]] == ["S-001"]
    assert [(one.action, one.problem) for one in page.context["revisions"]] == [("create", "")]
    assert [one.actor for one in page.context["openings"]] == ["U-custodian"]
    assert opened("analyst").get(f"{LIST}I-0001/about/").context["openings"] == []


def test_a_reception_by_a_closed_source_is_not_shown(opened, receive, site):
    receive((site.evidence / "evidence/report.txt").read_bytes(), "again.txt", source="S-002")
    closed("closed", "source/S-002")
    page = opened("analyst").get(f"{LIST}I-0001/about/")

    assert [one.row.source.record.code for one in page.context["receptions"]] == ["S-001"]


def test_a_consent_is_written_down_and_taken_back(opened):
    EvidenceItem.objects.update(sensitivity="restricted")
    client = opened("investigator")
    about = client.get(f"{LIST}I-0001/about/")
    assert b"No consent is written down" in about.content
    url = f"{LIST}sources/S-001/consent/"
    said = {"uses": ["filing", "analysis"], "how": "In writing", "language": "fa"}
    back = f"{LIST}I-0001/about/"
    assert client.post(url, {**said, "given_on": "no day"}).status_code == 422
    answer = client.post(url, {**said, "given_on": "۲۰ دلو ۱۴۰۰", "back": back})
    assert answer.headers["Location"] == back
    consent = Consent.objects.get()
    assert (consent.uses, consent.recorded_by) == (["analysis", "filing"], "U-investigator")
    assert consent.given_on.written == "۲۰ دلو ۱۴۰۰"
    elsewhere = {"back": "https://example.org/"}
    answer = client.post(f"{LIST}consents/{consent.pk}/withdraw/", elsewhere)
    client.post(f"{LIST}consents/{consent.pk}/withdraw/", elsewhere)

    assert answer.headers["Location"] == LIST
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert b"No consent is written down" in client.get(back).content


def test_a_consent_of_a_closed_source_is_not_there(opened):
    source = EvidenceItem.objects.get(record__code="I-0002").source
    consent = Consent.objects.create(source=source, recorded_by="U-1a", recorded_at=timezone.now())
    closed("closed", "source/S-002")
    client = opened("investigator")

    assert client.post(f"{LIST}consents/{consent.pk}/withdraw/").status_code == 404
    assert client.get(f"{LIST}sources/S-002/consent/").status_code == 404
