"""Checks leave a report, the newest counts, and it says when the next one is due."""

from datetime import UTC, datetime, timedelta

import pytest

from dadkhah.evidence.fixity import Fault, FixityReport, KeptReports, kept_reports

AT = datetime(2026, 11, 24, 2, 3, tzinfo=UTC)
FAULT = Fault("object-missing", "objects/ab/cd", "It is missing.")


def report(*faults):
    return FixityReport(3, 600, 7, faults, ("a note",))


@pytest.fixture
def reports(tmp_path):
    return KeptReports(tmp_path / "home")


def test_the_newest_report_counts(reports):
    assert reports.newest() is None
    reports.keep(report(FAULT), at=AT)
    reports.keep(report(), at=AT + timedelta(days=1))

    last = reports.newest()

    assert (last.at, last.is_sound) == (AT + timedelta(days=1), True)
    assert (last.objects, last.bytes, last.entries) == (3, 600, 7)


def test_a_report_is_for_its_owner_alone(reports):
    path = reports.keep(report(FAULT), at=AT)

    assert path.stat().st_mode & 0o077 == 0
    assert reports.newest().faults == (FAULT,)


def test_a_check_that_could_not_be_made_is_a_fault(reports):
    reports.keep_failure("vault-not-readable", "vault.json is gone.", at=AT)

    assert [one.code for one in reports.newest().faults] == ["vault-not-readable"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"at": "now"}', b"\xff"])
def test_what_cannot_be_read_was_no_report(reports, content):
    reports.keep(report(), at=AT)
    (reports.folder / "2027-01-01T000000Z.json").write_bytes(content)

    assert reports.newest().at == AT


@pytest.mark.parametrize(
    ("days_ago", "every", "is_due", "is_late"),
    [(None, 30, True, False), (29, 30, False, False), (30, 30, True, False), (60, 30, True, True),
     (900, 0, False, False), (None, 0, False, False)],
)  # fmt: skip
def test_a_check_is_due_after_its_interval_and_late_after_two(
    reports, days_ago, every, is_due, is_late
):
    if days_ago is not None:
        reports.keep(report(), at=AT - timedelta(days=days_ago))

    assert reports.is_due(every, at=AT) is is_due
    assert reports.is_late(every, at=AT) is is_late


def test_old_sound_reports_go_and_those_with_faults_stay(reports, monkeypatch):
    monkeypatch.setattr(kept_reports, "KEPT", 2)
    for day in range(5):
        reports.keep(report(*([FAULT] if day == 0 else [])), at=AT + timedelta(days=day))

    kept = sorted(path.name[:10] for path in reports.folder.glob("*.json"))
    assert kept == ["2026-11-24", "2026-11-27", "2026-11-28"]
