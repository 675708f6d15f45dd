"""A case enters whole or not at all, and comes out as it went in."""

import hashlib
from dataclasses import replace

import pytest

from dadkhah.errors import CaseExists, CaseNotFound, ItemsNotReceived, RecordsRefused
from dadkhah.exchange.casefolder import read_case_folder, write_case_folder
from dadkhah.records.evidence import Citations
from dadkhah_web.cases.models import Case, Coding, Record
from dadkhah_web.evidence.models import Citation
from dadkhah_web.exchange.selectors import list_cases, load_case
from dadkhah_web.records.models import Act, Revision


def without_custody(case):
    """The case as it was before a vault had it."""
    items = tuple(replace(i, sha256="", size=0, object_name="") for i in case.items)
    return replace(case, items=items, receptions=())


def test_a_case_comes_out_of_the_tables_as_it_went_in(imported, case):
    assert without_custody(load_case("sample")) == case


def test_every_item_knows_its_hash_its_object_and_the_entry_of_its_reception(imported):
    loaded = load_case("sample")

    assert [len(item.sha256) for item in loaded.items] == [64, 64]
    assert all(item.object_name and item.size for item in loaded.items)
    assert [r.item for r in loaded.receptions] == ["I-0001", "I-0002"]
    assert {r.device for r in loaded.receptions} == {imported.vault.device}


def test_every_record_the_head_and_each_draft_leave_one_entry_in_the_log(house, case):
    done = house.import_case(case)
    entries = list(Revision.objects.order_by("entry").values_list("entry", flat=True))

    assert len(done.created) == Record.objects.count() + 2 == Revision.objects.count()
    size = house.vault.head().size
    assert entries == list(range(size - len(done.created), size))


def test_export_and_import_give_the_same_case(imported, tmp_path):
    loaded = load_case("sample")
    texts = {item.object_name: (imported.evidence / item.file) for item in loaded.items}
    folder = tmp_path / "export"
    write_case_folder(loaded, folder, open_item=lambda i: texts[i.object_name].open("rb"))

    assert read_case_folder(folder) == loaded


def test_a_case_that_exists_is_refused_and_nothing_is_written(imported, case):
    size = imported.vault.head().size

    with pytest.raises(CaseExists, match="--update"):
        imported.import_case(case)
    assert imported.vault.head().size == size


def test_an_update_saves_revisions_of_what_changed_and_of_nothing_else(imported, case):
    changed = replace(case.acts[0], summary="Two schools were closed.", places=("AF-KAB",))
    new = replace(case.acts[1], id="A-0003")
    update = replace(case, acts=(changed, case.acts[1], new), charges=())

    done = imported.import_case(update, update=True)

    assert done.created == ("act/A-0003",)
    assert done.changed == ("act/A-0001",)
    assert done.absent == ("charge/C-01",)
    assert done.received == 0
    loaded = load_case("sample")
    assert loaded.acts == update.acts
    assert loaded.charges == case.charges


def test_an_update_receives_the_file_of_an_item_whose_bytes_changed(imported, case):
    (imported.evidence / "evidence/report.txt").write_text("Other words.", encoding="utf-8")
    measured = replace(load_case("sample").items[0], sha256="", object_name="")
    fresh = replace(measured, sha256=_sha256("Other words."), size=12)

    done = imported.import_case(replace(case, items=(fresh, case.items[1])), update=True)

    assert (done.received, done.changed) == (1, ("item/I-0001",))
    assert load_case("sample").items[0].size == 12
    assert len([r for r in load_case("sample").receptions if r.item == "I-0001"]) == 2


def test_a_record_that_names_none_is_refused_with_all_others_and_nothing_is_written(house, case):
    broken = replace(
        case,
        acts=(replace(case.acts[0], event="E-9999", citations=Citations(("X-9999",))),),
        involvements=(replace(case.involvements[0], subject="A-9999"),),
    )
    size = house.vault.head().size

    with pytest.raises(RecordsRefused) as refused:
        house.import_case(broken)
    for name in ("E-9999", "X-9999", "A-9999", "A-0002"):
        assert f"'{name}'" in str(refused.value)
    assert not Case.objects.exists()
    assert house.vault.head().size == size


def test_a_text_that_postgresql_cannot_hold_is_refused_on_both(house, case):
    broken = replace(case, sources=(replace(case.sources[0], description="a\0b"), case.sources[1]))

    with pytest.raises(RecordsRefused, match="source/S-001: description contains a NUL"):
        house.import_case(broken)


def test_two_records_of_one_id_are_refused(house, case):
    with pytest.raises(RecordsRefused, match="act/A-0001: there are two"):
        house.import_case(replace(case, acts=(*case.acts, case.acts[0])))


def test_a_file_that_cannot_be_received_refuses_the_case(house, case):
    (house.evidence / "evidence/decree.txt").unlink()

    with pytest.raises(ItemsNotReceived, match=r"decree\.txt"):
        house.import_case(case)
    assert not Case.objects.exists()


def test_a_log_that_cannot_be_written_leaves_no_rows(house, case, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(house.vault), "record", full)

    with pytest.raises(OSError, match="No space"):
        house.import_case(case)
    assert not Case.objects.exists()
    assert not Record.objects.exists()


def test_a_crash_before_the_commit_leaves_entries_without_rows_never_rows_without_entries(
    house, case, monkeypatch
):
    def crash(*_arguments, **_options):
        raise KeyboardInterrupt

    before = house.vault.head().size
    monkeypatch.setattr(Revision.objects, "bulk_create", lambda rows: [*rows, crash()])

    with pytest.raises(KeyboardInterrupt):
        house.import_case(case)
    assert house.vault.head().size > before + len(case.items)
    assert not Record.objects.exists()


def test_a_passage_knows_every_statement_that_rests_on_it(imported):
    resting = Record.objects.filter(citations__passage__record__code="X-0002").distinct()
    against = Citation.objects.filter(passage__record__code="X-0002", bearing="contradicts")

    assert {str(r) for r in resting} == {"person/P-minister", "act/A-0001", "proposition/F-0001"}
    assert [str(c.record) for c in against] == ["act/A-0001"]


def test_acts_are_found_by_place_and_by_the_days_they_may_mean(imported):
    in_herat = Coding.objects.filter(column="places", value="AF-HER")
    in_2021 = Act.objects.filter(date_earliest__lte="2021-12-31", date_latest__gte="2021-10-01")

    assert [str(coding.record) for coding in in_herat] == ["act/A-0001"]
    assert [str(act) for act in in_2021] == ["act/A-0002"]


def test_a_case_nobody_has_is_refused_with_those_there_are(imported):
    with pytest.raises(CaseNotFound, match="Cases here: sample"):
        load_case("simple")


def test_cases_are_listed_with_how_much_is_in_them(imported):
    (summary,) = list_cases()

    assert (summary.slug, summary.records["act"], summary.records["person_name"]) == (
        "sample",
        2,
        3,
    )


def _sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()
