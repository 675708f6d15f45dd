"""What is written is the case, and comes back as it was."""

import hashlib
import io
from dataclasses import MISSING, fields, replace
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dadkhah.dates import Calendar, PartialDate, read_date
from dadkhah.errors import CaseFolderNotWritten
from dadkhah.exchange.casefolder import read_case_folder, write_case_folder
from dadkhah.exchange.tables import TABLES
from dadkhah.records.case import CaseInfo, CaseRecords
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.evidence import Citations, EvidenceItem

CONTENT = b"\x00 any bytes \xff"
AWKWARD = "\",;\\'=+-@\n\r\t #:[{\x1f\x85\u2028\ufeffaéدلو"
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
FULL = st.text(st.sampled_from(AWKWARD) | CHARACTERS, max_size=8).map(
    lambda text: text if text.strip() else text + "x"
)
ANY = st.just("") | FULL
ENTRIES = st.lists(FULL.map(str.strip), max_size=3).map(tuple)
DATES = st.one_of(
    st.dates().filter(lambda d: 1700 <= d.year <= 2100).map(lambda d: read_date(d.isoformat())),
    st.sampled_from(["2022~", "2021-08-15/..", "۲۰ دلو ۱۴۰۰", "25 Muharram 1446"]).map(read_date),
    st.just(read_date("1400-11", Calendar.SOLAR_HIJRI)),
)
INFO = st.builds(CaseInfo, FULL, FULL, FULL, FULL, FULL, ENTRIES, ENTRIES, ENTRIES, ANY)
INFO_1 = CaseInfo("a", "b", "c", "d", "e", (), (), ())
BY_TYPE = {
    int: st.integers(0, 10**9),
    tuple[str, ...]: ENTRIES,
    PartialDate: DATES,
    PartialDate | None: st.none() | DATES,
    Conclusion: st.sampled_from(Conclusion),
}
# What the checks of a folder hold to: codes, and references that resolve.
BY_FIELD = {
    "sources.id": st.just("S-1"),
    "sources.reliability": st.sampled_from("ABCDEF"),
    "items.id": st.just("I-1"),
    "items.file": st.sampled_from(["evidence/a", "evidence/دلو/b c.txt"]),
    "items.media_type": st.sampled_from(["image/jpeg", "application/x-any"]),
    "items.sha256": st.just(hashlib.sha256(CONTENT).hexdigest()),
    "items.size": st.just(len(CONTENT)),
    "items.object_name": st.sampled_from(["", "c" * 64]),
    "items.captured_at": st.sampled_from(["", "2026-11-24T09:30Z"]),
    "items.credibility": st.sampled_from("123456"),
    "items.sensitivity": st.sampled_from(["public", "restricted", "sealed"]),
    "receptions.received_at": st.just("2026-11-24T09:30:00Z"),
    "passages.id": st.just("X-1"),
    "persons.id": st.just("P-1"),
    "persons.kind": st.sampled_from(["individual", "institution", "group"]),
    "person_names.kind": st.sampled_from(["main", "variant"]),
    "command_links.kind": st.sampled_from(["de-jure", "de-facto"]),
    "charges.status": st.sampled_from(["warrant-issued", "proposed"]),
    "findings.on": st.sampled_from(["", "2026-11-24"]),
    "acts.restriction": st.sampled_from(["", "restrictions-1"]),
}
TARGETS = {
    "source": "S-1",
    "item": "I-1",
    "person": "P-1",
    "institution": "P-1",
    "superior": "P-1",
    "subordinate": "P-1",
    "respondent": "P-1",
    "event": "events-1",
    "subject": "acts-1",
    "restriction": "restrictions-1",
    "acts": ("acts-1",),
    "restrictions": ("restrictions-1", "restrictions-1"),
    "propositions": ("propositions-1",),
    "citations": Citations(supports=("X-1",), context=("X-1", "X-1")),
}


def records_of(table, *, varied):
    hints = get_type_hints(table.kind)

    def value(field):
        name = f"{table.name}.{field.name}"
        if name in BY_FIELD:
            return BY_FIELD[name]
        if field.name in TARGETS:
            return st.just(TARGETS[field.name])
        if field.name == "id":
            return st.just(f"{table.name}-1")
        if hints[field.name] is str:  # an empty cell is the default, so no text is "" unless it is
            return (ANY if field.default == "" else FULL) if varied else st.just("x")
        if varied or field.name in ("date", "held", "since", "period", "conclusion", "entry"):
            return BY_TYPE[hints[field.name]]
        return st.just(()) if field.default is MISSING else st.just(field.default)

    return st.tuples(st.builds(table.kind, **{f.name: value(f) for f in fields(table.kind)}))


def cases_varied_in(name):
    return st.builds(
        CaseRecords,
        info=INFO if name == "info" else st.just(INFO_1),
        drafts=st.dictionaries(st.sampled_from(["filings/letter.yaml", "filings/b-2.yaml"]), ANY),
        **{table.name: records_of(table, varied=table.name == name) for table in TABLES},
    )


CASES = st.sampled_from(["info", *(table.name for table in TABLES)]).flatmap(cases_varied_in)


def bytes_of(folder):
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def open_item(_item):
    return io.BytesIO(CONTENT)


@settings(max_examples=100, deadline=None)
@given(CASES)
def test_for_any_case_reading_gives_it_back_and_writing_again_gives_the_same_bytes(
    tmp_path_factory, case
):
    place = tmp_path_factory.mktemp("case")
    write_case_folder(case, place / "one", open_item=open_item)
    read = read_case_folder(place / "one")
    assert read == case
    write_case_folder(read, place / "two", open_item=open_item)
    assert bytes_of(place / "two") == bytes_of(place / "one")


def test_a_formula_is_shielded_in_the_file_and_comes_back(folder, tmp_path):
    case = read_case_folder(folder)
    case = replace(case, sources=(replace(case.sources[0], description="=HYPERLINK(1)"),))
    write_case_folder(case, tmp_path / "out", open_item=lambda i: (folder / i.file).open("rb"))
    assert ",'=HYPERLINK(1)," in (tmp_path / "out/sources.csv").read_text()
    assert read_case_folder(tmp_path / "out") == case


def test_an_empty_folder_may_be_there_already(folder, tmp_path):
    case = read_case_folder(folder)
    (tmp_path / "out").mkdir()
    write_case_folder(case, tmp_path / "out", open_item=lambda i: (folder / i.file).open("rb"))
    assert read_case_folder(tmp_path / "out") == case


@pytest.mark.parametrize("name", ["case.yaml", "anything.txt"])
def test_a_folder_with_something_in_it_is_left_alone(folder, tmp_path, name):
    case = read_case_folder(folder)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("mine")
    with pytest.raises(CaseFolderNotWritten, match="not empty"):
        write_case_folder(case, tmp_path / "out", open_item=open_item)
    assert bytes_of(tmp_path / "out") == {name: b"mine"}


def test_a_file_is_not_taken_for_a_folder(folder, tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(CaseFolderNotWritten, match="not empty"):
        write_case_folder(read_case_folder(folder), tmp_path / "out")


ITEM = EvidenceItem("I-1", "S-1", "evidence/a", "t", "image/png", sha256="0" * 64)


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (CaseRecords(INFO_1, items=(ITEM,)), "its record says 0000"),
        (CaseRecords(INFO_1, items=(replace(ITEM, file="../a"),)), "not a plain path"),
        (CaseRecords(INFO_1, items=(replace(ITEM, title=""),)), "row 2, title: is empty"),
        (CaseRecords(INFO_1, items=(replace(ITEM, language=""),)), "cannot hold this record"),
        (CaseRecords(INFO_1, items=(replace(ITEM, note="\0"),)), "NUL"),
        (CaseRecords(INFO_1, items=(ITEM, ITEM)), "already the id of row 2"),
        (CaseRecords(replace(INFO_1, title="")), "The head of the case"),
        (CaseRecords(INFO_1, drafts={"../letter.yaml": ""}), "cannot name a draft"),
    ],
)
def test_a_case_that_would_not_come_back_is_not_written(tmp_path, case, reason):
    with pytest.raises(CaseFolderNotWritten) as refused:
        write_case_folder(case, tmp_path / "out", open_item=open_item)
    assert reason in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_without_bytes_only_sealed_items_are_written(tmp_path):
    sealed = replace(ITEM, source="", object_name="c" * 64)
    with pytest.raises(CaseFolderNotWritten, match="Receive the item first"):
        write_case_folder(CaseRecords(INFO_1, items=(ITEM,)), tmp_path / "out")
    write_case_folder(CaseRecords(INFO_1, items=(replace(sealed, source="S"),)), tmp_path / "out")
    assert sorted(bytes_of(tmp_path / "out")) == ["case.yaml", "items.csv"]
