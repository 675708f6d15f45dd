"""The home of a case: what is here, what waits, what changed, what is missing."""

import re
from datetime import UTC, datetime

import pytest

from dadkhah.dates import read_date
from dadkhah.records.events import Act
from dadkhah_web.cases.models import Case, Record
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.models import Consent, Source
from dadkhah_web.exchange.forgetting import forget_records
from dadkhah_web.exchange.saving import Entry, save_records
from dadkhah_web.filings.models import Filing
from dadkhah_web.jobs.models import Job
from dadkhah_web.pages.search.lacking import count_lacking
from dadkhah_web.records.models import Comment, Review
from people import access, closed, person

HOME = "/c/sample/"
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
ACT = Act("A-0003", "E-0001", "res.education", read_date("2022"), ("AF-KAB",), "A third.")


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def counts(page):
    return {str(tile.words): tile.count for tile in page.context["tiles"]}


def waiting(page):
    return {str(task.words): task.count for task in page.context["tasks"]}


def test_it_counts_what_is_here(signed_in):
    page = signed_in("reader").get(HOME)

    assert counts(page)["Acts"] == 2
    assert counts(page)["Charges"] == 1


def test_what_is_closed_is_in_no_number_and_no_change(signed_in):
    closed("names", "person/P-minister", members=(person("inside"),))
    page = signed_in("analyst").get(HOME)

    assert counts(page)["Charges"] == 0
    assert counts(page)["Persons and institutions"] == 1
    assert "P-minister" not in page.content.decode()
    assert "C-01" not in page.content.decode()
    (saved,) = page.context["changes"]
    assert (1, "Person or institution") in [(n, str(kind)) for n, kind in saved.counts]


def test_the_charges_say_what_is_missing_with_a_way_to_it(signed_in):
    page = signed_in("analyst").get(HOME)

    assert page.context["gaps"]
    assert "/c/sample/charges/elements/" in page.content.decode()


def test_who_saved_what_stands_under_its_day(signed_in, site):
    editor = access(person("editor", Role.ANALYST))
    save_records(editor, [Entry(ACT)], at=AT)
    page = signed_in("reader").get(HOME)

    saved = page.context["changes"][0]
    assert (saved.actor, [one.code for one in saved.records]) == ("U-editor", ["A-0003"])
    assert "/c/sample/records/act/A-0003/history/" in page.content.decode()


def test_what_was_forgotten_is_told_to_who_keeps_the_case_alone(signed_in, site):
    case = Case.objects.get(slug="sample")
    save_records(access(person("editor", Role.ANALYST)), [Entry(ACT)], at=AT)
    forget_records(case, ["act/A-0003"], reason="asked", vault=site.vault, actor="U-7f3a", at=AT)

    assert "A-0003" in signed_in("custodian").get(HOME).content.decode()
    assert "A-0003" not in signed_in("reader").get(HOME).content.decode()


def test_more_than_is_looked_at_is_still_counted(signed_in, site, monkeypatch):
    monkeypatch.setattr("dadkhah_web.pages.cases.changes.LOOKED_AT", 3)
    (saved,) = signed_in("reader").get(HOME).context["changes"]

    assert (2, "Acts") in [(n, str(kind)) for n, kind in saved.counts]


class TestWaiting:
    @pytest.fixture
    def coded(self, site):
        save_records(access(person("coder", Role.INVESTIGATOR)), [Entry(ACT)], at=AT)
        return Review.objects.get(record__code="A-0003")

    def test_coded_records_wait_for_a_second_reader(self, signed_in, coded):
        page = signed_in("reviewer").get(HOME)

        assert waiting(page) == {"To be reviewed by somebody who did not code it": 1}
        assert "A third." in words(page)

    def test_who_may_not_review_is_not_asked_to(self, signed_in, coded):
        assert waiting(signed_in("analyst").get(HOME)) == {}

    def test_what_was_returned_or_assigned_waits_for_that_person(self, signed_in, coded):
        Review.objects.update(state=Review.RETURNED, coded_by="U-analyst")
        Review.objects.create(
            record=Record.objects.get(code="A-0001"), assigned_to="U-analyst", at=AT
        )

        page = signed_in("analyst").get(HOME)
        assert waiting(page) == {"Returned to you": 1, "Assigned to you": 1}

    def test_comments_on_what_one_coded_wait_until_they_are_settled(self, signed_in, coded):
        Review.objects.update(coded_by="U-analyst")
        said = Comment.objects.create(record=coded.record, by="U-x", at=AT, text="Which school?")
        client = signed_in("analyst")

        assert waiting(client.get(HOME)) == {"Comments nobody has settled yet": 1}
        said.settled_by = "U-x"
        said.save()
        assert waiting(client.get(HOME)) == {}

    def test_filings_wait_for_who_may_approve(self, signed_in, site):
        Filing.objects.create(
            case=Case.objects.get(slug="sample"), kind="letter", number=1, title="A letter",
            on=AT.date(), drafted_by="U-x", drafted_at=AT, law_version="1", revision=1, listing={},
        )  # fmt: skip

        assert waiting(signed_in("lawyer").get(HOME)) == {"Filings you have not approved yet": 1}
        assert waiting(signed_in("reader").get(HOME)) == {}

    def test_work_under_way_is_shown_to_who_started_it(self, signed_in, site):
        Job.objects.create(
            case=Case.objects.get(slug="sample"), kind="verify-vault", started_by="U-analyst",
            made_at=AT,
        )  # fmt: skip

        assert waiting(signed_in("analyst").get(HOME)) == {"Work under way": 1}
        assert waiting(signed_in("reader").get(HOME)) == {}


def test_what_is_lacking_is_counted_as_the_search_lists_it(signed_in, site):
    Source.objects.filter(record__code="S-001").update(kind="src.interview")
    client = signed_in("analyst")
    who = access(person("counter", Role.READER))
    for name, count in count_lacking(who).items():
        page = client.get("/c/sample/search/", {"lacks": name})
        assert page.context["found"].total == count, name

    assert count_lacking(who)["consent"] == 1
    Consent.objects.create(
        source=Source.objects.get(record__code="S-001"), recorded_by="U-x", recorded_at=AT
    )
    assert count_lacking(who)["consent"] == 0


def test_an_empty_case_says_how_to_begin(signed_in, site):
    client = signed_in("analyst")
    client.post("/cases/new/", {"title": "New", "languages": ["en"]})
    page = client.get("/c/new/")

    assert "How to begin" in words(page)
    assert "What is missing" not in words(page)


def test_it_asks_the_database_few_questions(signed_in, django_assert_max_num_queries):
    client = signed_in("analyst")
    client.get(HOME)
    with django_assert_max_num_queries(20):
        client.get(HOME)
