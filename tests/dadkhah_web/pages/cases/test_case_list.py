"""The list of cases, a new case, the sample case, and cases that nobody is in."""

import re
from datetime import UTC, datetime

import pytest

from dadkhah.exchange.casefolder import write_case_folder
from dadkhah.records.case import CaseInfo
from dadkhah_web.cases.access import enter_case
from dadkhah_web.cases.models import Case, Membership
from dadkhah_web.cases.roles import Role
from dadkhah_web.cases.services import FOUNDER, adopt_orphans
from dadkhah_web.exchange.checking.record_check import check_records
from dadkhah_web.exchange.findable import check_search
from dadkhah_web.exchange.services import begin_case
from dadkhah_web.jobs.models import Job
from dadkhah_web.records.models import Review, Revision
from people import closed, person

LIST = "/cases/"
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def card(page):
    (only,) = page.context["cards"]
    return only


def test_it_shows_the_cases_one_works_on_and_no_other(signed_in):
    Case.objects.create(slug="other", title="Another case")
    page = signed_in("analyst", "lawyer").get(LIST)

    assert card(page).case.slug == "sample"
    assert [str(role) for role in card(page).roles] == ["analyst", "lawyer"]
    assert "Another case" not in words(page)


def test_it_says_what_waits_and_counts_nothing_that_is_closed(signed_in, django_user_model):
    client = signed_in("analyst")
    before = card(client.get(LIST)).records
    closed("names", "person/P-minister", members=(person("inside"),))
    after = card(client.get(LIST))

    assert after.records < before
    assert after.waiting == 0
    some = Case.objects.get(slug="sample").records.get(code="A-0001")
    Review.objects.create(record=some, assigned_to="U-analyst", at=AT)
    assert card(client.get(LIST)).waiting == 1


def test_a_reviewer_sees_how_much_is_to_be_reviewed(signed_in):
    client = signed_in("reviewer")
    some = Case.objects.get(slug="sample").records.get(code="A-0001")
    Review.objects.create(record=some, coded_by="U-x", at=AT)

    assert card(client.get(LIST)).waiting == 1


def test_who_is_in_no_case_is_told_what_to_do(signed_in):
    assert "You are in no case yet" in words(signed_in().get(LIST))


class TestANewCase:
    def test_lets_in_who_made_it_with_every_role_but_the_second_readers(self, signed_in):
        client = signed_in()
        made = client.post("/cases/new/", {"title": "Closed schools", "languages": ["en", "fa"]})

        assert made.headers["Location"] == "/c/closed-schools/"
        case = Case.objects.get(slug="closed-schools")
        assert case.languages == ["en", "fa"]
        assert set(case.memberships.values_list("role", flat=True)) == set(FOUNDER)

    def test_has_a_revision_that_the_log_proves(self, signed_in, site):
        signed_in().post("/cases/new/", {"title": "Closed schools", "languages": ["en"]})

        revision = Revision.objects.get(case__slug="closed-schools")
        assert (revision.kind, revision.action) == ("case", "create")
        assert check_records("closed-schools", open_log=site.vault.log).problems == ()

    def test_is_named_after_its_title_and_never_like_another(self, signed_in):
        client = signed_in()
        for title in ("Sample", "مکتب‌های بسته", "مکتب‌ها"):
            client.post("/cases/new/", {"title": title, "languages": ["fa"]})

        assert set(Case.objects.values_list("slug", flat=True)) == {
            "sample", "sample-2", "case", "case-2",
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("slug", "reason"), [("sample", "is taken"), ("Über uns", "small letters")]
    )
    def test_refuses_a_short_name_that_will_not_do(self, signed_in, slug, reason):
        page = signed_in().post("/cases/new/", {"title": "One", "languages": ["en"], "slug": slug})

        assert page.status_code == 422
        assert reason in words(page)

    def test_is_not_made_twice_when_somebody_is_quicker(self, signed_in, monkeypatch, site):
        monkeypatch.setattr("dadkhah_web.pages.cases.forms.free_slug", lambda _title: "sample")
        page = signed_in().post("/cases/new/", {"title": "One", "languages": ["en"]})

        assert page.status_code == 422
        assert "is taken" in words(page)


class TestTheSampleCase:
    @pytest.fixture
    def shipped(self, case, house, monkeypatch, settings):
        """The small case, in the place of the one that ships; nothing is loaded."""
        settings.DADKHAH_HOME = house.vault.home
        folder = house.evidence.parent / "shipped"
        write_case_folder(
            case, folder, open_item=lambda item: (house.evidence / item.file).open("rb")
        )
        sample = "dadkhah_web.exchange.work.sample"
        monkeypatch.setattr(f"{sample}.sample_folder", lambda: folder)
        monkeypatch.setattr(f"{sample}.SAMPLE", "sample")
        # Its codes are shorter than the law's, which is not what is tested here.
        monkeypatch.setattr(f"{sample}.read_case_folder", lambda _folder, law: case)
        return folder

    def test_is_loaded_once_and_can_be_searched(self, shipped, client):
        client.force_login(person("first"))
        assert "Load the sample case" in words(client.get(LIST))

        started = client.post("/cases/sample/")

        job = Job.objects.get()
        assert started.headers["Location"] == f"/c/sample/jobs/{job.pk}/"
        assert (job.state, job.message) == ("done", "")
        case = Case.objects.get(slug="sample")
        assert case.records.filter(kind="act").count() == 2
        assert check_search(case) == ()
        assert case.search_entries.filter(kind="page", folded_text__contains="school").exists()
        assert "Load the sample case" not in words(client.get(LIST))
        assert client.post("/cases/sample/").headers["Location"] == LIST
        assert Job.objects.count() == 1


def test_cases_that_nobody_is_in_can_be_adopted(imported):
    owner = person("owner")
    begin = CaseInfo("theirs", "Theirs", "", "", "", ("en",), (), ())
    begin_case(begin, person("other"), vault=imported.vault, at=AT)

    adopt_orphans(owner)
    adopt_orphans(owner)

    assert enter_case(owner, "sample").roles == frozenset(FOUNDER)
    assert not Membership.objects.filter(user=owner, case__slug="theirs").exists()
    assert Role.REVIEWER not in FOUNDER
