"""Who changed what when, each revision proven against the log of its device."""

from dataclasses import replace

import pytest

from dadkhah.errors import RecordNotFound
from dadkhah_web.exchange.selectors import find_case
from dadkhah_web.records.models import Revision
from dadkhah_web.records.selectors import history


def of(house, key):
    return history(find_case("sample"), key, open_log=house.vault.log)


@pytest.fixture
def changed(imported, case):
    act = replace(case.acts[0], summary="Two schools were closed.")
    imported.import_case(replace(case, acts=(act, case.acts[1])), update=True)
    return imported


def test_a_history_says_who_changed_which_columns(changed):
    made, edited = of(changed, "act/A-0001")

    assert (made.number, made.action, made.actor) == (1, "create", "U-7f3a")
    assert made.cells["summary"] == "A school was closed."
    assert (edited.number, edited.action, edited.changed) == (2, "change", ("summary",))
    assert (made.problem, edited.problem) == ("", "")


@pytest.mark.parametrize("key", ["case/sample", "draft/letter.yaml", "person_name/P-minister.2"])
def test_the_head_the_drafts_and_every_name_have_a_history(imported, key):
    (revision,) = of(imported, key)

    assert revision.problem == ""
    assert revision.cells


def test_a_row_moved_to_another_entry_is_not_proven(changed):
    first, _ = Revision.objects.filter(code="A-0001").order_by("number")
    other = Revision.objects.get(code="A-0002")
    entry = other.entry
    Revision.objects.filter(pk=other.pk).update(entry=10**6)
    Revision.objects.filter(pk=first.pk).update(entry=entry)

    moved, kept = of(changed, "act/A-0001")

    assert "altered or belongs to another entry" in moved.problem
    assert kept.problem == ""


def test_an_actor_altered_in_the_table_is_not_proven(changed):
    Revision.objects.filter(code="A-0001", number=2).update(actor="U-0000")

    assert of(changed, "act/A-0001")[1].problem == "The log says otherwise of: actor."


def test_a_revision_beyond_the_log_is_not_proven(changed):
    Revision.objects.filter(code="A-0001", number=2).update(entry=10**6)

    assert "older than this revision" in of(changed, "act/A-0001")[1].problem


def test_a_record_that_never_was_has_no_history(imported):
    with pytest.raises(RecordNotFound, match="never had a record 'act/A-9999'"):
        of(imported, "act/A-9999")
