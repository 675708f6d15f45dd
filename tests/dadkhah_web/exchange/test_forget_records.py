"""What is forgotten is gone from every table, and the log stays whole."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dadkhah.errors import RecordCited, RecordForgotten, RecordNotFound
from dadkhah.evidence.custody.log_check import check_log
from dadkhah_web.cases.models import Record
from dadkhah_web.exchange.forgetting import forget_records
from dadkhah_web.exchange.selectors import find_case, load_case
from dadkhah_web.records.models import Revision
from dadkhah_web.records.selectors import history, latest_revisions

AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def forget(house, *keys):
    forget_records(
        find_case("sample"), keys, reason="consent", vault=house.vault, actor="U-9c", at=AT
    )


def test_a_forgotten_record_leaves_no_value_and_no_salt_of_any_revision(imported, case):
    renamed = replace(case.charges[0], note="A first note.")
    imported.import_case(replace(case, charges=(renamed,)), update=True)

    forget(imported, "charge/C-01")

    revisions = Revision.objects.filter(kind="charge", code="C-01").order_by("number")
    assert [(r.action, len(r.disclosures) > 0) for r in revisions] == [
        ("create", False),
        ("change", False),
        ("forget", True),
    ]
    assert not Record.objects.filter(kind="charge").exists()
    assert load_case("sample").charges == ()
    assert "charge/C-01" not in latest_revisions(find_case("sample"))


def test_the_log_is_sound_after_forgetting(imported):
    forget(imported, "charge/C-01")
    log = imported.vault.log()

    assert check_log(log.folder, log.vkey) == []


def test_the_history_of_a_forgotten_record_says_who_forgot_it_when_and_why(imported):
    forget(imported, "charge/C-01")

    made, forgotten = history(find_case("sample"), "charge/C-01", open_log=imported.vault.log)
    assert (made.actor, dict(made.cells), made.problem) == ("U-7f3a", {}, "")
    assert (forgotten.actor, forgotten.at, forgotten.reason) == ("U-9c", AT, "consent")
    assert forgotten.problem == ""


def test_a_record_that_others_rest_on_is_refused_with_all_of_them(imported):
    size = imported.vault.head().size

    with pytest.raises(RecordCited) as refused:
        forget(imported, "passage/X-0002", "act/A-0001")
    for key in ("person/P-minister", "involvement/V-01", "proposition/F-0001"):
        assert key in str(refused.value)
    assert Record.objects.filter(kind="act", code="A-0001").exists()
    assert imported.vault.head().size == size


def test_a_charge_that_a_finding_is_about_is_kept_until_the_finding_goes(imported, case):
    about = replace(case.findings[1], charges=("C-01",))
    imported.import_case(replace(case, findings=(case.findings[0], about)), update=True)

    assert load_case("sample").findings[1] == about
    with pytest.raises(RecordCited, match=r"charge/C-01 is cited by .*finding/N-0002"):
        forget(imported, "charge/C-01")
    forget(imported, "finding/N-0002", "charge/C-01")
    assert load_case("sample").charges == ()


def test_a_record_is_forgotten_together_with_what_rests_on_it(imported):
    forget(imported, "act/A-0001", "involvement/V-01", "proposition/F-0001", "finding/N-0001")

    assert [act.id for act in load_case("sample").acts] == ["A-0002"]


def test_a_draft_is_forgotten_like_a_record(imported):
    forget(imported, "draft/letter.yaml")

    assert load_case("sample").drafts == {}


def test_an_import_does_not_bring_back_what_was_forgotten(imported, case):
    forget(imported, "charge/C-01")
    size = imported.vault.head().size

    with pytest.raises(
        RecordForgotten, match=r"charge/C-01, forgotten 2026-11-25 by U-9c: consent"
    ):
        imported.import_case(case, update=True)
    assert load_case("sample").charges == ()
    assert imported.vault.head().size == size


def test_a_name_may_take_the_place_of_a_forgotten_one(imported, case):
    last = case.person_names[-1]
    place = sum(name.person == last.person for name in case.person_names)
    forget(imported, f"person_name/{last.person}.{place}")
    imported.import_case(case, update=True)

    assert load_case("sample").person_names == case.person_names


def test_a_record_brought_back_on_purpose_counts_its_revisions_on(imported, case):
    forget(imported, "charge/C-01")
    imported.import_case(case, update=True, bring_back=["charge/C-01"])
    imported.import_case(case, update=True)

    numbers = (
        Revision.objects.filter(code="C-01").order_by("number").values_list("number", "action")
    )
    assert list(numbers) == [(1, "create"), (2, "forget"), (3, "create")]


def test_what_was_never_there_cannot_be_forgotten(imported):
    with pytest.raises(RecordNotFound, match="no record 'act/A-9999'"):
        forget(imported, "act/A-9999")
