"""Matrix, gaps, search, filings and jobs through the API."""

import hashlib
from datetime import date

import pytest
from django.utils import timezone

from dadkhah_web.cases.models import Case, Reading, Record
from dadkhah_web.exchange import snapshot
from dadkhah_web.filings.models import Filing, FilingFile


@pytest.fixture(autouse=True)
def provable(site):
    """The small case without the finding that rests on nothing; no answer of another test."""
    Record.objects.get(kind="finding", code="N-0002").delete()
    snapshot._kept.clear()


def test_the_matrix_is_that_of_the_command(program):
    matrix = program("reader")("GET", "cases/sample/matrix").json()

    assert (matrix["case"], matrix["standard"]) == ("sample", "reasonable-grounds")
    assert [one["id"] for one in matrix["charges"]] == ["C-01"]
    assert matrix["checks"]


def test_a_part_of_the_matrix_is_another_answer(program):
    reader = program("reader")
    whole = reader("GET", "cases/sample/matrix").json()
    part = reader("GET", "cases/sample/matrix?standard=reasonable-basis").json()

    assert (whole["standard"], part["standard"]) == ("reasonable-grounds", "reasonable-basis")


def test_a_standard_of_the_court_is_refused(program):
    answer = program("reader")("GET", "cases/sample/matrix?standard=beyond-reasonable-doubt")

    assert (answer.status_code, answer.json()["code"]) == (422, "standard-of-the-court")


def test_the_gaps_say_what_is_missing(program):
    assert "charges" in program("reader")("GET", "cases/sample/gaps").json()


def test_search_counts_exactly_and_says_what_it_left_out(program):
    found = program("reader")("GET", "cases/sample/search?q=school+OR&size=1").json()

    assert found["total"] > 1
    assert len(found["hits"]) == 1
    assert found["left_out"] == ["OR"]


def test_search_by_kind_and_date_of_any_calendar(program):
    reader = program("reader")
    asked = "q=school&kind=act&since=2021-08-01&until=31+Asad+1400"
    acts = reader("GET", f"cases/sample/search?{asked}").json()
    strange = reader("GET", "cases/sample/search?q=school&since=soon")

    assert [one["record"] for one in acts["hits"]] == ["act/A-0001", "act/A-0002"]
    later = reader("GET", "cases/sample/search?q=school&kind=act&since=2022").json()
    assert later["total"] == 0
    assert (strange.status_code, strange.json()["code"]) == (422, "date-not-understood")


def test_a_job_of_somebody_else_is_not_there(program):
    number = program("analyst")("POST", "cases/sample/evidence/I-0001/verify").json()["number"]
    reader, custodian = program("reader"), program("custodian")

    assert reader("GET", f"cases/sample/jobs/{number}").status_code == 404
    assert reader("POST", f"cases/sample/jobs/{number}/stop").status_code == 404
    assert custodian("GET", f"cases/sample/jobs/{number}").json()["state"] == "done"
    assert custodian("POST", f"cases/sample/jobs/{number}/stop").status_code == 200


class TestOfFilings:
    """A filing is drafted by a job, and its files are fetched byte for byte."""

    @pytest.fixture
    def lawyer(self, program):
        return program("lawyer")

    def test_there_is_none_in_the_beginning(self, lawyer):
        assert lawyer("GET", "cases/sample/filings").json() == []
        assert lawyer("GET", "cases/sample/filings/letter/1").status_code == 404

    def test_a_draft_is_a_job_that_says_why_it_failed(self, lawyer):
        answer = lawyer("POST", "cases/sample/filings/letter", {"on": f"{date(2026, 11, 24)}"})

        assert answer.status_code == 202
        assert answer.json()["kind"] == "draft-filing"
        assert lawyer("POST", "cases/sample/filings/poem", {"on": "2026-11-24"}).status_code == 404

    def test_one_is_shown_with_its_files_and_each_fetch_is_an_export(self, lawyer, filing):
        (shown,) = lawyer("GET", "cases/sample/filings").json()
        file = lawyer("GET", "cases/sample/filings/letter/1/files/letter.json")

        assert shown == lawyer("GET", "cases/sample/filings/letter/1").json()
        assert shown["files"][0]["name"] == "letter.json"
        assert file.content == b"{}"
        assert file.headers["Content-Disposition"] == 'attachment; filename="letter.json"'
        assert Reading.objects.filter(action="export").count() == 1

    @pytest.fixture
    def filing(self, site):
        row = Filing.objects.create(
            case=Case.objects.get(),
            kind="letter",
            number=1,
            title="A letter",
            on=date(2026, 11, 24),
            drafted_by="U-1",
            drafted_at=timezone.now(),
            law_version="1",
            revision=1,
            listing={"facts": [], "exhibits": []},
        )
        FilingFile.objects.create(
            filing=row,
            name="letter.json",
            media_type="application/json",
            sha256=hashlib.sha256(b"{}").hexdigest(),
            content=b"{}",
        )
        return row
