"""The reading log: who read, searched, opened and took what, and who came in."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from dadkhah_web.cases.models import Case, Reading
from dadkhah_web.cases.reading_log import note_reading
from people import access, closed, person

LOG = "/c/sample/people/log/"


@pytest.fixture
def custodian(signed_in):
    return signed_in("custodian")


def subjects(page) -> list[str]:
    return [row.subject for row in page.context["page"]]


def test_what_is_read_is_a_line_with_who_and_when(custodian):
    custodian.get("/c/sample/people/U-custodian/")
    rows = Reading.objects.filter(action="read", subject="cases:person U-custodian")

    assert rows.get().actor == "U-custodian"
    page = custodian.get(LOG).content.decode()
    assert "People <bdi>U-custodian</bdi>" in page
    assert "cases:" not in page


def test_what_is_refused_is_not_read(custodian, signed_in):
    signed_in("reader").get("/c/sample/people/")

    assert not Reading.objects.filter(actor="U-reader", action="read").exists()


def test_sign_ins_of_the_people_of_the_case_are_there_and_of_no_others(custodian, signed_in):
    signed_in()
    custodian.get("/c/sample/people/")
    page = custodian.get(f"{LOG}?action=sign-in")

    assert {row.actor for row in page.context["page"]} == {"U-custodian"}


def test_the_log_is_narrowed_by_who_what_when_and_words(custodian, signed_in):
    lawyer = person("somebody", "lawyer")
    note_reading(access(lawyer), "search", "دانشگاه", at=datetime(2025, 3, 1, tzinfo=UTC))
    custodian.get("/c/sample/people/")

    assert subjects(custodian.get(f"{LOG}?actor=U-somebody")) == ["دانشگاه"]
    assert subjects(custodian.get(f"{LOG}?action=search")) == ["دانشگاه"]
    assert subjects(custodian.get(f"{LOG}?until=2025-03-01")) == ["دانشگاه"]
    assert subjects(custodian.get(f"{LOG}?words=دانش")) == ["دانشگاه"]
    assert "دانشگاه" not in subjects(custodian.get(f"{LOG}?since=2025-03-02"))
    assert subjects(custodian.get(f"{LOG}?until=۱۰ حوت ۱۴۰۳")) == []
    assert subjects(custodian.get(f"{LOG}?until=1403-12-11")) == ["دانشگاه"]
    assert custodian.get(f"{LOG}?since=never").status_code == 200


def test_lines_about_what_is_closed_to_the_reader_are_not_there(custodian, site):
    insider = person("insider", "analyst")
    closed("closed", "item/I-0002", members=(insider,))
    now = timezone.now()
    for subject in ("evidence:show I-0002", "item/I-0002", "evidence:show I-00021"):
        note_reading(access(insider), "read", subject, at=now)
    page = custodian.get(LOG)

    assert [one for one in subjects(page) if "I-0002" in one] == ["evidence:show I-00021"]
    assert "I-0002 " not in page.content.decode()


def test_the_table_is_safe_to_open_and_taking_it_is_a_line_itself(custodian, site):
    attacker = person("attacker", "reader")
    note_reading(access(attacker), "search", '=HYPERLINK("x")', at=timezone.now())
    answer = custodian.get(f"{LOG}table/?actor=U-attacker")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))

    assert rows[0]["subject"].startswith("'=")
    assert answer.headers["content-disposition"] == 'attachment; filename="reading-log-sample.csv"'
    assert Reading.objects.get(action="export").actor == "U-custodian"


def test_a_long_log_comes_in_pages_with_an_exact_count(custodian, django_assert_max_num_queries):
    now, case = timezone.now(), Case.objects.get()
    Reading.objects.bulk_create(
        Reading(case=case, actor="U-x", at=now - timedelta(n), action="read", subject=f"p {n}")
        for n in range(120)
    )
    with django_assert_max_num_queries(20):
        page = custodian.get(f"{LOG}?actor=U-x&page=3")

    assert page.context["page"].paginator.count == 120
    assert len(page.context["page"]) == 20
