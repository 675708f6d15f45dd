"""A table changed behind the back of the log shows."""

import pytest

from dadkhah_web.cases.models import Draft, Record
from dadkhah_web.exchange.checking.record_check import check_records
from dadkhah_web.qualification.models import Charge
from dadkhah_web.records.models import Act, Revision


def problems(house):
    return check_records("sample", open_log=house.vault.log).problems


def test_a_case_nobody_tampered_with_agrees_with_the_log(imported):
    checked = check_records("sample", open_log=imported.vault.log)

    assert checked.problems == ()
    assert checked.records == checked.revisions == Record.objects.count() + 2


def test_a_row_changed_without_a_revision_is_named_with_its_column(imported):
    Act.objects.filter(record__code="A-0001").update(summary="Nothing happened.")

    assert problems(imported) == ("act/A-0001: differs from its last revision in summary.",)


def test_a_row_added_without_a_revision_is_named(imported):
    Draft.objects.create(case_id=Record.objects.first().case_id, path="filings/x.yaml", text="")

    assert problems(imported) == ("draft/x.yaml: is in the tables without a revision.",)


def test_a_row_removed_without_a_revision_is_named(imported):
    Charge.objects.get().record.delete()

    assert problems(imported) == ("charge/C-01: has revisions and is not in the tables.",)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"actor": "U-0000"}, "The log says otherwise of: actor."),
        ({"entry": 10**6}, "its entry is not in the log."),
        ({"entry": 0}, "altered or belongs to another entry"),
    ],
)
def test_a_revision_altered_in_the_table_is_named(imported, change, sentence):
    Revision.objects.filter(code="C-01").update(**change)

    assert any("charge/C-01, revision 1" in p and sentence in p for p in problems(imported))


def test_a_log_damaged_on_disk_is_reported(imported):
    (tile,) = (imported.vault.log().folder / "tile/0").rglob("000.p/*")
    content = bytearray(tile.read_bytes())
    content[0] ^= 1
    tile.write_bytes(bytes(content))

    assert any(problem.startswith("log ") for problem in problems(imported))
