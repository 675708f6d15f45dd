"""Nobody gives themselves more than their roles allow, and no refusal or filter tells a secret."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from calling import caller_as
from dadkhah_web.cases.models import Compartment, Invitation
from dadkhah_web.cases.reading_log import note_reading
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence import spool
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.jobs.models import Job
from dadkhah_web.records.models import Revision
from people import access, closed, person

RECORDS = "/c/sample/records/"
ITEM = "/api/v1/cases/sample/records/item/I-0001"


def changed(caller, **cells: str) -> int:
    """Change cells of the first item, and return the status of the answer."""
    number = Revision.objects.filter(kind="item", code="I-0001").count()
    body = {"cells": cells, "based_on": number}
    options = {"headers": {"authorization": f"Bearer {caller.token}"}}
    kind = "application/json"
    return caller.client.patch(ITEM, body, content_type=kind, **options).status_code


def test_who_may_not_open_a_sealed_item_cannot_unseal_it(site):
    """Form, API and restored revision are saved in one place."""
    analyst = caller_as(person("analyst", Role.ANALYST))
    lawyer = caller_as(person("lawyer", Role.LAWYER))
    assert changed(analyst, sensitivity="sealed") == 200
    assert changed(analyst, sensitivity="public") == 403
    path = f"{RECORDS}item/I-0001/restore/"
    assert analyst.client.post(path, {"number": "1"}).status_code == 403

    assert changed(analyst, note="seen") == 200
    assert changed(lawyer, sensitivity="restricted") == 200
    item = EvidenceItem.objects.get(record__code="I-0001")
    assert (item.note, item.sensitivity) == ("seen", "restricted")


def test_who_records_does_not_restore_what_analysts_concluded(site):
    investigator = caller_as(person("investigator", Role.INVESTIGATOR)).client
    analyst = caller_as(person("analyst", Role.ANALYST)).client
    for kind, code in (("charge", "C-01"), ("proposition", "F-0001"), ("finding", "N-0001")):
        path = f"{RECORDS}{kind}/{code}/restore/"
        assert investigator.post(path, {"number": "1"}).status_code == 403

    # By another analyst.
    assert analyst.post(f"{RECORDS}finding/N-0001/restore/", {"number": "1"}).status_code == 403


def test_restoring_does_not_name_what_is_closed_and_does_not_lose_it(site):
    insider, outsider = person("insider", Role.ANALYST), person("outsider", Role.ANALYST)
    closed("closed", "passage/X-0002", members=(insider,))
    path = f"{RECORDS}person/P-minister/"
    page = caller_as(outsider).client.post(f"{path}restore/", {"number": "1"}, follow=True)

    assert page.status_code == 200
    assert "X-0002" not in page.content.decode()
    assert "X-0002" in caller_as(insider).client.get(path).content.decode()


@pytest.mark.parametrize(
    ("kind", "question", "key"),
    [
        ("act", "restriction=R-0001", "restriction/R-0001"),
        ("passage", "quote=The school was closed", ""),
    ],
)
def test_a_filter_of_the_api_does_not_tell_what_is_closed(site, kind, question, key):
    caller = caller_as(person("analyst", Role.ANALYST))
    asked = (f"/api/v1/cases/sample/records/{kind}?{question}",)
    options = {"headers": {"authorization": f"Bearer {caller.token}"}}
    assert caller.client.get(*asked, **options).json()["total"] == 1
    EvidenceItem.objects.update(sensitivity="sealed")
    if key:
        closed("closed", key)

    assert caller.client.get(*asked, **options).json()["total"] == 0


def test_the_work_of_others_may_name_what_is_closed_and_is_not_there(site):
    custodian = access(person("custodian", Role.CUSTODIAN))
    row = Job.objects.create(
        case=custodian.case,
        kind="verify-item",
        started_by="U-insider",
        made_at=timezone.now(),
        result={"lines": ["I-0002 is unchanged."]},
    )
    client = caller_as(custodian.user).client
    assert "I-0002" in client.get(f"/c/sample/jobs/{row.pk}/").content.decode()
    closed("closed", "item/I-0002")

    assert client.get(f"/c/sample/jobs/{row.pk}/").status_code == 404


def test_who_was_taken_out_does_not_come_back_by_a_link_of_their_own(site):
    first, second = person("first", Role.CUSTODIAN), person("second", Role.CUSTODIAN)
    mine, theirs = caller_as(first).client, caller_as(second).client
    invite = "/c/sample/people/invite/"
    links = [theirs.post(invite, {"roles": ["custodian"]}).context["link"] for _ in range(2)]
    theirs.post("/c/sample/people/U-second/", {"roles": ["reader"]})
    assert theirs.get(links[0]).status_code == 404, "demoted"
    mine.post("/c/sample/people/U-second/remove/")

    assert theirs.get(links[1]).status_code == 404
    assert not Invitation.objects.exists()


def test_no_line_of_the_log_tells_of_a_compartment_one_is_not_in(site):
    insider = access(person("insider", Role.CUSTODIAN))
    outsider = caller_as(person("outsider", Role.CUSTODIAN)).client
    inside = caller_as(insider.user).client
    inside.post("/c/sample/compartments/new/", {"title": "closed"})
    number = Compartment.objects.get().pk
    page = f"/c/sample/compartments/{number}/"
    inside.get(page)
    inside.post(page, {"people": ["U-insider"]})
    note_reading(insider, "people", f"compartment {number}1: U-insider", at=timezone.now())

    def lines(client) -> list[str]:
        rows = client.get("/c/sample/people/log/?actor=U-insider").context["page"]
        return [row.subject for row in rows if "compartment" in row.subject]

    assert len(lines(inside)) == 4
    assert lines(outsider) == [f"compartment {number}1: U-insider"]


def test_files_of_strangers_are_never_written(site, client, monkeypatch):
    written = []
    make = spool.new_part
    monkeypatch.setattr(spool, "new_part", lambda: written.append(1) or make())
    file = SimpleUploadedFile("a.bin", b"x" * 1000)
    client.post("/accounts/login/", {"login": "x", "password": "y", "file": file})
    client.post("/api/v1/cases/sample/evidence", {"files": file, "source": "S-001"})

    assert written == []


@pytest.mark.parametrize(
    "path",
    [
        "records/act/?year=0",
        "records/act/?year=99999999999",
        "search/?q=school&page=99999999999999999999999",
        f"search/?q=school&page={'9' * 5000}",
        f"evidence/I-0001/?page={'9' * 5000}",
        f"evidence/?page={'9' * 5000}",
        f"jobs/?page={'9' * 30}",
    ],
)
def test_a_number_nobody_means_breaks_no_page(site, path):
    client = caller_as(person("analyst", Role.ANALYST)).client

    assert client.get(f"/c/sample/{path}").status_code == 200
