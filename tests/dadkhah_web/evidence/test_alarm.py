"""A fault of the vault is shown to who may audit the case, and to nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from dadkhah.evidence.disposal.record import Disposal
from dadkhah.evidence.fixity import Fault, FixityReport, KeptReports
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.models import EvidenceItem, Verification
from dadkhah_web.evidence.proof import verification
from dadkhah_web.evidence.proof.alarm import SHOWN, alarm_for
from dadkhah_web.evidence.proof.verification import check_item, keep_faults
from dadkhah_web.exchange.work import fixity
from dadkhah_web.exchange.work.fixity import keep_watch, verify_when_due
from people import access, person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, tzinfo=UTC)
FAULTS = tuple(Fault("object-missing", f"objects/ab/{n}", "It is missing.") for n in range(9))


@pytest.fixture
def reports(imported, settings):
    settings.DADKHAH_HOME = imported.vault.home
    return KeptReports(imported.vault.home)


@pytest.fixture
def custodian(reports):
    return access(person("c001", Role.CUSTODIAN))


def found(*faults):
    return FixityReport(1, 1, 1, faults, ())


def shown(alarm):
    return render_to_string("evidence/_alarm.html", {"alarm": alarm})


def test_a_fault_is_shown_to_who_may_audit_until_a_check_finds_none(reports, custodian):
    now = timezone.now()
    assert alarm_for(custodian) is None
    reports.keep(found(*FAULTS), at=now)

    alarm = alarm_for(custodian)

    assert (alarm.faults, alarm.first) == (9, FAULTS[:SHOWN])
    assert alarm_for(access(person("a001", Role.ANALYST))) is None
    assert 'role="alert"' in shown(alarm)
    assert "objects/ab/0" in shown(alarm)
    reports.keep(found(), at=now + timedelta(seconds=1))
    assert alarm_for(custodian) is None
    assert shown(None).strip() == ""


def test_a_check_that_is_late_is_shown(reports, custodian, settings):
    reports.keep(found(), at=timezone.now() - timedelta(days=61))

    alarm = alarm_for(custodian)

    assert alarm.faults == 0
    assert "too long ago" in shown(alarm)
    settings.DADKHAH_VERIFY_EVERY_DAYS = 0
    assert alarm_for(custodian) is None


def test_the_vault_is_checked_when_it_is_due_and_not_before(reports):
    assert verify_when_due(30, at=AT)
    assert reports.newest().is_sound
    assert not verify_when_due(30, at=AT + timedelta(days=29))
    assert verify_when_due(30, at=AT + timedelta(days=30))
    assert not verify_when_due(0, at=AT + timedelta(days=900))


def test_a_damaged_object_is_found_by_the_check_that_nobody_asked_for(reports, imported):
    path = next(path for path in imported.vault.objects.objects.rglob("*") if path.is_file())
    path.unlink()

    verify_when_due(30, at=AT)

    assert [one.code for one in reports.newest().faults] == ["object-missing"]


def test_only_one_process_checks(reports):
    reports.folder.mkdir()
    with fixity.FileLock(reports.folder / "lock"):
        assert not verify_when_due(30, at=AT)
    assert reports.newest() is None


def test_a_vault_that_cannot_be_read_is_a_fault(reports, imported, monkeypatch):
    def broken(*_, **__):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(fixity, "check_vault", broken)
    verify_when_due(30, at=AT)
    assert [one.code for one in reports.newest().faults] == ["vault-unreadable"]

    monkeypatch.undo()
    (imported.vault.folder / "vault.json").write_bytes(b"{}")
    verify_when_due(30, at=AT + timedelta(days=30))
    assert [one.code for one in reports.newest().faults] == ["vault-not-readable"]


def test_where_there_is_no_vault_nothing_is_checked(settings, tmp_path):
    settings.DADKHAH_HOME = tmp_path

    assert not verify_when_due(30, at=AT)
    assert list(tmp_path.iterdir()) == []


class Stop:
    """Says after how many looks it is enough."""

    def __init__(self, looks):
        self.looks = looks

    def wait(self, seconds):
        assert seconds == fixity.LOOK_EVERY
        self.looks -= 1
        return self.looks == 0


def test_the_worker_looks_again_and_again_until_it_stops(monkeypatch):
    asked = []
    monkeypatch.setattr(fixity, "verify_when_due", lambda days, at: asked.append(days))

    keep_watch(7, stop=Stop(3)).join(10)

    assert asked == [7, 7, 7]


def test_an_item_whose_object_was_disposed_of_says_so(reports, custodian, imported, monkeypatch):
    item = EvidenceItem.objects.order_by("pk").first()
    disposal = Disposal("ab" * 16, 7, item.object_name, "a court ordered it", ())
    monkeypatch.setattr(verification, "disposals_in", lambda *_: {item.object_name: disposal})

    assert check_item(item, None).state == "disposed"
    counts = keep_faults(custodian.case, (), (disposal,), by="U-c001", at=AT, with_key=False)
    assert counts["disposed"] == 1
    assert "a court ordered it" in Verification.objects.get(item=item).message
