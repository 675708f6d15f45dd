"""The tables are what the models say, and dates keep all they mean."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from dadkhah.dates import Calendar, read_date
from dadkhah.exchange.tables import TABLES
from dadkhah_web.cases import services
from dadkhah_web.cases.models import Case, Record
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.exchange.kinds import KINDS
from dadkhah_web.records.models import Event


def test_no_change_of_a_model_waits_for_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_has_a_name():
    ours = [Path(one.path) for one in apps.get_app_configs() if "dadkhah" in one.name]
    migrations = [path.name for app in ours for path in app.glob("migrations/0*.py")]

    assert len(migrations) >= len(ours)
    assert not [name for name in migrations if "_auto_" in name]


def test_tables_that_are_up_to_date_are_left_alone(db, monkeypatch):
    monkeypatch.setattr(services, "call_command", None)

    services.bring_tables_up_to_date()


@pytest.mark.parametrize(
    ("written", "calendar"),
    [
        ("2022-02-09", Calendar.GREGORIAN),
        ("۲۰ دلو ۱۴۰۰", Calendar.SOLAR_HIJRI),
        ("2021-08-15/..", Calendar.GREGORIAN),
        ("1446", Calendar.LUNAR_HIJRI),
    ],
)
def test_a_date_comes_back_as_it_was_written_with_what_it_means(db, written, calendar):
    case = Case.objects.create(slug="one", title="One")
    event = Event(record=Record.objects.create(case=case, kind="event", code="E-1"), title="x")
    event.date = read_date(written, calendar)
    event.save()

    assert Event.objects.get().date == read_date(written, calendar)


def test_a_date_nobody_wrote_is_none():
    item = EvidenceItem()
    item.published_on = read_date("2021")
    item.published_on = None

    assert item.published_on is None
    assert item.published_on_earliest is None


def test_every_table_of_the_case_folder_has_its_kind():
    assert {kind.part for kind in KINDS} == {t.name for t in TABLES} - {"receptions"}
